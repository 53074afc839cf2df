"""Wheels in mesh: which way the last one turns, which turns fastest, how many turns it makes."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext, ngettext

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import label, picture
from bilet.assessments.generators.mechanisms.draft import (
    WIDTH,
    Draft,
    bent_arrow,
    letters,
    listed,
)
from bilet.assessments.generators.mechanisms.wheels import (
    Link,
    Places,
    fitted,
    name,
    phases,
    toothed,
    train,
)
from bilet.assessments.generators.question import Figure

CLOCKWISE, COUNTER, JAM = range(3)
LARGEST = 3.4  # the radius of a wheel on paper, for each of its teeth


def _meshed(names: Sequence[str], *more: tuple[str, str]) -> list[Link]:
    pairs = [*pairwise(names), *more]
    return [Link(one, other, "gear") for one, other in pairs]


# --- which way ---------------------------------------------------------------------------------


def short_train(dice: Dice, place: int) -> Draft:
    """Three or four wheels, or three in a ring."""
    if place == JAM:
        names = letters(3)
        sizes = dict.fromkeys(names, 15)
        bends = dice.one_of([(60, -60), (-60, 60), (0, 120), (0, -120)])
        return _turning(dice, place, sizes, _meshed(names, (names[2], names[0])), bends, -0.8)
    names = letters(3 + dice.below(2))
    sizes = {name: dice.between(11, 17) for name in names} | {names[0]: 15}
    return _turning(dice, place, sizes, _meshed(names), _zigzag(dice, len(names)), -1.2)


def long_train(dice: Dice, place: int) -> Draft:
    """Five wheels; in a ring of three, of four, or in no ring."""
    names = letters(5)
    if place == JAM:
        names = names[: 4 + dice.below(2)]
        sizes = dict.fromkeys(names, 15)
        side = dice.one_of((1, -1))
        bends = [0, 60 * side, -60 * side] if len(names) == 4 else [0, 0, 60 * side, -60 * side]
        links = _meshed(names, (names[-1], names[-3]))
        return _turning(dice, place, sizes, links, bends, 0.0)
    if dice.below(2):
        sizes = dict.fromkeys(names, 16)
        links = _meshed(names, (names[4], names[1]))
        return _turning(dice, place, sizes, links, [0, 0, dice.one_of((90, -90)), 180], 0.4)
    sizes = {name: dice.between(10, 14) for name in names} | {names[0]: 15}
    return _turning(dice, place, sizes, _meshed(names), _zigzag(dice, 5), -0.4)


def _zigzag(dice: Dice, count: int) -> list[float]:
    side = dice.one_of((1, -1))
    return [side * (-1) ** number * dice.between(28, 40) for number in range(count - 1)]


def _turning(
    dice: Dice,
    place: int,
    sizes: dict[str, int],
    links: list[Link],
    bends: Sequence[float],
    difficulty: float,
) -> Draft:
    names = list(sizes)
    first, last = names[0], names[-1]
    steps = len(names) - 1
    if _has_even_ring(links, names):
        steps = 2
    clockwise = (place == CLOCKWISE) == (steps % 2 == 0) if place != JAM else bool(dice.below(2))
    return Draft(
        text=_which_way(clockwise) % {"first": first, "last": last},
        answers=(
            gettext("Clockwise"),
            gettext("Counter-clockwise"),
            gettext("It cannot turn: the wheels jam"),
        ),
        figure=_train_figure(sizes, links, bends, clockwise),
        explanation=_why(place, clockwise) % {"first": first, "last": last},
        difficulty=difficulty,
        features={
            "sizes": sizes, "links": tuple(tuple(link) for link in links),
            "driver": first, "asked": last, "driver_clockwise": clockwise,
        },
    )  # fmt: skip


def _has_even_ring(links: Sequence[Link], names: Sequence[str]) -> bool:
    """Of the trains here only the one of five wheels with a ring of the last four."""
    return len(names) == 5 and Link(names[4], names[1], "gear") in links


def _which_way(clockwise: bool) -> str:
    if clockwise:
        return gettext("Wheel %(first)s is turned clockwise. Which way does wheel %(last)s turn?")
    return gettext(
        "Wheel %(first)s is turned counter-clockwise. Which way does wheel %(last)s turn?"
    )


def _why(place: int, clockwise: bool) -> str:
    if place == JAM:
        return gettext("three wheels in a ring would have to turn both ways at once")
    if (place == CLOCKWISE) == clockwise:
        return gettext("wheels in mesh turn opposite ways, so every other one turns as %(first)s")
    return gettext("wheels in mesh turn opposite ways, and %(last)s turns against %(first)s")


def _train_figure(
    sizes: dict[str, int], links: Sequence[Link], bends: Sequence[float], clockwise: bool
) -> Figure:
    scale, places, height = fitted(sizes, train(sizes, bends), largest=LARGEST)
    first = next(iter(sizes))
    arrow = bent_arrow(places[first], sizes[first] * scale * 0.68, clockwise=clockwise)
    parts = [*_wheels(sizes, places, links, scale), arrow]
    pairs = listed([f"{link.one}–{link.other}" for link in links])
    text = gettext("Toothed wheels in mesh: %(pairs)s. An arrow on %(first)s: clockwise.")
    if not clockwise:
        text = gettext(
            "Toothed wheels in mesh: %(pairs)s. An arrow on %(first)s: counter-clockwise."
        )
    return Figure(picture(WIDTH, height, *parts), text % {"pairs": pairs, "first": first})


def _wheels(
    sizes: dict[str, int], places: Places, links: Sequence[Link], scale: float
) -> list[str]:
    phase = phases(sizes, places, links)
    drawn = [toothed(places[w], teeth, scale, phase[w]) for w, teeth in sizes.items()]
    return [*drawn, *(name(places[w], w) for w in sizes)]


# --- how fast ----------------------------------------------------------------------------------


def fastest(dice: Dice, place: int) -> Draft:
    """Four wheels in a row: the least turns fastest, the largest slowest."""
    names = letters(4)
    teeth = sorted(dice.sample((9, 10, 12, 14, 15, 16, 18, 20), 4))
    slow = dice.below(2)
    key = teeth.pop() if slow else teeth.pop(0)
    others = dice.shuffled(teeth)
    sizes = dict(zip(names, [*others[:place], key, *others[place:]], strict=True))
    links = _meshed(names)
    if slow:
        text = gettext(
            "The wheels are in mesh. Which one turns slowest? The number is how many teeth it has."
        )
        why = gettext("in mesh, the wheel with most teeth turns slowest")
    else:
        text = gettext(
            "The wheels are in mesh. Which one turns fastest? The number is how many teeth it has."
        )
        why = gettext("in mesh, the wheel with fewest teeth turns fastest")
    return Draft(
        text=text,
        answers=tuple(names),
        figure=_row_figure(sizes, links),
        explanation=why,
        difficulty=-0.9,
        features={
            "sizes": sizes, "links": tuple(tuple(link) for link in links),
            "driver": names[0], "slowest": bool(slow),
        },
    )  # fmt: skip


# The offered numbers of turns; every one of them can be right.
OFFERED = ((1, 2, 3, 4), (2, 3, 4, 6), (1, 2, 4, 8), (2, 4, 6, 8), (3, 4, 6, 9), (1, 3, 6, 9))
TEETH = (8, 10, 12, 15, 16, 18, 20, 24, 30)


def turns_of_pair(dice: Dice, place: int) -> Draft:
    return _turns(dice, place, 2, -0.2)


def turns_of_train(dice: Dice, place: int) -> Draft:
    """With a wheel between that changes nothing."""
    return _turns(dice, place, 3, 0.6)


def _turns(dice: Dice, place: int, count: int, difficulty: float) -> Draft:
    names = letters(count)
    offered = dice.one_of(OFFERED)
    possible = [n for n in (1, 2, 3, 4, 6) if _pairs(offered[place], n)]
    turns = dice.one_of(possible)
    first, last = dice.one_of(_pairs(offered[place], turns))
    between = [z for z in TEETH if z not in (first, last) and z <= 20]
    row = [first, *dice.sample(between, count - 2), last]
    sizes = dict(zip(names, row, strict=True))
    links = _meshed(names)
    text = ngettext(
        "Wheel %(first)s makes %(n)d turn. How many turns does wheel %(last)s make? "
        "The number is how many teeth a wheel has.",
        "Wheel %(first)s makes %(n)d turns. How many turns does wheel %(last)s make? "
        "The number is how many teeth a wheel has.",
        turns,
    )
    why = gettext("as many teeth pass on both wheels: %(turns)d × %(z1)d = %(answer)d × %(z2)d")
    return Draft(
        text=text % {"first": names[0], "last": names[-1], "n": turns},
        answers=tuple(str(number) for number in offered),
        figure=_row_figure(sizes, links),
        explanation=why % {"turns": turns, "z1": first, "answer": offered[place], "z2": last},
        difficulty=difficulty,
        features={
            "sizes": sizes, "links": tuple(tuple(link) for link in links),
            "driver": names[0], "asked": names[-1], "turns": turns,
        },
    )  # fmt: skip


def _pairs(answer: int, turns: int) -> list[tuple[int, int]]:
    """Teeth of the first and of the last wheel for which `turns` become `answer`."""
    return [
        (first, last)
        for first in TEETH
        for last in TEETH
        if first != last and turns * first == answer * last and first + last <= 44
    ]


def _row_figure(sizes: dict[str, int], links: Sequence[Link]) -> Figure:
    scale, places, height = fitted(sizes, train(sizes, [0] * len(sizes)), largest=LARGEST)
    numbers = [label((places[w][0], height + 10), str(z), size=16) for w, z in sizes.items()]
    teeth = listed([f"{w} – {z}" for w, z in sizes.items()])
    text = gettext("Toothed wheels in a row, each in mesh with the next. Teeth: %(teeth)s.")
    parts = [*_wheels(sizes, places, links, scale), *numbers]
    return Figure(picture(WIDTH, height + 18, *parts), text % {"teeth": teeth})
