"""Scores of what was chosen, put in order, or answered right."""

from collections.abc import Callable
from typing import Any

import numpy as np

from bilet.assessments.instruments import Instrument
from bilet.assessments.scorers.measure import (
    ENOUGH,
    Answers,
    Measure,
    Measures,
    offers,
    with_reliability,
)
from bilet.assessments.sheet import columns_of, keys_of, numbers_of, response_ends
from bilet.psychometrics import scoring, standard_errors
from bilet.psychometrics.arrays import FloatArray

LATE = "late"  # the answer of the player when the time of a question ran out


def counts(instrument: Instrument, answers: Answers) -> Measures:
    """`pair_count`, `triad_count`: how often each scale was chosen.

    A skipped item counts for nothing; none is prorated.
    """
    membership = offers(instrument)
    taken = _said(instrument, answers, lambda given, option: given == option)
    answered = _answered(instrument, taken)
    if not _enough(instrument, answered):
        return {}
    found = scoring.option_counts(taken[None], membership)[0]
    offered = _offered(instrument, answered) @ membership
    return {
        scale.code: Measure(float(count), float(standard_errors.count_error(count, trials)))
        for scale, count, trials in zip(instrument.scales, found, offered, strict=True)
        if trials
    }


def best_worst(instrument: Instrument, answers: Answers) -> Measures:
    """`best_worst`: how often called the best, less how often called the worst."""
    membership = offers(instrument)
    best = _said(instrument, answers, lambda given, option: _role(given, "best") == option)
    worst = _said(instrument, answers, lambda given, option: _role(given, "worst") == option)
    answered = _answered(instrument, best) & _answered(instrument, worst)
    if not _enough(instrument, answered):
        return {}
    known = _offered(instrument, answered)
    trials = known @ membership
    liked, not_liked = (np.where(known, said, 0.0) @ membership for said in (best, worst))
    errors = np.hypot(
        standard_errors.count_error(liked, np.maximum(trials, 1)),
        standard_errors.count_error(not_liked, np.maximum(trials, 1)),
    )
    return {
        scale.code: Measure(float(good - bad), float(error))
        for scale, good, bad, error, n in zip(
            instrument.scales, liked, not_liked, errors, trials, strict=True
        )
        if n
    }


def best_worst_key(instrument: Instrument, answers: Answers) -> Measures:
    """`best_worst_key`: the best and the worst against the key, in percent of what is possible.

    For every item the keys (1 best, -1 worst, 0 between) of the two: best less worst, from -2
    to 2. Naming any two at random gives 50 on average.
    """
    found: dict[str, list[float]] = {}
    for item in instrument.items:
        keyed = {option.id: option.keyed or 0.0 for option in item.options}
        best, worst = (_role(answers.get(item.id), role) for role in ("best", "worst"))
        if item.scale and best in keyed and worst in keyed:
            found.setdefault(item.scale, []).append(keyed[str(best)] - keyed[str(worst)])
    values = np.full(len(instrument.scales), np.nan)
    for place, scale in enumerate(instrument.scales):
        size = sum(item.scale == scale.code for item in instrument.items)
        points = found.get(scale.code, [])
        if len(points) >= ENOUGH * size - 1e-9:
            values[place] = 100 * (float(np.mean(points)) + 2) / 4
    return with_reliability(instrument, values)


def rank_and_rating(instrument: Instrument, answers: Answers) -> Measures:
    """`rank_and_rating`: the mean of two views of what matters, both from 0 to 100.

    The place in the rankings, and the ratings as a share of their range, less the person's own
    mean share, plus 50: like a ranking they say what stands out within the person.
    """
    ranks = _mean_ranks(instrument, answers)
    columns = columns_of(instrument)
    low, high = response_ends(instrument)
    centred = scoring.centred_scores(
        numbers_of(instrument, columns, answers)[None], keys_of(instrument, columns),
        low=low, high=high, min_answered=ENOUGH,
    )[0]  # fmt: skip
    ratings = 50 + 100 * centred / (high - low)
    return with_reliability(instrument, np.clip((ranks + ratings) / 2, 0, 100))


