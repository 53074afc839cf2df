"""The tasks of a sitting after the result: what was asked, what was given, why the right one is."""

from dataclasses import dataclass

from bilet.assessments.generators.question import Choice, Figure, Question
from bilet.assessments.instruments import Instrument
from bilet.assessments.models import Sitting
from bilet.assessments.questions import is_right, questions_of

# A maze and a tower have many right ways: there is nothing to show but whether one was found.
SHOWN = ("choice", "number", "knowledge")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One task and what became of it."""

    number: int
    text: str
    figure: Figure | None
    given: Choice | None  # None: left out, or the time ran out
    right: Choice
    is_right: bool
    explanation: str


def has_review(instrument: Instrument) -> bool:
    """Only where the next sitting has other tasks: nothing is given away."""
    return instrument.generated is not None and instrument.format in SHOWN


def review_of(instrument: Instrument, sitting: Sitting) -> list[Reviewed]:
    """In the order shown; what was never seen is left out. No query."""
    given = {item: answer["v"] for item, answer in sitting.answers.items()}
    asked = questions_of(instrument, sitting.seed, sitting.language)
    seen = [question for question in asked if question.id in given]
    return [
        _reviewed(instrument, number, question, given[question.id])
        for number, question in enumerate(seen, 1)
    ]


def _reviewed(instrument: Instrument, number: int, question: Question, answer: object) -> Reviewed:
    options = {option.id: option for option in question.options}
    said = options.get(str(answer))
    typed = Choice("", str(answer)) if not options and str(answer).isdigit() else None
    return Reviewed(
        number=number,
        text=question.text,
        figure=question.figure,
        given=said or typed,
        right=options.get(question.right) or Choice("", question.right),
        is_right=is_right(instrument, question, answer),
        explanation=question.explanation,
    )
