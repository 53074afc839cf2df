"""Wheels, belts, levers and pulleys: what moves where, how fast, how hard to pull.

Everything is ideal: no friction, nothing but the loads has weight, belts do not slip. Which
answer is right is drawn first, evenly, and the mechanism is built for it; so the answers alone
tell nothing.
"""

from collections.abc import Iterator

from django.utils.translation import override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.mechanisms import belts, gears, levers, pulleys
from bilet.assessments.generators.mechanisms.draft import Kind
from bilet.assessments.generators.question import Choice, Question, placed

# A ladder: each step has five tasks of different kinds, in a random order.
LADDER: tuple[tuple[Kind, ...], ...] = (
    (
        Kind(gears.short_train, 3), Kind(gears.fastest, 4), Kind(levers.goes_down, 3),
        Kind(pulleys.easiest, 3), Kind(belts.same_way, 4),
    ),
    (
        Kind(gears.long_train, 3), Kind(gears.turns_of_pair, 4), Kind(levers.balance, 4),
        Kind(pulleys.rope, 4), Kind(belts.fastest, 4),
    ),
    (
        Kind(gears.turns_of_train, 4), Kind(levers.goes_down_with_four, 3),
        Kind(pulleys.counterweight, 4), Kind(belts.how_many, 4), Kind(belts.turns, 4),
    ),
)  # fmt: skip


def questions(seed: int, count: int, language: str) -> list[Question]:
    """`count` questions; among questions with as many options every place is right as often."""
    dice = Dice(seed)
    places = {size: _places(dice, size) for size in (3, 4)}
    steps = [_by_turns(dice, kinds) for kinds in LADDER]
    made: list[Question] = []
    with override(language):
        for number in range(count):
            kind = next(steps[len(LADDER) * number // count])
            made.append(_question(f"q{number + 1}", dice, kind, next(places[kind.options])))
    return made


def _places(dice: Dice, size: int) -> Iterator[int]:
    while True:
        yield from dice.shuffled(range(size))


def _by_turns(dice: Dice, kinds: tuple[Kind, ...]) -> Iterator[Kind]:
    while True:
        yield from dice.shuffled(kinds)


def _question(id_: str, dice: Dice, kind: Kind, place: int) -> Question:
    draft = kind.make(dice, place)
    choices = [Choice("", text) for text in draft.answers]
    options, right = placed(choices[place], [*choices[:place], *choices[place + 1 :]], place)
    return Question(
        id=id_,
        text=draft.text,
        right=right,
        options=options,
        figure=draft.figure,
        explanation=f"{right}: {draft.explanation}",
        difficulty=draft.difficulty,
        features={"kind": kind.name, **draft.features},
    )
