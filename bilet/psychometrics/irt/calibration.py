"""Item parameters from answers: marginal maximum likelihood by the EM algorithm."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit, logsumexp

from bilet.psychometrics.arrays import FloatArray, binary, matrix

_STEEPEST = 8.0
_FURTHEST = 12.0  # of an intercept
_M_STEPS = 3
_RIDGE = 1e-9


@dataclass(frozen=True)
class Calibration:
    """A calibrated bank: P = 1 / (1 + exp(-a (theta - b)))."""

    a: FloatArray  # (n_items,), discriminations; ones for Rasch
    b: FloatArray  # (n_items,), difficulties
    a_errors: FloatArray  # (n_items,), standard errors; 0 where fixed
    b_errors: FloatArray  # (n_items,)
    latent_variance: float  # of theta, whose mean is 0
    log_likelihood: float
    converged: bool
    n_steps: int


@dataclass(frozen=True)
class _Data:
    right: FloatArray  # (n_patterns, n_items), 1 right, else 0
    answered: FloatArray | None  # the same shape; None if nothing is missing
    counts: FloatArray  # (n_patterns,)
    nodes: FloatArray  # (n_nodes,)
    log_weights: FloatArray  # (n_nodes,)


@dataclass(frozen=True)
class _Expected:
    """What the E-step hands over."""

    tried: FloatArray  # (n_nodes, n_items), expected number of answers
    right: FloatArray  # (n_nodes, n_items), expected number of right answers
    log_likelihood: float


def calibrate_2pl(
    responses: FloatArray, *, n_nodes: int = 61, tolerance: float = 1e-6, max_steps: int = 500
) -> Calibration:
    """Discrimination and difficulty of each item, for theta ~ N(0, 1).

    Args:
        responses: (n_persons, n_items), 1 right, 0 wrong, NaN not presented (and left out:
            omissions that mean "I do not know" are 0).
        n_nodes: Points of the quadrature from -6 to 6.
        tolerance: Largest change of a slope or intercept at which the search stops.
        max_steps: EM steps to take at most.

    Returns:
        A `Calibration` with latent variance 1.

    Raises:
        ValueError: the shape is wrong, there are fewer than three items, an answer is not 0,
            1 or NaN, or an item was answered alike by all.

    Notes:
        Bock & Aitkin (1981), Psychometrika 46(4), 443-459,
        https://doi.org/10.1007/BF02293801; speeded up by squared extrapolation, Varadhan &
        Roland (2008), Scandinavian Journal of Statistics 35(2), 335-353,
        https://doi.org/10.1111/j.1467-9469.2007.00585.x. Standard errors from the cross
        products of the persons' scores.
    """
    data = _prepare("calibrate_2pl", responses, n_nodes, 3)
    n_items = data.right.shape[1]
    start = np.concatenate([np.ones(n_items), _start(data)])
    x, step, ok = _climb(lambda at: _step(data, at, _free_slopes), start, tolerance, max_steps)
    slopes, intercepts = x[:n_items], x[n_items:]
    covariance = _covariance(data, slopes, intercepts)
    b = -intercepts / slopes
    spread = np.diag(covariance)
    cross = np.diag(covariance[:n_items, n_items:])
    b_variance = (spread[n_items:] + b**2 * spread[:n_items] + 2.0 * b * cross) / slopes**2
    return Calibration(
        a=slopes,
        b=b,
        a_errors=np.sqrt(spread[:n_items]),
        b_errors=np.sqrt(np.maximum(b_variance, 0.0)),
        latent_variance=1.0,
        log_likelihood=_expect(data, slopes, intercepts).log_likelihood,
        converged=ok,
        n_steps=step,
    )


def calibrate_rasch(
    responses: FloatArray, *, n_nodes: int = 61, tolerance: float = 1e-6, max_steps: int = 500
) -> Calibration:
    """Difficulty of each item with equal discriminations of 1 and a free variance of theta.

    Args:
        responses: (n_persons, n_items), 1 right, 0 wrong, NaN not presented.
        n_nodes: Points of the quadrature from -6 to 6 standard deviations.
        tolerance: Largest change of a parameter at which the search stops.
        max_steps: EM steps to take at most.

    Returns:
        A `Calibration` with a = 1; theta ~ N(0, latent_variance).

    Raises:
        ValueError: as for `calibrate_2pl`, from two items on.

    Notes:
        Thissen (1982), Psychometrika 47(2), 175-186, https://doi.org/10.1007/BF02296273
    """
    data = _prepare("calibrate_rasch", responses, n_nodes, 2)
    n_items = data.right.shape[1]
    start = np.concatenate([[1.0], _start(data)])
    x, step, ok = _climb(lambda at: _step(data, at, _one_slope), start, tolerance, max_steps)
    slopes, intercepts = np.full(n_items, x[0]), x[1:]
    tied = np.zeros((n_items + 1, 2 * n_items))
    tied[0, :n_items] = 1.0
    tied[1:, n_items:] = np.eye(n_items)
    covariance = _covariance(data, slopes, intercepts, tied)
    return Calibration(
        a=np.ones(n_items),
        b=-intercepts,
        a_errors=np.zeros(n_items),
        b_errors=np.sqrt(np.diag(covariance)[1:]),
        latent_variance=float(x[0] ** 2),
        log_likelihood=_expect(data, slopes, intercepts).log_likelihood,
        converged=ok,
        n_steps=step,
    )


def _prepare(where: str, responses: FloatArray, n_nodes: int, least: int) -> _Data:
    responses = matrix(responses, where, "responses", "(n_persons, n_items)")
    responses = binary(responses, where, "responses")
    if responses.shape[1] < least or n_nodes < 5:
        raise ValueError(
            f"{where}: needs {least} items and 5 nodes or more; "
            f"got {responses.shape} and {n_nodes} nodes"
        )
    patterns, counts = _patterns(responses[~np.isnan(responses).all(axis=1)])
    known = ~np.isnan(patterns)
    right = np.where(known, patterns, 0.0)
    share = (counts @ right) / np.maximum(counts @ known, 1.0)
    if alike := np.flatnonzero((share == 0) | (share == 1)).tolist():
        raise ValueError(f"{where}: items {alike} were answered alike by all")
    nodes = np.linspace(-6.0, 6.0, n_nodes)
    weights = -0.5 * nodes**2
    answered = None if known.all() else known.astype(np.float64)
    return _Data(right, answered, counts, nodes, weights - logsumexp(weights))


def _patterns(responses: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Different answer sheets and how many persons gave each, where few items repeat them."""
    n_persons, n_items = responses.shape
    if n_items > 20:
        return responses, np.ones(n_persons)
    digits = np.where(np.isnan(responses), 2.0, responses) @ (3.0 ** np.arange(n_items))
    _, first, counts = np.unique(digits, return_index=True, return_counts=True)
    return responses[first], counts.astype(np.float64)


