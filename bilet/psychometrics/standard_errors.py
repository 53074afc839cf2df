"""How sure a score is: standard errors of measurement, bands, real differences."""

import numpy as np
from scipy.special import ndtri
from scipy.stats import norm

from bilet.psychometrics.arrays import BoolArray, FloatArray, non_negative

PROVISIONAL_RELIABILITY = 0.70
"""Taken for a scale until its own reliability is known; modest on purpose."""


def provisional_sd(low: FloatArray, high: FloatArray) -> FloatArray:
    """Standard deviation to take for a scale that has no norms yet: a quarter of its range.

    Args:
        low: any shape, lowest score the scale allows.
        high: same shape, highest score.

    Returns:
        Same shape, in the scale's units.

    Raises:
        ValueError: a high is not above its low.

    Notes:
        The rule "range is about four standard deviations"; for bounded scores it errs to the
        wide side, so bands are rather too wide than too narrow.
        Hozo et al. (2005), BMC Medical Research Methodology 5:13,
        https://doi.org/10.1186/1471-2288-5-13
    """
    low, high = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if not (high > low).all():
        raise ValueError("provisional_sd: high must be above low")
    return np.asarray((high - low) / 4.0)


def measurement_error(
    sd: FloatArray, reliability: FloatArray | float = PROVISIONAL_RELIABILITY
) -> FloatArray:
    """Standard error of measurement of a scale, sd * sqrt(1 - reliability).

    Args:
        sd: any shape, standard deviation of the scores in the norm group; before there are
            norms, `provisional_sd`.
        reliability: broadcasts with `sd`, alpha or omega; below 0 counts as 0. Without it,
            `PROVISIONAL_RELIABILITY`.

    Returns:
        Broadcast shape, in the units of `sd`.

    Raises:
        ValueError: a standard deviation is negative or a reliability is above 1.

    Notes:
        AERA, APA & NCME (2014), Standards for Educational and Psychological Testing, ch. 2.
    """
    sd = non_negative(sd, "measurement_error", "sd")
    kept = np.asarray(reliability, dtype=np.float64)
    if (kept > 1).any():
        raise ValueError("measurement_error: reliability must not be above 1")
    return np.asarray(sd * np.sqrt(1.0 - np.maximum(kept, 0.0)))


def count_error(counts: FloatArray, trials: FloatArray) -> FloatArray:
    """Standard error of a count of choices out of so many offers (binomial).

    Args:
        counts: any shape, from 0 to `trials`.
        trials: broadcasts with `counts`, offers, above 0.

    Returns:
        Broadcast shape, in counts; above 0 even where all or none was chosen.

    Raises:
        ValueError: a count lies outside 0 to trials, or trials are not positive.

    Notes:
        sqrt(n p (1 - p)) with p = (count + 1) / (n + 2), the rule of succession: an all or
        nothing answer is strong evidence, not certainty.
    """
    counts = non_negative(counts, "count_error", "counts")
    trials = _trials("count_error", counts, trials)
    share = (counts + 1.0) / (trials + 2.0)
    return np.asarray(np.sqrt(trials * share * (1.0 - share)))


def percent_error(percent: FloatArray, trials: FloatArray) -> FloatArray:
    """Standard error of a percentage of right answers: half the Wilson interval at z = 1.

    Args:
        percent: any shape, from 0 to 100.
        trials: broadcasts with `percent`, number of answers behind it, above 0.

    Returns:
        Broadcast shape, in percentage points; above 0 even at 0 and 100.

    Raises:
        ValueError: a percentage lies outside 0 to 100, or trials are not positive.

    Notes:
        Wilson (1927), Journal of the American Statistical Association 22(158), 209-212,
        https://doi.org/10.1080/01621459.1927.10502953
    """
    percent = non_negative(percent, "percent_error", "percent")
    share = percent / 100.0
    trials = _trials("percent_error", share * np.asarray(trials), trials)
    spread = np.sqrt(share * (1.0 - share) / trials + 0.25 / trials**2)
    return np.asarray(100.0 * spread / (1.0 + 1.0 / trials))


