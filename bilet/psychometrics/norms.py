"""Where a score stands among others: percentiles, T, stens. Never from fewer than 200."""

import numpy as np
from scipy.special import ndtri
from scipy.stats import norm

from bilet.psychometrics.arrays import FloatArray, IntArray, non_negative, vector

LEAST_SAMPLE = 200
"""Persons per grade band below which no number may look like a norm."""


def mid_rank_percentiles(
    scores: FloatArray, values: FloatArray, counts: FloatArray | None = None
) -> FloatArray:
    """Percentile of each score: the share of the norm group below it and half of its equals.

    Args:
        scores: any shape, raw scores; NaN for no score.
        values: (n_values,), scores of the norm group, in any order.
        counts: (n_values,), how many persons have each value; one each without it.

    Returns:
        Same shape as `scores`, from 0 to 100; a higher score never has a lower percentile.

    Raises:
        ValueError: the norm group has fewer than 200 persons, a value is missing, a count is
            negative, or the lengths disagree.

    Notes:
        AERA, APA & NCME (2014), Standards, ch. 5; mid-ranks after Crawford, Garthwaite &
        Slick (2009), The Clinical Neuropsychologist 23(7), 1173-1195,
        https://doi.org/10.1080/13854040902795018
    """
    ordered, below = _cumulated(values, counts)
    scores = np.asarray(scores, dtype=np.float64)
    lower = below[np.searchsorted(ordered, scores, side="left")]
    upper = below[np.searchsorted(ordered, scores, side="right")]
    percentiles = 100.0 * (lower + upper) / (2.0 * below[-1])
    return np.where(np.isnan(scores), np.nan, percentiles)


def percentile_intervals(
    scores: FloatArray,
    values: FloatArray,
    counts: FloatArray | None = None,
    *,
    confidence: float = 0.95,
) -> tuple[FloatArray, FloatArray]:
    """How far a percentile may be off because the norm group is a sample.

    Args:
        scores: any shape, raw scores; NaN for no score.
        values: (n_values,), scores of the norm group.
        counts: (n_values,), how many persons have each value; one each without it.
        confidence: Coverage, in (0, 1).

    Returns:
        Lower and upper ends, same shape as `scores`, from 0 to 100 (Wilson's interval).

    Raises:
        ValueError: as for `mid_rank_percentiles`, or confidence lies outside (0, 1).
    """
    if not 0 < confidence < 1:
        raise ValueError(f"percentile_intervals: confidence must be in (0, 1); got {confidence}")
    share = mid_rank_percentiles(scores, values, counts) / 100.0
    n = float(np.size(values) if counts is None else np.sum(counts))
    z = float(ndtri(0.5 + confidence / 2.0))
    centre = (share + z**2 / (2.0 * n)) / (1.0 + z**2 / n)
    reach = z * np.sqrt(share * (1.0 - share) / n + z**2 / (4.0 * n**2)) / (1.0 + z**2 / n)
    return (
        100.0 * np.clip(centre - reach, 0.0, 1.0),
        100.0 * np.clip(centre + reach, 0.0, 1.0),
    )


def t_scores(percentiles: FloatArray) -> FloatArray:
    """Normalised T scores: mean 50, standard deviation 10.

    Args:
        percentiles: any shape, from 0 to 100.

    Returns:
        Same shape, from 20 to 80: nothing further out is claimed.

    Raises:
        ValueError: a percentile lies outside 0 to 100.
    """
    return np.clip(50.0 + 10.0 * _deviates("t_scores", percentiles), 20.0, 80.0)


def stens(percentiles: FloatArray) -> FloatArray:
    """Standard tens: whole numbers from 1 to 10, mean 5.5, half a standard deviation each.

    Args:
        percentiles: any shape, from 0 to 100.

    Returns:
        Same shape; NaN stays NaN. The 50th percentile is the lower end of sten 6.

    Raises:
        ValueError: a percentile lies outside 0 to 100.
    """
    deviates = _deviates("stens", percentiles)
    return np.clip(np.floor(2.0 * deviates + 1e-9) + 6.0, 1.0, 10.0)


def percentiles_of_t(t: FloatArray) -> FloatArray:
    """The percentile a T score stands for under the normal curve.

    Args:
        t: any shape, T scores.

    Returns:
        Same shape, from 0 to 100.
    """
    return np.asarray(100.0 * norm.cdf((np.asarray(t, dtype=np.float64) - 50.0) / 10.0))


def _deviates(where: str, percentiles: FloatArray) -> FloatArray:
    share = np.asarray(percentiles, dtype=np.float64) / 100.0
    if ((share < 0) | (share > 1)).any():
        raise ValueError(f"{where}: percentiles must lie between 0 and 100")
    return np.asarray(ndtri(share))


def _cumulated(values: FloatArray, counts: FloatArray | None) -> tuple[FloatArray, IntArray]:
    """Sorted values and the number of persons before each place."""
    values = vector(values, "norms", "values")
    if np.isnan(values).any():
        raise ValueError("norms: a value of the norm group is missing")
    weight = (
        np.ones(values.size) if counts is None else vector(counts, "norms", "counts", values.size)
    )
    weight = non_negative(weight, "norms", "counts")
    if weight.sum() < LEAST_SAMPLE:
        raise ValueError(
            f"norms: the norm group has {weight.sum():.0f} persons; below {LEAST_SAMPLE} show "
            "theoretical bands instead"
        )
    order = np.argsort(values, kind="stable")
    return values[order], np.concatenate([[0.0], np.cumsum(weight[order])])
