"""Whether the minutes that a test promises fit the time it may take."""

from collections.abc import Iterator

from bilet.assessments.instruments import Instrument

# The longest a test may take, as a share of the promised minutes. Most people need less than the
# limit of a question, so the limits together are usually above the promise; blocks of a minute
# leave out the pauses between them, so they may be below.
LEAST, MOST = 0.5, 2.0


def complaints(instrument: Instrument) -> Iterator[str]:
    for place, longest in _limits(instrument):
        share = longest / 60 / instrument.minutes
        if not LEAST <= share <= MOST:
            yield (
                f"{place}: {longest / 60:.3g} minutes in all, and `minutes` promises "
                f"{instrument.minutes}; change one of them"
            )


def _limits(instrument: Instrument) -> Iterator[tuple[str, int]]:
    """Places that set limits, and the seconds of all of them together."""
    if instrument.seconds_per_item is not None:
        yield "seconds_per_item", instrument.seconds_per_item * _asked(instrument)
    if instrument.task is not None:
        yield "task.seconds", instrument.task.blocks * instrument.task.seconds


def _asked(instrument: Instrument) -> int:
    if instrument.generated is not None:
        return instrument.generated.items
    return instrument.sample or len(instrument.items)
