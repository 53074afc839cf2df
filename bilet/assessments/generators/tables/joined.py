"""Questions that join two tables: numbers of things, and what one thing costs or takes.

A kind is a function of (dice, topic, place) → draft, where `place` (0 to 3) is the place that the
right answer takes among the four.
"""

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.tables.figures import Source
from bilet.assessments.generators.tables.numbers import (
    TIMES,
    Draft,
    Grid,
    in_order,
    leads,
    table,
)
from bilet.assessments.generators.tables.topics import Prices, Topic


def product(dice: Dice, topic: Topic, place: int) -> Draft:
    """A number of the first table times a number of the second."""
    grid, prices, second = _two_tables(dice, topic)
    r, c = dice.below(4), dice.below(3)
    column = [row[c] for row in grid.cells]
    right = column[r] * prices[r]
    slips = [column[r] * price for price in prices] + [v * prices[r] for v in grid.cells[r]]
    slips += [v * prices[r] for v in column] + [right + 100, right - 100, right + 10]
    words = {"name": grid.rows[r].name, "when": grid.columns[c].when}
    text = _known(topic).one % words
    answers = in_order(dice, right, slips, 10, place)
    why = f"{column[r]} {TIMES} {prices[r]} = {right}"
    return Draft("product", text, (grid.drawn(topic, "table"), second), answers, why, 2)


def hours(dice: Dice, topic: Topic, place: int) -> Draft:
    """The same, in hours where the table says minutes."""
    while True:
        grid, prices, second = _two_tables(dice, topic)
        r, c = dice.below(4), dice.below(3)
        times = grid.cells[r][c]
        right = times * prices[r] // 60
        if times * prices[r] % 60 == 0 and right >= 4 and prices[r] != 60:
            break
    slips = [times * price // 60 for price in prices] + [times, times * prices[r] // 100]
    slips += [v * prices[r] // 60 for v in grid.cells[r]]
    words = {"name": grid.rows[r].name, "when": grid.columns[c].when}
    text = _known(topic).hours % words
    answers = in_order(dice, right, slips, 1, place)
    why = f"{times} {TIMES} {prices[r]} / 60 = {right}"
    return Draft("hours", text, (grid.drawn(topic, "table"), second), answers, why, 2)


def together(dice: Dice, topic: Topic, place: int) -> Draft:
    """Two products added."""
    grid, prices, second = _two_tables(dice, topic)
    (r, other), c = sorted(dice.sample(range(4), 2)), dice.below(3)
    a, b, p, q = grid.cells[r][c], grid.cells[other][c], prices[r], prices[other]
    right = a * p + b * q
    slips = [a * q + b * p, (a + b) * p, (a + b) * q, a * p, b * q, right + 100, right - 100]
    slips += [grid.cells[r][k] * p + grid.cells[other][k] * q for k in range(3)]
    words = {"name": grid.rows[r].name, "other": grid.rows[other].name}
    text = _known(topic).two % (words | {"when": grid.columns[c].when})
    answers = in_order(dice, right, slips, 10, place)
    why = f"{a} {TIMES} {p} + {b} {TIMES} {q} = {right}"
    return Draft("together", text, (grid.drawn(topic, "table"), second), answers, why, 4)


def most_paid(dice: Dice, topic: Topic, place: int) -> Draft:
    """The greatest product; neither the greatest number nor the greatest price."""
    while True:
        grid, prices, second = _two_tables(dice, topic)
        c = dice.below(3)
        column = [row[c] for row in grid.cells]
        products = [v * p for v, p in zip(column, prices, strict=True)]
        led = leads(products, place, 20)
        if led and column[place] != max(column) and prices[place] != max(prices):
            break
    text = _known(topic).most % {"when": grid.columns[c].when}
    answers = tuple(row.label for row in grid.rows)
    why = ", ".join(map(str, products))
    return Draft("most_paid", text, (grid.drawn(topic, "table"), second), answers, why, 8)


def _two_tables(dice: Dice, topic: Topic) -> tuple[Grid, list[int], Source]:
    prices = _known(topic)
    grid = table(dice, topic, 3, 4, 24)
    values = dice.sample(prices.choices, 4)
    labels = tuple(row.label for row in topic.rows)
    second = Source("list", prices.title, labels, ("",), tuple((v,) for v in values))
    return grid, values, second


def _known(topic: Topic) -> Prices:
    assert topic.prices is not None  # noqa: S101 # only such topics are given to these kinds
    return topic.prices
