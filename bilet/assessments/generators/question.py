"""What every generator of questions gives: stem, options, key, explanation, predicted difficulty.

A generator is a pure function of (seed, sizes, language). The same seed gives the same questions
for ever, on screen and on paper. What may be shown is `text`, `figure`, `options` and `data`;
`right`, `explanation`, `difficulty` and `features` stay on the server.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PLACES = ("a", "b", "c", "d", "e", "f", "g", "h")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, and in words what is on it; the words never solve the task."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered answer: words, a picture, or both."""

    id: str
    text: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Question:
    id: str  # q1, q2 … in the order shown
    text: str  # may be empty: then the instrument's own question says all
    right: str  # id of the right option, or the number that is typed
    options: tuple[Choice, ...] = ()
    figure: Figure | None = None
    explanation: str = ""  # why the right answer is right, for the author and the printed key
    difficulty: float = 0.0  # predicted Rasch b from the features; replaced once calibrated
    features: Mapping[str, Any] = field(default_factory=dict)  # what makes it hard
    data: Mapping[str, Any] = field(default_factory=dict)  # what an own format draws from


# (seed, number of questions, language) → the questions in the order shown
Generator = Callable[[int, int, str], list[Question]]


def placed(right: Choice, wrong: Sequence[Choice], place: int) -> tuple[tuple[Choice, ...], str]:
    """The options with the right one at `place` (from 0), renamed a, b, c …; and the key."""
    mixed = [*wrong[:place], right, *wrong[place:]]
    options = tuple(
        Choice(letter, choice.text, choice.figure)
        for letter, choice in zip(PLACES, mixed, strict=False)
    )
    return options, PLACES[place]
