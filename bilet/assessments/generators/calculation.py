"""Sums for mental arithmetic: four answers each, one of them right.

The answers stand in order of size, so the eye finds its own at once; the right one is the
smallest, the largest or between them equally often, so its place says nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bilet.assessments.generators.dice import Dice

PLACES = ("a", "b", "c", "d")
MINUS, TIMES = "−", "×"


@dataclass(frozen=True, slots=True)
class Stem:
    id: str
    text: str
    answers: tuple[int, ...]  # in order of size
    right: str  # id of the place of the right answer

    def options(self) -> list[tuple[str, str]]:
        return [(place, str(answer)) for place, answer in zip(PLACES, self.answers, strict=True)]


@dataclass(frozen=True, slots=True)
class _Sum:
    text: str
    result: int
    slips: tuple[int, ...]  # how far off one lands by a usual slip


def stems(seed: int, block: int, size: int) -> list[Stem]:
    """The sums of one block, numbered from 1; a little harder towards the end."""
    dice = Dice(seed * 16 + block)
    made: list[Stem] = []
    seen: set[str] = set()
    while len(made) < size:
        level = min(3 * len(made) // size, 2)
        sum_ = _KINDS[len(made) % len(_KINDS)](dice, level)
        recent = {stem.text for stem in made[-12:]}
        if sum_.text in recent or (sum_.text in seen and dice.below(4)):
            continue
        seen.add(sum_.text)
        made.append(_with_answers(dice, f"s{len(made) + 1}", sum_))
    return made


def _addition(dice: Dice, level: int) -> _Sum:
    low, high = ((12, 49), (15, 69), (24, 89))[level]
    a = dice.between(low, high)
    b = dice.between(3, 9) if level == 0 else dice.between(11, (0, 39, 69)[level])
    return _Sum(f"{a} + {b}", a + b, (10, 1, 2, 9))


def _subtraction(dice: Dice, level: int) -> _Sum:
    b = dice.between(*((3, 9), (12, 39), (16, 58))[level])
    rest = dice.between(*((14, 60), (15, 55), (17, 79))[level])
    return _Sum(f"{rest + b} {MINUS} {b}", rest, (10, 1, 2, 2 * (b % 10) % 10))


def _product(dice: Dice, level: int) -> _Sum:
    a = dice.between(*((4, 9), (6, 12), (12, 19))[level])
    b = dice.between(*((3, 6), (4, 9), (3, 6))[level])
    return _Sum(f"{a} {TIMES} {b}", a * b, (a, b, 10, 1, 2))


_KINDS: tuple[Callable[[Dice, int], _Sum], ...] = (
    _addition, _subtraction, _product, _subtraction, _addition, _product,
)  # fmt: skip


def _with_answers(dice: Dice, id_: str, sum_: _Sum) -> Stem:
    smaller = dice.below(4)  # how many of the wrong answers are below the right one
    steps = dice.shuffled(sorted({slip for slip in sum_.slips if slip} | {1, 2, 10}))
    below = [step for step in steps if step < sum_.result][:smaller]
    above = steps[-(3 - smaller) :] if smaller < 3 else []
    answers = sorted(
        {sum_.result, *(sum_.result - s for s in below), *(sum_.result + s for s in above)}
    )
    return Stem(id_, sum_.text, tuple(answers), PLACES[answers.index(sum_.result)])