def _start(data: _Data) -> FloatArray:
    """Intercepts from the share of right answers."""
    tried = data.counts.sum() if data.answered is None else data.counts @ data.answered
    share = (data.counts @ data.right + 0.5) / (tried + 1.0)
    return np.asarray(1.2 * np.log(share / (1.0 - share)))


def _posterior(
    data: _Data, slopes: FloatArray, intercepts: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """(n_patterns, n_nodes) posterior weights and (n_patterns,) marginal log-likelihoods."""
    logits = data.nodes[:, None] * slopes + intercepts
    log_wrong = log_expit(-logits)
    joint = data.right @ logits.T + data.log_weights
    if data.answered is None:
        joint += log_wrong.sum(axis=1)
    else:
        joint += data.answered @ log_wrong.T
    top = joint.max(axis=1, keepdims=True)
    np.subtract(joint, top, out=joint)
    np.exp(joint, out=joint)
    total = joint.sum(axis=1, keepdims=True)
    np.divide(joint, total, out=joint)
    return joint, (top + np.log(total))[:, 0]


def _expect(data: _Data, slopes: FloatArray, intercepts: FloatArray) -> _Expected:
    posterior, log_likelihoods = _posterior(data, slopes, intercepts)
    posterior *= data.counts[:, None]
    right = posterior.T @ data.right
    if data.answered is None:
        tried = np.broadcast_to(posterior.sum(axis=0)[:, None], right.shape)
    else:
        tried = posterior.T @ data.answered
    return _Expected(tried, right, float(data.counts @ log_likelihoods))


_Maximise = Callable[[FloatArray, _Expected, FloatArray], FloatArray]


def _step(data: _Data, x: FloatArray, maximise: _Maximise) -> tuple[FloatArray, float]:
    """One EM step from x: the better parameters, and the log-likelihood at x."""
    n_items = data.right.shape[1]
    slopes = np.broadcast_to(x[:-n_items], n_items)
    expected = _expect(data, slopes, x[-n_items:])
    for _ in range(_M_STEPS):
        x = maximise(data.nodes, expected, x)
    return x, expected.log_likelihood


def _free_slopes(nodes: FloatArray, expected: _Expected, x: FloatArray) -> FloatArray:
    """A Newton step of every item's own logistic regression on the nodes."""
    slopes, intercepts = np.split(x, 2)
    p = expit(nodes[:, None] * slopes + intercepts)
    residual = expected.right - expected.tried * p
    weight = expected.tried * p * (1.0 - p)
    s0, s1, s2 = weight.sum(axis=0), nodes @ weight, nodes**2 @ weight
    g0, g1 = residual.sum(axis=0), nodes @ residual
    determinant = s0 * s2 - s1**2 + _RIDGE
    slope_step = np.clip((s0 * g1 - s1 * g0) / determinant, -1.0, 1.0)
    intercept_step = np.clip((s2 * g0 - s1 * g1) / determinant, -1.5, 1.5)
    return _bounded(np.concatenate([slopes + slope_step, intercepts + intercept_step]), x.size // 2)


def _one_slope(nodes: FloatArray, expected: _Expected, x: FloatArray) -> FloatArray:
    """A Newton step of all items' regressions with one slope in common."""
    slope, intercepts = x[0], x[1:]
    p = expit(nodes[:, None] * slope + intercepts)
    residual = expected.right - expected.tried * p
    weight = expected.tried * p * (1.0 - p)
    s0, s1 = weight.sum(axis=0) + _RIDGE, nodes @ weight
    g0 = residual.sum(axis=0)
    curve = (nodes**2 @ weight - s1**2 / s0).sum() + _RIDGE
    slope_step = float(np.clip((nodes @ residual - s1 * g0 / s0).sum() / curve, -1.0, 1.0))
    intercept_step = np.clip((g0 - s1 * slope_step) / s0, -1.5, 1.5)
    return _bounded(np.concatenate([[slope + slope_step], intercepts + intercept_step]), 1)


def _bounded(x: FloatArray, n_slopes: int) -> FloatArray:
    limit = np.full(x.size, _FURTHEST)
    limit[:n_slopes] = _STEEPEST
    return np.clip(x, -limit, limit)


def _climb(
    step: Callable[[FloatArray], tuple[FloatArray, float]],
    x: FloatArray,
    tolerance: float,
    max_steps: int,
) -> tuple[FloatArray, int, bool]:
    """EM with squared extrapolation; a leap that loses likelihood is taken back."""
    for n_steps in range(3, max_steps + 3, 3):
        first, here = step(x)
        second, _ = step(first)
        if np.abs(second - first).max() < tolerance:
            return second, n_steps, True
        move, bend = first - x, second - 2.0 * first + x
        length = max(float(np.linalg.norm(move)) / max(float(np.linalg.norm(bend)), 1e-12), 1.0)
        leap, there = step(x + 2.0 * length * move + length**2 * bend)
        x = leap if there >= here else second
    return x, max_steps, False


def _covariance(
    data: _Data, slopes: FloatArray, intercepts: FloatArray, tied: FloatArray | None = None
) -> FloatArray:
    """Inverse of the summed cross products of the persons' score vectors."""
    posterior, _ = _posterior(data, slopes, intercepts)
    p = expit(data.nodes[:, None] * slopes + intercepts)
    known: FloatArray | float = 1.0 if data.answered is None else data.answered
    by_intercept = data.right - known * (posterior @ p)
    mean = (posterior @ data.nodes)[:, None]
    by_slope = data.right * mean - known * (posterior @ (p * data.nodes[:, None]))
    scores = np.concatenate([by_slope, by_intercept], axis=1)
    if tied is not None:
        scores = scores @ tied.T
    products = (scores * data.counts[:, None]).T @ scores
    return np.asarray(np.linalg.pinv(products, hermitian=True))
