"""Pictures of numbers: rows in, SVG out.

Pure functions. A picture is drawn for a phone (320 units wide), takes its colours from the page's
tokens through CSS classes, and says in `<title>` and `<desc>` what it shows. Colour is never the
only sign. The page puts a table with the same numbers next to it (`<c-twin>`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Literal
from zlib import crc32

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

WIDTH = 320
TRACK = 240  # bars end here; their numbers stand to the right
LINE = 20  # a line of text
BAR = 16
LEVELS = 5
STYLES = Path(__file__).parent / "static" / "core" / "css"


@dataclass(frozen=True, slots=True)
class Band:
    """A score and how sure it is: the truth lies between `low` and `high`."""

    label: str
    value: float
    low: float
    high: float
    shown: str = ""  # how the number is written; empty: not written
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    shown: str = ""
    field: str = ""  # code of a field of work: its hue
    href: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one reason adds to the sum, or takes from it."""

    label: str
    value: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One region or municipality: an equal square, however large the land is."""

    code: str  # two to four letters
    name: str
    column: int
    row: int
    value: float | None
    shown: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A field of work as a line of the map."""

    field: str
    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """A trial on a line: liked or not, it is stamped once tried."""

    field: str
    title: str
    state: Literal["tried", "not_mine", "booked", "open"] = "tried"


def bands(
    rows: Sequence[Band],
    *,
    title: str = "",
    scale: tuple[float, float] | None = None,
    ends: tuple[str, str] = ("", ""),
) -> SafeString:
    """Scores with their certainty: the dot is the score, the pale stripe how sure it is.

    Args:
        rows: one per scale of the test.
        title: what the picture is about.
        scale: the ends of the axis; without it from zero to the largest number.
        ends: words under the left and the right end of the axis.
    """
    low, high = scale or (0.0, max([row.high for row in rows], default=1.0))
    parts: list[str] = []
    y = 0
    for row in rows:
        lines, y = _label(row.label, y, href=row.href)
        start, end, dot = (_at(x, low, high) for x in (row.low, row.high, row.value))
        parts += [
            lines,
            f'<rect class="c-track" y="{y}" width="{TRACK}" height="{BAR}" rx="8"/>',
            f'<rect class="c-sure" x="{start - 8:.1f}" y="{y}" width="{end - start + 16:.1f}"'
            f' height="{BAR}" rx="8"/>',
            f'<circle class="c-dot" cx="{dot:.1f}" cy="{y + 8}" r="8"/>',
            _value(row.shown, y),
        ]
        y += BAR + 12
    if any(ends):
        parts.append(
            f'<text class="c-note" y="{y + 6}">{escape(ends[0])}</text>'
            f'<text class="c-note" x="{TRACK}" y="{y + 6}" text-anchor="end">{escape(ends[1])}</text>'
        )
        y += LINE
    desc = "; ".join(
        gettext("%(label)s: %(value)s, surely between %(low)s and %(high)s")
        % {
            "label": row.label,
            "value": row.shown or _plain(row.value),
            "low": _plain(row.low),
            "high": _plain(row.high),
        }
        for row in rows
    )
    return _svg(y, parts, title or gettext("Scores and how sure they are"), desc)


def bars(rows: Sequence[Bar], *, title: str = "", maximum: float | None = None) -> SafeString:
    """Plain bars from zero; a bar with a field of work has its hue."""
    top = maximum or max([row.value for row in rows], default=0) or 1
    parts: list[str] = []
    y = 0
    for row in rows:
        lines, y = _label(row.label, y, href=row.href)
        width = max(min(row.value / top, 1) * TRACK, 3 if row.value else 0)
        hue = f" field-{escape(row.field)}" if row.field else ""
        parts += [
            lines,
            f'<rect class="c-track" y="{y}" width="{TRACK}" height="{BAR}" rx="4"/>',
            f'<rect class="c-bar{hue}" y="{y}" width="{width:.1f}" height="{BAR}" rx="4"/>',
            _value(row.shown or _plain(row.value), y),
        ]
        y += BAR + 12
    desc = "; ".join(f"{row.label}: {row.shown or _plain(row.value)}" for row in rows)
    return _svg(y, parts, title or gettext("Bars"), desc)


