"""How reliable a scale is: alpha, omega, split halves, and each item against the rest."""

import numpy as np
from scipy.optimize import minimize

from bilet.psychometrics.arrays import FloatArray, matrix

_LEAST_UNIQUENESS = 0.005  # as in R's factanal: keeps an item from explaining itself fully


def pairwise_covariance(responses: FloatArray) -> FloatArray:
    """Covariances of the items, each from the persons who answered both.

    Args:
        responses: (n_persons, n_items), keyed answers (reverse-keyed items already turned);
            NaN where skipped.

    Returns:
        (n_items, n_items), with n - 1 in the denominator; NaN where fewer than two persons
        answered both.

    Raises:
        ValueError: `responses` is not two-dimensional or has fewer than two items.
    """
    responses = matrix(responses, "pairwise_covariance", "responses", "(n_persons, n_items)")
    if responses.shape[1] < 2:
        raise ValueError(f"reliability needs 2 items or more; got {responses.shape}")
    answered = ~np.isnan(responses)
    known = answered.astype(np.float64)
    n_items = np.maximum(known.sum(axis=0), 1.0)
    means = np.where(answered, responses, 0.0).sum(axis=0) / n_items
    centred = np.where(answered, responses - means, 0.0)
    n_both = known.T @ known
    sums = centred.T @ known
    with np.errstate(invalid="ignore", divide="ignore"):
        covariance = (centred.T @ centred - sums * sums.T / n_both) / (n_both - 1.0)
    return np.where(n_both > 1, covariance, np.nan)


def cronbach_alpha(responses: FloatArray) -> float:
    """Coefficient alpha of the sum of the items.

    Args:
        responses: (n_persons, n_items), keyed answers; NaN where skipped.

    Returns:
        Alpha, at most 1; it may be negative. NaN where the sum does not vary.

    Raises:
        ValueError: `responses` is not two-dimensional or has fewer than two items.

    Notes:
        Cronbach (1951), Psychometrika 16(3), 297-334, https://doi.org/10.1007/BF02310555
    """
    covariance = pairwise_covariance(responses)
    n_items = covariance.shape[0]
    total = covariance.sum()
    if not total > 0:
        return float("nan")
    return float(n_items / (n_items - 1.0) * (1.0 - np.trace(covariance) / total))


def mcdonald_omega(responses: FloatArray) -> float:
    """Omega of the sum of the items under one common factor (maximum likelihood).

    Args:
        responses: (n_persons, n_items), keyed answers; NaN where skipped. Items that do not
            vary are left out of the fit.

    Returns:
        (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses), from 0 to 1. NaN
        where fewer than three items vary: the factor is not identified then.

    Raises:
        ValueError: `responses` is not two-dimensional or has fewer than two items.

    Notes:
        McDonald (1999), Test Theory: A Unified Treatment, ch. 6; the fit after Joreskog
        (1967), Psychometrika 32(4), 443-482, https://doi.org/10.1007/BF02289658
    """
    covariance = pairwise_covariance(responses)
    varies = np.diag(covariance) > 0
    covariance = covariance[np.ix_(varies, varies)]
    if covariance.shape[0] < 3 or not np.isfinite(covariance).all():
        return float("nan")
    loadings, uniquenesses = one_factor(covariance)
    common = loadings.sum() ** 2
    return float(common / (common + uniquenesses.sum()))


def one_factor(covariance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Loadings and uniquenesses of one common factor, by maximum likelihood.

    Args:
        covariance: (n_items, n_items), positive variances, three items or more.

    Returns:
        loadings: (n_items,), in the items' units, with a sum of 0 or more.
        uniquenesses: (n_items,), in squared units, at least .005 of the item's variance.

    Raises:
        ValueError: the matrix is not square, has fewer than three items, or a variance is
            not positive.
    """
    covariance = matrix(covariance, "one_factor", "covariance", "(n_items, n_items)")
    if covariance.shape[0] != covariance.shape[1] or covariance.shape[0] < 3:
        raise ValueError(f"one_factor: covariance must be square, 3+ items; got {covariance.shape}")
    variances = np.diag(covariance)
    if not (variances > 0).all():
        raise ValueError("one_factor: every item needs a positive variance")
    scale = np.sqrt(variances)
    correlation = covariance / np.outer(scale, scale)
    start = np.clip(1.0 - (np.abs(correlation).sum(axis=0) - 1) / correlation.shape[0], 0.1, 0.9)
    fit = minimize(
        _misfit,
        start,
        args=(correlation,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(_LEAST_UNIQUENESS, 1.0)] * start.size,
        options={"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-8},
    )
    loadings = _loadings(fit.x, correlation)
    loadings *= 1.0 if loadings.sum() >= 0 else -1.0
    return loadings * scale, fit.x * variances


def item_rest_correlations(responses: FloatArray) -> FloatArray:
    """Correlation of each item with the sum of the other items.

    Args:
        responses: (n_persons, n_items), keyed answers; NaN where skipped.

    Returns:
        (n_items,), from -1 to 1; NaN where the item or the rest does not vary.

    Raises:
        ValueError: `responses` is not two-dimensional or has fewer than two items.

    Notes:
        Also called the corrected item-total correlation.
        Henrysson (1963), Psychometrika 28(2), 211-218, https://doi.org/10.1007/BF02289618
    """
    covariance = pairwise_covariance(responses)
    own = np.diag(covariance)
    with_total = covariance.sum(axis=0)
    rest = covariance.sum() - 2.0 * with_total + own
    scale = own * rest
    positive = scale > 1e-12 * np.nanmax(np.abs(covariance), initial=0.0) ** 2
    positive &= (own > 0) & (rest > 0)
    shared = (with_total - own) / np.sqrt(np.where(positive, scale, 1.0))
    return np.where(positive, np.clip(shared, -1.0, 1.0), np.nan)


def split_half(responses: FloatArray) -> float:
    """Reliability from odd against even items, stepped up to the full length.

    Args:
        responses: (n_persons, n_items), keyed answers; NaN where skipped.

    Returns:
        2 r / (1 + r) of the two half sums, at most 1; NaN where a half does not vary.

    Raises:
        ValueError: `responses` is not two-dimensional or has fewer than two items.

    Notes:
        Spearman (1910) and Brown (1910), British Journal of Psychology 3.
    """
    covariance = pairwise_covariance(responses)
    odd, even = covariance[::2], covariance[1::2]
    spread = odd[:, ::2].sum() * even[:, 1::2].sum()
    if not spread > 0:
        return float("nan")
    r = odd[:, 1::2].sum() / np.sqrt(spread)
    return float(2.0 * r / (1.0 + r)) if r > -1.0 else float("nan")


def _misfit(uniquenesses: FloatArray, correlation: FloatArray) -> tuple[float, FloatArray]:
    """The likelihood's discrepancy with the loadings at their best, and its gradient."""
    root = np.sqrt(uniquenesses)
    eigenvalues = np.linalg.eigvalsh(correlation / np.outer(root, root))
    rest = np.maximum(eigenvalues[:-1], 1e-12)
    loadings = _loadings(uniquenesses, correlation)
    residual = loadings**2 + uniquenesses - np.diag(correlation)
    return float((rest - np.log(rest) - 1.0).sum()), residual / uniquenesses**2


def _loadings(uniquenesses: FloatArray, correlation: FloatArray) -> FloatArray:
    root = np.sqrt(uniquenesses)
    eigenvalues, eigenvectors = np.linalg.eigh(correlation / np.outer(root, root))
    return np.asarray(root * eigenvectors[:, -1] * np.sqrt(max(eigenvalues[-1] - 1.0, 0.0)))
