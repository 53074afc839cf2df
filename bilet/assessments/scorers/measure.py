"""One number of a person on one scale, and how sure it is; shared by all methods."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from bilet.assessments.generators.cancellation import targets_on_page
from bilet.assessments.instruments import Instrument, Method, Scale
from bilet.assessments.sheet import columns_of, keys_of, response_ends
from bilet.psychometrics import standard_errors
from bilet.psychometrics.arrays import FloatArray

Answers = Mapping[str, Any]
ENOUGH = 0.8  # share of the answers below which there is no score


class Measure(NamedTuple):
    """NaN when there is no score."""

    value: float
    error: float


NOTHING = Measure(np.nan, np.nan)
Measures = dict[str, Measure]  # by the code of the scale; one left out has no score


def range_of(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """The ends of the scale on the picture."""
    if scale.range is not None:
        return scale.range
    ends = _RANGES.get(instrument.method)
    return ends(instrument, scale) if ends else (0.0, 100.0)


def with_reliability(instrument: Instrument, values: FloatArray) -> Measures:
    """Errors from the published reliability of a scale, or from a modest guess at it."""
    ends = np.array([range_of(instrument, scale) for scale in instrument.scales])
    kept = [
        scale.reliability or standard_errors.PROVISIONAL_RELIABILITY for scale in instrument.scales
    ]
    sd = standard_errors.provisional_sd(ends[:, 0], ends[:, 1])
    errors = standard_errors.measurement_error(sd, np.array(kept))
    return {
        scale.code: Measure(float(value), float(error))
        for scale, value, error in zip(instrument.scales, values, errors, strict=True)
        if not np.isnan(value)
    }


def share(part: FloatArray | float, whole: FloatArray | float) -> Measure:
    """A percentage and its error."""
    percent = 100 * np.asarray(part) / np.asarray(whole)
    return Measure(float(percent), float(standard_errors.percent_error(percent, np.asarray(whole))))


def offers(instrument: Instrument) -> FloatArray:
    """(n_options, n_scales): 1 where a choice of the option counts for the scale."""
    codes = [scale.code for scale in instrument.scales]
    options = [option for item in instrument.items for option in item.options]
    return np.array([[float(option.scale == code) for code in codes] for option in options])


def _of_sum(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    low, high = response_ends(instrument)
    keys = keys_of(instrument, columns_of(instrument))[:, _place(instrument, scale)]
    items = int(np.abs(keys).sum())
    return low * items, high * items


def _of_mean(instrument: Instrument, _scale: Scale) -> tuple[float, float]:
    return response_ends(instrument)


def _of_centred(instrument: Instrument, _scale: Scale) -> tuple[float, float]:
    """Half of what is possible: to be further from one's own mean takes two answers only."""
    low, high = response_ends(instrument)
    return (low - high) / 2, (high - low) / 2


def _of_count(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    return 0.0, float(offers(instrument)[:, _place(instrument, scale)].sum())


def _of_difference(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    count = _of_count(instrument, scale)[1]
    return -count, count


def _of_concentration(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """As many targets as a page has, in the time of a page; the other scales are percentages."""
    task = instrument.task
    if scale.code != "concentration" or task is None:
        return 0.0, 100.0
    return 0.0, targets_on_page(task.size) / (task.seconds / 60)


_RANGES: dict[Method, Callable[[Instrument, Scale], tuple[float, float]]] = {
    "concentration": _of_concentration,
    "likert_sum": _of_sum,
    "likert_mean": _of_mean,
    "likert_mean_centred": _of_centred,
    "pair_count": _of_count,
    "triad_count": _of_count,
    "best_worst": _of_difference,
    "multi_select_matrix": lambda _instrument, _scale: (0.0, 1.0),
    "d_prime": lambda _instrument, _scale: (0.0, 4.0),
}


def _place(instrument: Instrument, scale: Scale) -> int:
    return [each.code for each in instrument.scales].index(scale.code)
