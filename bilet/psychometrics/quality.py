"""Whether a sitting was taken with attention. Two flags mean: worth another try, kindly."""

from dataclasses import dataclass

import numpy as np

from bilet.psychometrics.arrays import BoolArray, FloatArray, IntArray, matrix

RETAKE_FROM = 2
"""So many flags, and the sitting stays out of matching and statistics."""


@dataclass(frozen=True)
class Rules:
    """What counts as inattention for one instrument. The defaults suit a questionnaire.

    For tasks on time (quick comparison, counting) lower the seconds; for a block whose items
    all point one way set `longest_run` to infinity, because equal answers are honest there.
    """

    item_seconds: float = 1.0  # quicker than this, nobody has read the item
    quick_share: float = 0.10  # so many items may be that quick
    mean_seconds: float = 2.0  # and the mean must not be below this
    longest_run: float = 10.0  # equal answers in a row: more than this and half the items
    omitted_share: float = 0.20  # from this share on, too much was skipped
    low: float = 0.0  # the response format
    high: float = 4.0
    pairs: tuple[tuple[int, int, int], ...] = ()  # item, item, +1 same or -1 opposite meaning
    contradictions: int = 2  # from so many contradictory pairs on
    infrequency: tuple[tuple[int, float], ...] = ()  # item, the answer attention gives
    infrequent: int = 2  # from so many other answers on


QUESTIONNAIRE = Rules()


def flags(
    answers: FloatArray, seconds: FloatArray | None = None, rules: Rules = QUESTIONNAIRE
) -> frozenset[str]:
    """Names of what looks inattentive in one sitting.

    Args:
        answers: (n_items,), raw answers in the order they were shown; NaN where skipped.
        seconds: (n_items,), time on each item; NaN where not timed; None if nothing was.
        rules: The limits of this instrument.

    Returns:
        A subset of {"speed", "longstring", "omissions", "contradictions", "infrequency"}.

    Raises:
        ValueError: the lengths disagree or a rule names an item that is not there.

    Notes:
        Curran (2016), Journal of Experimental Social Psychology 66, 4-19,
        https://doi.org/10.1016/j.jesp.2015.07.006; Huang et al. (2012), Journal of Business
        and Psychology 27, 99-114, https://doi.org/10.1007/s10869-011-9231-8
    """
    one = np.asarray(answers, dtype=np.float64)[None]
    timed = None if seconds is None else np.asarray(seconds, dtype=np.float64)[None]
    return frozenset(name for name, raised in flag_table(one, timed, rules).items() if raised[0])


def needs_retake(raised: frozenset[str]) -> bool:
    """Whether the flags of a sitting ask for another try: two or more do.

    Args:
        raised: what `flags` returned.

    Returns:
        True from two flags on. One flag alone is common among honest answers.
    """
    return len(raised) >= RETAKE_FROM


def flag_table(
    responses: FloatArray, seconds: FloatArray | None = None, rules: Rules = QUESTIONNAIRE
) -> dict[str, BoolArray]:
    """The flags of many sittings at once.

    Args:
        responses: (n_persons, n_items), raw answers in the order shown; NaN where skipped.
        seconds: (n_persons, n_items) or None.
        rules: The limits of this instrument.

    Returns:
        For each name of a flag, (n_persons,), True where it is raised.

    Raises:
        ValueError: the shapes disagree or a rule names an item that is not there.
    """
    responses = matrix(responses, "quality", "responses", "(n_persons, n_items)")
    n_items = responses.shape[1]
    times = np.full_like(responses, np.nan) if seconds is None else np.asarray(seconds)
    if times.shape != responses.shape or not n_items:
        raise ValueError(
            "quality: responses and seconds must both be (n_persons, n_items), with items; "
            f"got {responses.shape} and {times.shape}"
        )
    named = [i for pair in rules.pairs for i in pair[:2]] + [i for i, _ in rules.infrequency]
    if any(not 0 <= item < n_items for item in named):
        raise ValueError(f"quality: a rule names an item beyond the {n_items} items")
    limit = max(rules.longest_run, n_items / 2.0)
    return {
        "speed": too_fast(times, rules),
        "longstring": longest_run(responses) > limit,
        "omissions": np.isnan(responses).mean(axis=1) >= rules.omitted_share - 1e-9,
        "contradictions": contradictory_pairs(responses, rules) >= rules.contradictions,
        "infrequency": infrequent_answers(responses, rules) >= rules.infrequent,
    }


