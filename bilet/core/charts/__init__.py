"""Pictures of numbers: rows in, SVG out.

Pure functions. A picture is drawn for a phone (320 units wide), takes its colours from the page's
tokens through CSS classes, and says in `<title>` and `<desc>` what it shows. Colour is never the
only sign. The page puts a table with the same numbers next to it (`<c-twin>`).
"""

from bilet.core.charts.bars import bands, bars, contributions
from bilet.core.charts.files import standalone
from bilet.core.charts.lines import line_map
from bilet.core.charts.rows import Band, Bar, Contribution, Line, Station, Tile
from bilet.core.charts.small import donut, sparkline
from bilet.core.charts.tiles import tile_map

__all__ = [
    "Band",
    "Bar",
    "Contribution",
    "Line",
    "Station",
    "Tile",
    "bands",
    "bars",
    "contributions",
    "donut",
    "line_map",
    "sparkline",
    "standalone",
    "tile_map",
]
