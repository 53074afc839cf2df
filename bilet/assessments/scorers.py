"""From answers to scores: one function per method, each as the evidence pages state it.

The formulas themselves lie in `bilet.psychometrics`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from bilet.assessments.counting import counts_of
from bilet.assessments.generators.cancellation import targets_on_page
from bilet.assessments.instruments import Instrument, Method, Scale
from bilet.psychometrics import scoring, standard_errors
from bilet.psychometrics.arrays import FloatArray

Answers = Mapping[str, Any]
ENOUGH = 0.8  # share of the answers below which there is no score
ENOUGH_FOR_ACCURACY = 5  # answers
OPTIONS_OF_A_SUM = 4


class Measure(NamedTuple):
    """NaN when there is no score."""

    value: float
    error: float


NOTHING = Measure(np.nan, np.nan)


@dataclass(frozen=True, slots=True)
class Score:
    scale: str
    value: float
    error: float
    lowest: float
    highest: float
    band: str


def scores_of(
    instrument: Instrument, seed: int, answers: Answers, *, language: str = "ru"
) -> list[Score]:
    """The scores of a sitting, in the order of the scales; a scale without a score is left out.

    Args:
        answers: item → the answer alone, as the player sends it.
        language: the one in which generated questions were asked.
    """
    if instrument.is_generated:
        answers = counts_of(instrument, seed, answers, language)
    return [
        _score(instrument, scale, measure)
        for scale, measure in zip(instrument.scales, measures(instrument, answers), strict=True)
        if not np.isnan(measure.value)
    ]


def measures(instrument: Instrument, answers: Answers) -> list[Measure]:
    """One measure per scale; for generated tasks `answers` are counts, as in `vectors.yaml`."""
    found = _METHODS[instrument.method](instrument, answers)
    return [found.get(scale.code, NOTHING) for scale in instrument.scales]


def range_of(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """The ends of the scale on the picture."""
    if scale.range is not None:
        return scale.range
    if instrument.method in ("likert_sum", "likert_mean"):
        low, high = _response_ends(instrument)
        items = 1 if instrument.method == "likert_mean" else _size(instrument, scale)
        return low * items, high * items
    if instrument.method in ("pair_count", "triad_count"):
        return 0.0, float(_offers(instrument)[:, _column(instrument, scale)].sum())
    if instrument.method == "concentration" and scale.code == "concentration" and instrument.task:
        minutes = instrument.task.seconds / 60
        return 0.0, targets_on_page(instrument.task.size) / minutes
    return 0.0, 100.0


def cuts_of(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """Where the middle begins and where it ends."""
    if scale.cuts is not None:
        return scale.cuts
    low, high = range_of(instrument, scale)
    return low + (high - low) / 3, high - (high - low) / 3


def band_of(value: float, cuts: tuple[float, float]) -> str:
    """Low is below the first cut, high from the second on."""
    slack = 1e-9 * (cuts[1] - cuts[0])
    if value < cuts[0] - slack:
        return "low"
    return "high" if value >= cuts[1] - slack else "middle"


def _score(instrument: Instrument, scale: Scale, measure: Measure) -> Score:
    low, high = range_of(instrument, scale)
    band = band_of(measure.value, cuts_of(instrument, scale))
    return Score(scale.code, measure.value, measure.error, low, high, band)


def _likert(instrument: Instrument, answers: Answers) -> dict[str, Measure]:
    low, high = _response_ends(instrument)
    given = _rated(instrument, [answers.get(item.id) for item in instrument.items])
    values = scoring.scale_scores(
        given[None], instrument.keys, low=low, high=high, min_answered=ENOUGH
    )[0]
    if instrument.method == "likert_mean":
        values = values / np.abs(instrument.keys).sum(axis=0)
    return _with_reliability(instrument, values)


def _swipes(instrument: Instrument, answers: Answers) -> dict[str, Measure]:
    liked = _rated(instrument, [answers.get(item.id) for item in instrument.items])
    codes = [scale.code for scale in instrument.scales]
    weights = np.array([[item.weights.get(c, 0.0) for c in codes] for item in instrument.items])
    shares = scoring.weighted_share(liked[None], weights, min_known=0.5)[0]
    known = (~np.isnan(liked)) @ (weights > 0)
    return {
        code: Measure(float(share), float(standard_errors.percent_error(share, n)))
        for code, share, n in zip(codes, shares, known.astype(float), strict=True)
        if not np.isnan(share)
    }


def _choice_counts(instrument: Instrument, answers: Answers) -> dict[str, Measure]:
    """How often each scale was chosen. A skipped item counts for nothing; none is prorated."""
    membership = _offers(instrument)
    options = [(item.id, option.id) for item in instrument.items for option in item.options]
    taken = np.array([answers.get(item) == option for item, option in options], dtype=float)
    answered = {item for (item, _), one in zip(options, taken, strict=True) if one}
    if len(answered) < ENOUGH * len(instrument.items) - 1e-9:
        return {}
    counts = scoring.option_counts(taken[None], membership)[0]
    offered = np.array([item in answered for item, _ in options], dtype=float) @ membership
    return {
        scale.code: Measure(float(count), float(standard_errors.count_error(count, trials)))
        for scale, count, trials in zip(instrument.scales, counts, offered, strict=True)
        if trials
    }


def _agreement(instrument: Instrument, answers: Answers) -> dict[str, Measure]:
    """Ratings of actions against the key."""
    options = [(item, option) for item in instrument.items for option in item.options]
    rated = [
        given.get(option.id) if isinstance(given := answers.get(item.id), dict) else None
        for item, option in options
    ]
    ratings = _rated(instrument, rated)
    key = np.array([option.keyed for _, option in options], dtype=float)
    codes = [scale.code for scale in instrument.scales]
    membership = np.array([[float(item.scale == code) for code in codes] for item, _ in options])
    values = scoring.sjt_agreement(ratings[None], key, membership)[0]
    return _with_reliability(instrument, values)


def _percent(instrument: Instrument, answers: Answers) -> dict[str, Measure]:
    if instrument.generated is not None:
        right, wrong = (int(answers.get(name, {}).get("n", 0)) for name in ("right", "wrong"))
        asked = instrument.generated.items
        correct = np.array([1.0] * right + [0.0] * wrong + [np.nan] * (asked - right - wrong))
        membership = np.ones((asked, 1))
    else:
        correct = _marks(instrument, answers)
        codes = [scale.code for scale in instrument.scales]
        membership = np.array(
            [[float(i.scale == code) for code in codes] for i in instrument.items]
        )
    percent = scoring.percent_correct(correct[None], membership)[0]
    answered = (~np.isnan(correct)).astype(float) @ membership
    return {
        scale.code: Measure(float(value), float(standard_errors.percent_error(value, n)))
        for scale, value, n in zip(instrument.scales, percent, answered, strict=True)
        if not np.isnan(value)
    }


def _marks(instrument: Instrument, answers: Answers) -> FloatArray:
    """1 right, 0 wrong; left out before the last answer is wrong, after it was never seen."""
    marks = np.full(len(instrument.items), np.nan)
    for place, item in enumerate(instrument.items):
        options = {option.id: option.keyed for option in item.options}
        if (answer := answers.get(item.id)) in options:
            marks[place] = float(options[answer] == 1)
            marks[:place] = np.nan_to_num(marks[:place])
    return marks


def _rate(instrument: Instrument, counts: Answers) -> dict[str, Measure]:
    """Speed, corrected for guessing and not below 0, and accuracy; all blocks pooled."""
    if not counts or instrument.task is None:
        return {}
    minutes = np.asarray(len(counts) * instrument.task.seconds / 60)
    right, wrong = (_total(counts, name) for name in ("right", "wrong"))
    speed = scoring.rate_correct(right, wrong, minutes, n_options=OPTIONS_OF_A_SUM)
    error = standard_errors.rate_error(right, wrong, minutes, n_options=OPTIONS_OF_A_SUM)
    found = {"speed": Measure(max(float(speed), 0.0), float(error))}
    if right + wrong >= ENOUGH_FOR_ACCURACY:
        found["accuracy"] = _share(right, right + wrong)
    return found


def _concentration(instrument: Instrument, counts: Answers) -> dict[str, Measure]:
    """Net pace not below 0, accuracy, and how like the pages are to each other."""
    if not counts or instrument.task is None:
        return {}
    minutes = len(counts) * instrument.task.seconds / 60
    hits, missed, false = (
        np.array([[block[name] for block in counts.values()]], dtype=float)
        for name in ("hits", "missed", "false")
    )
    whole = scoring.concentration(hits, missed, false)
    error = standard_errors.rate_error(
        hits.sum(), false.sum(), np.asarray(minutes), n_options=2
    )  # fmt: skip
    pace = max(float(whole.concentration[0]) / minutes, 0.0)
    found = {"concentration": Measure(pace, float(error))}
    if acts := (hits + missed + false).sum():
        found["accuracy"] = _share(hits.sum(), acts)
    found["steadiness"] = _steadiness(hits[0] - false[0], hits[0] + false[0])
    return found


def _steadiness(net: FloatArray, taps: FloatArray) -> Measure:
    """The least net of a page as a share of the greatest; the error by the delta method."""
    top = float(net.max())
    if len(net) < 2 or top <= 0:
        return NOTHING
    least = max(float(net.min()), 0.0)
    variance = (taps[net.argmin()] + taps[net.argmax()] * (least / top) ** 2) / top**2
    return Measure(100 * least / top, 100 * float(np.sqrt(max(variance, 1 / top**2))))


def _with_reliability(instrument: Instrument, values: FloatArray) -> dict[str, Measure]:
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


def _share(part: FloatArray, whole: FloatArray) -> Measure:
    percent = 100 * part / whole
    return Measure(float(percent), float(standard_errors.percent_error(percent, whole)))


def _total(counts: Answers, name: str) -> FloatArray:
    return np.asarray(float(sum(block.get(name, 0) for block in counts.values())))


def _rated(instrument: Instrument, given: list[Any]) -> FloatArray:
    """Values of responses; NaN where nothing, "I don't know" or something unknown was said."""
    values = {response.id: response.value for response in instrument.responses}
    found = [values.get(answer) if isinstance(answer, str) else None for answer in given]
    return np.array([np.nan if value is None else value for value in found])


def _response_ends(instrument: Instrument) -> tuple[float, float]:
    values = [response.value for response in instrument.responses if response.value is not None]
    return min(values), max(values)


def _offers(instrument: Instrument) -> FloatArray:
    """(n_options, n_scales): 1 where a choice of the option counts for the scale."""
    codes = [scale.code for scale in instrument.scales]
    options = [option for item in instrument.items for option in item.options]
    return np.array([[float(option.scale == code) for code in codes] for option in options])


def _size(instrument: Instrument, scale: Scale) -> int:
    return sum(item.scale == scale.code for item in instrument.items)


def _column(instrument: Instrument, scale: Scale) -> int:
    return [each.code for each in instrument.scales].index(scale.code)


_METHODS: dict[Method, Callable[[Instrument, Answers], dict[str, Measure]]] = {
    "likert_sum": _likert,
    "likert_mean": _likert,
    "swipe_weighted": _swipes,
    "pair_count": _choice_counts,
    "triad_count": _choice_counts,
    "sjt_consensus": _agreement,
    "percent_correct": _percent,
    "rate_correct": _rate,
    "concentration": _concentration,
}
