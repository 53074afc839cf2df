"""What makes a test of the bank good or bad beyond its shape, for `bilet check-content`.

Every check yields lines `place: what is wrong; what to do`. None of them needs another file but
`likeness.across`, which compares tests with each other.
"""

from collections.abc import Iterator

from bilet.assessments.checks import choices, likeness, structure, timing, wording
from bilet.assessments.instruments import Instrument

__all__ = ["complaints", "likeness"]


def complaints(instrument: Instrument, english: Instrument | None = None) -> Iterator[str]:
    """All that one test shows by itself.

    Args:
        instrument: as read in Russian.
        english: the same test in English, where options can give the key away as well.
    """
    yield from structure.complaints(instrument)
    yield from timing.complaints(instrument)
    yield from likeness.within(instrument)
    yield from wording.complaints(instrument)
    yield from choices.complaints(instrument)
    if english is not None:
        yield from (f"{line} (in English)" for line in choices.length_complaints(english))
