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
    chart,
    cut,
    in_order,
    leads,
    table,
)
from bilet.assessments.generators.tables.topics import Column, Row, Topic


def read(dice: Dice, topic: Topic, place: int) -> Draft:
    while True:
        grid = table(dice, topic, 4)
        r, c = dice.below(4), dice.below(4)
        right = grid.cells[r][c]
        slips = [v for v in grid.cells[r] if v != right]
        slips += [row[c] for row in grid.cells if row[c] != right]
        if sum(v < right for v in slips) >= place and sum(v > right for v in slips) >= 3 - place:
            break
    text = _how_many(grid.rows[r], topic, grid.columns[c])
    answers = in_order(dice, right, slips, 1, place)
    return Draft("read", text, (grid.drawn(topic, "table"),), answers, f"{right}", 1)


def read_chart(dice: Dice, topic: Topic, place: int) -> Draft:
    while True:
        grid = chart(dice, topic, 2)
        r, c = dice.below(2), dice.below(5)
        right = grid.cells[r][c]
        if right >= 4 * grid.grain and right != grid.cells[1 - r][c]:
            break
    slips = [grid.cells[1 - r][c], *grid.cells[r][max(c - 1, 0) : c + 2]]
    slips += [right + grid.grain, right - grid.grain]
    text = _how_many(grid.rows[r], topic, grid.columns[c])
    answers = in_order(dice, right, slips, grid.grain, place)
    shape = dice.one_of(("bars", "lines"))
    return Draft("read_chart", text, (grid.drawn(topic, shape),), answers, f"{right}", 1)


def _how_many(row: Row, topic: Topic, column: Column) -> str:
    words = {"things": row.many, "done": topic.done, "when": column.when}
    return _("How many %(things)s %(done)s %(when)s?") % words


def difference(dice: Dice, topic: Topic, place: int) -> Draft:
    """Two columns of one row."""
    while True:
        grid = chart(dice, topic, 2)
        c, other = dice.sample(range(5), 2)
        more, less = grid.cells[0][c], grid.cells[0][other]
        right = more - less
        if right >= 4 * grid.grain:
            break
    wrong_row = abs(grid.cells[1][c] - grid.cells[1][other])
    slips = [more + less, wrong_row, less, more, right + grid.grain, right - grid.grain]
    words = {"things": grid.rows[0].many, "done": topic.done, "when": grid.columns[c].when}
    text = _("How many more %(things)s %(done)s %(when)s than %(than)s?") % (
        words | {"than": grid.columns[other].when}
    )
    answers = in_order(dice, right, slips, grid.grain, place)
    why = f"{more} {MINUS} {less} = {right}"
    return Draft("difference", text, (grid.drawn(topic, "bars"),), answers, why, 2)


def rows_difference(dice: Dice, topic: Topic, place: int) -> Draft:
    """Two rows of one column."""
    while True:
        grid = table(dice, topic, 4)
        c, column = dice.sample(range(4), 2)
        r, other = dice.sample(range(4), 2)
        more, less = grid.cells[r][c], grid.cells[other][c]
        right = more - less
        if right >= 6:
            break
    wrong_column = abs(grid.cells[r][column] - grid.cells[other][column])
    slips = [more + less, wrong_column, less, right + 10, right - 10, right + 2]
    words = {"things": grid.rows[r].many, "others": grid.rows[other].than, "done": topic.done}
    text = _("How many more %(things)s than %(others)s %(done)s %(when)s?") % (
        words | {"when": grid.columns[c].when}
    )
    answers = in_order(dice, right, slips, 1, place)
    why = f"{more} {MINUS} {less} = {right}"
    return Draft("rows_difference", text, (grid.drawn(topic, "table"),), answers, why, 2)


def total(dice: Dice, topic: Topic, place: int) -> Draft:
    grid = table(dice, topic, 4, 5, 40)
    r = dice.below(4)
    right = sum(grid.cells[r])
    slips = [sum(row) for row in grid.cells] + [right - grid.cells[r][0], right - 10, right + 10]
    slips += [right + dice.one_of(grid.cells[r])]
    words = {"things": grid.rows[r].many, "done": topic.done, "whole": topic.span.whole}
    text = _("How many %(things)s %(done)s in all %(whole)s?") % words
    answers = in_order(dice, right, slips, 1, place)
    why = f"{' + '.join(map(str, grid.cells[r]))} = {right}"
    return Draft("total", text, (grid.drawn(topic, "table"),), answers, why, 4)


def most(dice: Dice, topic: Topic, place: int) -> Draft:
    """The row with the greatest sum; the greatest single number stands in another row."""
    while True:
        grid = table(dice, topic, 3, 5, 40)
        sums = [sum(row) for row in grid.cells]
        top = max(max(row) for row in grid.cells)
        if leads(sums, place, 3) and top not in grid.cells[place]:
            break
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
    rest = [v for v in rising if v not in tops]
    peak = [*tops, *reversed(rest)]
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


