"""Wishes for conditions of work: a filter to read the list by, never a part of a score.

The shape of `content/matching/conditions.yaml`, and how a card meets a wish.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bilet.assessments.library import INSTRUMENTS
from bilet.content.kinds import ContentKind
from bilet.content.reader import Part
from bilet.content.text import Text
from bilet.professions.profession import Condition, Profession

Floats = NDArray[np.float64]
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


class Conditions(Part):
    instrument: str
    scales: list[Opposites]


def _mistakes(parts: dict[str, Conditions], root: Path) -> Iterator[str]:
    for name, part in parts.items():
        file = root / "matching" / f"{name}.yaml"
        instrument = INSTRUMENTS.get(part.instrument, "ru")
        known = {scale.code for scale in instrument.scales} if instrument else set()
        if instrument is None:
            yield f"{file}: there is no test {part.instrument}; name one"
        elif unlike := known ^ {scale.code for scale in part.scales}:
            yield f"{file}: {sorted(unlike)} of {part.instrument} or of this file alone; mend one"
        yield from (
            f"{file}: {scale.code}: neither end has conditions; name some"
            for scale in part.scales
            if not scale.low.conditions and not scale.high.conditions
        )


CONDITIONS = ContentKind(
    folder="matching",
    pattern="conditions.yaml",
    model=Conditions,
    key=lambda _part: "conditions",
    also=_mistakes,
)


def opposites(language: str | None = None) -> list[Opposites]:
    """All pairs, in the order of the file; none without the file."""
    found = CONDITIONS.get("conditions", language)
    return found.scales if found else []


def asks_for_wishes(instrument: str) -> bool:
    """Whether it is the test whose answers are read as wishes for conditions."""
    found = CONDITIONS.get("conditions", "ru")
    return found is not None and found.instrument == instrument


def unlike_wishes(wishes: Floats, ends: Floats) -> list[int]:
    """Which pairs a card answers with the other end.

    Args:
        wishes: (n_pairs,), from -1 (the low end) to 1 (the high one); NaN for no clear wish.
        ends: (n_pairs,), what the card shows; NaN where it says nothing.
    """
    return [int(pair) for pair in np.flatnonzero(wishes * (2.0 * ends - 1.0) < 0)]
