"""Scores of tasks: right and wrong, speed, attention, memory span."""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from bilet.psychometrics.arrays import FloatArray, binary, matrix, non_negative


class Concentration(NamedTuple):
    """What a cancellation task says; each (n_persons,)."""

    concentration: FloatArray
    accuracy: FloatArray
    steadiness: FloatArray


def percent_correct(
    correct: FloatArray, membership: FloatArray, *, min_answered: float = 0.5
) -> FloatArray:
    """Percentage of right answers on each scale.

    Args:
        correct: (n_persons, n_items), 1 right, 0 wrong, NaN not presented. An item that was
            seen and left out is 0: otherwise leaving out the hard ones would pay.
        membership: (n_items, n_scales), the weight of the item on the scale; 0 or more.
        min_answered: Share of a scale's weight, in (0, 1], that must have been presented.

    Returns:
        (n_persons, n_scales), from 0 to 100; NaN where too little was presented.

    Raises:
        ValueError: the shapes disagree, an answer is not 0, 1 or NaN, or a scale is empty.
    """
    correct = binary(correct, "percent_correct", "correct")
    weights = np.asarray(membership, dtype=np.float64)
    if correct.ndim != 2 or weights.ndim != 2 or correct.shape[1] != weights.shape[0]:
        raise ValueError(
            "percent_correct: correct must be (n_persons, n_items) and membership "
            f"(n_items, n_scales); got {correct.shape} and {weights.shape}"
        )
    if not (weights >= 0).all() or not weights.sum(axis=0).all() or not 0 < min_answered <= 1:
        raise ValueError(
            "percent_correct: every scale needs an item, weights are 0 or more and "
            f"min_answered is in (0, 1]; got {min_answered}"
        )
    known = ~np.isnan(correct)
    presented = known @ weights
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = 100.0 * (np.where(known, correct, 0.0) @ weights) / presented
    return np.where(presented >= min_answered * weights.sum(axis=0) - 1e-9, percent, np.nan)


def rate_correct(
    right: FloatArray, wrong: FloatArray, minutes: FloatArray, *, n_options: float
) -> FloatArray:
    """Right answers per minute, less what blind guessing would have brought.

    Args:
        right: any shape, number of right answers; NaN for no attempt.
        wrong: same shape (or one that broadcasts), number of wrong answers.
        minutes: same shape (or one that broadcasts), working time, above 0.
        n_options: Options per item, 2 or more; `math.inf` where nobody can guess.

    Returns:
        Broadcast shape, (right - wrong / (n_options - 1)) / minutes, per minute. It may be
        negative: worse than guessing.

    Raises:
        ValueError: a count is negative, a time is not positive, or n_options is below 2.

    Notes:
        The classical correction for guessing. Frary (1988), Educational Measurement: Issues
        and Practice 7(2), 33-38, https://doi.org/10.1111/j.1745-3992.1988.tb00434.x
    """
    right = non_negative(right, "rate_correct", "right")
    wrong = non_negative(wrong, "rate_correct", "wrong")
    minutes = non_negative(minutes, "rate_correct", "minutes")
    if (minutes == 0).any() or not n_options >= 2:
        raise ValueError("rate_correct: minutes must be above 0 and n_options 2 or more")
    corrected: FloatArray = (right - wrong / (n_options - 1.0)) / minutes
    return corrected


