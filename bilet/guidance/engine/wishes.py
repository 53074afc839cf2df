"""Wishes for conditions of work: a filter to read the list by, never a part of a score.

Their shape in `content/matching/conditions.yaml`, and how a card meets a wish.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from bilet.assessments.library import INSTRUMENTS
from bilet.content.reader import Part
from bilet.content.text import Text
from bilet.professions.profession import Condition, Profession
from bilet.psychometrics.matching import condition_fit

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LOW, BOTH, HIGH = 0.0, 0.5, 1.0


class End(Part):
    """One end of a pair of opposites."""

    conditions: list[Condition]  # of the cards; none: the cards have no word for this end
    here: Text  # completes «Здесь …»


class Opposites(Part):
    code: str  # of the scale; it is named after its high end
    low: End
    high: End

    def end_of(self, card: Profession) -> float:
        """Which end the card shows: LOW, HIGH, BOTH, or NaN where it says nothing."""
        low, high = (set(end.conditions) & set(card.conditions) for end in (self.low, self.high))
        if low and high:
            return BOTH
        return HIGH if high else LOW if low else np.nan


class Wishes(Part):
    """The test whose answers are read as wishes, and what its scales mean on the cards."""

    instrument: str
    scales: list[Opposites] = Field(min_length=1)


def mistakes(wishes: Wishes) -> Iterator[str]:
    """What one look at the file does not show."""
    instrument = INSTRUMENTS.get(wishes.instrument, "ru")
    known = {scale.code for scale in instrument.scales} if instrument else set()
    if instrument is None:
        yield f"instrument: there is no test {wishes.instrument}; name one"
    elif unlike := known ^ {scale.code for scale in wishes.scales}:
        yield f"scales: {sorted(unlike)} are of {wishes.instrument} or of this file alone; mend one"
    yield from (
        f"scales: {scale.code}: neither end has conditions; name some"
        for scale in wishes.scales
        if not scale.low.conditions and not scale.high.conditions
    )


def unlike(wishes: Floats, ends: Floats) -> Bools:
    """Which pairs the cards answer with the other end.

    Args:
        wishes: (n_pairs,), from -1 (the low end) to 1 (the high one); NaN for no clear wish.
        ends: (..., n_pairs), what the cards show; NaN where they say nothing.

    Returns:
        The shape of `ends`.
    """
    return np.asarray(wishes * (2.0 * ends - 1.0) < 0)


def meets(wishes: Floats, ends: Floats) -> Bools:
    """(n_professions,), whose conditions are not on the whole the other way round.

    A card that says nothing of what is wished is against nobody.
    """
    return np.asarray(~(condition_fit(wishes, ends).value < 0))
