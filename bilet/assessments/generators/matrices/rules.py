"""Rules that fill nine cells with the values of one attribute.

Every rule first throws the three values offered and which of them is right, each with the same
chance, and only then builds the nine cells around it. So the values offered say nothing about
which one is right. The nine cells are given row by row; the last is the one asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.matrices.cells import Layout, Value
from bilet.assessments.generators.matrices.ladder import Rule


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute over the nine cells, and values that are wrong in the last."""

    values: tuple[Value, ...]
    wrong: tuple[Value, ...]


def constant(dice: Dice, values: Sequence[Value]) -> Column:
    """The same in all nine cells."""
    right, wrong = dice.sample(values, 2)
    return Column((right,) * 9, (wrong,))


def columns(dice: Dice, layout: Layout, rules: Sequence[Rule]) -> dict[str, Column]:
    """The attributes that rules govern, those of lines apart."""
    made: dict[str, Column] = {}
    way = dice.between(1, 2)
    for rule in rules:
        if rule.attribute == "lines":
            continue
        column = _KINDS[rule.kind](dice, layout.values[rule.attribute], rule, way)
        made[rule.attribute] = _turned(column) if rule.down else column
        if rule.kind == "three":
            way = 3 - way  # two attributes going the same way would be one
    return made


def _alike(dice: Dice, values: Sequence[Value], rule: Rule, way: int) -> Column:
    """The same along a row; another in every row."""
    one, two, right = dice.sample(values, 3)
    return Column((one,) * 3 + (two,) * 3 + (right,) * 3, (one, two))


def _three(dice: Dice, values: Sequence[Value], rule: Rule, way: int) -> Column:
    """Three values, each once in every row and column."""
    three = dice.sample(values, 3)
    nine = tuple(three[(column + way * row) % 3] for row in range(3) for column in range(3))
    return Column(nine, _others(three, nine[8]))


def _step(dice: Dice, values: Sequence[Value], rule: Rule, way: int) -> Column:
    """By one and the same step along every row; the rows begin anywhere."""
    is_cyclic = rule.attribute == "turn"
    runs = _runs(len(values), rule.by, is_cyclic=is_cyclic)
    offered = dice.one_of(runs)
    right = dice.one_of(offered)
    ending = [(run, sign) for run in runs for sign in (1, -1) if run[::sign][2] == right]
    last, sign = dice.one_of(ending)
    # Two equal rows would also read as "the same three in every row".
    first, second = dice.sample(runs, 2)
    places = first[::sign] + second[::sign] + last[::sign]
    three = [values[place] for place in offered]
    return Column(tuple(values[place] for place in places), _others(three, values[right]))


def _runs(size: int, by: int, *, is_cyclic: bool) -> list[tuple[int, int, int]]:
    starts = range(size if is_cyclic else size - 2 * by)
    return [(s, (s + by) % size, (s + 2 * by) % size) for s in starts]


def _others(three: Sequence[Value], right: Value) -> tuple[Value, ...]:
    return tuple(value for value in three if value != right)


def _turned(column: Column) -> Column:
    """Rows become columns."""
    values = tuple(column.values[3 * (n % 3) + n // 3] for n in range(9))
    return Column(values, column.wrong)


_KINDS: dict[str, Callable[[Dice, Sequence[Value], Rule, int], Column]] = {
    "alike": _alike,
    "step": _step,
    "three": _three,
}