def concentration(hits: FloatArray, misses: FloatArray, false_alarms: FloatArray) -> Concentration:
    """Amount, accuracy and steadiness of a cancellation task (proof-reading of signs).

    Args:
        hits: (n_persons, n_blocks), targets crossed out; NaN for a block not worked.
        misses: (n_persons, n_blocks), targets passed over.
        false_alarms: (n_persons, n_blocks), other signs crossed out.

    Returns:
        concentration: (n_persons,), hits less false alarms, summed over the worked blocks
            and prorated to all blocks; may be negative.
        accuracy: (n_persons,), 100 * hits / (hits + misses + false alarms), 0 to 100; NaN
            without any target or mark.
        steadiness: (n_persons,), 100 * (1 - SD / mean) of hits less false alarms over the
            blocks, 0 to 100; NaN with fewer than two blocks or a mean that is not positive.

    Raises:
        ValueError: the shapes disagree or a count is negative.

    Notes:
        Hits less false alarms cannot be raised by crossing out everything, nor by skipping:
        Bates & Lemay (2004), Journal of the International Neuropsychological Society 10(3),
        392-400, https://doi.org/10.1017/S135561770410307X
        Difference scores between conditions are left out on purpose: they are not reliable
        enough for one person. Hedge et al. (2018), Behavior Research Methods 50, 1166-1186,
        https://doi.org/10.3758/s13428-017-0935-1
    """
    hits = non_negative(hits, "concentration", "hits")
    misses = non_negative(misses, "concentration", "misses")
    false_alarms = non_negative(false_alarms, "concentration", "false_alarms")
    if hits.ndim != 2 or not hits.shape == misses.shape == false_alarms.shape:
        raise ValueError(
            "concentration: hits, misses and false_alarms must all be (n_persons, n_blocks); "
            f"got {hits.shape}, {misses.shape} and {false_alarms.shape}"
        )
    work = np.where(np.isnan(misses), np.nan, hits - false_alarms)
    worked = ~np.isnan(work)
    n_worked = worked.sum(axis=1)
    acts = np.where(worked, hits + misses + false_alarms, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(worked, work, 0.0).sum(axis=1) / n_worked
        deviations = np.where(worked, work - mean[:, None], 0.0)
        spread = np.sqrt((deviations**2).sum(axis=1) / (n_worked - 1))
        accuracy = 100.0 * np.where(worked, hits, 0.0).sum(axis=1) / acts
        steadiness = np.clip(100.0 * (1.0 - spread / mean), 0.0, 100.0)
    steady = (n_worked > 1) & (mean > 0)
    return Concentration(mean * hits.shape[1], accuracy, np.where(steady, steadiness, np.nan))


def d_prime(
    hits: FloatArray, misses: FloatArray, false_alarms: FloatArray, correct_rejections: FloatArray
) -> FloatArray:
    """Sensitivity d' of signal detection: how well targets are told from the rest.

    Args:
        hits: any shape, "yes" to a target.
        misses: same shape, "no" to a target.
        false_alarms: same shape, "yes" to a non-target.
        correct_rejections: same shape, "no" to a non-target.

    Returns:
        Same shape, in standard deviations; 0 is guessing. Finite even for a perfect run.
        NaN where no target or no non-target was shown.

    Raises:
        ValueError: a count is negative.

    Notes:
        z(hit rate) - z(false-alarm rate) with the log-linear correction (add .5 to counts
        and 1 to totals): Hautus (1995), Behavior Research Methods 27, 46-51,
        https://doi.org/10.3758/BF03203619
    """
    names = ("hits", "misses", "false_alarms", "correct_rejections")
    given = (hits, misses, false_alarms, correct_rejections)
    hit, miss, alarm, rejection = (
        non_negative(values, "d_prime", name) for values, name in zip(given, names, strict=True)
    )
    hit_rate = (hit + 0.5) / (hit + miss + 1.0)
    alarm_rate = (alarm + 0.5) / (alarm + rejection + 1.0)
    shown = (hit + miss > 0) & (alarm + rejection > 0)
    sensitivity: FloatArray = np.where(shown, ndtri(hit_rate) - ndtri(alarm_rate), np.nan)
    return sensitivity


def staircase_span(
    lengths: FloatArray, correct: FloatArray, *, pass_share: float = 0.5
) -> FloatArray:
    """Memory span: the longest length of which at least `pass_share` was repeated right.

    Args:
        lengths: (n_persons, n_trials), length of the row shown in each trial, 1 or more;
            NaN where the staircase had ended.
        correct: (n_persons, n_trials), 1 repeated right, 0 wrong, NaN with `lengths`.
        pass_share: Share of right trials of one length, in (0, 1], that passes it.

    Returns:
        (n_persons,), a length. One below the shortest length shown where none was passed;
        NaN where nothing was shown.

    Raises:
        ValueError: the shapes disagree or a length is below 1.

    Notes:
        Kessels et al. (2000), Applied Neuropsychology 7(4), 252-258,
        https://doi.org/10.1207/S15324826AN0704_8

    Examples:
        >>> staircase_span(np.array([[3, 3, 4, 4, 5, 5]]), np.array([[1, 1, 0, 1, 0, 0]]))
        array([4.])
    """
    lengths = matrix(lengths, "staircase_span", "lengths", "(n_persons, n_trials)")
    correct = binary(correct, "staircase_span", "correct")
    if lengths.shape != correct.shape or (lengths < 1).any() or not 0 < pass_share <= 1:
        raise ValueError(
            "staircase_span: lengths and correct must both be (n_persons, n_trials), lengths "
            f"1 or more and pass_share in (0, 1]; got {lengths.shape}, {correct.shape}"
        )
    shown = ~(np.isnan(lengths) | np.isnan(correct))
    span: FloatArray = np.where(shown, lengths - 1.0, np.inf).min(axis=1, initial=np.inf)
    span[np.isinf(span)] = np.nan
    for length in np.unique(lengths[shown]):  # ascending, so the longest passed length stays
        at = shown & (lengths == length)
        n_right = np.where(at, correct, 0.0).sum(axis=1)
        passed = (n_right > 0) & (n_right >= pass_share * at.sum(axis=1) - 1e-9)
        span[passed] = length
    return span


def reversal_span(
    lengths: FloatArray, correct: FloatArray, *, last: int = 6
) -> tuple[FloatArray, FloatArray]:
    """Memory span by a staircase: the mean length at its last turns, and its error.

    Args:
        lengths: (n_persons, n_trials), length shown in each trial, 1 or more, in the order
            shown; NaN after the end.
        correct: (n_persons, n_trials), 1 repeated right, 0 wrong, NaN with `lengths`.
        last: How many turns count at most.

    Returns:
        Two arrays (n_persons,): the span, and its standard error. A turn is a trial after
        which the staircase goes the other way. With fewer than two turns the span is that of
        `staircase_span` and its error one length.

    Raises:
        ValueError: the shapes disagree, a length is below 1, or `last` is below 2.

    Notes:
        Levitt (1971), Journal of the Acoustical Society of America 49, 467-477,
        https://doi.org/10.1121/1.1912375. The error is the standard deviation of the turns
        over the root of their number, at least a quarter of a length.
    """
    if last < 2:
        raise ValueError(f"reversal_span: last must be 2 or more; got {last}")
    span = staircase_span(lengths, correct)
    error = np.where(np.isnan(span), np.nan, 1.0)
    for person, row in enumerate(lengths):
        turns = _turns(row[~np.isnan(row)])[-last:]
        if len(turns) >= 2:
            span[person] = np.mean(turns)
            error[person] = max(float(np.std(turns, ddof=1)) / len(turns) ** 0.5, 0.25)
    return span, error


def _turns(lengths: FloatArray) -> list[float]:
    """The lengths at which a staircase turned: its local ends, flat steps left out."""
    steps = lengths[np.insert(np.diff(lengths) != 0, 0, True)] if lengths.size else lengths
    ways = np.sign(np.diff(steps))
    return [float(steps[n + 1]) for n in range(len(ways) - 1) if ways[n] != ways[n + 1]]