def too_fast(seconds: FloatArray, rules: Rules = QUESTIONNAIRE) -> BoolArray:
    """Whether a sitting went quicker than anybody reads.

    Args:
        seconds: (n_persons, n_items); NaN where not timed.
        rules: The limits of this instrument.

    Returns:
        (n_persons,), True where more than `quick_share` of the timed items took less than
        `item_seconds`, or the mean is below `mean_seconds`. False where nothing was timed.

    Raises:
        ValueError: `seconds` is not two-dimensional.
    """
    seconds = matrix(seconds, "too_fast", "seconds", "(n_persons, n_items)")
    timed = ~np.isnan(seconds)
    n_timed = np.maximum(timed.sum(axis=1), 1)
    quick = (seconds < rules.item_seconds).sum(axis=1) > rules.quick_share * n_timed + 1e-9
    mean = np.where(timed, seconds, 0.0).sum(axis=1) / n_timed
    return np.asarray(timed.any(axis=1) & (quick | (mean < rules.mean_seconds)))


def longest_run(responses: FloatArray) -> IntArray:
    """Length of the longest run of equal answers; a skipped item breaks the run.

    Args:
        responses: (n_persons, n_items), raw answers in the order shown; NaN where skipped.

    Returns:
        (n_persons,), from 0 (nothing answered) to n_items.

    Raises:
        ValueError: `responses` is not two-dimensional.
    """
    responses = matrix(responses, "longest_run", "responses", "(n_persons, n_items)")
    longest = np.zeros(responses.shape[0], dtype=np.int_)
    current = np.zeros_like(longest)
    before = np.full(responses.shape[0], np.nan)
    for answer in responses.T:
        current = np.where(answer == before, current + 1, ~np.isnan(answer))
        longest = np.maximum(longest, current)
        before = answer
    return longest


def contradictory_pairs(responses: FloatArray, rules: Rules) -> IntArray:
    """How many pairs of like (or opposite) items were answered against each other.

    Args:
        responses: (n_persons, n_items), raw answers; NaN where skipped.
        rules: `pairs`, `low` and `high` are read.

    Returns:
        (n_persons,), pairs whose answers, turned the same way, lie more than half of the
        response format apart. A pair with a gap never counts.

    Raises:
        ValueError: `responses` is not two-dimensional.
    """
    responses = matrix(responses, "contradictory_pairs", "responses", "(n_persons, n_items)")
    count = np.zeros(responses.shape[0], dtype=np.int_)
    for first, second, direction in rules.pairs:
        other = responses[:, second]
        turned = other if direction > 0 else rules.low + rules.high - other
        count += np.abs(responses[:, first] - turned) > (rules.high - rules.low) / 2.0
    return count


def infrequent_answers(responses: FloatArray, rules: Rules) -> IntArray:
    """How many control items got another answer than attention gives.

    Args:
        responses: (n_persons, n_items), raw answers; NaN where skipped.
        rules: `infrequency` is read.

    Returns:
        (n_persons,); a skipped control item does not count.

    Raises:
        ValueError: `responses` is not two-dimensional.
    """
    responses = matrix(responses, "infrequent_answers", "responses", "(n_persons, n_items)")
    count = np.zeros(responses.shape[0], dtype=np.int_)
    for item, expected in rules.infrequency:
        count += ~np.isnan(responses[:, item]) & (responses[:, item] != expected)
    return count