def contributions(
    rows: Sequence[Contribution], *, title: str = "", total: str = "", shown: str = ""
) -> SafeString:
    """Reasons that add up: each bar starts where the one before ended, the last one is the sum.

    Args:
        rows: what speaks for (positive) and against (negative).
        title: what the picture is about.
        total: the name of the sum.
        shown: how the sum is written; without it, the number.
    """
    sums = [0.0]
    for row in rows:
        sums.append(sums[-1] + row.value)
    low, high = min(sums), max(sums)
    parts: list[str] = []
    y = 0
    zero = _at(0, low, high)
    for row, before, after in zip(rows, sums, sums[1:], strict=False):
        lines, y = _label(row.label, y)
        parts += [
            lines,
            _step(y, _at(before, low, high), _at(after, low, high), row.value),
            _value(row.shown or _signed(row.value), y),
        ]
        y += BAR + 12
    last = _at(sums[-1], low, high)
    left, width = min(zero, last), max(abs(last - zero), 2)
    lines, y = _label(total or gettext("Together"), y, strong=True)
    parts += [
        lines,
        f'<rect class="c-sum" x="{left:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" rx="3"/>',
        _value(shown or _plain(sums[-1]), y, strong=True),
    ]
    y += BAR + 4
    parts.insert(0, f'<path class="c-axis" d="M{zero:.1f} {LINE}V{y}"/>')
    desc = "; ".join(f"{row.label}: {row.shown or _signed(row.value)}" for row in rows)
    desc += f"; {total or gettext('Together')}: {shown or _plain(sums[-1])}"
    return _svg(y, parts, title or gettext("Reasons and what each of them weighs"), desc)


def tile_map(
    tiles: Sequence[Tile], *, title: str = "", unit: str = "", none: str = ""
) -> SafeString:
    """Equal squares instead of borders: shade and pips say the value, each square is a link."""
    side, gap = 52, 4
    known = [tile.value for tile in tiles if tile.value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    columns = max((tile.column for tile in tiles), default=0) + 1
    height = (max((tile.row for tile in tiles), default=0) + 1) * (side + gap)
    parts = []
    for tile in tiles:
        level = _level(tile.value, low, high)
        x, y = tile.column * (side + gap), tile.row * (side + gap)
        said = tile.shown or (none or "—" if tile.value is None else _plain(tile.value))
        square = (
            f'<rect width="{side}" height="{side}" rx="9"/>'
            f'<text class="c-code" x="{side / 2}" y="20">{escape(tile.code)}</text>'
            f'<text class="c-number" x="{side / 2}" y="36">{escape(said)}</text>'
            f"{_pips(level, side)}"
        )
        shape = f'<g class="c-tile c-level-{level}" transform="translate({x} {y})">{square}</g>'
        name = escape(f"{tile.name}: {said}")
        parts.append(
            f'<a href="{escape(tile.href)}" aria-label="{name}"><title>{name}</title>{shape}</a>'
            if tile.href
            else f"<g><title>{name}</title>{shape}</g>"
        )
    width = max(columns * (side + gap) - gap, WIDTH)
    legend, below = _legend(low, high, height + 8, width, unit, none)
    desc = gettext("%(count)s squares, from %(low)s to %(high)s") % {
        "count": len(tiles),
        "low": _plain(low),
        "high": _plain(high),
    }
    parts.append(legend)
    return _svg(below, parts, title or gettext("Map"), desc, width=width, kind="c-map", links=True)


def line_map(
    lines: Sequence[Line], stations: Sequence[Station], *, title: str = ""
) -> SafeString:
    """The pupil's own map: every field of work is a line, every trial a station stamped on it."""
    pitch, gauge, top = 46, 6, 22
    trunk = len(lines) * gauge
    text = trunk + 22
    parts: list[str] = []
    names: list[str] = []
    for number, line in enumerate(lines):
        own = [station for station in stations if station.field == line.field]
        x = 8 + (len(lines) - 1 - number) * gauge
        y = top + 34 + number * pitch
        tried = sum(station.state in ("tried", "not_mine") for station in own)
        used = " c-used" if own else ""
        said = gettext("%(line)s: tried %(count)s") % {"line": line.name, "count": tried}
        row = (
            f'<path class="c-line{used}" d="M{x} {top}V{y - 12}l12 12H{WIDTH - 6}"/>'
            f'<text class="c-name{used}" x="{text}" y="{y - 15}">{escape(line.name)}</text>'
            f"{_stations(own, text + 10, y)}"
        )
        if line.href:
            row = (
                f'<a href="{escape(line.href)}" aria-label="{escape(said)}">{row}<rect class="c-hit"'
                f' x="{text - 8}" y="{y - 33}" width="{WIDTH - text + 8}" height="{pitch}"/></a>'
            )
        parts.append(f'<g class="field-{escape(line.field)}">{row}</g>')
        names += [said] if tried else []
    parts.append(
        f'<rect class="c-start" x="2" y="{top - 10}" width="{trunk + 6}" height="20" rx="10"/>'
    )
    key, y = _key(stations, top + 34 + len(lines) * pitch - 14)
    desc = "; ".join(names) or gettext("No stations yet: the first trial will be stamped here")
    return _svg(
        y,
        [*parts, key],
        title or gettext("Map of lines: fields of work and trials"),
        desc,
        kind="c-lines",
        links=any(line.href for line in lines),
    )


def sparkline(values: Sequence[float], *, title: str = "") -> SafeString:
    """A small line without axes, its end marked."""
    width, height, edge = 120, 36, 6
    low, high = min(values, default=0), max(values, default=0)
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    points = [
        (edge + i * step, height - edge - (value - low) / ((high - low) or 1) * (height - 2 * edge))
        for i, value in enumerate(values)
    ]
    parts = [f'<polyline class="c-spark" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>']
    parts += [f'<circle class="c-dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for x, y in points[-1:]]
    desc = ", ".join(_plain(value) for value in values)
    return _svg(height, parts, title or gettext("How it changed"), desc, width=width, kind="c-small")


def donut(share: float, *, title: str = "", shown: str = "") -> SafeString:
    """A part of a whole, from 0 to 1, with the number in the middle."""
    part = min(max(share, 0.0), 1.0)
    said = shown or f"{round(part * 100)}\u202f%"
    length = 2 * 3.14159265 * 40
    parts = [
        '<circle class="c-ring" cx="50" cy="50" r="40"/>',
        f'<circle class="c-arc" cx="50" cy="50" r="40" transform="rotate(-90 50 50)"'
        f' stroke-dasharray="{part * length:.1f} {length:.1f}"/>' if part else "",
        f'<text class="c-middle" x="50" y="57">{escape(said)}</text>',
    ]
    return _svg(100, parts, title or gettext("Share"), said, width=100, kind="c-small")


def standalone(svg: str) -> str:
    """The picture as a file of its own (for a PDF or a card to share): light colours inside."""
    return svg.replace("><title", f"><style>{_light_styles()}</style><title", 1)


@cache
def _light_styles() -> str:
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+):\s*([^;{}]+)", tokens.partition("@media")[0]))
    hues = re.findall(r"\.field-(\w+) \{ --hue: var\(--f-\w+\)", tokens)
    rules = (STYLES / "charts.css").read_text(encoding="utf-8").partition("/* On the page only")[0]
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.S)
    # A plain viewer of SVG knows no custom properties: each hue is written out.
    for rule in re.findall(r"[^{}]+\{[^{}]*var\(--hue[^{}]*\}", rules):
        rules += "".join(
            _of_field(selector.strip(), hue, rule, light["f-" + hue])
            for hue in hues
            for selector in rule.partition("{")[0].split(",")
        )
    rules = re.sub(r"var\(--hue, (var\(--[\w-]+\))\)", r"\1", rules)
    return re.sub(r"var\(--([\w-]+)\)", lambda found: light[found[1]], rules).replace("\n", "")


