"""Low, middle, high: what to say of a score before there are norms, and how surely."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from bilet.psychometrics.arrays import FloatArray, non_negative

BANDS = ("low", "middle", "high")


def bands(
    scores: FloatArray, *, low: FloatArray | float, high: FloatArray | float
) -> NDArray[np.str_]:
    """The third of the scale's possible range in which each score lies.

    Args:
        scores: any shape; NaN for no score.
        low: broadcasts with `scores`, lowest score the scale allows.
        high: broadcasts with `scores`, highest score.

    Returns:
        Same shape, "low", "middle" or "high"; "" for no score. A score on a border belongs
        to the middle.

    Raises:
        ValueError: a high is not above its low, or a score lies outside.

    Notes:
        Theoretical thirds compare a person with the scale, not with other persons. Norms
        replace them from 200 persons per grade band on.
    """
    scores, lower, upper, slack = _cuts("bands", scores, low, high)
    index = 1 + (scores > upper + slack).astype(int) - (scores < lower - slack)
    return np.where(np.isnan(scores), "", np.array(BANDS)[index])


def band_certainty(
    scores: FloatArray,
    errors: FloatArray,
    *,
    low: FloatArray | float,
    high: FloatArray | float,
) -> FloatArray:
    """Probability that the true score lies in each band.

    Args:
        scores: any shape; NaN for no score.
        errors: broadcasts with `scores`, standard errors, 0 or more.
        low: broadcasts with `scores`, lowest score the scale allows.
        high: broadcasts with `scores`, highest score.

    Returns:
        (*shape of scores, 3), in the order of `BANDS`; each row sums to 1. NaN for no score.

    Raises:
        ValueError: a high is not above its low, a score lies outside, an error is negative.

    Notes:
        The error is taken as normal; what falls beyond the ends of the scale counts for the
        outer bands. Without error the whole mass lies in the band `bands` names.
    """
    scores, lower, upper, slack = _cuts("band_certainty", scores, low, high)
    errors = non_negative(errors, "band_certainty", "errors")
    scale = np.maximum(errors, slack / 40.0)
    below = ndtr((lower - slack * (errors == 0) - scores) / scale)
    above = ndtr((scores - upper - slack * (errors == 0)) / scale)
    return np.stack([below, 1.0 - below - above, above], axis=-1)


def _cuts(
    where: str, scores: FloatArray, low: FloatArray | float, high: FloatArray | float
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Scores, the two cuts between the thirds, and the slack that forgives rounding."""
    scores = np.asarray(scores, dtype=np.float64)
    low, high = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if not (high > low).all():
        raise ValueError(f"{where}: high must be above low")
    third = (high - low) / 3.0
    slack = 1e-9 * third
    if ((scores < low - slack) | (scores > high + slack)).any():
        raise ValueError(f"{where}: a score lies outside the scale's low and high")
    return scores, np.asarray(low + third), np.asarray(high - third), np.asarray(slack)
