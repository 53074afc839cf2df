"""The items of one sitting, where an instrument draws them from a larger bank."""

from bilet.assessments.generators.dice import Dice
from bilet.assessments.instruments import Instrument, Item, thirds


def drawn(instrument: Instrument, seed: int) -> Instrument:
    """The instrument with the items that this seed draws, the easier ones first.

    Without `sample` it stays as it is. Neighbours in the bank are alike in nothing, so any
    set of one level is as good as another.
    """
    if instrument.sample is None:
        return instrument
    dice = Dice(seed)
    chosen: list[Item] = []
    for level, count in enumerate(thirds(instrument.sample), start=1):
        chosen += dice.sample([i for i in instrument.items if i.level == level], count)
    return instrument.model_copy(update={"items": chosen, "sample": None})
