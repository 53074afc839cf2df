"""Scores of what was rated: sums, means, and means about the person's own mean."""

import numpy as np

from bilet.assessments.instruments import Instrument
from bilet.assessments.scorers.measure import (
    ENOUGH,
    Answers,
    Measure,
    Measures,
    with_reliability,
)
from bilet.assessments.sheet import columns_of, item_numbers, keys_of, numbers_of, response_ends
from bilet.psychometrics import scoring, standard_errors
from bilet.psychometrics.arrays import FloatArray


def likert(instrument: Instrument, answers: Answers) -> Measures:
    """`likert_sum`, `likert_mean`, `likert_mean_centred`."""
    columns = columns_of(instrument)
    given, keys = numbers_of(instrument, columns, answers), keys_of(instrument, columns)
    low, high = response_ends(instrument)
    if instrument.method == "likert_mean_centred":
        values = _centred(instrument, given, keys)
    else:
        values = scoring.scale_scores(given[None], keys, low=low, high=high, min_answered=ENOUGH)[0]
    if instrument.method == "likert_mean":
        values = values / np.abs(keys).sum(axis=0)
    return with_reliability(instrument, values)


def _centred(instrument: Instrument, given: FloatArray, keys: np.ndarray) -> FloatArray:
    """Scales with `parts` are scored apart, so that no answer weighs twice in the own mean."""
    low, high = response_ends(instrument)
    values = np.full(len(instrument.scales), np.nan)
    for whole in (False, True):
        mine = [place for place, s in enumerate(instrument.scales) if bool(s.parts) is whole]
        if mine:
            values[mine] = scoring.centred_scores(
                given[None], keys[:, mine], low=low, high=high, min_answered=ENOUGH
            )[0]
    return values


def swipes(instrument: Instrument, answers: Answers) -> Measures:
    """`swipe_weighted`: the share of likes, by the weights of the cards."""
    liked = item_numbers(instrument, answers)
    codes = [scale.code for scale in instrument.scales]
    weights = np.array([[item.weights.get(c, 0.0) for c in codes] for item in instrument.items])
    shares = scoring.weighted_share(liked[None], weights, min_known=0.5)[0]
    known = (~np.isnan(liked)) @ (weights > 0)
    return {
        code: Measure(float(share), float(standard_errors.percent_error(share, n)))
        for code, share, n in zip(codes, shares, known.astype(float), strict=True)
        if not np.isnan(share)
    }


def agreement(instrument: Instrument, answers: Answers) -> Measures:
    """`sjt_consensus`: ratings of actions against the key."""
    columns = columns_of(instrument)
    ratings = numbers_of(instrument, columns, answers)
    keyed = {(i.id, o.id): o.keyed for i in instrument.items for o in i.options}
    key = np.array([keyed[column.item, str(column.option)] for column in columns], dtype=float)
    membership = np.abs(keys_of(instrument, columns)).astype(float)
    values = scoring.sjt_agreement(ratings[None], key, membership)[0]
    return with_reliability(instrument, values)
