"""Questions about one table or chart, each kind with its usual slips.

A kind is a function of (dice, topic, place) → draft, where `place` (0 to 3) is the place that the
right answer takes among the four.
"""

from itertools import pairwise

from django.utils.translation import gettext as _

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.tables.numbers import (
    ARROW,
    MINUS,
    Draft,
    Grid,
    asked,
    chart,
    cut,
    leads,
    table,
    tried,
    whole_and_share,
)
from bilet.assessments.generators.tables.topics import Topic


@tried
def read(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """One number; the others stand in the wrong row or column."""
    grid = table(dice, topic, 4)
    rows, columns = dice.sample(range(4), 2), dice.sample(range(4), 2)
    found = asked({(r, c): grid.cells[r][c] for r in rows for c in columns}, place)
    return found and _read("read", topic, grid, "table", found)


@tried
def read_chart(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The same off an axis."""
    grid = chart(dice, topic, 2)
    columns = dice.sample(range(5), 2)
    shape = dice.one_of(("bars", "lines"))
    found = asked({(r, c): grid.cells[r][c] for r in range(2) for c in columns}, place)
    return found and _read("read_chart", topic, grid, shape, found)


def _read(
    kind: str, topic: Topic, grid: Grid, shape: str, found: tuple[tuple[str, ...], tuple[int, int]]
) -> Draft:
    answers, (r, c) = found
    words = {"things": grid.rows[r].many, "done": topic.done, "when": grid.columns[c].when}
    text = _("How many %(things)s %(done)s %(when)s?") % words
    why = str(grid.cells[r][c])
    return Draft(kind, text, (grid.drawn(topic, shape),), answers, why, 1)


@tried
def difference(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """Difference or sum of two columns of one row; wrong: the other one, the wrong row."""
    grid = chart(dice, topic, 2)
    c, other = dice.sample(range(5), 2)
    pairs = [sorted((row[c], row[other])) for row in grid.cells]
    quantities = {("more", r): b - a for r, (a, b) in enumerate(pairs)}
    found = asked(quantities | {("both", r): a + b for r, (a, b) in enumerate(pairs)}, place)
    if found is None:
        return None
    answers, (kind, r) = found
    less, more = pairs[r]
    if (c > other) if kind == "both" else (grid.cells[r][c] != more):
        c, other = other, c
    words = {"things": grid.rows[r].many, "done": topic.done, "when": grid.columns[c].when}
    words["than"] = grid.columns[other].when
    if kind == "more":
        text = _("How many more %(things)s %(done)s %(when)s than %(than)s?") % words
        why = f"{more} {MINUS} {less} = {more - less}"
    else:
        text = _("How many %(things)s %(done)s %(when)s and %(than)s together?") % words
        why = f"{grid.cells[r][c]} + {grid.cells[r][other]} = {more + less}"
    name = {"more": "difference", "both": "sum"}[kind]
    return Draft(name, text, (grid.drawn(topic, "bars"),), answers, why, 2)


@tried
def rows_difference(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """Difference of two rows of one column; wrong: another row, another column."""
    grid = table(dice, topic, 4)
    first, *others = dice.sample(range(4), 3)
    columns = dice.sample(range(4), 2)
    found = asked(
        {(r, c): abs(grid.cells[first][c] - grid.cells[r][c]) for r in others for c in columns},
        place,
    )
    if found is None:
        return None
    answers, (r, c) = found
    less, more = sorted((first, r), key=lambda row: grid.cells[row][c])
    words = {"things": grid.rows[more].many, "others": grid.rows[less].than, "done": topic.done}
    text = _("How many more %(things)s than %(others)s %(done)s %(when)s?") % (
        words | {"when": grid.columns[c].when}
    )
    a, b = grid.cells[more][c], grid.cells[less][c]
    why = f"{a} {MINUS} {b} = {a - b}"
    return Draft("rows_difference", text, (grid.drawn(topic, "table"),), answers, why, 2)


@tried
def total(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The sum of a row; wrong: the sums of the other rows."""
    grid = table(dice, topic, 4, 5, 40)
    found = asked({r: sum(row) for r, row in enumerate(grid.cells)}, place)
    if found is None:
        return None
    answers, r = found
    words = {"things": grid.rows[r].many, "done": topic.done, "whole": topic.span.whole}
    text = _("How many %(things)s %(done)s %(whole)s in all?") % words
    why = f"{' + '.join(map(str, grid.cells[r]))} = {sum(grid.cells[r])}"
    return Draft("total", text, (grid.drawn(topic, "table"),), answers, why, 4)


@tried
def most(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The row with the greatest sum; the greatest single number stands in another row."""
    grid = table(dice, topic, 3, 5, 40)
    sums = [sum(row) for row in grid.cells]
    top = max(max(row) for row in grid.cells)
    if not leads(sums, place, 3) or top in grid.cells[place]:
        return None
    text = _("Add up the numbers of each row. Which row has the greatest sum?")
    answers = tuple(row.label for row in grid.rows)
    why = ", ".join(map(str, sums))
    return Draft("most", text, (grid.drawn(topic, "table"),), answers, why, 12)


def trend(dice: Dice, topic: Topic, place: int) -> Draft:
    """Up, down, up and down, down and up."""
    grid = chart(dice, topic, 1)
    rising = sorted(grid.cells[0])
    turn = dice.between(2, 4)  # so many points up to the turning point
    tops = [*sorted(dice.sample(rising[:-1], turn - 1)), rising[-1]]
    peak = [*tops, *sorted((v for v in rising if v not in tops), reverse=True)]
    mirror = [rising[0] + rising[-1] - v for v in peak]
    cells = tuple((rising, rising[::-1], peak, mirror)[place])
    grid = Grid(grid.rows, grid.span, (cells,), grid.grain)
    answers = (
        _("they rose all the time"),
        _("they fell all the time"),
        _("first they rose, then they fell"),
        _("first they fell, then they rose"),
    )
    text = _("Look at the chart. How did the numbers change?")
    why = f" {ARROW} ".join(map(str, cells))
    return Draft("trend", text, (grid.drawn(topic, "lines"),), answers, why, 5)


@tried
def rise(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The greatest step up, of two steps up at least."""
    grid = chart(dice, topic, 1)
    steps = [b - a for a, b in pairwise(grid.cells[0])]
    if not leads(steps, place, grid.grain) or sum(step > 0 for step in steps) < 2:
        return None
    names = [column.label for column in grid.columns]
    answers = tuple(f"{a} {ARROW} {b}" for a, b in pairwise(names))
    text = _("Between which two neighbouring points is the rise greatest?")
    why = f"{answers[place]}: +{steps[place]}"
    return Draft("rise", text, (grid.drawn(topic, "lines"),), answers, why, 5)


@tried
def forecast(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """Two straight lines carried on by one step or by two; wrong: the other line or number."""
    grain = dice.one_of((2, 5, 10))
    steps = [grain * k for k in dice.sample((-2, -1, 1, 2), 2)]
    firsts = [grain * (dice.between(11, 14) if step < 0 else dice.between(1, 4)) for step in steps]
    cells = tuple(
        tuple(first + step * k for k in range(5)) for first, step in zip(firsts, steps, strict=True)
    )
    grid = Grid(tuple(dice.sample(topic.rows, 2)), topic.span, cells, grain)
    ahead = {(r, n): row[-1] + steps[r] * n for r, row in enumerate(cells) for n in (1, 2)}
    found = asked(ahead, place)
    if found is None:
        return None
    answers, (r, n) = found
    texts = {
        1: _("%(label)s: the numbers change by the same step. Which number comes next?"),
        2: _("%(label)s: the numbers change by the same step. Which comes in two steps?"),
    }
    last, step = cells[r][-1], steps[r] * n
    why = f"{last} {'+' if step > 0 else MINUS} {abs(step)} = {last + step}"
    text = texts[n] % {"label": grid.rows[r].label}
    return Draft("forecast", text, (grid.drawn(topic, "lines"),), answers, why, 2)


@tried
def mean(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The mean of a row; wrong: the middle between its ends, and both for another row."""
    columns = dice.one_of((4, 5))
    grid = table(dice, topic, columns, 8, 60)
    rows = dice.sample(range(4), 2)
    ends = {r: min(grid.cells[r]) + max(grid.cells[r]) for r in rows}
    sums = {r: sum(grid.cells[r]) for r in rows}
    if any(sums[r] % columns or ends[r] % 2 for r in rows):
        return None
    slips = [ends[r] // 2 for r in rows]
    found = asked({r: sums[r] // columns for r in rows}, place, slips)
    if found is None:
        return None
    answers, r = found
    words = {"things": grid.rows[r].many, "done": topic.done, "per": topic.span.per}
    text = _("How many %(things)s %(done)s %(per)s on average?") % words
    why = f"({' + '.join(map(str, grid.cells[r]))}) / {columns} = {sums[r] // columns}"
    return Draft("mean", text, (grid.drawn(topic, "table"),), answers, why, columns)


@tried
def share(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """A percentage of a column; wrong: the bare number, and both for another row."""
    whole, parts, percents = whole_and_share(dice)
    rest = whole - sum(parts)
    found = asked(dict(enumerate(percents)), place, parts)
    if found is None or rest < 20 or rest > 2 * max(parts):
        return None
    cut_off = dice.between(rest // 3, 2 * rest // 3)
    order = dice.shuffled(range(4))
    numbers = [*parts, cut_off, rest - cut_off]
    column = [numbers[i] for i in order]
    near = [v + dice.one_of((-3, -2, -1, 1, 2, 3)) for v in column]
    c = dice.below(2)
    cells = tuple((v, w) if c == 0 else (w, v) for v, w in zip(column, near, strict=True))
    grid = Grid(topic.rows, cut(topic.span, 2), cells)
    answers, n = found
    row = grid.rows[order.index(n)]
    words = {"label": row.label, "of_all": topic.of_all, "when": grid.columns[c].when}
    text = _("%(label)s: what percentage is that %(of_all)s %(when)s?") % words
    why = f"{parts[n]} / {whole} = {percents[n]} %"
    return Draft("share", text, (grid.drawn(topic, "table"),), answers, why, 4)


@tried
def growth(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """By how many per cent more; wrong: the bare difference, and both for another row."""
    base, more, percents = whole_and_share(dice)
    found = asked(dict(enumerate(percents)), place, more)
    if found is None:
        return None
    answers, n = found
    rows, (c, later) = dice.sample(range(4), 2), sorted(dice.sample(range(3), 2))
    low, high = base * 4 // 5, base * 8 // 5
    cells = [[dice.between(low, high) for _column in range(3)] for _row in range(4)]
    for row, extra in zip(rows, more, strict=True):
        cells[row][c], cells[row][later] = base, base + extra
    grid = Grid(topic.rows, cut(topic.span, 3), tuple(tuple(row) for row in cells))
    words = {"things": grid.rows[rows[n]].many, "done": topic.done}
    words |= {"when": grid.columns[later].when, "than": grid.columns[c].when}
    text = _("How many per cent more %(things)s %(done)s %(when)s than %(than)s?") % words
    why = f"({base + more[n]} {MINUS} {base}) / {base} = {percents[n]} %"
    return Draft("growth", text, (grid.drawn(topic, "table"),), answers, why, 2)
