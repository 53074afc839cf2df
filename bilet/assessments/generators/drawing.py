"""Parts of pictures as SVG text: lines and fills in the colour of the page's own ink.

No styles, scripts or ids, so a picture may stand anywhere, many times, on screen and on paper.
"""

from collections.abc import Iterable

Point = tuple[float, float]
INK = "currentColor"


def picture(width: float, height: float, *parts: str) -> str:
    """A whole picture; its words are given beside it, so it is hidden from screen readers."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(width)} {n(height)}" '
        f'fill="none" stroke="{INK}" stroke-width="2" stroke-linejoin="round" '
        f'stroke-linecap="round">{"".join(parts)}</svg>'
    )


def line(a: Point, b: Point, *, width: float | None = None, dashed: bool = False) -> str:
    more = (f' stroke-width="{n(width)}"' if width else "") + (
        ' stroke-dasharray="5 4"' if dashed else ""
    )
    return f'<path d="M{n(a[0])} {n(a[1])}L{n(b[0])} {n(b[1])}"{more}/>'


def path(points: Iterable[Point], *, closed: bool = True, fill: str = "none") -> str:
    """A polygon, or an open line through the points. `fill`: none, solid, paper or half."""
    d = "L".join(f"{n(x)} {n(y)}" for x, y in points)
    return f'<path d="M{d}{"Z" if closed else ""}"{_fill(fill)}/>'


def circle(centre: Point, radius: float, *, fill: str = "none") -> str:
    return f'<circle cx="{n(centre[0])}" cy="{n(centre[1])}" r="{n(radius)}"{_fill(fill)}/>'


def rect(corner: Point, width: float, height: float, *, fill: str = "none") -> str:
    return (
        f'<rect x="{n(corner[0])}" y="{n(corner[1])}" width="{n(width)}" '
        f'height="{n(height)}"{_fill(fill)}/>'
    )


def label(at: Point, text: str, *, size: float = 14, anchor: str = "middle") -> str:
    """Words inside a picture: axis names, letters at wheels."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<text x="{n(at[0])}" y="{n(at[1])}" font-size="{n(size)}" text-anchor="{anchor}" '
        f'fill="{INK}" stroke="none">{safe}</text>'
    )


def moved(dx: float, dy: float, *parts: str, turn: float = 0, scale: float = 1) -> str:
    """The parts at another place, turned clockwise by `turn` degrees about their origin."""
    more = (f" rotate({n(turn)})" if turn else "") + (f" scale({n(scale)})" if scale != 1 else "")
    return f'<g transform="translate({n(dx)} {n(dy)}){more}">{"".join(parts)}</g>'


def n(value: float) -> str:
    """At most two digits after the point: 12, 0.5, -3.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


_FILLS = {
    "none": "",
    "solid": f' fill="{INK}"',
    "half": f' fill="{INK}" fill-opacity="0.35"',
    # The page's ground: hides what lies behind. The class gets its colour from the style sheet,
    # on paper from the printer.
    "paper": ' class="ground"',
}


def _fill(name: str) -> str:
    return _FILLS[name]