def _of_field(selector: str, field: str, rule: str, colour: str) -> str:
    body = re.sub(r"var\(--hue, var\(--[\w-]+\)\)", colour, rule.partition("{")[2])
    return f"{selector}.field-{field}{{{body}.field-{field} {selector}{{{body}"


def _svg(
    height: float,
    parts: Sequence[str],
    title: str,
    desc: str,
    *,
    width: float = WIDTH,
    kind: str = "",
    links: bool = False,
) -> SafeString:
    body = "".join(parts)
    key = f"c{crc32(f'{title}{desc}{body}'.encode()):08x}"
    return mark_safe(  # noqa: S308 # every text above went through escape()
        f'<svg class="chart {kind}" xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="-1 -1 {width + 2:g} {height + 2:g}" role="{"group" if links else "img"}"'
        f' aria-labelledby="{key}t {key}d"><title id="{key}t">{escape(title)}</title>'
        f'<desc id="{key}d">{escape(desc)}</desc>{body}</svg>'
    )


def _label(text: str, y: int, *, href: str = "", strong: bool = False) -> tuple[str, int]:
    """The label's lines above a bar, and where the bar begins."""
    lines = wrap(text, 36) or [""]
    spans = "".join(
        f'<tspan x="0" y="{y + 14 + i * LINE}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    kind = ' class="c-strong"' if strong else ""
    shown = f"<text{kind}>{spans}</text>"
    if href:
        shown = f'<a href="{escape(href)}">{shown}</a>'
    return shown, y + len(lines) * LINE


def _value(text: str, y: int, *, strong: bool = False) -> str:
    kind = "c-value c-strong" if strong else "c-value"
    return f'<text class="{kind}" x="{WIDTH}" y="{y + 13}">{escape(text)}</text>' if text else ""


def _at(value: float, low: float, high: float) -> float:
    """A number's place on the track, its dot never half outside."""
    share = (value - low) / ((high - low) or 1)
    return 8 + min(max(share, 0.0), 1.0) * (TRACK - 16)


def _step(y: int, start: float, end: float, value: float) -> str:
    """One bar of the stair, with a notch that shows its direction, and a thread to the next bar."""
    kind = "c-plus" if value >= 0 else "c-minus"
    if abs(end - start) < 2:
        end = start + (2 if value >= 0 else -2)
    tip = max(min(6.0, abs(end - start) / 2), 1.0) * (1 if end > start else -1)
    return (
        f'<path class="{kind}" d="M{start:.1f} {y}H{end - tip:.1f}L{end:.1f} {y + BAR / 2}'
        f'L{end - tip:.1f} {y + BAR}H{start:.1f}z"/>'
        f'<path class="c-thread" d="M{end:.1f} {y + BAR / 2}v{BAR / 2 + 12}"/>'
    )


def _level(value: float | None, low: float, high: float) -> int:
    """0 for what is not known, 1…5 for the fifths of the way from the least to the most."""
    if value is None:
        return 0
    return min(int((value - low) / ((high - low) or 1) * LEVELS) + 1, LEVELS)


def _pips(level: int, side: int) -> str:
    start = side / 2 - (level - 1) * 4
    return "".join(
        f'<circle class="c-pip" cx="{start + i * 8:g}" cy="{side - 8}" r="2.5"/>'
        for i in range(level)
    )


def _legend(
    low: float, high: float, y: int, width: float, unit: str, none: str
) -> tuple[str, int]:
    """What the shades mean, in words under the map."""
    step = (high - low) / LEVELS
    shades = [(0, none or gettext("not known"))]
    if high > low:
        shades += [
            (i, f"{_plain(low + step * (i - 1))}–{_plain(low + step * i)}{unit}")
            for i in range(1, LEVELS + 1)
        ]
    across = 2 if width < 480 else 6
    parts = []
    for i, (level, text) in enumerate(shades):
        x, down = (i % across) * (width / across), y + (i // across) * 30
        parts.append(
            f'<g class="c-tile c-level-{level}" transform="translate({x:g} {down})">'
            f'<rect width="48" height="22" rx="6"/><g transform="translate(-2 -33)">{_pips(level, 52)}</g></g>'
            f'<text class="c-note" x="{x + 56:g}" y="{down + 16}">{escape(text)}</text>'
        )
    return "".join(parts), y + ((len(shades) - 1) // across + 1) * 30


def _stations(stations: Sequence[Station], x: float, y: float) -> str:
    step = min(30.0, (WIDTH - 18 - x) / max(len(stations) - 1, 1))
    return "".join(
        f'<g transform="translate({x + i * step:.1f} {y})"><title>{escape(station.title)}</title>'
        f"{_stamp(station.state)}</g>"
        for i, station in enumerate(stations)
    )


def _stamp(state: str) -> str:
    """A station: shape and mark differ, not only colour."""
    if state == "tried":
        return '<circle class="c-tried" r="10"/><path class="c-mark" d="M-4.5 .5l3.2 3.4L4.8-3.6"/>'
    if state == "not_mine":
        return '<circle class="c-not-mine" r="9"/><path class="c-bar-mark" d="M-4 0H4"/>'
    if state == "booked":
        return '<circle class="c-booked" r="10"/>'
    return '<circle class="c-open" r="7"/>'


def _key(stations: Sequence[Station], y: int) -> tuple[str, int]:
    """What the stamps on this very map mean."""
    words = {
        "tried": gettext("tried"),
        "not_mine": gettext("tried, not mine"),
        "booked": gettext("booked"),
        "open": gettext("can be tried"),
    }
    used = [state for state in words if any(station.state == state for station in stations)]
    parts = [
        f'<g transform="translate({14 + (i % 2) * 160} {y + (i // 2) * 28 + 14})">{_stamp(state)}'
        f'<text class="c-note" x="18" y="5">{escape(words[state])}</text></g>'
        for i, state in enumerate(used)
    ]
    return "".join(parts), y + (len(used) + 1) // 2 * 28


def _plain(value: float) -> str:
    """A number as people read it: whole when it can be, with a decimal comma in Russian."""
    text = f"{value:.1f}".removesuffix(".0").replace("-", "−")
    return text.replace(".", gettext("."))


def _signed(value: float) -> str:
    return f"+{_plain(value)}" if value > 0 else _plain(value)