def _mean_ranks(instrument: Instrument, answers: Answers) -> FloatArray:
    """(n_scales,), 100 for what is always first; NaN where a ranking was left out."""
    ranked = [item for item in instrument.items if instrument.format_of(item) == "ranking"]
    codes = [scale.code for scale in instrument.scales]
    found = []
    for item in ranked:
        ranks = [
            _rank(answers.get(item.id), option.id, len(item.options)) for option in item.options
        ]
        membership = np.array([[float(o.scale == code) for code in codes] for o in item.options])
        found.append(scoring.rank_means(np.array([ranks]), membership)[0])
    return np.asarray(np.mean(found, axis=0))


def _rank(given: object, option: str, lowest: int) -> float:
    place = _role(given, option) or ""
    return float(place) if place.isdigit() and 1 <= int(place) <= lowest else np.nan


def matrix(instrument: Instrument, answers: Answers) -> Measures:
    """`multi_select_matrix`: what was chosen, 1 each. A picture to talk about, no measure."""
    return {
        option.scale: Measure(1.0, 0.5)
        for item in instrument.items
        for option in item.options
        if option.scale and _role(answers.get(item.id), option.id)
    }


def percent(instrument: Instrument, answers: Answers) -> Measures:
    """`percent_correct`: the share of right answers; of generated questions by their counts."""
    if instrument.generated is not None:
        right, wrong = (int(answers.get(name, {}).get("n", 0)) for name in ("right", "wrong"))
        asked = instrument.generated.items
        correct = np.array([1.0] * right + [0.0] * wrong + [np.nan] * (asked - right - wrong))
        membership = np.ones((asked, 1))
    else:
        correct = marks(instrument, answers)
        codes = [scale.code for scale in instrument.scales]
        membership = np.array(
            [[float(i.scale == code) for code in codes] for i in instrument.items]
        )
    percents = scoring.percent_correct(correct[None], membership)[0]
    answered = (~np.isnan(correct)).astype(float) @ membership
    return {
        scale.code: Measure(float(value), float(standard_errors.percent_error(value, n)))
        for scale, value, n in zip(instrument.scales, percents, answered, strict=True)
        if not np.isnan(value)
    }


def marks(instrument: Instrument, answers: Answers) -> FloatArray:
    """(n_items,) 1 right, 0 wrong, NaN never seen.

    What was left out before the last answer is wrong; what comes after it was never seen.
    """
    found = np.full(len(instrument.items), np.nan)
    for place, item in enumerate(instrument.items):
        options = {option.id: option.keyed for option in item.options}
        answer = answers.get(item.id)
        if isinstance(answer, str) and (answer in options or answer == LATE):
            found[place] = float(options.get(answer) == 1)
            found[:place] = np.nan_to_num(found[:place])
    return found


def _said(
    instrument: Instrument, answers: Answers, is_it: Callable[[Any, str], bool]
) -> FloatArray:
    """(n_options,) 1 where the option was named."""
    return np.array(
        [
            float(is_it(answers.get(item.id), option.id))
            for item in instrument.items
            for option in item.options
        ]
    )


def _role(given: object, role: str) -> str | None:
    value = given.get(role) if isinstance(given, dict) else None
    return value if isinstance(value, str) else None


def _answered(instrument: Instrument, said: FloatArray) -> np.ndarray:
    """(n_items,) whether one of the item's options was named."""
    ends = np.cumsum([len(item.options) for item in instrument.items])
    return np.array([part.any() for part in np.split(said, ends[:-1])])


def _enough(instrument: Instrument, answered: np.ndarray) -> bool:
    return bool(answered.sum() >= ENOUGH * len(instrument.items) - 1e-9)


def _offered(instrument: Instrument, answered: np.ndarray) -> FloatArray:
    """(n_options,) 1 where the option's item was answered."""
    return np.repeat(answered, [len(item.options) for item in instrument.items]).astype(float)