def rise(dice: Dice, topic: Topic, place: int) -> Draft:
    """The greatest step up; a fall is greater in half of the charts."""
    while True:
        grid = chart(dice, topic, 1)
        cells = grid.cells[0]
        steps = [b - a for a, b in pairwise(cells)]
        if leads(steps, place, grid.grain) and steps[place] > 0 and sum(s > 0 for s in steps) > 1:
            break
    names = [column.label for column in grid.columns]
    answers = tuple(f"{a} {ARROW} {b}" for a, b in pairwise(names))
    text = _("Between which two neighbouring points is the rise greatest?")
    why = f"{answers[place]}: +{steps[place]}"
    return Draft("rise", text, (grid.drawn(topic, "lines"),), answers, why, 5)


def forecast(dice: Dice, topic: Topic, place: int) -> Draft:
    grain = dice.one_of((2, 5, 10))
    step = grain * dice.one_of((-2, 1, 2))
    first = grain * (dice.between(14, 16) if step < 0 else dice.between(2, 4))
    cells = tuple(first + step * k for k in range(5))
    grid = Grid((dice.one_of(topic.rows),), topic.span, (cells,), grain)
    last, right = cells[-1], cells[-1] + step
    slips = [last, last + 2 * step, last - step, right + grain, right - grain, last + first]
    text = _("The numbers change by the same step. Which number comes next?")
    answers = in_order(dice, right, slips, grain, place)
    why = f"{last} {'+' if step > 0 else MINUS} {abs(step)} = {right}"
    return Draft("forecast", text, (grid.drawn(topic, "lines"),), answers, why, 2)


def mean(dice: Dice, topic: Topic, place: int) -> Draft:
    columns = dice.one_of((4, 5))
    while True:
        grid = table(dice, topic, columns, 8, 60)
        r = dice.below(4)
        row = grid.cells[r]
        right = sum(row) // columns
        if sum(row) % columns == 0 and sorted(row)[columns // 2] != right:
            break
    others = [round(sum(cells) / columns) for cells in grid.cells]
    slips = [sorted(row)[columns // 2], (max(row) + min(row)) // 2, round(sum(row) / (columns - 1))]
    slips += [*others, round(sum(row) / (columns + 1)), row[columns // 2]]
    words = {"things": grid.rows[r].many, "done": topic.done, "per": topic.span.per}
    text = _("How many %(things)s %(done)s %(per)s on average?") % words
    answers = in_order(dice, right, slips, 1, place)
    why = f"({' + '.join(map(str, row))}) / {columns} = {right}"
    return Draft("mean", text, (grid.drawn(topic, "table"),), answers, why, columns)


def share(dice: Dice, topic: Topic, place: int) -> Draft:
    """One row of a column against the whole column."""
    while True:
        whole = dice.one_of((40, 50, 60, 80, 120, 150, 160, 200))
        right = 5 * dice.between(4, 13)
        part = whole * right // 100
        others = _parts(dice, whole - part)
        if part * 100 == whole * right and part != right and others:
            break
    r = dice.below(4)
    column = [*others[:r], part, *others[r:]]
    near = [
        value + dice.between(1, 9) * (1 if value < 12 else dice.one_of((-1, 1))) for value in column
    ]
    pairs = [column, near] if dice.below(2) else [near, column]
    c = pairs.index(column)
    cells = tuple(zip(*pairs, strict=True))
    grid = Grid(topic.rows, cut(topic.span, 2), cells)
    slips = [part, 100 - right, round(100 * part / (whole - part))]
    slips += [round(100 * v / whole) for v in others] + [right + 5, right - 5]
    words = {"label": topic.rows[r].label, "of_all": topic.of_all, "when": grid.columns[c].when}
    text = _("%(label)s: what percentage is that %(of_all)s %(when)s?") % words
    answers = in_order(dice, right, slips, 5, place)
    why = f"{part} / {whole} = {right} %"
    return Draft("share", text, (grid.drawn(topic, "table"),), answers, why, 4)


def _parts(dice: Dice, whole: int) -> list[int]:
    """Three different numbers, not too small, that add up to `whole`; [] when it fails."""
    first, second = (dice.between(4, max(whole // 2, 5)) for _part in range(2))
    parts = [first, second, whole - first - second]
    return parts if min(parts) >= 4 and len(set(parts)) == 3 else []


def growth(dice: Dice, topic: Topic, place: int) -> Draft:
    while True:
        base, right = dice.one_of((20, 40, 50, 60, 80, 120)), 5 * dice.between(4, 16)
        new = base + base * right // 100
        if base * right % 100 == 0 and new - base != right:
            break
    grid = table(dice, topic, 4)
    r, (c, later) = dice.below(4), sorted(dice.sample(range(4), 2))
    row = list(grid.cells[r])
    row[c], row[later] = base, new
    cells = (*grid.cells[:r], tuple(row), *grid.cells[r + 1 :])
    grid = Grid(grid.rows, grid.span, cells)
    slips = [new - base, round(100 * base / new), round(100 * (new - base) / new)]
    slips += [new, base, right + 5, right - 5, right + 10, right - 10]
    words = {"things": grid.rows[r].many, "done": topic.done, "when": grid.columns[later].when}
    text = _("How many per cent more %(things)s %(done)s %(when)s than %(than)s?") % (
        words | {"than": grid.columns[c].when}
    )
    answers = in_order(dice, right, slips, 5, place)
    why = f"({new} {MINUS} {base}) / {base} = {right} %"
    return Draft("growth", text, (grid.drawn(topic, "table"),), answers, why, 2)
