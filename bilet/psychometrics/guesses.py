"""Somebody's guess of a person's scores: where it lies on the scales, what lies farthest apart."""

import math

import numpy as np
from numpy.typing import ArrayLike

from bilet.psychometrics.arrays import FloatArray, IntArray, non_negative, vector


def placed(
    steps: ArrayLike, *, n_steps: int, low: FloatArray | float, high: FloatArray | float
) -> FloatArray:
    """Where an answer of so many equal steps lies on the scale that it guesses.

    Args:
        steps: any shape, from 0 to n_steps - 1; NaN for no answer.
        n_steps: Steps offered, 2 or more.
        low: broadcasts with `steps`, lowest score of the scale.
        high: broadcasts with `steps`, highest score.

    Returns:
        Broadcast shape, in the units of the scale: the first step at `low`, the last at `high`.

    Raises:
        ValueError: fewer than two steps, or a step that was not offered.
    """
    steps = non_negative(steps, "placed", "steps")
    if n_steps < 2 or (steps > n_steps - 1).any():
        raise ValueError("placed: n_steps must be 2 or more, and steps below it")
    low, high = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    return np.asarray(low + (high - low) * steps / (n_steps - 1))


def step_error(n_steps: int, *, low: FloatArray | float, high: FloatArray | float) -> FloatArray:
    """How far a step is from what was meant, as a standard error: the steps are coarse.

    Args:
        n_steps: Steps offered, 2 or more.
        low: any shape, lowest score of the scale.
        high: same shape, highest score.

    Returns:
        Same shape, in the units of the scale.

    Raises:
        ValueError: fewer than two steps.

    Notes:
        A value rounded to the nearest step of width w has a uniform error, whose standard
        deviation is w / sqrt(12).
        Widrow & Kollar (2008), Quantization Noise, ch. 1.
    """
    if n_steps < 2:
        raise ValueError("step_error: n_steps must be 2 or more")
    width = (np.asarray(high, dtype=np.float64) - np.asarray(low, dtype=np.float64)) / (n_steps - 1)
    return np.asarray(width / math.sqrt(12.0))


def farthest_first(scores: FloatArray, guesses: FloatArray, spans: FloatArray) -> IntArray:
    """The order in which to talk about scales: the largest difference first.

    Args:
        scores: (n,) the person's own scores.
        guesses: (n,) guesses of them, in the same units.
        spans: (n,) ranges of the scales, above 0: differences are shares of them.

    Returns:
        (n,) places in the arrays; equal differences keep the order given.

    Raises:
        ValueError: the lengths differ, or a range is not positive.
    """
    scores = vector(scores, "farthest_first", "scores")
    guesses = vector(guesses, "farthest_first", "guesses", scores.size)
    spans = vector(spans, "farthest_first", "spans", scores.size)
    if not (spans > 0).all():
        raise ValueError("farthest_first: spans must be above 0")
    # Shares that differ only by the last bit are equal to a person.
    shares = np.round(np.abs(scores - guesses) / spans, 9)
    return np.argsort(-shares, kind="stable")
