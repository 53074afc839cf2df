"""Scores of choices: pairs, triads, cards, best-worst sets, ranks, situations."""

import numpy as np

from bilet.psychometrics.arrays import BoolArray, FloatArray, binary, matrix, vector


def option_counts(
    choices: FloatArray, membership: FloatArray, *, min_answered: float = 0.8
) -> FloatArray:
    """Count how often a person chose the options of each scale: pairs, triads, matrices.

    Args:
        choices: (n_persons, n_options), all options of all blocks side by side; 1 where
            chosen, 0 where not, NaN for every option of a block that was skipped.
        membership: (n_options, n_scales), what one choice of the option adds to the scale;
            usually 0 or 1.
        min_answered: Share of a scale's offers, in (0, 1], below which there is no count.

    Returns:
        (n_persons, n_scales), from 0 to `membership.sum(axis=0)`; skipped blocks are
        prorated. NaN where too little of the scale was answered.

    Raises:
        ValueError: the shapes disagree, a choice is not 0, 1 or NaN, or a scale is never
            offered.

    Notes:
        Counts of forced choices are ipsative: they rank scales within a person and do not
        compare persons. Hicks (1970), Psychological Bulletin 74(3), 167-184,
        https://doi.org/10.1037/h0029780

    Examples:
        Two pairs; the person took the first of each.

        >>> option_counts(np.array([[1.0, 0.0, 1.0, 0.0]]),
        ...               np.array([[1, 0], [0, 1], [1, 0], [0, 1]]))
        array([[2., 0.]])
    """
    choices = binary(choices, "option_counts", "choices")
    membership = _offers("option_counts", choices, membership)
    known = ~np.isnan(choices)
    return _over_the_answered(
        np.where(known, choices, 0.0) @ membership, known, membership, min_answered
    )


def weighted_share(liked: FloatArray, weights: FloatArray, *, min_known: float = 0.5) -> FloatArray:
    """Share of each scale's weight that the liked cards carry.

    Args:
        liked: (n_persons, n_cards), 1 swiped "yes", 0 "no", NaN not seen.
        weights: (n_cards, n_scales), how much the card speaks of the scale; 0 or more.
        min_known: Share of a scale's weight, in (0, 1], that must have been swiped.

    Returns:
        (n_persons, n_scales), 100 * liked weight / swiped weight, from 0 to 100. NaN where
        less than `min_known` of the scale's weight was swiped.

    Raises:
        ValueError: the shapes disagree, a swipe is not 0, 1 or NaN, or a scale has no weight.
    """
    liked = binary(liked, "weighted_share", "liked")
    weights = _offers("weighted_share", liked, weights)
    known = ~np.isnan(liked)
    share = _over_the_answered(np.where(known, liked, 0.0) @ weights, known, weights, min_known)
    return np.asarray(np.clip(100.0 * share / weights.sum(axis=0), 0.0, 100.0))


def best_worst_counts(
    best: FloatArray, worst: FloatArray, membership: FloatArray, *, min_answered: float = 0.8
) -> FloatArray:
    """How often a scale's options were called best, less how often worst.

    Args:
        best: (n_persons, n_options), all options of all sets side by side; 1 for the one
            called best, 0 for the others, NaN for every option of a skipped set.
        worst: (n_persons, n_options), the same for the one called worst.
        membership: (n_options, n_scales), 0 or more.
        min_answered: Share of a scale's offers, in (0, 1], below which there is no score.

    Returns:
        (n_persons, n_scales), from -membership.sum(axis=0) to +membership.sum(axis=0);
        skipped sets are prorated. With every option on one scale the row sums to 0.

    Raises:
        ValueError: the shapes disagree, a mark is not 0, 1 or NaN, or one option is both
            best and worst.

    Notes:
        Marley & Louviere (2005), Journal of Mathematical Psychology 49(6), 464-480,
        https://doi.org/10.1016/j.jmp.2005.05.003
    """
    best = binary(best, "best_worst_counts", "best")
    worst = binary(worst, "best_worst_counts", "worst")
    if best.shape != worst.shape:
        raise ValueError(
            "best_worst_counts: best and worst must both be (n_persons, n_options); "
            f"got {best.shape} and {worst.shape}"
        )
    if ((best == 1) & (worst == 1)).any():
        raise ValueError("best_worst_counts: an option is called best and worst at once")
    membership = _offers("best_worst_counts", best, membership)
    known = ~(np.isnan(best) | np.isnan(worst))
    total = np.where(known, best - worst, 0.0) @ membership
    return _over_the_answered(total, known, membership, min_answered)


