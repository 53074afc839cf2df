"""Questions for the evening: what to ask and what to tell where a guess and a result differ.

They speak of the directions, never of who knows whom how well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kind = Literal["more", "less", "near"]  # the child's score against the guess
DIFFERENCES = 3
Words = Promise | str


@dataclass(frozen=True, slots=True)
class Talk:
    """One question."""

    title: str  # of the direction
    found: Words  # how the two stand to each other
    ask: Words
    examples: list[str]


def talks(about: Sequence[tuple[str, Kind, list[str]]], *, for_pupil: bool) -> list[Talk]:
    """Three questions about the largest differences, one about what is most alike.

    Args:
        about: title, kind and examples of each direction, the largest difference first.
        for_pupil: the pupil reads them, and not the guardian.
    """
    found, asks, (alike, alike_ask) = _FOR_PUPIL if for_pupil else _FOR_GUARDIAN
    *others, last = about
    told = dict.fromkeys(asks, 0)
    made = []
    for title, kind, examples in others[:DIFFERENCES]:
        made.append(Talk(title, found[kind], asks[kind][told[kind]], examples))
        told[kind] += 1
    return [*made, Talk(last[0], alike, alike_ask, last[2])]


Voice = tuple[dict[Kind, Words], dict[Kind, tuple[Words, ...]], tuple[Words, Words]]

_FOR_GUARDIAN: Voice = (
    {
        "more": _("There is more of a wish here than you thought."),
        "less": _("There is less of a wish here than you thought."),
        "near": _("Here your guess and the answers are close."),
    },
    {
        "more": (
            _("Ask what exactly is to like about it."),
            _("Ask where there was a chance to try it, and what has stayed in mind."),
            _("Ask what of it would be good to do next weekend."),
        ),
        "less": (
            _("Ask what is dull about it, and listen to the end."),
            _("Ask whether it was always so, and what has changed."),
            _("Ask what would make it more interesting."),
        ),
        "near": (
            _("Ask what of it would be a good beginning."),
            _("Ask who of the people you both know does this, and what could be learned there."),
            _("Ask which part of it is the most pleasant."),
        ),
    },
    (
        _("Here your guess and the answers are closest."),
        _("Ask when it was interesting the last time, and why."),
    ),
)
_FOR_PUPIL: Voice = (
    {
        "more": _("You are drawn here more than was guessed."),
        "less": _("You are drawn here less than was guessed."),
        "near": _("Here the guess and your answers are close."),
    },
    {
        "more": (
            _("Tell what exactly you like about it."),
            _("Tell where you had a chance to try it, and what has stayed in mind."),
            _("Say what of it you would like to do next weekend."),
        ),
        "less": (
            _("Tell what is dull about it."),
            _("Remember whether it was always so, and what has changed."),
            _("Say what would make it more interesting."),
        ),
        "near": (
            _("Say what of it would be a good beginning."),
            _("Remember who of the people you know does this."),
            _("Say which part of it is the most pleasant."),
        ),
    },
    (
        _("Here the guess and your answers are closest."),
        _("Ask what the one who guessed was drawn to at your age."),
    ),
)
