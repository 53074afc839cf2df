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
    asked,
    leads,
    table,
    tried,
)
from bilet.assessments.generators.tables.topics import Prices, Topic


@tried
def product(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """A number of the first table times its number of the second; wrong: another's price."""
    grid, prices, second = _two_tables(dice, topic)
    (r, other), c = dice.sample(range(4), 2), dice.below(3)
    column = grid.column(c)
    slips = [column[r] * prices[other], column[other] * prices[r]]
    found = asked({row: column[row] * prices[row] for row in (r, other)}, place, slips)
    if found is None:
        return None
    answers, r = found
    words = {"name": grid.rows[r].name, "when": grid.columns[c].when}
    text = _known(topic).one % words
    why = f"{column[r]} {TIMES} {prices[r]} = {column[r] * prices[r]}"
    return Draft("product", text, (grid.drawn(topic, "table"), second), answers, why, 2)


@tried
def hours(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The same, in hours where the table says minutes."""
    grid, prices, second = _two_tables(dice, topic)
    (r, other), c = dice.sample(range(4), 2), dice.below(3)
    column = grid.column(c)
    minutes = {row: column[row] * prices[row] for row in (r, other)}
    slips = [column[r] * prices[other], column[other] * prices[r]]
    if any(value % 60 for value in (*minutes.values(), *slips)):
        return None
    found = asked({k: v // 60 for k, v in minutes.items()}, place, [v // 60 for v in slips])
    if found is None:
        return None
    answers, r = found
    words = {"name": grid.rows[r].name, "when": grid.columns[c].when}
    text = _known(topic).hours % words
    why = f"{column[r]} {TIMES} {prices[r]} / 60 = {minutes[r] // 60}"
    return Draft("hours", text, (grid.drawn(topic, "table"), second), answers, why, 2)


@tried
def together(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """Two products added; wrong: prices changed over, another column."""
    grid, prices, second = _two_tables(dice, topic)
    (r, other), columns = sorted(dice.sample(range(4), 2)), dice.sample(range(3), 2)
    p, q = prices[r], prices[other]
    pairs = {c: (grid.cells[r][c], grid.cells[other][c]) for c in columns}
    slips = [a * q + b * p for a, b in pairs.values()]
    found = asked({c: a * p + b * q for c, (a, b) in pairs.items()}, place, slips)
    if found is None:
        return None
    answers, c = found
    a, b = pairs[c]
    words = {"name": grid.rows[r].name, "other": grid.rows[other].name}
    text = _known(topic).two % (words | {"when": grid.columns[c].when})
    why = f"{a} {TIMES} {p} + {b} {TIMES} {q} = {a * p + b * q}"
    return Draft("together", text, (grid.drawn(topic, "table"), second), answers, why, 4)


@tried
def most_paid(dice: Dice, topic: Topic, place: int) -> Draft | None:
    """The greatest product; neither the greatest number nor the greatest price."""
    grid, prices, second = _two_tables(dice, topic)
    c = dice.below(3)
    column = grid.column(c)
    products = [v * p for v, p in zip(column, prices, strict=True)]
    if not leads(products, place, 20):
        return None
    if column[place] == max(column) or prices[place] == max(prices):
        return None
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
