"""A map of equal squares, one per region or municipality."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bilet.core.charts.parts import WIDTH, frame, plain
from bilet.core.charts.rows import Tile

LEVELS = 5
SIDE = 52
GAP = 4
SHADE = 150  # room for one shade and its words in the legend


def tile_map(
    tiles: Sequence[Tile], *, title: str = "", unit: str = "", none: str = ""
) -> SafeString:
    """Equal squares instead of borders: shade and pips say the value, each square is a link."""
    known = [tile.value for tile in tiles if tile.value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    columns = max((tile.column for tile in tiles), default=0) + 1
    height = (max((tile.row for tile in tiles), default=0) + 1) * (SIDE + GAP)
    parts = []
    for tile in tiles:
        level = _level(tile.value, low, high)
        x, y = tile.column * (SIDE + GAP), tile.row * (SIDE + GAP)
        said = tile.shown or (none or "—" if tile.value is None else plain(tile.value))
        square = (
            f'<rect width="{SIDE}" height="{SIDE}" rx="9"/>'
            f'<text class="c-code" x="{SIDE / 2}" y="20">{escape(tile.code)}</text>'
            f'<text class="c-number" x="{SIDE / 2}" y="36">{escape(said)}</text>'
            f"{_pips(level)}"
        )
        shape = f'<g class="c-tile c-level-{level}" transform="translate({x} {y})">{square}</g>'
        name = escape(f"{tile.name}: {said}")
        parts.append(
            f'<a href="{escape(tile.href)}" aria-label="{name}"><title>{name}</title>{shape}</a>'
            if tile.href
            else f"<g><title>{name}</title>{shape}</g>"
        )
    width = max(columns * (SIDE + GAP) - GAP, WIDTH)
    legend, below = _legend(low, high, height + 8, width, unit, none)
    desc = gettext("%(count)s squares, from %(low)s to %(high)s") % {
        "count": len(tiles),
        "low": plain(low),
        "high": plain(high),
    }
    parts.append(legend)
    return frame(below, parts, title or gettext("Map"), desc, width=width, kind="c-map")


def _level(value: float | None, low: float, high: float) -> int:
    """0 for what is not known, 1…5 for the fifths of the way from the least to the most."""
    if value is None:
        return 0
    return min(int((value - low) / ((high - low) or 1) * LEVELS) + 1, LEVELS)


def _pips(level: int) -> str:
    start = SIDE / 2 - (level - 1) * 4
    return "".join(
        f'<circle class="c-pip" cx="{start + i * 8:g}" cy="{SIDE - 8}" r="2.5"/>'
        for i in range(level)
    )


def _legend(low: float, high: float, y: int, width: float, unit: str, none: str) -> tuple[str, int]:
    """What the shades mean, in words under the map."""
    step = (high - low) / LEVELS
    shades = [(0, none or gettext("not known"))]
    if high > low:
        shades += [
            (i, f"{_bound(low + step * (i - 1), step)}–{_bound(low + step * i, step)}{unit}")
            for i in range(1, LEVELS + 1)
        ]
    across = max(int(width // SHADE), 1)
    parts = []
    for i, (level, text) in enumerate(shades):
        x, down = (i % across) * (width / across), y + (i // across) * 30
        parts.append(
            f'<g class="c-tile c-level-{level}" transform="translate({x:g} {down})">'
            '<rect width="48" height="22" rx="6"/>'
            f'<g transform="translate(-2 -33)">{_pips(level)}</g></g>'
            f'<text class="c-note" x="{x + 56:g}" y="{down + 16}">{escape(text)}</text>'
        )
    return "".join(parts), y + ((len(shades) - 1) // across + 1) * 30


def _bound(number: float, step: float) -> str:
    """The end of a shade's range: whole where the ranges are wide."""
    return plain(round(number) if step >= 2 else number)
