"""Questions of deduction: classes, rules of a house, queues; one answer follows necessarily.

Three statements and «it cannot be told for sure» as the fourth, which is right as often as any
other. The three are chosen before the conditions, and the conditions are then looked for so that
the wanted one follows: so the answers alone tell nothing.
"""

from collections.abc import Callable

from django.utils.translation import gettext, override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.logic import orders, states, syllogisms
from bilet.assessments.generators.logic.draft import CANNOT, Draft
from bilet.assessments.generators.question import PLACES, Choice, Question

# (dice, level, which of the three follows or CANNOT) → a question
Kind = Callable[[Dice, int, int], Draft]

# Kind, level within the kind, predicted Rasch b: the author's guess from the number of premises,
# of steps, and of negations. Where nothing follows, it is harder.
LADDER: tuple[tuple[Kind, int, float], ...] = (
    (states.conditional, 0, -1.6),
    (orders.order, 0, -1.4),
    (syllogisms.syllogism, 0, -1.0),
    (states.mixed, 0, -0.8),
    (states.conditional, 1, -0.3),
    (orders.order, 1, -0.2),
    (syllogisms.syllogism, 1, 0.2),
    (states.mixed, 1, 0.4),
    (states.conditional, 2, 0.6),
    (orders.order, 2, 0.7),
    (states.mixed, 2, 1.1),
    (syllogisms.syllogism, 2, 1.4),
)
HARDER = 0.3  # where nothing follows


def questions(seed: int, count: int, language: str) -> list[Question]:
    """`count` questions, from easy to hard; every place is right equally often."""
    dice = Dice(seed)
    places = dice.shuffled([n % 4 for n in range(count)])
    with override(language):
        return [
            _question(dice, n + 1, place, *LADDER[n * len(LADDER) // count])
            for n, place in enumerate(places)
        ]


def _question(
    dice: Dice, number: int, place: int, kind: Kind, level: int, difficulty: float
) -> Question:
    draft = kind(dice, level, place)
    texts = [*draft.statements, gettext("It cannot be told for sure")]
    return Question(
        f"q{number}",
        draft.text,
        PLACES[place],
        tuple(Choice(letter, text) for letter, text in zip(PLACES, texts, strict=False)),
        explanation=draft.explanation,
        difficulty=round(difficulty + (HARDER if place == CANNOT else 0), 2),
        features={"kind": kind.__name__, "level": level, "follows": place != CANNOT},
    )
