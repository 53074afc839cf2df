"""Scores of rating scales: how much, on a line from low to high."""

import numpy as np

from bilet.psychometrics.arrays import FloatArray, IntArray

_CHUNK = 65_536  # persons at a time: bounds the memory, keeps the work in the cache


def scale_scores(
    responses: FloatArray,
    keys: IntArray,
    *,
    low: float,
    high: float,
    min_answered: float = 0.8,
) -> FloatArray:
    """Sum the items of each scale, prorated for the few that were skipped.

    Args:
        responses: (n_persons, n_items), raw answers in [low, high]; NaN where skipped.
        keys: (n_items, n_scales); 1 if the item adds to the scale, -1 if it is
            reverse-keyed, 0 if it does not belong to it.
        low: Lowest answer the response format allows.
        high: Highest answer the response format allows.
        min_answered: Share of a scale's items, in (0, 1], below which there is no score.

    Returns:
        (n_persons, n_scales), in raw-score units: for a scale of k items, from
        k * low to k * high. NaN where fewer than `min_answered` of the items were answered.

    Raises:
        ValueError: the shapes disagree, a scale has no items, or an answer is out of range.

    Notes:
        A reverse-keyed answer x counts as low + high - x. A skipped item counts as the
        mean of the person's answered items on the same scale ("prorating", or the average
        of the available items). This is sound for scales of like items with few gaps:
        Schafer & Graham (2002), Psychological Methods 7(2), 147-177,
        https://doi.org/10.1037/1082-989X.7.2.147

    Examples:
        >>> scale_scores(np.array([[4.0, 0.0], [4.0, np.nan]]), np.array([[1], [-1]]),
        ...              low=0, high=4, min_answered=0.5)
        array([[8.],
               [8.]])
    """
    _check("scale_scores", responses, keys, low, high, min_answered)
    scores = np.empty((responses.shape[0], keys.shape[1]))
    for start in range(0, responses.shape[0], _CHUNK):
        chunk = responses[start : start + _CHUNK]
        _check_answers("scale_scores", chunk, low, high, start)
        total, n_answered = _sums(chunk, keys, low, high)
        scores[start : start + _CHUNK] = _prorated(total, n_answered, keys, low, min_answered)
    return scores


def centred_scores(
    responses: FloatArray,
    keys: IntArray,
    *,
    low: float,
    high: float,
    min_answered: float = 0.8,
) -> FloatArray:
    """Mean answer on each scale, less the person's own mean answer over all scales.

    It says what stands out *within* a person and takes out a general yes-saying or caution;
    it cannot compare persons.

    Args:
        responses: (n_persons, n_items), raw answers in [low, high]; NaN where skipped.
        keys: (n_items, n_scales); 1, -1 (reverse-keyed) or 0, as in `scale_scores`.
        low: Lowest answer the response format allows.
        high: Highest answer the response format allows.
        min_answered: Share of a scale's items, in (0, 1], below which there is no score.

    Returns:
        (n_persons, n_scales), in units of one answer, from low - high to high - low. NaN
        where a scale has too few answers; the other scales are still centred.

    Raises:
        ValueError: the shapes disagree, a scale has no items, or an answer is out of range.

    Notes:
        The person's mean runs over all answered items that belong to some scale, as keyed.
        Without gaps the scores, weighted by the number of items, sum to 0.
        Schwartz (1992), Advances in Experimental Social Psychology 25, 1-65,
        https://doi.org/10.1016/S0065-2601(08)60281-6
    """
    _check("centred_scores", responses, keys, low, high, min_answered)
    _check_answers("centred_scores", responses, low, high, 0)
    total, n_answered = _sums(responses, keys, low, high)
    n_items = np.abs(keys).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        own_mean = total.sum(axis=1, keepdims=True) / n_answered.sum(axis=1, keepdims=True)
        scores = total / n_answered - own_mean
    return np.where(_enough(n_answered, n_items, min_answered), scores, np.nan)


def _sums(
    responses: FloatArray, keys: IntArray, low: float, high: float
) -> tuple[FloatArray, FloatArray]:
    """(n_persons, n_scales): the sum of answers above `low`, as keyed, and their number."""
    signs = keys.astype(np.float64)
    member = np.abs(signs)
    gaps = np.isnan(responses)
    if gaps.any():
        answered = (~gaps).astype(np.float64)
        filled = np.where(gaps, low, responses) - low
        return filled @ signs + (high - low) * (answered @ (keys == -1)), answered @ member
    total = (responses - low) @ signs + (high - low) * (keys == -1).sum(axis=0)
    return total, np.broadcast_to(member.sum(axis=0), total.shape)


def _prorated(
    total: FloatArray, n_answered: FloatArray, keys: IntArray, low: float, min_answered: float
) -> FloatArray:
    n_items = np.abs(keys).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = low * n_items + total * n_items / n_answered
    return np.where(_enough(n_answered, n_items, min_answered), scores, np.nan)


def _enough(n_answered: FloatArray, n_items: IntArray, min_answered: float) -> np.ndarray:
    return (n_answered > 0) & (n_answered >= min_answered * n_items - 1e-9)


def _check(
    name: str,
    responses: FloatArray,
    keys: IntArray,
    low: float,
    high: float,
    min_answered: float,
) -> None:
    if responses.ndim != 2 or keys.ndim != 2 or responses.shape[1] != keys.shape[0]:
        raise ValueError(
            f"{name}: responses must be (n_persons, n_items) and keys (n_items, n_scales); "
            f"got {responses.shape} and {keys.shape}"
        )
    if not np.isin(keys, (-1, 0, 1)).all() or not np.abs(keys).sum(axis=0).all():
        raise ValueError(f"{name}: keys must be -1, 0 or 1, with an item in every scale")
    if not low < high:
        raise ValueError(f"{name}: low must be below high; got {low} and {high}")
    if not 0 < min_answered <= 1:
        raise ValueError(f"{name}: min_answered must be in (0, 1]; got {min_answered}")


def _check_answers(name: str, responses: FloatArray, low: float, high: float, first: int) -> None:
    outside = (responses < low) | (responses > high)
    if outside.any():
        person, item = np.argwhere(outside)[0]
        raise ValueError(
            f"{name}: person {first + person} answered {responses[person, item]} "
            f"to item {item}; answers go from {low} to {high}"
        )
