"""Goes on with a number series by solving equations, without the generator's rules.

A reading says of which things the next term is a sum: some as they are, some times an unknown
number. The unknown numbers come from exact linear equations over all shown terms. A reading counts
when it has one solution, with natural numbers in it, and at least one equation more than unknowns,
so that it is confirmed and not only possible.
"""

from dataclasses import dataclass
from fractions import Fraction

Row = list[int]
LARGEST = 9  # factor that somebody would think of
TERMS = ("last", "before")  # things that are terms themselves: an unknown with them is a factor


@dataclass(frozen=True)
class Sum:
    """Things with an unknown number each, and things that are added as they are."""

    unknown: str = ""
    plain: str = ""


@dataclass(frozen=True)
class Reading:
    """`odd`: what terms at odd places are made of, when it is something of their own."""

    name: str
    even: Sum
    odd: Sum | None = None


STEP, FACTOR = Sum("one", "last"), Sum("last")
STEP_APART, FACTOR_APART = Sum("one", "before"), Sum("before")
READINGS = (
    Reading("a step", STEP),
    Reading("a factor", FACTOR),
    Reading("the sum of two", Sum("", "last before")),
    Reading("the sum of two and more", Sum("one", "last before")),
    Reading("a step from the one before the last", STEP_APART),
    Reading("a factor from the one before the last", FACTOR_APART),
    Reading("growing steps", Sum("one place", "last")),
    Reading("a factor and a step", Sum("last one")),
    Reading("both before, each with a factor", Sum("last before")),
    Reading("squares", Sum("one square")),
    Reading("two steps in turn", STEP, STEP),
    Reading("two factors in turn", FACTOR, FACTOR),
    Reading("a step and a factor in turn", STEP, FACTOR),
    Reading("a factor and a step in turn", FACTOR, STEP),
    Reading("two series of steps", STEP_APART, STEP_APART),
    Reading("two series of factors", FACTOR_APART, FACTOR_APART),
    Reading("a series of steps and one of factors", STEP_APART, FACTOR_APART),
    Reading("a series of factors and one of steps", FACTOR_APART, STEP_APART),
    Reading("a factor and growing steps", Sum("last one place")),
    Reading("both before and more", Sum("last before one")),
    Reading("steps that grow by growing steps", Sum("one place square", "last")),
)


def continuations(shown: list[int]) -> dict[int, set[Fraction]]:
    """How many unknown numbers → the next terms by all confirmed readings with as many."""
    found: dict[int, set[Fraction]] = {}
    for reading in READINGS:
        next_ = _next(reading, shown)
        if next_ is not None:
            found.setdefault(next_[0], set()).add(next_[1])
    return found


def simplest(shown: list[int]) -> set[Fraction]:
    """The next terms by the confirmed readings with the fewest unknown numbers."""
    found = continuations(shown)
    return found[min(found)] if found else set()


def _next(reading: Reading, shown: list[int]) -> tuple[int, Fraction] | None:
    """How many unknowns the reading has, and the next term."""
    n = len(shown)
    if reading.odd is None:
        solved = _solved(reading.even, shown, range(n))
        return None if solved is None else (len(solved), _value(reading.even, shown, solved))
    sums = (reading.even, reading.odd)
    coming = _solved(sums[n % 2], shown, range(n % 2, n, 2))
    other = _solved(sums[1 - n % 2], shown, range(1 - n % 2, n, 2))
    if coming is None or other is None:
        return None
    return len(coming) + len(other), _value(sums[n % 2], shown, coming)


def _things(names: str, terms: list[int], n: int) -> Row:
    """The values of the things that term n is made of."""
    things = {"one": 1, "place": n, "square": n * n, "last": terms[n - 1], "before": terms[n - 2]}
    return [things[name] for name in names.split()]


def _value(sum_: Sum, shown: list[int], solved: list[Fraction]) -> Fraction:
    n = len(shown)
    times = zip(_things(sum_.unknown, shown, n), solved, strict=True)
    return Fraction(sum(_things(sum_.plain, shown, n))) + sum(a * b for a, b in times)


def _solved(sum_: Sum, shown: list[int], places: range) -> list[Fraction] | None:
    """The unknown numbers; None when they do not fit, are not told, or are odd ones."""
    names = sum_.unknown.split()
    needed = sum_.unknown + sum_.plain
    first = 2 if "before" in needed else 1 if "last" in needed else 0
    rows = [
        [*_things(sum_.unknown, shown, n), shown[n] - sum(_things(sum_.plain, shown, n))]
        for n in places
        if n >= first
    ]
    if len(rows) <= len(names):
        return None
    solved = _eliminated(rows, len(names))
    if solved is None or not all(map(_is_natural, names, solved)):
        return None
    return solved


def _is_natural(name: str, number: Fraction) -> bool:
    if name in TERMS:
        return abs(number) <= LARGEST and number.denominator <= 2
    return number.denominator == 1


def _eliminated(rows: list[Row], unknowns: int) -> list[Fraction] | None:
    """The one solution of all equations (Gauss and Jordan, without a division), or None."""
    for column in range(unknowns):
        pivot = next((r for r in range(column, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        top = rows[column]
        for r, row in enumerate(rows):
            if r != column and row[column]:
                pairs = zip(row, top, strict=True)
                rows[r] = [a * top[column] - row[column] * b for a, b in pairs]
    if any(row[-1] for row in rows[unknowns:]):
        return None
    return [Fraction(row[-1], row[r]) for r, row in enumerate(rows[:unknowns])]
