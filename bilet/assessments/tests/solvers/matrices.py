"""Solves a matrix from what its cells show, without the generator's rules.

Every attribute is read along the rows and along the columns with every rule a solver might try.
A rule that holds for the two full triples says what belongs in the third; the answers of all
rules that hold are put together. The matrix is sound when each attribute has one answer.
"""

from collections.abc import Iterator
from itertools import product

TURNS = 8
LINES = 12  # how many different lines there are; those never shown count as absent


def answers(cells) -> dict[str, set]:
    """attribute → all values that some rule calls for in the ninth cell."""
    return {name: set(_wanted(name, [cell[name] for cell in cells])) for name in cells[0]}


def fitting(cells, options) -> list[str]:
    """Names of the options in which every attribute has a value that some rule calls for."""
    wanted = answers(cells)
    return [
        letter
        for letter, option in options.items()
        if all(_value(option[name]) in wanted[name] for name in wanted)
    ]


def _value(shown):
    return frozenset(shown) if isinstance(shown, tuple) else shown


def _wanted(name: str, shown: list) -> Iterator:
    v = [_value(one) for one in shown]
    rows = (v[0:3], v[3:6], v[6:8])
    columns = (v[0::3], v[1::3], v[2::3])
    for first, second, pair in (rows, columns):
        for rule in RULES:
            yield from rule(name, first, second, pair)


def _all_the_same(name, first, second, pair):
    if len(set(first)) == len(set(second)) == len(set(pair)) == 1:
        yield pair[0]


def _again(name, first, second, pair):
    if first == second and pair == first[:2]:
        yield first[2]


def _each_once(name, first, second, pair):
    if set(first) == set(second) and len(set(first)) == 3 and len(set(pair) & set(first)) == 2:
        yield from set(first) - set(pair)


def _equal_strides(name, first, second, pair):
    """Each triple with a stride of its own; turns go round."""
    if name not in ("size", "number", "turn"):
        return
    round_ = TURNS if name == "turn" else 10**9
    if all((2 * b - a - c) % round_ == 0 for a, b, c in (first, second)):
        yield (2 * pair[1] - pair[0]) % round_


def _sum(name, first, second, pair):
    if name == "number" and all(a + b == c for a, b, c in (first, second)):
        yield sum(pair)


def _difference(name, first, second, pair):
    if name == "number" and all(a - b == c for a, b, c in (first, second)):
        yield pair[0] - pair[1]


def _any_logic(name, first, second, pair):
    """Whatever function of "is in the first" and "is in the second" the third may be.

    A case that the full triples do not show may go either way.
    """
    if name != "lines":
        return
    told = {(False, False): set()}
    every = set().union(*first, *second, *pair)
    assert len(every) < LINES
    told[False, False].add(False)
    for a, b, c in (first, second):
        for line in every:
            told.setdefault((line in a, line in b), set()).add(line in c)
    if any(len(outcomes) > 1 for outcomes in told.values()):
        return
    cases = sorted({(line in pair[0], line in pair[1]) for line in every})
    for outcome in product(*(told.get(case, {False, True}) for case in cases)):
        table = dict(zip(cases, outcome, strict=True))
        yield frozenset(line for line in every if table[line in pair[0], line in pair[1]])


RULES = (
    _all_the_same, _again, _each_once, _equal_strides, _sum, _difference, _any_logic,
)  # fmt: skip
