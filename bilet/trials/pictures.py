"""Pictures of products and of the change of interest: safe SVG without inline styles."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bilet.trials.checks import poster, weld
from bilet.trials.checks.products import Poster
from bilet.trials.program import DesignTask, WeldSeam

# Two hands hold a stack of books, in a box of 100 × 62.
HANDS = (
    "M0 45H18L25 33q2-3 4.5-1.5t1 4.5L28 43H46q3.5 0 3.5 3.5T46 50H29l-9 6H0z"
    "M100 45H82L75 33q-2-3-4.5-1.5t-1 4.5L72 43H54q-3.5 0-3.5 3.5T54 50H71l9 6H100z"
    "M34 33h6v8h-6zM42 33h25v8H42zM36 23h6v8h-6zM44 23h21v8H44zM33 13h6v8h-6zM41 13h23v8H41z"
    "M46 4h6v7h-6zM54 4h9v7h-9z"
)
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
MM = 3  # units of the picture per millimetre of the seam


def poster_picture(task: DesignTask, version: Poster, *, title: str) -> SafeString:
    """The poster as it hangs on the wall."""
    sheet = poster.SHEET
    parts = [
        f'<rect width="{sheet.width:g}" height="{sheet.height:g}"'
        f' fill="{escape(poster.ground(task, version))}"/>'
    ]
    parts += [_block(box) for box in poster.boxes(task, version)]
    desc = ". ".join(" ".join(box.lines) for box in poster.boxes(task, version) if box.lines)
    return _svg("poster", sheet.width, sheet.height, parts, title=title, desc=desc)


def _block(box: poster.Box) -> str:
    if box.role == "picture":
        scale = (box.right - box.left) / 100
        return (
            f'<path transform="translate({box.left:g} {box.top:g}) scale({scale:g})"'
            f' fill="{escape(box.colour)}" d="{HANDS}"/>'
        )
    lead = box.size * poster.SHEET.leading
    lines = "".join(
        f'<tspan x="{box.anchor:g}" y="{box.top + lead * n + box.size * 0.95:g}">'
        f"{escape(line)}</tspan>"
        for n, line in enumerate(box.lines)
    )
    return (
        f'<text class="poster-{poster.font_of(box.role)}" font-size="{box.size:g}"'
        f' text-anchor="{ANCHORS[box.align]}" fill="{escape(box.colour)}">{lines}</text>'
    )


def seam_picture(seam: WeldSeam, bead: weld.Bead) -> SafeString:
    """The seam from above, as a welder looks at it through a magnifier."""
    wide, middle = seam.length_mm * MM, 42.0
    parts = [
        f'<rect class="seam-plate" width="{wide:g}" height="84" rx="4"/>',
        f'<path class="seam-joint" d="M0 {middle:g}H{wide:g}"/>',
    ]
    for start, run in _runs(bead.segments):
        parts.append(f'<path class="seam-bead" d="{_outline(start, run, middle)}"/>')
    for place, segment in enumerate(bead.segments):
        parts += _marks(place, segment, middle)
    desc = gettext("Sound: %(sound)s %% of the length") % {"sound": percent(bead.shares["sound"])}
    return _svg("seam", wide, 84, parts, title=seam.title, desc=desc)


def _runs(segments: Sequence[weld.Segment]) -> list[tuple[int, list[weld.Segment]]]:
    """Unbroken stretches of metal with the places where they begin."""
    runs: list[tuple[int, list[weld.Segment]]] = []
    for place, segment in enumerate(segments):
        if segment.speed is None:
            continue
        if runs and runs[-1][0] + len(runs[-1][1]) == place:
            runs[-1][1].append(segment)
        else:
            runs.append((place, [segment]))
    return runs


def _outline(start: int, run: Sequence[weld.Segment], middle: float) -> str:
    size = weld.PHYSICS.bin_mm * MM
    centres = [(start + n + 0.5) * size for n in range(len(run))]
    halves = [segment.width * MM / 2 for segment in run]
    first, last = start * size, (start + len(run)) * size
    upper = [f"L{x:.1f} {middle - half:.1f}" for x, half in zip(centres, halves, strict=True)]
    lower = [f"L{x:.1f} {middle + half:.1f}" for x, half in zip(centres, halves, strict=True)]
    return (
        f"M{first:.1f} {middle:g}{''.join(upper)}L{last:.1f} {middle:g}{''.join(reversed(lower))}z"
    )


def _marks(place: int, segment: weld.Segment, middle: float) -> list[str]:
    """Ripples on every segment, and what is wrong with it."""
    if segment.speed is None:
        return []
    size = weld.PHYSICS.bin_mm * MM
    x, half = (place + 0.5) * size, segment.width * MM / 2
    marks = [
        f'<path class="seam-ripple" d="M{x - 2:.1f} {middle - half * 0.8:.1f}'
        f'q4 {half * 0.8:.1f} 0 {half * 1.6:.1f}"/>'
    ]
    if segment.kind == "burn":
        marks.append(
            f'<ellipse class="seam-burn" cx="{x:.1f}" cy="{middle:g}" rx="3.4"'
            f' ry="{min(half * 0.55, 14):.1f}"/>'
        )
    if segment.kind == "spatter":
        marks += [
            f'<circle class="seam-drop" cx="{x + dx:.1f}"'
            f' cy="{middle + side * (half + 6 + dy):.1f}" r="{r}"/>'
            for dx, dy, side, r in _drops(place)
        ]
    return marks


def _drops(place: int) -> list[tuple[float, float, int, float]]:
    """Where drops fall beside a segment: the same at every look."""
    return [
        ((place * 7 + n * 5) % 6 - 3, (place * 5 + n * 3) % 9, 1 if (place + n) % 2 else -1,
         1.2 + (place + n) % 3 * 0.5)
        for n in range(2)
    ]  # fmt: skip


def change_picture(before: int, after: int) -> SafeString:
    """Interest before and after on a line of five stops."""
    stops = [36 + n * 60 for n in range(5)]
    parts = [f'<path class="change-line" d="M{stops[0]} 58H{stops[4]}"/>']
    for n, x in enumerate(stops, start=1):
        parts.append(f'<circle class="change-stop" cx="{x}" cy="58" r="7"/>')
        parts.append(f'<text class="change-number" x="{x}" y="92">{n}</text>')
    start, end = stops[before - 1], stops[after - 1]
    if start != end:
        parts.append(f'<path class="change-way" d="M{start} 58H{end}"/>')
    parts += [
        f'<circle class="change-before" cx="{start}" cy="58" r="10"/>',
        f'<circle class="change-after" cx="{end}" cy="58" r="10"/>',
        _flag(start, 34 if start != end else 20, gettext("before")),
        _flag(end, 34 if start != end else 40, gettext("after")),
    ]
    title = gettext("Interest before and after")
    desc = gettext("Before: %(before)s of 5. After: %(after)s of 5.") % {
        "before": before,
        "after": after,
    }
    return _svg("change", 312, 100, parts, title=title, desc=desc)


def _flag(x: int, y: int, text: str) -> str:
    return f'<text class="change-word" x="{x}" y="{y}">{escape(text)}</text>'


def percent(share: float) -> int:
    return int(share * 100 + 0.5)


def _svg(
    kind: str, width: float, height: float, parts: Sequence[str], *, title: str, desc: str
) -> SafeString:
    return mark_safe(  # noqa: S308 # every text above went through escape()
        f'<svg class="{kind}-picture" xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {width:g} {height:g}" aria-label="{escape(title)}. {escape(desc)}">'
        f"{''.join(parts)}</svg>"
    )
