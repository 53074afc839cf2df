"""The mentor's words: chosen from what the programme says of its criteria, never written freely.

A phrase is kept in Russian, as it was chosen, and shown in the language of the page while the
programme still has it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bilet.trials.library import PROGRAMS
from bilet.trials.program import Criterion, Level, Program

ORDER = ("start", "close", "done")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`code` is `<criterion>.<level>`; `criterion` is the title under which it stands."""

    code: str
    criterion: str
    text: str


def strengths(program: Program) -> list[Phrase]:
    """What was seen to work: the two upper levels of each criterion."""
    return [
        Phrase(f"{criterion.id}.{level.id}", criterion.title, _strength(criterion, level))
        for criterion, level in _levels(program)
        if level.id != "start"
    ]


def next_tries(program: Program) -> list[Phrase]:
    """What to try next: how each level grows."""
    return [
        Phrase(f"{criterion.id}.{level.id}", criterion.title, level.growth)
        for criterion, level in _levels(program)
    ]


def suggested_strength(program: Program, marks: Mapping[str, str]) -> str:
    """The best of the marks as a phrase; empty when all are first steps."""
    best = max(_marked(program, marks), key=_rank, default=None)
    return f"{best[0]}.{best[1]}" if best and best[1] != "start" else ""


def suggested_next_try(program: Program, marks: Mapping[str, str]) -> str:
    """How the weakest of the marks grows."""
    weakest = min(_marked(program, marks), key=_rank, default=None)
    return f"{weakest[0]}.{weakest[1]}" if weakest else ""


def text_of(phrases: list[Phrase], code: str) -> str:
    """The words of a phrase; empty for a code that is not in the bank."""
    return next((phrase.text for phrase in phrases if phrase.code == code), "")


def code_of(phrases: list[Phrase], text: str) -> str:
    return next((phrase.code for phrase in phrases if phrase.text == text), "")


def code_in(program: str, bank: Callable[[Program], list[Phrase]], text: str) -> str:
    """The code of a phrase that was kept in Russian; empty when the bank has changed."""
    russian = PROGRAMS.get(program, "ru")
    return code_of(bank(russian), text) if russian else ""


def in_language_of_page(program: str, text: str) -> str:
    """`text` as it was chosen in Russian, in the language of the page when that is known."""
    russian, here = PROGRAMS.get(program, "ru"), PROGRAMS.get(program)
    if not text or russian is None or here is None or russian == here:
        return text
    for bank in (strengths, next_tries):
        code = code_of(bank(russian), text)
        if code:
            return text_of(bank(here), code) or text
    return text


def _strength(criterion: Criterion, level: Level) -> str:
    return f"{criterion.title}: {level.text[0].lower()}{level.text[1:]}"


def _levels(program: Program) -> Iterator[tuple[Criterion, Level]]:
    for criterion in program.criteria:
        for level in criterion.levels:
            yield criterion, level


def _marked(program: Program, marks: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(c.id, marks[c.id]) for c in program.criteria if marks.get(c.id) in ORDER]


def _rank(mark: tuple[str, str]) -> int:
    return ORDER.index(mark[1])
