"""Questions made by seed: which generator makes them, and which answers to them are right."""

from collections.abc import Callable
from typing import Any

from bilet.assessments.generators import knowledge
from bilet.assessments.generators.question import Question
from bilet.assessments.instruments import Generated, Instrument
from bilet.professions.library import PROFESSIONS

Maker = Callable[[Generated, int, str], list[Question]]


def questions_of(instrument: Instrument, seed: int, language: str) -> list[Question]:
    """The generated questions of a sitting, in the order shown, with their keys."""
    made = instrument.generated
    if made is None:
        return []
    return MAKERS[made.generator](made, seed, language)


def is_right(instrument: Instrument, question: Question, answer: Any) -> bool:
    """Whether the answer, as the player sends it, is right."""
    check = _CHECKS.get(instrument.format)
    return check(question, answer) if check else answer == question.right


def _from_catalogue(generated: Generated, seed: int, language: str) -> list[Question]:
    return knowledge.questions(
        PROFESSIONS.all(language),
        seed,
        items=generated.items,
        kinds=generated.kinds,
        language=language,
    )


def _typed(question: Question, answer: Any) -> bool:
    """A number, however it was written: 007 is 7."""
    return isinstance(answer, str) and answer.isdigit() and int(answer) == int(question.right)


MAKERS: dict[str, Maker] = {"catalogue": _from_catalogue}
_CHECKS: dict[str, Callable[[Question, Any], bool]] = {"number": _typed}
