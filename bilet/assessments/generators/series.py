"""Number series: some terms of a series, the next one is typed.

The rules and what makes them hard follow the cognitive operators of Loe, Sun, Simonfy & Doebler
(2018, J. Intelligence 6:20) and the features of Sun, Liu & Luo (2019, Frontiers in Psychology
10:884): the number of operations, their kind, how the steps hang together, how much is held in
mind, how large the numbers are. The weights of the predicted difficulty are set by judgement and
stand until there are 200 sittings to calibrate from.

A series is thrown again when any reading that the shown terms confirm goes on differently.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext, override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Question

Terms = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Made:
    terms: Terms  # the last one is asked for
    rule: str  # in words, in the language that is switched on


@dataclass(frozen=True, slots=True)
class Rung:
    """One place of the ladder: the maker of its series, and the features that make it hard."""

    make: Callable[[Dice, int], Made]
    shown: int  # terms
    operations: int  # in one step of the rule
    kind: str  # the hardest of them: add, subtract, multiply
    structure: str  # how the steps hang together
    held: int  # numbers held in mind while going on
    digits: int  # of the largest number

    @property
    def difficulty(self) -> float:
        """Predicted Rasch b, in logits."""
        features = (
            _OPERATION * (self.operations - 1),
            _KINDS[self.kind],
            _STRUCTURES[self.structure],
            _HELD * self.held,
            _DIGIT * (self.digits - 2),
        )
        return round(_EASIEST + sum(features), 2)


def series(seed: int, count: int, language: str) -> list[Question]:
    """`count` series from easy to hard; the answer is a whole number below 10,000."""
    with override(language):
        return [
            _question(Dice(seed * 64 + n + 1), n, LADDER[n * len(LADDER) // count])
            for n in range(count)
        ]


def _question(dice: Dice, n: int, rung: Rung) -> Question:
    made = _clear(dice, rung)
    *shown, right = made.terms
    answer = gettext("So the answer is: %(cell)s.") % {"cell": right}
    return Question(
        f"q{n + 1}",
        ", ".join([*map(str, shown), "?"]),
        str(right),
        explanation=f"{made.rule} {answer}",
        difficulty=rung.difficulty,
        features={
            "rule": rung.make.__name__.strip("_"),
            "operations": rung.operations,
            "kind": rung.kind,
            "structure": rung.structure,
            "held": rung.held,
            "digits": rung.digits,
        },
    )


def _clear(dice: Dice, rung: Rung) -> Made:
    """A series of the size wanted that every reading continues alike."""
    while True:
        made = rung.make(dice, rung.shown + 1)
        *shown, right = made.terms
        has_size = min(made.terms) >= 0 and len(str(max(made.terms))) == rung.digits
        if has_size and len(set(made.terms)) > 2 and set(readings(shown)) == {right}:
            return made


# Makers: each throws its numbers and goes on from the start.


def _plus(dice: Dice, length: int) -> Made:
    return _steady(dice.between(2, 15), dice.between(3, 9), length)


def _minus(dice: Dice, length: int) -> Made:
    return _steady(dice.between(61, 99), -dice.between(3, 9), length)


def _plus_large(dice: Dice, length: int) -> Made:
    return _steady(dice.between(101, 399), dice.between(17, 49), length)


def _steady(start: int, step: int, length: int) -> Made:
    if step > 0:
        rule = gettext("Every number is %(step)d more than the one before.")
    else:
        rule = gettext("Every number is %(step)d less than the one before.")
    return Made(_sums(start, [step] * (length - 1)), rule % {"step": abs(step)})


def _times(dice: Dice, length: int) -> Made:
    start, factor = dice.one_of([*((n, 2) for n in range(5, 26)), *((n, 3) for n in range(1, 5))])
    terms = tuple(start * factor**n for n in range(length))
    return Made(terms, gettext("Every step: %(step)s.") % {"step": f"× {factor}"})


def _growing(dice: Dice, length: int) -> Made:
    return _growing_by(dice.between(1, 30), dice.between(1, 7), 1, length)


def _falling(dice: Dice, length: int) -> Made:
    return _growing_by(dice.between(75, 99), -dice.between(1, 4), -dice.between(1, 2), length)


def _growing_by(start: int, first: int, more: int, length: int) -> Made:
    steps = [first + more * n for n in range(length - 1)]
    rule = gettext("The steps grow evenly: %(one)s, %(two)s, %(three)s and so on.")
    named = dict(zip(("one", "two", "three"), map(_signed, steps), strict=False))
    return Made(_sums(start, steps), rule % named)


def _sum_of_two(dice: Dice, length: int) -> Made:
    rule = gettext("Every number is the sum of the two before it.")
    return Made(_recursive(dice, 0, length), rule)


def _sum_of_two_and_more(dice: Dice, length: int) -> Made:
    more = dice.between(1, 5)
    rule = gettext("Every number is the sum of the two before it and %(more)d more.")
    return Made(_recursive(dice, more, length), rule % {"more": more})


def _recursive(dice: Dice, more: int, length: int) -> Terms:
    terms = sorted([dice.between(1, 6), dice.between(2, 9)])
    while len(terms) < length:
        terms.append(terms[-1] + terms[-2] + more)
    return tuple(terms)


def _squares(dice: Dice, length: int) -> Made:
    first, more = dice.between(1, 3), dice.between(1, 9)
    terms = tuple(n * n + more for n in range(first, first + length))
    rule = gettext("Squares one after another, each with %(more)d added: %(one)s, %(two)s …")
    squares = [f"{n} × {n} + {more}" for n in (first, first + 1)]
    return Made(terms, rule % {"more": more, "one": squares[0], "two": squares[1]})


def _times_and_plus(dice: Dice, length: int) -> Made:
    factor = dice.between(2, 3)
    more = dice.one_of((-3, -2, -1, 1, 2, 3, 4, 5))
    terms = [dice.between(2, 9)]
    while len(terms) < length:
        terms.append(terms[-1] * factor + more)
    step = f"× {factor} {_signed(more)}"
    return Made(tuple(terms), gettext("Every step: %(step)s.") % {"step": step})


def _plus_and_minus(dice: Dice, length: int) -> Made:
    up = dice.between(5, 12)
    down = dice.between(2, up - 1)
    steps = [up if n % 2 == 0 else -down for n in range(length - 1)]
    return Made(_sums(dice.between(5, 30), steps), _in_turn(_signed(up), _signed(-down)))


def _times_and_plus_in_turn(dice: Dice, length: int) -> Made:
    factor, more = dice.between(2, 3), dice.between(1, 9)
    terms = [dice.between(2, 6)]
    while len(terms) < length:
        terms.append(terms[-1] * factor if len(terms) % 2 else terms[-1] + more)
    return Made(tuple(terms), _in_turn(f"× {factor}", _signed(more)))


def _two_series(dice: Dice, length: int) -> Made:
    up = dice.between(2, 7)
    other = dice.one_of([step for step in range(-7, 8) if abs(step) > 1 and step != up])
    rising = _sums(dice.between(2, 20), [up] * length)
    second = _sums(dice.between(40, 70), [other] * length)
    return Made(_woven(rising, second, length), _two(_signed(up), _signed(other)))


def _two_series_one_times(dice: Dice, length: int) -> Made:
    step = dice.between(2, 9) * dice.one_of((1, -1))
    start = dice.between(7, 25)
    doubled = tuple(start * 2**n for n in range(length))
    other = _sums(dice.between(30, 70), [step] * length)
    return Made(_woven(doubled, other, length), _two("× 2", _signed(step)))


def _times_and_growing(dice: Dice, length: int) -> Made:
    terms, first = [dice.between(1, 4)], dice.between(0, 3)
    while len(terms) < length:
        terms.append(terms[-1] * 2 + first + len(terms))
    rule = gettext("Every step: × 2, then add %(one)d, %(two)d, %(three)d and so on.")
    return Made(tuple(terms), rule % {"one": first + 1, "two": first + 2, "three": first + 3})


def _in_turn(one: str, two: str) -> str:
    return gettext("Two steps take turns: %(one)s, %(two)s.") % {"one": one, "two": two}


def _two(one: str, two: str) -> str:
    rule = gettext("Two series take turns. In the first: %(one)s; in the second: %(two)s.")
    return rule % {"one": one, "two": two}


def _sums(start: int, steps: Sequence[int]) -> Terms:
    terms = [start]
    for step in steps:
        terms.append(terms[-1] + step)
    return tuple(terms)


def _woven(one: Terms, two: Terms, length: int) -> Terms:
    return tuple((two if n % 2 else one)[n // 2] for n in range(length))


def _signed(number: int) -> str:
    return f"+ {number}" if number >= 0 else f"− {-number}"


# Readings: how somebody might go on. Each needs more terms than it has numbers of its own.


def readings(shown: Sequence[int]) -> Iterator[int]:
    """What every rule of the family that the terms confirm gives as the next one."""
    for read in (_simple, _even_growth, _linear, _two_before, _by_turns, _by_halves, _with_count):
        yield from read(shown)


def _simple(terms: Sequence[int]) -> Iterator[int]:
    """One and the same step: a sum, or a whole or broken factor."""
    if len(terms) < 3:
        return
    if len({b - a for a, b in pairwise(terms)}) == 1:
        yield 2 * terms[-1] - terms[-2]
    if all(terms) and all(b * terms[0] == a * terms[1] for a, b in pairwise(terms)):
        yield from _whole(terms[-1] * terms[1], terms[0])


def _even_growth(terms: Sequence[int]) -> Iterator[int]:
    steps = [b - a for a, b in pairwise(terms)]
    if len(steps) > 3 and len({b - a for a, b in pairwise(steps)}) == 1:
        yield terms[-1] + 2 * steps[-1] - steps[-2]


def _linear(terms: Sequence[int]) -> Iterator[int]:
    """Times a number and plus a number."""
    a, b, c, *rest = terms
    if not rest or a == b or (c - b) % (b - a):
        return
    factor = (c - b) // (b - a)
    more = b - factor * a
    if all(y == factor * x + more for x, y in pairwise(terms)):
        yield factor * terms[-1] + more


def _two_before(terms: Sequence[int]) -> Iterator[int]:
    """The sum of the two before, and always the same more."""
    more = {c - a - b for a, b, c in zip(terms, terms[1:], terms[2:], strict=False)}
    if len(terms) > 3 and len(more) == 1:
        yield terms[-1] + terms[-2] + more.pop()


def _by_turns(terms: Sequence[int]) -> Iterator[int]:
    """Two steps in turn, each seen at least twice."""
    steps = list(pairwise(terms))
    coming, other = steps[len(steps) % 2 :: 2], steps[1 - len(steps) % 2 :: 2]
    if min(len(coming), len(other)) < 2 or not list(_one_step(other, terms[-1])):
        return
    yield from _one_step(coming, terms[-1])


def _one_step(steps: Sequence[tuple[int, int]], last: int) -> Iterator[int]:
    if len({b - a for a, b in steps}) == 1:
        yield last + steps[0][1] - steps[0][0]
    a, b = steps[0]
    if a and all(x and y * a == x * b for x, y in steps):
        yield from _whole(last * b, a)


def _by_halves(terms: Sequence[int]) -> Iterator[int]:
    """Two series in turn."""
    coming, other = terms[len(terms) % 2 :: 2], terms[1 - len(terms) % 2 :: 2]
    if list(_simple(other)):
        yield from _simple(coming)


def _with_count(terms: Sequence[int]) -> Iterator[int]:
    """Times a number and plus a number that grows evenly."""
    if len(terms) < 6:
        return
    for factor in (-1, 2, 3, 4):
        rests = [b - factor * a for a, b in pairwise(terms)]
        if len({b - a for a, b in pairwise(rests)}) == 1:
            yield factor * terms[-1] + 2 * rests[-1] - rests[-2]


def _whole(number: int, by: int) -> Iterator[int]:
    if number % by == 0:
        yield number // by


_EASIEST = -2.5
_OPERATION = 1.0  # for the second one
_KINDS = {"add": 0.0, "subtract": 0.3, "multiply": 0.6}
_STRUCTURES = {
    "steady": 0.0, "growing": 0.8, "in_turn": 0.7, "woven": 1.3, "recursive": 1.4, "powers": 1.0,
}  # fmt: skip
_HELD = 0.3
_DIGIT = 0.25

LADDER = (
    Rung(_plus, 5, 1, "add", "steady", 0, 2),
    Rung(_plus_large, 5, 1, "add", "steady", 0, 3),
    Rung(_minus, 5, 1, "subtract", "steady", 0, 2),
    Rung(_times, 5, 1, "multiply", "steady", 0, 3),
    Rung(_growing, 5, 1, "add", "growing", 1, 2),
    # Most will see steps that grow by two, not squares: hardly more than the growth before.
    Rung(_squares, 5, 1, "add", "powers", 1, 2),
    Rung(_falling, 5, 1, "subtract", "growing", 1, 2),
    Rung(_sum_of_two, 6, 1, "add", "recursive", 1, 2),
    Rung(_two_series, 7, 1, "add", "woven", 2, 2),
    Rung(_times_and_plus, 5, 2, "multiply", "steady", 1, 3),
    Rung(_plus_and_minus, 6, 2, "subtract", "in_turn", 1, 2),
    Rung(_times_and_plus_in_turn, 6, 2, "multiply", "in_turn", 1, 2),
    Rung(_sum_of_two_and_more, 6, 2, "add", "recursive", 1, 2),
    Rung(_two_series_one_times, 8, 1, "multiply", "woven", 2, 3),
    Rung(_times_and_growing, 6, 2, "multiply", "growing", 2, 3),
)
