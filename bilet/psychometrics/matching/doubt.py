"""Which trial would settle most: the expected reduction of doubt, in closed form.

Beliefs about a person's true fit to the professions are normal: means `fits`, standard
errors `errors`, correlated as the professions' profiles are. Doubt is the expected number of
professions that are truly better than the one now on top; it is a sum over pairs
(top, other) of the chance that their order is wrong.
"""

import numpy as np
from scipy.special import ndtr, owens_t

from bilet.psychometrics.arrays import FloatArray, IntArray, matrix, non_negative, vector


def doubt(
    fits: FloatArray, errors: FloatArray, similarity: FloatArray, *, contenders: int = 7
) -> float:
    """How many of the contenders are expected to be truly better than the top one.

    Args:
        fits: (n_professions,), current estimates; NaN are left out.
        errors: (n_professions,), their standard errors.
        similarity: (n_professions, n_professions), correlation of the professions' profiles,
            from -1 to 1; NaN counts as 0.
        contenders: How many of the best-fitting professions compete.

    Returns:
        From 0 (sure) to (contenders - 1) / 2 (nothing known).

    Raises:
        ValueError: the shapes disagree, an error is negative or contenders below 2.
    """
    leads, spreads, *_ = _pairs("doubt", fits, errors, similarity, contenders)
    return float(_wrong_order(leads, spreads).sum())


def expected_reduction_of_doubt(
    fits: FloatArray,
    errors: FloatArray,
    similarity: FloatArray,
    informs: FloatArray,
    *,
    noise: float = 0.25,
    contenders: int = 7,
) -> FloatArray:
    """By how much each possible trial is expected to lower `doubt`.

    Args:
        fits: (n_professions,), current estimates; NaN are left out.
        errors: (n_professions,), their standard errors.
        similarity: (n_professions, n_professions), correlation of the professions' profiles.
        informs: (n_candidates, n_professions), which professions a trial lets one try: rows
            of weights that sum to 1, or of 0 for a trial that informs about none.
        noise: Standard error of what one trial says of the fit, above 0, in units of `fits`.
        contenders: How many of the best-fitting professions compete.

    Returns:
        (n_candidates,), 0 or more. It is large where the trial speaks of professions that
        are close to the top and not well known, and 0 where it cannot change the order.

    Raises:
        ValueError: the shapes disagree, an error is negative, noise is not positive or
            contenders below 2.

    Notes:
        For a pair with lead d ~ N(D, s^2), the order is wrong with chance Phi(-D / s). A
        trial whose outcome correlates with d by r leaves, on average over its outcomes, a
        chance of 2 T(D / s, sqrt(1 - r^2) / r), with Owen's T: the chance that the sign of
        d and of its posterior mean disagree. Owen (1956), Annals of Mathematical Statistics
        27(4), 1075-1090, https://doi.org/10.1214/aoms/1177728074; for the value of
        information, Raiffa & Schlaifer (1961), Applied Statistical Decision Theory, ch. 5.
    """
    where = "expected_reduction_of_doubt"
    leads, spreads, top, others, covariance = _pairs(where, fits, errors, similarity, contenders)
    informs = matrix(informs, where, "informs", "(n_candidates, n_professions)")
    if informs.shape[1] != covariance.shape[0] or not noise > 0:
        raise ValueError(
            f"{where}: informs must be (n_candidates, n_professions) for {covariance.shape[0]} "
            f"professions, and noise above 0; got {informs.shape} and {noise}"
        )
    # Of the covariance only what the trials speak of: small products stay in one thread.
    told = np.flatnonzero(informs.any(axis=0))
    weights = informs[:, told]
    variance = np.einsum("ij,jk,ik->i", weights, covariance[np.ix_(told, told)], weights)
    outcome = np.maximum(variance, 0.0) + noise**2
    with_lead = weights @ (covariance[told][:, [top]] - covariance[np.ix_(told, others)])
    open_ = spreads > 0
    scale = np.where(open_, spreads, 1.0)
    r = np.clip(np.abs(with_lead) / (scale * np.sqrt(outcome)[:, None]), 0.0, 1.0)
    with np.errstate(divide="ignore", over="ignore"):
        slope = np.sqrt(1.0 - r**2) / r
    left = 2.0 * owens_t(leads / scale, slope)
    reduction = np.where(open_, _wrong_order(leads, spreads) - left, 0.0)
    return np.asarray(np.maximum(reduction, 0.0).sum(axis=1))


def _wrong_order(leads: FloatArray, spreads: FloatArray) -> FloatArray:
    open_ = spreads > 0
    return np.where(
        open_, ndtr(-leads / np.where(open_, spreads, 1.0)), np.where(leads > 0, 0, 0.5)
    )


def _pairs(
    where: str, fits: FloatArray, errors: FloatArray, similarity: FloatArray, contenders: int
) -> tuple[FloatArray, FloatArray, int, IntArray, FloatArray]:
    """Lead of the top over each other contender, its standard error, and who they are."""
    fits = vector(fits, where, "fits")
    errors = non_negative(vector(errors, where, "errors", fits.size), where, "errors")
    likeness = matrix(similarity, where, "similarity", "(n_professions, n_professions)")
    if likeness.shape != (fits.size, fits.size) or contenders < 2:
        raise ValueError(
            f"{where}: similarity must be (n_professions, n_professions) for {fits.size} "
            f"professions, and contenders 2 or more; got {likeness.shape} and {contenders}"
        )
    known = ~(np.isnan(fits) | np.isnan(errors))
    if not known.any():
        raise ValueError(f"{where}: no profession has a fit and an error")
    likeness = np.clip(np.nan_to_num(likeness), -1.0, 1.0)
    np.fill_diagonal(likeness, 1.0)
    spread = np.where(known, errors, 0.0)
    covariance = likeness * np.outer(spread, spread)
    order = np.argsort(np.where(known, -fits, np.inf), kind="stable")
    order = order[: min(contenders, int(known.sum()))]
    top, others = int(order[0]), np.asarray(order[1:], dtype=np.int_)
    variance = covariance[top, top] + covariance[others, others] - 2.0 * covariance[top, others]
    tiny = 1e-24 + 1e-12 * (covariance[top, top] + covariance[others, others])
    spreads = np.sqrt(np.where(variance > tiny, variance, 0.0))
    leads: FloatArray = fits[top] - fits[others]
    return leads, spreads, top, others, covariance