def rate_error(
    right: FloatArray, wrong: FloatArray, minutes: FloatArray, *, n_options: float
) -> FloatArray:
    """Standard error of right answers per minute, corrected for guessing (Poisson).

    Args:
        right: any shape, number of right answers.
        wrong: broadcasts with `right`, number of wrong answers.
        minutes: broadcasts with `right`, working time, above 0.
        n_options: Options per item, 2 or more; `math.inf` where nobody can guess.

    Returns:
        Broadcast shape, per minute: sqrt(right + wrong / (n_options - 1)^2) / minutes, as
        if at least one answer had been right.

    Raises:
        ValueError: a count is negative, a time is not positive, or n_options is below 2.
    """
    right = non_negative(right, "rate_error", "right")
    wrong = non_negative(wrong, "rate_error", "wrong")
    minutes = non_negative(minutes, "rate_error", "minutes")
    if (minutes == 0).any() or not n_options >= 2:
        raise ValueError("rate_error: minutes must be above 0 and n_options 2 or more")
    variance = np.maximum(right + wrong / (n_options - 1.0) ** 2, 1.0)
    return np.asarray(np.sqrt(variance) / minutes)


def d_prime_error(
    hits: FloatArray, misses: FloatArray, false_alarms: FloatArray, correct_rejections: FloatArray
) -> FloatArray:
    """Standard error of `scoring.d_prime`, with the same log-linear correction.

    Args:
        hits: any shape, 0 or more.
        misses: same shape.
        false_alarms: same shape.
        correct_rejections: same shape.

    Returns:
        Same shape, in units of d'.

    Raises:
        ValueError: a count is negative.

    Notes:
        Gourevitch & Galanter (1967), Psychometrika 32(1), 25-33,
        https://doi.org/10.1007/BF02289402
    """
    variance = np.zeros(())
    for yes, no, names in (
        (hits, misses, ("hits", "misses")),
        (false_alarms, correct_rejections, ("false_alarms", "correct_rejections")),
    ):
        first = non_negative(yes, "d_prime_error", names[0])
        total = first + non_negative(no, "d_prime_error", names[1]) + 1.0
        rate = (first + 0.5) / total
        variance = variance + rate * (1.0 - rate) / (total * norm.pdf(ndtri(rate)) ** 2)
    return np.asarray(np.sqrt(variance))


def interval(
    scores: FloatArray, errors: FloatArray, *, low: float, high: float, width: float = 1.0
) -> tuple[FloatArray, FloatArray]:
    """The band to show around a score: `width` standard errors to each side.

    Args:
        scores: any shape.
        errors: broadcasts with `scores`, standard errors, 0 or more.
        low: Lowest score the scale allows.
        high: Highest score the scale allows.
        width: 1 for the 68 % band, 1.96 for the 95 % band.

    Returns:
        Lower and upper ends, broadcast shape, cut to [low, high].

    Raises:
        ValueError: an error or the width is negative.
    """
    reach = non_negative(errors, "interval", "errors") * non_negative(width, "interval", "width")
    return np.clip(scores - reach, low, high), np.clip(scores + reach, low, high)


def differ(
    a: FloatArray, b: FloatArray, se_a: FloatArray, se_b: FloatArray, factor: float = 1.5
) -> BoolArray:
    """Whether two scores of one person are to be called different.

    Args:
        a: any shape, scores.
        b: same shape, scores in the same units.
        se_a: same shape, standard errors of `a`.
        se_b: same shape, standard errors of `b`.
        factor: How many standard errors of the difference it takes: 1.5 for talk with a
            pupil, 1.96 for the usual 5 %.

    Returns:
        Same shape, |a - b| > factor * sqrt(se_a^2 + se_b^2); False where something is NaN.

    Raises:
        ValueError: a standard error is negative.

    Notes:
        Errors of the two scores are taken as independent.
    """
    noise = np.hypot(non_negative(se_a, "differ", "se_a"), non_negative(se_b, "differ", "se_b"))
    return np.asarray(np.abs(np.asarray(a) - np.asarray(b)) > factor * noise)


def _trials(where: str, counts: FloatArray, trials: FloatArray) -> FloatArray:
    known = non_negative(trials, where, "trials")
    if (known == 0).any() or (counts > known + 1e-9).any():
        raise ValueError(f"{where}: trials must be above 0 and at least as many as the successes")
    return known