def rank_means(ranks: FloatArray, membership: FloatArray) -> FloatArray:
    """Mean rank of each scale's options, turned round so that more means more wanted.

    Args:
        ranks: (n_persons, n_options), 1 for the first choice down to n_options for the
            last; ties share their mean rank; NaN where not ranked.
        membership: (n_options, n_scales), 1 if the option speaks of the scale, else 0.

    Returns:
        (n_persons, n_scales), from 0 (last) to 100 (first). NaN where none was ranked.

    Raises:
        ValueError: the shapes disagree or a rank lies outside 1 to n_options.
    """
    ranks = matrix(ranks, "rank_means", "ranks", "(n_persons, n_options)")
    membership = _offers("rank_means", ranks, membership)
    n_options = ranks.shape[1]
    if ((ranks < 1) | (ranks > n_options)).any() or n_options < 2:
        raise ValueError(f"rank_means: ranks must go from 1 to {n_options}, of 2 options or more")
    known = ~np.isnan(ranks)
    wanted = np.where(known, 100.0 * (n_options - ranks) / (n_options - 1), 0.0)
    with np.errstate(invalid="ignore"):
        return (wanted @ membership) / (known @ membership)


def sjt_agreement(ratings: FloatArray, key: FloatArray, membership: FloatArray) -> FloatArray:
    """How close a person's ratings of actions come to the ratings of experts.

    Args:
        ratings: (n_persons, n_options), how good each action is; NaN where not rated.
        key: (n_options,), the experts' mean ratings, on any scale of the same direction.
        membership: (n_options, n_scales), 1 if the action counts for the scale, else 0.

    Returns:
        (n_persons, n_scales), 100 * (1 - mean|z_person - z_key| / 2), never below 0; 100 is
        full agreement. NaN where fewer than half of a scale's actions were rated.

    Raises:
        ValueError: the shapes disagree or the key has a gap.

    Notes:
        z runs over all actions the person rated, so a general mildness or severity costs
        nothing; a person who rates everything alike has z = 0. The key's z runs over the
        same actions. McDaniel et al. (2011), Journal of Applied Psychology 96(2), 327-336,
        https://doi.org/10.1037/a0021983
    """
    ratings = matrix(ratings, "sjt_agreement", "ratings", "(n_persons, n_options)")
    key = vector(key, "sjt_agreement", "key", ratings.shape[1])
    membership = _offers("sjt_agreement", ratings, membership)
    if not np.isfinite(key).all():
        raise ValueError("sjt_agreement: key must be finite, a rating for every action")
    known = ~np.isnan(ratings)
    expert = np.broadcast_to(key, ratings.shape)
    distance = np.abs(_z_over(ratings, known) - _z_over(expert, known))
    rated = known @ membership
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_distance = (np.where(known, distance, 0.0) @ membership) / rated
    agreement = np.maximum(0.0, 100.0 * (1.0 - mean_distance / 2.0))
    return np.where(rated >= 0.5 * membership.sum(axis=0), agreement, np.nan)


def _z_over(values: FloatArray, known: BoolArray) -> FloatArray:
    """Row-wise z over the known entries; 0 where a row has no spread, 0 where unknown."""
    n = np.maximum(known.sum(axis=1, keepdims=True), 1)
    centred = np.where(known, values, 0.0)
    centred = np.where(known, centred - centred.sum(axis=1, keepdims=True) / n, 0.0)
    spread = np.sqrt((centred**2).sum(axis=1, keepdims=True) / n)
    size = np.abs(np.where(known, values, 0.0)).max(axis=1, keepdims=True, initial=0.0)
    has_spread = spread > 1e-12 * size
    return np.where(has_spread, centred / np.where(has_spread, spread, 1.0), 0.0)


def _over_the_answered(
    total: FloatArray, known: BoolArray, membership: FloatArray, min_answered: float
) -> FloatArray:
    """Prorate `total` from the answered offers to all offers."""
    if not 0 < min_answered <= 1:
        raise ValueError(f"the share that must be answered lies in (0, 1]; got {min_answered}")
    offered = membership.sum(axis=0)
    answered = known @ membership
    enough = (answered > 0) & (answered >= min_answered * offered - 1e-9)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(enough, total * (offered / answered), np.nan)


def _offers(where: str, answers: FloatArray, membership: FloatArray) -> FloatArray:
    table = np.asarray(membership, dtype=np.float64)
    if answers.ndim != 2 or table.ndim != 2 or answers.shape[1] != table.shape[0]:
        raise ValueError(
            f"{where}: answers must be (n_persons, n_options) and the table of scales "
            f"(n_options, n_scales); got {answers.shape} and {table.shape}"
        )
    if not np.isfinite(table).all() or (table < 0).any() or not table.sum(axis=0).all():
        raise ValueError(f"{where}: every scale needs an option, with weights of 0 or more")
    return table
