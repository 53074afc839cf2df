"""Questions made by seed: which generator makes them, and which answers to them are right."""

from collections.abc import Callable
from typing import Any

from bilet.assessments.generators import (
    folding,
    knowledge,
    logic,
    mechanisms,
    robot,
    rotation,
    tables,
    tower,
)
from bilet.assessments.generators.matrices import matrices
from bilet.assessments.generators.question import Generator, Question
from bilet.assessments.generators.series import series
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


def _programmed(question: Question, answer: Any) -> bool:
    """Any program that brings the robot to the goal."""
    return isinstance(answer, str) and robot.run(question.data, answer)


def _by_count(generator: Generator) -> Maker:
    return lambda generated, seed, language: generator(seed, generated.items, language)


MAKERS: dict[str, Maker] = {
    "catalogue": _from_catalogue,
    "matrices": _by_count(matrices),
    "series": _by_count(series),
    "tables": _by_count(tables.questions),
    "logic": _by_count(logic.questions),
    "rotation": _by_count(rotation.questions),
    "folding": _by_count(folding.questions),
    "mechanisms": _by_count(mechanisms.questions),
    "robot": _by_count(robot.robots),
    "tower": _by_count(tower.towers),
}
_CHECKS: dict[str, Callable[[Question, Any], bool]] = {"number": _typed, "robot": _programmed}
