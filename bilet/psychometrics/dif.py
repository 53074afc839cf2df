"""Whether an item is fair: do equally able pupils of two groups answer it alike?"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from bilet.psychometrics.arrays import BoolArray, FloatArray, binary, matrix

_FIVE_PERCENT = float(chi2.ppf(0.95, 1))


class MantelHaenszel(NamedTuple):
    """Differential item functioning of each item, each (n_items,)."""

    odds_ratio: FloatArray  # of a right answer, reference against focal group; 1 is fair
    delta: FloatArray  # -2.35 ln(odds ratio): below 0 the item is harder for the focal group
    delta_error: FloatArray  # standard error of delta
    chi_square: FloatArray  # with continuity correction, 1 degree of freedom
    p_value: FloatArray
    category: NDArray[np.str_]  # "A" negligible, "B" moderate, "C" large; "" unknown


def mantel_haenszel(
    responses: FloatArray, focal: BoolArray, matching: FloatArray | None = None
) -> MantelHaenszel:
    """Mantel-Haenszel statistics of every item, persons matched by their total score.

    Args:
        responses: (n_persons, n_items), 1 right, 0 wrong, NaN not presented.
        focal: (n_persons,), True in the focal group, False in the reference group.
        matching: (n_persons,), what persons are matched by; the number of right answers,
            the studied item included, without it. Persons with NaN are left out; without
            `matching`, persons with a gap are.

    Returns:
        A `MantelHaenszel`; NaN and "" where a group never meets the other at one level.

    Raises:
        ValueError: the lengths disagree or an answer is not 0, 1 or NaN.

    Notes:
        Holland & Thayer (1988), in Wainer & Braun (eds), Test Validity, 129-145; standard
        error by Phillips & Holland (1987), Biometrics 43(2), 425-431,
        https://doi.org/10.2307/2531824; categories of the Educational Testing Service: B
        from |delta| 1, C from 1.5, as far as it lies beyond chance.
    """
    responses = matrix(responses, "mantel_haenszel", "responses", "(n_persons, n_items)")
    responses = binary(responses, "mantel_haenszel", "responses")
    focal = np.asarray(focal, dtype=np.bool_)
    levels = responses.sum(axis=1) if matching is None else np.asarray(matching, dtype=np.float64)
    if not focal.shape == levels.shape == responses.shape[:1]:
        raise ValueError(
            "mantel_haenszel: focal and matching must be (n_persons,) as responses; got "
            f"{focal.shape}, {levels.shape} and {responses.shape}"
        )
    tables = _tables(responses, focal, levels)
    return _statistics(*tables)


def _tables(
    responses: FloatArray, focal: BoolArray, levels: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """(n_levels, n_items) counts: reference right and wrong, focal right and wrong."""
    kept = ~np.isnan(levels)
    values, level = np.unique(levels[kept], return_inverse=True)
    known = ~np.isnan(responses[kept])
    right = np.where(known, responses[kept], 0.0)
    wrong = known - right
    at = np.zeros((4, values.size, responses.shape[1]))
    group = np.where(focal[kept], 2, 0)
    np.add.at(at, (group, level), right)
    np.add.at(at, (group + 1, level), wrong)
    return at[0], at[1], at[2], at[3]


def _statistics(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> MantelHaenszel:
    total = a + b + c + d
    met = ((a + b) > 0) & ((c + d) > 0)
    n = np.where(met, total, 1.0)
    right, wrong = (
        np.where(met, a * d / n, 0.0).sum(axis=0),
        np.where(met, b * c / n, 0.0).sum(axis=0),
    )
    known = (right > 0) & (wrong > 0)
    safe_right, safe_wrong = np.where(known, right, 1.0), np.where(known, wrong, 1.0)
    odds = np.where(known, safe_right / safe_wrong, np.nan)
    delta = -2.35 * np.log(odds)

    inside = (a * d + odds * b * c) * (a + d + odds * (b + c)) / n**2
    variance = np.where(met, inside, 0.0).sum(axis=0) / (2.0 * safe_right**2)
    error = np.where(known, 2.35 * np.sqrt(variance), np.nan)

    expected = (a + b) * (a + c) / n
    spread = (a + b) * (c + d) * (a + c) * (b + d) / (n**2 * np.maximum(n - 1.0, 1.0))
    off = np.abs(np.where(met, a - expected, 0.0).sum(axis=0))
    off = np.maximum(off - 0.5, 0.0)
    whole = np.where(met, spread, 0.0).sum(axis=0)
    square = np.where(known & (whole > 0), off**2 / np.where(whole > 0, whole, 1.0), np.nan)
    return MantelHaenszel(
        odds,
        delta,
        error,
        square,
        np.asarray(chi2.sf(square, 1)),
        _categories(delta, error, square),
    )


def _categories(delta: FloatArray, error: FloatArray, square: FloatArray) -> NDArray[np.str_]:
    size = np.abs(delta)
    significant = square > _FIVE_PERCENT
    large = (size >= 1.5) & (size - 1.645 * error > 1.0)
    named = np.where(~significant | (size < 1.0), "A", np.where(large, "C", "B"))
    return np.where(np.isnan(delta), "", named)
