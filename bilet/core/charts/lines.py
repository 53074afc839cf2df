"""The pupil's map of lines and stations."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bilet.core.charts.parts import WIDTH, frame
from bilet.core.charts.rows import Line, Station


def line_map(lines: Sequence[Line], stations: Sequence[Station], *, title: str = "") -> SafeString:
    """The pupil's own map: every field of work is a line, every trial a station stamped on it."""
    pitch, gauge, top = 46, 5, 22
    trunk = len(lines) * gauge
    text = trunk + 20
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
            f'<text class="c-name{used}" x="{text}" y="{y - 16}">{escape(line.name)}</text>'
            f"{_stations(own, text + 10, y)}"
        )
        if line.href:
            row = (
                f'<a href="{escape(line.href)}" aria-label="{escape(said)}">{row}'
                f'<rect class="c-hit" x="{text - 8}" y="{y - 33}" width="{WIDTH - text + 8}"'
                f' height="{pitch}"/></a>'
            )
        parts.append(f'<g class="field-{escape(line.field)}">{row}</g>')
        names += [said] if tried else []
    parts.append(
        f'<rect class="c-start" x="2" y="{top - 10}" width="{trunk + 6}" height="20" rx="10"/>'
    )
    key, y = _key(stations, top + 34 + len(lines) * pitch - 14)
    desc = "; ".join(names) or gettext("No stations yet: the first trial will be stamped here")
    return frame(
        y,
        [*parts, key],
        title or gettext("Map of lines: fields of work and trials"),
        desc,
        kind="c-lines",
    )


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
