"""A rated questionnaire as a sheet of numbers: one column for everything that was rated."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bilet.assessments.instruments import Instrument, Item
from bilet.psychometrics.arrays import FloatArray

Answers = Mapping[str, Any]  # item → the answer alone


class Column(NamedTuple):
    """What gets one number: an item, or one option of it."""

    item: str
    option: str | None
    scale: str
    keyed: int


def columns_of(instrument: Instrument) -> list[Column]:
    """In the order shown. Items that are not rated (rankings, free choices) have none."""
    return [column for item in instrument.items for column in _columns(instrument, item)]


def numbers_of(instrument: Instrument, columns: list[Column], answers: Answers) -> FloatArray:
    """(n_columns,) raw values; NaN where skipped, "I don't know", or something unknown was said.

    An option of a multiple choice counts as the top answer when chosen, as the lowest when not.
    """
    values = {response.id: response.value for response in instrument.responses}
    low, high = response_ends(instrument)
    chosen = {item.id for item in instrument.items if instrument.format_of(item) == "multi_select"}
    row = np.full(len(columns), np.nan)
    for place, (item, option, _, _) in enumerate(columns):
        given = answers.get(item)
        if option is not None:
            given = given.get(option) if isinstance(given, dict) else None
            if item in chosen and isinstance(answers.get(item), dict):
                row[place] = low if given is None else high
                continue
        value = values.get(given) if isinstance(given, str) else None
        row[place] = np.nan if value is None else value
    return row


def item_numbers(instrument: Instrument, answers: Answers) -> FloatArray:
    """(n_items,) the values of one answer to each item, whatever scales it weighs on."""
    columns = [Column(item.id, None, "", 1) for item in instrument.items]
    return numbers_of(instrument, columns, answers)


def keys_of(instrument: Instrument, columns: list[Column]) -> NDArray[np.int_]:
    """(n_columns, n_scales) scoring keys; a scale with `parts` has all the columns of theirs."""
    keys = np.zeros((len(columns), len(instrument.scales)), dtype=int)
    for place, scale in enumerate(instrument.scales):
        codes = scale.parts or [scale.code]
        keys[:, place] = [column.keyed if column.scale in codes else 0 for column in columns]
    return keys


def response_ends(instrument: Instrument) -> tuple[float, float]:
    """The lowest and the highest value of an answer."""
    values = [response.value for response in instrument.responses if response.value is not None]
    return min(values), max(values)


def _columns(instrument: Instrument, item: Item) -> list[Column]:
    kind = instrument.format_of(item)
    if kind in ("likert", "poles", "cards"):
        return [Column(item.id, None, item.scale, item.keyed)] if item.scale else []
    if kind in ("rate_options", "multi_select"):
        scales = [(option.id, option.scale or item.scale) for option in item.options]
        return [Column(item.id, option, scale, item.keyed) for option, scale in scales if scale]
    return []
