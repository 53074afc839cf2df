"""Where a person stands: EAP, MAP and Warm's estimate, each with its standard error.

Plain maximum likelihood is left out on purpose: it is infinite for anyone who solves all or
nothing, and no child is to be told that.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import expit

from bilet.psychometrics.arrays import FloatArray, binary, matrix
from bilet.psychometrics.irt.models import information, items, probability

_LIMIT = 10.0  # no estimate lies further out
_GRID = np.linspace(-_LIMIT, _LIMIT, 201)
_HALVINGS = 36
_CHUNK = 8_192  # persons at a time


class Estimate(NamedTuple):
    """Positions and their standard errors, each (n_persons,); NaN where nothing was answered."""

    theta: FloatArray
    error: FloatArray


class _Persons(NamedTuple):
    right: FloatArray  # (n_persons, n_items), 1 right, else 0
    known: FloatArray  # the same shape, 1 answered
    a: FloatArray
    b: FloatArray
    c: FloatArray


class _Terms(NamedTuple):
    """What each item adds at each theta, (n_thetas, n_items)."""

    gain: FloatArray  # to the slope of the log-likelihood by a right answer
    loss: FloatArray  # and by a wrong one
    told: FloatArray  # information, P'^2 / (P Q)
    bend: FloatArray  # P' P'' / (P Q), of Warm's correction


def eap(
    responses: FloatArray,
    a: FloatArray,
    b: FloatArray,
    c: FloatArray | None = None,
    *,
    variance: float = 1.0,
    n_nodes: int = 61,
) -> Estimate:
    """Mean of what is believed of a person after the answers (expected a posteriori).

    Args:
        responses: (n_persons, n_items), 1 right, 0 wrong, NaN not presented (left out).
        a: (n_items,), discriminations.
        b: (n_items,), difficulties.
        c: (n_items,), guessing; none without it.
        variance: Of theta in the group, mean 0; a Rasch calibration reports its own.
        n_nodes: Points of the quadrature from -6 to 6 standard deviations.

    Returns:
        An `Estimate`: posterior mean and posterior standard deviation. Without any answer
        the mean is 0 and the error that of the group.

    Raises:
        ValueError: the shapes disagree, an answer is not 0, 1 or NaN, or the variance is not
            positive.

    Notes:
        Bock & Mislevy (1982), Applied Psychological Measurement 6(4), 431-444,
        https://doi.org/10.1177/014662168200600405
    """
    persons = _check("eap", responses, a, b, c)
    if not variance > 0 or n_nodes < 5:
        raise ValueError(f"eap: variance must be above 0 and n_nodes 5 or more; got {variance}")
    spread = np.sqrt(variance)
    nodes = np.linspace(-6.0, 6.0, n_nodes) * spread
    p = np.clip(probability(nodes, persons.a, persons.b, persons.c), 1e-300, 1.0)
    q = np.clip(1.0 - persons.c, 0.0, 1.0) * expit(-persons.a * (nodes[:, None] - persons.b))
    log_right, log_wrong = np.log(p), np.log(np.maximum(q, 1e-300))
    theta, error = np.empty(len(persons.right)), np.empty(len(persons.right))
    for start in range(0, theta.size, _CHUNK):
        rows = slice(start, start + _CHUNK)
        joint = persons.right[rows] @ (log_right - log_wrong).T + persons.known[rows] @ log_wrong.T
        joint -= 0.5 * (nodes / spread) ** 2
        weight = np.exp(joint - joint.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        theta[rows] = weight @ nodes
        error[rows] = np.sqrt(np.maximum(weight @ nodes**2 - theta[rows] ** 2, 0.0))
    return Estimate(theta, error)


def map_estimates(
    responses: FloatArray,
    a: FloatArray,
    b: FloatArray,
    c: FloatArray | None = None,
    *,
    variance: float = 1.0,
) -> Estimate:
    """Most believable position after the answers (maximum a posteriori).

    Args:
        responses: (n_persons, n_items), 1 right, 0 wrong, NaN not presented.
        a: (n_items,), discriminations.
        b: (n_items,), difficulties.
        c: (n_items,), guessing; none without it.
        variance: Of theta in the group, mean 0.

    Returns:
        An `Estimate`; the error is 1 / sqrt(information + 1 / variance). Where the posterior
        has several peaks (3PL), the highest.

    Raises:
        ValueError: the shapes disagree, an answer is not 0, 1 or NaN, or the variance is not
            positive.

    Notes:
        Samejima (1969), Psychometrika Monograph 17.
    """
    persons = _check("map_estimates", responses, a, b, c)
    if not variance > 0:
        raise ValueError(f"map_estimates: variance must be above 0; got {variance}")
    theta = _by_chunks(persons, 1.0 / variance, warm=False)
    return Estimate(theta, 1.0 / np.sqrt(_given_information(theta, persons) + 1.0 / variance))


def wle(
    responses: FloatArray, a: FloatArray, b: FloatArray, c: FloatArray | None = None
) -> Estimate:
    """Warm's weighted likelihood estimate: nearly unbiased, finite, without a prior.

    Args:
        responses: (n_persons, n_items), 1 right, 0 wrong, NaN not presented.
        a: (n_items,), discriminations.
        b: (n_items,), difficulties.
        c: (n_items,), guessing; none without it.

    Returns:
        An `Estimate` within -10 to 10; the error is 1 / sqrt(information). On a short test
        an all-right or all-wrong sheet lies far out with a large error: prefer `eap` there.

    Raises:
        ValueError: the shapes disagree or an answer is not 0, 1 or NaN.

    Notes:
        Warm (1989), Psychometrika 54(3), 427-450, https://doi.org/10.1007/BF02294627
    """
    persons = _check("wle", responses, a, b, c)
    theta = _by_chunks(persons, 0.0, warm=True)
    theta[persons.known.sum(axis=1) == 0] = np.nan
    given = np.maximum(_given_information(np.nan_to_num(theta), persons), 1e-12)
    return Estimate(theta, np.where(np.isnan(theta), np.nan, 1.0 / np.sqrt(given)))


def marginal_reliability(estimate: Estimate, *, variance: float = 1.0) -> float:
    """Reliability of EAP positions in the group: 1 - mean squared error / variance.

    Args:
        estimate: What `eap` returned.
        variance: Of theta in the group.

    Returns:
        At most 1. An error of .40 throughout is a reliability of .84.

    Raises:
        ValueError: the variance is not positive.
    """
    if not variance > 0:
        raise ValueError(f"marginal_reliability: variance must be above 0; got {variance}")
    return float(1.0 - np.nanmean(estimate.error**2) / variance)


def _check(
    where: str, responses: FloatArray, a: FloatArray, b: FloatArray, c: FloatArray | None
) -> _Persons:
    a, b, guess = items(a, b, c)
    responses = matrix(responses, where, "responses", "(n_persons, n_items)")
    responses = binary(responses, where, "responses")
    if responses.shape[1] != a.size:
        raise ValueError(
            f"{where}: responses must be (n_persons, {a.size}) for {a.size} items; "
            f"got {responses.shape}"
        )
    known = ~np.isnan(responses)
    return _Persons(np.where(known, responses, 0.0), known.astype(np.float64), a, b, guess)


def _by_chunks(persons: _Persons, prior: float, *, warm: bool) -> FloatArray:
    theta = np.empty(len(persons.right))
    for start in range(0, theta.size, _CHUNK):
        rows = slice(start, start + _CHUNK)
        some = persons._replace(right=persons.right[rows], known=persons.known[rows])
        theta[rows] = _peak(some, prior, warm=warm)
    return theta


def _peak(persons: _Persons, prior: float, *, warm: bool) -> FloatArray:
    """The highest peak, where the slope falls through zero: on a grid, then halved in."""
    terms = _terms(_GRID, persons)
    wrong_answers = persons.known - persons.right
    sums = (
        persons.right @ terms.gain.T - wrong_answers @ terms.loss.T,
        persons.known @ terms.told.T,
        persons.known @ terms.bend.T,
    )
    lower, upper = _brackets(_slope(_GRID, sums, prior, warm=warm))
    for _ in range(_HALVINGS):
        middle = 0.5 * (lower + upper)
        here = _terms(middle, persons)
        sums = (
            (persons.right * here.gain - wrong_answers * here.loss).sum(axis=1),
            (persons.known * here.told).sum(axis=1),
            (persons.known * here.bend).sum(axis=1),
        )
        rising = _slope(middle, sums, prior, warm=warm) > 0
        lower, upper = np.where(rising, middle, lower), np.where(rising, upper, middle)
    return np.asarray(0.5 * (lower + upper))


def _brackets(slopes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Where the highest peak lies, given the slopes at the grid: between which two points.

    The height of a peak is the area under the slopes up to it. An end of the grid is a peak
    too if the curve rises towards it; both its points are that end.
    """
    width = _GRID[1] - _GRID[0]
    left, right = slopes[:, :-1], slopes[:, 1:]
    area = np.cumsum(np.pad((left + right) * width / 2.0, ((0, 0), (1, 0))), axis=1)
    falls = (left > 0) & (right <= 0)
    top = (
        area[:, :-1] + np.where(falls, left**2 * width / np.where(falls, left - right, 1.0), 0) / 2
    )
    heights = np.concatenate(
        [
            np.where(slopes[:, :1] <= 0, 0.0, -np.inf),
            np.where(falls, top, -np.inf),
            np.where(slopes[:, -1:] > 0, area[:, -1:], -np.inf),
        ],
        axis=1,
    )
    place = heights.argmax(axis=1)
    return _GRID[np.maximum(place - 1, 0)], _GRID[np.minimum(place, _GRID.size - 1)]


def _terms(theta: FloatArray, persons: _Persons) -> _Terms:
    a, c = persons.a, persons.c
    z = a * (theta[:, None] - persons.b)
    logistic, wrong = expit(z), expit(-z)
    share = a * logistic / np.maximum(c + (1.0 - c) * logistic, 1e-300)  # P' / (P Q)
    first = (1.0 - c) * a * logistic * wrong  # P'
    told = share * first
    return _Terms((1.0 - c) * share * wrong, a * logistic, told, told * a * (wrong - logistic))


def _slope(
    theta: FloatArray, sums: tuple[FloatArray, FloatArray, FloatArray], prior: float, *, warm: bool
) -> FloatArray:
    """Derivative of the log posterior, or of Warm's weighted log-likelihood, at each theta."""
    score, told, bend = sums
    if warm:
        return np.asarray(score + bend / (2.0 * np.maximum(told, 1e-300)))
    return np.asarray(score - prior * theta)


def _given_information(theta: FloatArray, persons: _Persons) -> FloatArray:
    told = information(theta, persons.a, persons.b, persons.c)
    return np.asarray((persons.known * told).sum(axis=1))
