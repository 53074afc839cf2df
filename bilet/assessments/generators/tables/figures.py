"""Tables, bars and lines drawn for a phone: 340 units wide, letters of 14 and more.

The words beside a picture give the same numbers, row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext

from bilet.assessments.generators.drawing import (
    circle,
    label,
    line,
    moved,
    path,
    picture,
    rect,
)
from bilet.assessments.generators.question import Figure

WIDTH = 340.0
ROW, HEAD = 32.0, 26.0  # heights of a row of a table and of a title
NAMES = 98.0  # width of the column with the names of the rows
AXIS, PLOT = 38.0, 180.0  # left margin and height of a chart
TEXT = 15.0
FILLS = ("solid", "paper")  # the first and the second series


@dataclass(frozen=True, slots=True)
class Source:
    """Numbers by row and column, and the way they are drawn: table, list, bars or lines.

    A list has one number for each row and no names of columns.
    """

    shape: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    step: int = 0  # of the grid of a chart


def figure(sources: Sequence[Source]) -> Figure:
    """One picture, the sources one below the other."""
    parts, top = [], 0.0
    for source in sources:
        drawn, height = _SHAPES[source.shape](source)
        parts.append(moved(0, top, drawn) if top else drawn)
        top += height + 14
    return Figure(picture(WIDTH, top - 10, *parts), " ".join(_words(s) for s in sources))


def _words(source: Source) -> str:
    names = {
        "table": gettext("Table “%(title)s”."),
        "list": gettext("Table “%(title)s”."),
        "bars": gettext("Bar chart “%(title)s”."),
        "lines": gettext("Line chart “%(title)s”."),
    }
    rows = [
        f"{row}: {', '.join(_cell(*pair) for pair in zip(source.columns, cells, strict=True))}."
        for row, cells in zip(source.rows, source.cells, strict=True)
    ]
    return " ".join([names[source.shape] % {"title": source.title}, *rows])


def _cell(column: str, value: int) -> str:
    return f"{column} — {value}" if column else f"{value}"


def _table(source: Source) -> tuple[str, float]:
    width = (WIDTH - NAMES) / len(source.columns)
    middles = [NAMES + width * (i + 0.5) for i in range(len(source.columns))]
    parts = [_title(source.title)]
    parts += [
        label((x, HEAD + 21), c, size=TEXT) for x, c in zip(middles, source.columns, strict=True)
    ]
    top = HEAD + ROW
    for row, cells in zip(source.rows, source.cells, strict=True):
        parts.append(line((0, top), (WIDTH, top), width=1))
        parts.append(label((2, top + 21), row, size=TEXT, anchor="start"))
        parts += [
            label((x, top + 21), str(v), size=TEXT + 1) for x, v in zip(middles, cells, strict=True)
        ]
        top += ROW
    parts.append(line((0, top), (WIDTH, top), width=1))
    return "".join(parts), top + 1


def _list(source: Source) -> tuple[str, float]:
    """The names side by side, the numbers below them."""
    width = WIDTH / len(source.rows)
    parts = [_title(source.title)]
    for i, (row, (value,)) in enumerate(zip(source.rows, source.cells, strict=True)):
        middle = width * (i + 0.5)
        parts.append(label((middle, HEAD + 21), row, size=TEXT))
        parts.append(label((middle, HEAD + ROW + 21), str(value), size=TEXT + 1))
    parts += [line((0, HEAD + ROW * k), (WIDTH, HEAD + ROW * k), width=1) for k in (1, 2)]
    return "".join(parts), HEAD + 2 * ROW + 1


def _bars(source: Source) -> tuple[str, float]:
    top, scale, frame = _frame(source)
    width = (WIDTH - AXIS) / len(source.columns)
    bar = width * (0.5 if len(source.rows) == 1 else 0.36)
    parts = [frame]
    for series, cells in enumerate(source.cells):
        left = AXIS + (width - bar * len(source.rows)) / 2 + bar * series
        parts += [
            rect((left + width * i, top + PLOT - v * scale), bar, v * scale, fill=FILLS[series])
            for i, v in enumerate(cells)
        ]
    return "".join(parts), top + PLOT + 26


def _lines(source: Source) -> tuple[str, float]:
    top, scale, frame = _frame(source)
    width = (WIDTH - AXIS) / len(source.columns)
    parts = [frame]
    for series, cells in enumerate(source.cells):
        points = [(AXIS + width * (i + 0.5), top + PLOT - v * scale) for i, v in enumerate(cells)]
        if series:
            parts += [line(a, b, dashed=True) for a, b in pairwise(points)]
        else:
            parts.append(path(points, closed=False))
        parts += [circle(p, 5, fill="paper" if series else "solid") for p in points]
    return "".join(parts), top + PLOT + 26


def _frame(source: Source) -> tuple[float, float, str]:
    """Title, legend, grid and names: (top of the plot, units of height per one, the drawing)."""
    top = HEAD + 8 + (24 if len(source.rows) > 1 else 0)
    steps = -(-max(v for cells in source.cells for v in cells) // source.step)
    scale = PLOT / (steps * source.step)
    parts = [_title(source.title), _legend(source)]
    for k in range(steps + 1):
        y = top + PLOT - k * source.step * scale
        parts.append(line((AXIS, y), (WIDTH, y), width=0.6 if k else 2))
        parts.append(label((AXIS - 6, y + 5), str(k * source.step), size=14, anchor="end"))
    width = (WIDTH - AXIS) / len(source.columns)
    parts += [
        label((AXIS + width * (i + 0.5), top + PLOT + 20), name, size=TEXT)
        for i, name in enumerate(source.columns)
    ]
    return top, scale, "".join(parts)


def _legend(source: Source) -> str:
    if len(source.rows) == 1:
        return ""
    parts = []
    for series, row in enumerate(source.rows):
        x = AXIS + series * (WIDTH - AXIS) / 2
        if source.shape == "bars":
            parts.append(rect((x, HEAD), 14, 14, fill=FILLS[series]))
        else:
            parts.append(line((x - 6, HEAD + 7), (x + 20, HEAD + 7), dashed=bool(series)))
            parts.append(circle((x + 7, HEAD + 7), 5, fill="paper" if series else "solid"))
        parts.append(label((x + 26, HEAD + 12), row, size=14, anchor="start"))
    return "".join(parts)


def _title(title: str) -> str:
    return label((2, 16), title, size=14, anchor="start")


_SHAPES = {"table": _table, "list": _list, "bars": _bars, "lines": _lines}
