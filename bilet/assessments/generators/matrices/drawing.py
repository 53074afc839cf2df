"""Cells as pictures: one stroke, one grid, nothing that colour alone would tell.

A cell is a square of 64 units; its middle is the origin of every part.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin

from bilet.assessments.generators import drawing as pen
from bilet.assessments.generators.drawing import Point
from bilet.assessments.generators.matrices.cells import Cell, Value, names_of

CELL = 64
HALF = CELL / 2
RADII = (10.0, 15.0, 21.0, 27.0)  # of the four sizes
BIG, FEW, INSIDE, MARK = 22.0, 9.5, 9.0, 9.0
FRAME = 27.0  # the outer figure of two
STRIPES = 6.0  # from one stripe to the next
RAY = 13.0  # where rays begin when a mark stands in the middle
EDGE = 23.0  # from the middle to the sides
BOLD = 3.0
SPOTS: dict[int, tuple[Point, ...]] = {
    1: ((0, 0),),
    2: ((-15, 0), (15, 0)),
    3: ((0, -14), (-15, 13), (15, 13)),
    4: ((-15, -15), (15, -15), (-15, 15), (15, 15)),
    5: ((-19, -19), (19, -19), (0, 0), (-19, 19), (19, 19)),
}


def option(layout: str, cell: Cell) -> str:
    """One cell as a picture of its own."""
    return pen.picture(CELL, CELL, pen.moved(HALF, HALF, _drawn(layout, cell)))


def matrix(layout: str, cells: Sequence[Cell]) -> str:
    """Eight cells and a question mark in three rows."""
    parts = [pen.moved(*_middle(place), _drawn(layout, cell)) for place, cell in enumerate(cells)]
    x, y = _middle(8)
    return pen.picture(
        3 * CELL + 2, 3 * CELL + 2, _grid(), *parts, pen.label((x, y + 11), "?", size=32)
    )


def _middle(place: int) -> Point:
    return 1 + HALF + CELL * (place % 3), 1 + HALF + CELL * (place // 3)


@lru_cache(maxsize=1)
def _grid() -> str:
    full = 3 * CELL + 1
    inner = [
        pen.line(*ends, width=1)
        for at in (CELL + 1, 2 * CELL + 1)
        for ends in (((at, 1), (at, full)), ((1, at), (full, at)))
    ]
    return "".join([pen.rect((1, 1), 3 * CELL, 3 * CELL), *inner])


def _drawn(layout: str, cell: Cell) -> str:
    return _LAYOUTS[layout](cell)


def _one(cell: Cell) -> str:
    return figure(cell["shape"], RADII[int(cell["size"])], cell["shading"])


def _pointer(cell: Cell) -> str:
    return figure(cell["shape"], BIG, cell["shading"], int(cell["turn"]))


def _many(cell: Cell) -> str:
    one = figure(cell["shape"], FEW, cell["shading"])
    return "".join(pen.moved(x, y, one) for x, y in SPOTS[int(cell["number"])])


def _nested(cell: Cell) -> str:
    inner = figure(cell["inner"], INSIDE, cell["shading"])
    # The widest part of a triangle lies below the middle.
    inner = pen.moved(0, 5, inner) if cell["shape"] == "triangle" else inner
    return figure(cell["shape"], FRAME, "none") + inner


def _strokes(cell: Cell) -> str:
    return strokes(int(cell["lines"]), 0)


def _marked(cell: Cell) -> str:
    return strokes(int(cell["lines"]), RAY) + figure(cell["inner"], MARK, cell["shading"])


_LAYOUTS = {
    "one": _one,
    "pointer": _pointer,
    "many": _many,
    "nested": _nested,
    "strokes": _strokes,
    "marked": _marked,
}


@lru_cache(maxsize=4096)
def figure(shape: Value, radius: float, shading: Value, turn: int = 0) -> str:
    """A shape about the origin, turned clockwise by eighths."""
    fill = "none" if shading == "striped" else str(shading)
    if shape == "circle":
        outline = pen.circle((0, 0), radius * 0.92, fill=fill)
    else:
        outline = pen.path(_corners(str(shape), radius, turn), fill=fill)
    return outline + (_stripes(str(shape), radius) if shading == "striped" else "")


@lru_cache(maxsize=8192)
def strokes(lines: int, start: float) -> str:
    return "".join(pen.line(*_ends(name, start), width=BOLD) for name in names_of(lines))


def _ends(name: str, start: float) -> tuple[Point, Point]:
    if name in _SIDES:
        return _SIDES[name]
    x, y = _RAYS[name]
    # Slanted rays run into the corners and begin at the same distance as the straight ones.
    begin = start * (0.78 if x and y else 1)
    return (x * begin, y * begin), (x * EDGE, y * EDGE)


_SIDES: dict[str, tuple[Point, Point]] = {
    "top": ((-EDGE, -EDGE), (EDGE, -EDGE)),
    "right": ((EDGE, -EDGE), (EDGE, EDGE)),
    "bottom": ((-EDGE, EDGE), (EDGE, EDGE)),
    "left": ((-EDGE, -EDGE), (-EDGE, EDGE)),
}
_RAYS: dict[str, Point] = {
    "up": (0, -1),
    "up_right": (1, -1),
    "right_ray": (1, 0),
    "down_right": (1, 1),
    "down": (0, 1),
    "down_left": (-1, 1),
    "left_ray": (-1, 0),
    "up_left": (-1, -1),
}


def _corners(shape: str, radius: float, turn: int = 0) -> list[Point]:
    angle = turn * pi / 4
    c, s = radius * cos(angle), radius * sin(angle)
    return [(x * c - y * s, x * s + y * c) for x, y in OUTLINES[shape]]


def _stripes(shape: str, radius: float) -> str:
    """Slanted lines within the outline, all in one path."""
    outline = _corners(shape, radius)
    # Turned by an eighth, slanted stripes lie level and are cut along one coordinate.
    level = [((x + y) * _SQRT_HALF, (y - x) * _SQRT_HALF) for x, y in outline]
    top = max(y for _, y in level)
    rows = int(top / STRIPES + 1)
    d = ""
    for row in range(-rows, rows + 1):
        cuts = sorted(_cuts(level, row * STRIPES + 0.01))
        for left, right in zip(cuts[::2], cuts[1::2], strict=True):
            d += _level_line(left, right, row * STRIPES)
    return f'<path d="{d}" stroke-width="1.6"/>'


def _cuts(outline: list[Point], at: float) -> list[float]:
    """Where a level line crosses the outline."""
    cuts = []
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (y1 > at) != (y2 > at):
            cuts.append(x1 + (at - y1) * (x2 - x1) / (y2 - y1))
    return cuts


def _level_line(left: float, right: float, at: float) -> str:
    """A piece of a stripe, turned back."""
    (x1, y1), (x2, y2) = (((x - at) * _SQRT_HALF, (x + at) * _SQRT_HALF) for x in (left, right))
    return f"M{pen.n(x1)} {pen.n(y1)}L{pen.n(x2)} {pen.n(y2)}"


def _regular(corners: int, radius: float, start: float = 0) -> list[Point]:
    angles = [start + 2 * pi * n / corners for n in range(corners)]
    return [(radius * sin(angle), -radius * cos(angle)) for angle in angles]


def _star() -> list[Point]:
    outer, inner = _regular(5, 1.08), _regular(5, 0.46, pi / 5)
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


def _half_disc() -> list[Point]:
    arc = [pi * n / 12 for n in range(13)]
    return [(-cos(angle), 0.45 - sin(angle)) for angle in arc]


_SQRT_HALF = 0.5**0.5
_ARM = 0.34
# Outlines of radius 1, pointing up; about equally large to the eye.
OUTLINES: dict[str, list[Point]] = {
    "circle": _regular(36, 0.92),  # only for its stripes
    "square": [(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)],
    "triangle": [(0, -0.98), (1.0, 0.78), (-1.0, 0.78)],
    "rhombus": [(0, -1.05), (0.68, 0), (0, 1.05), (-0.68, 0)],
    "cross": [
        (-_ARM, -0.98), (_ARM, -0.98), (_ARM, -_ARM), (0.98, -_ARM), (0.98, _ARM), (_ARM, _ARM),
        (_ARM, 0.98), (-_ARM, 0.98), (-_ARM, _ARM), (-0.98, _ARM), (-0.98, -_ARM), (-_ARM, -_ARM),
    ],
    "star": _star(),
    "arrow": [
        (0, -1.05), (0.78, -0.1), (0.3, -0.1), (0.3, 0.95), (-0.3, 0.95), (-0.3, -0.1),
        (-0.78, -0.1),
    ],
    "dome": _half_disc(),
    "tee": [
        (-0.9, -0.95), (0.9, -0.95), (0.9, -0.4), (0.28, -0.4), (0.28, 0.95), (-0.28, 0.95),
        (-0.28, -0.4), (-0.9, -0.4),
    ],
    "corner": [(-0.8, -0.85), (-0.2, -0.85), (-0.2, 0.25), (0.8, 0.25), (0.8, 0.85), (-0.8, 0.85)],
}  # fmt: skip
