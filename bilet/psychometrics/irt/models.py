"""Probability of a right answer and what it tells: Rasch, 2PL and 3PL.

Everywhere: P = c + (1 - c) / (1 + exp(-a (theta - b))). A larger b is a *harder* item; a is
on the logistic scale, without the factor 1.702. Rasch is a = 1, c = 0; 2PL is c = 0.
"""

import numpy as np
from scipy.special import expit

from bilet.psychometrics.arrays import FloatArray, vector

NORMAL_OGIVE = 1.702
"""The factor D that brings a logistic curve within .01 of the normal ogive."""


def probability(
    theta: FloatArray, a: FloatArray, b: FloatArray, c: FloatArray | None = None
) -> FloatArray:
    """Probability of a right answer.

    Args:
        theta: (n_persons,), positions on the trait.
        a: (n_items,), discriminations, logistic scale; ones for Rasch.
        b: (n_items,), difficulties, in units of theta.
        c: (n_items,), guessing, in [0, 1); none without it.

    Returns:
        (n_persons, n_items), from c to 1.

    Raises:
        ValueError: the lengths disagree or c lies outside [0, 1).

    Notes:
        Birnbaum (1968), in Lord & Novick, Statistical Theories of Mental Test Scores,
        ch. 17-20; Rasch (1960), Probabilistic Models for Some Intelligence and Attainment
        Tests.

    Examples:
        >>> probability(np.array([0.0]), np.array([1.0, 1.0]), np.array([0.0, 30.0]),
        ...             np.array([0.0, 0.25]))
        array([[0.5 , 0.25]])
    """
    a, b, guess = items(a, b, c)
    theta = vector(theta, "probability", "theta")
    return np.asarray(guess + (1.0 - guess) * expit(a * (theta[:, None] - b)))


def information(
    theta: FloatArray, a: FloatArray, b: FloatArray, c: FloatArray | None = None
) -> FloatArray:
    """Fisher information of each item at each position.

    Args:
        theta: (n_persons,), positions on the trait.
        a: (n_items,), discriminations, logistic scale.
        b: (n_items,), difficulties.
        c: (n_items,), guessing, in [0, 1); none without it.

    Returns:
        (n_persons, n_items), 0 or more; 1 / sqrt(sum over the items) is the standard error.

    Raises:
        ValueError: the lengths disagree or c lies outside [0, 1).

    Notes:
        a^2 (Q / P) ((P - c) / (1 - c))^2: Lord (1980), Applications of Item Response Theory
        to Practical Testing Problems, eq. 5-9 and 4-43.
    """
    a, b, guess = items(a, b, c)
    theta = vector(theta, "information", "theta")
    logistic = expit(a * (theta[:, None] - b))
    wrong = expit(-a * (theta[:, None] - b))
    right = guess + (1.0 - guess) * logistic
    safe = np.where(right > 0, right, 1.0)
    return np.asarray(a**2 * (1.0 - guess) * wrong * logistic**2 / safe)


def log_odds_scale(
    slopes: FloatArray, intercepts: FloatArray, *, factor: float = 1.0
) -> tuple[FloatArray, FloatArray]:
    """Discrimination and difficulty from other programs' slopes and intercepts.

    Args:
        slopes: (n_items,), not 0.
        intercepts: (n_items,), d of "slope * theta + d": a larger d is an *easier* item.
        factor: 1 if the program's curve is 1 / (1 + exp(-(slope * theta + d))); 1.702 if
            the program writes D = 1.702 in front.

    Returns:
        a: (n_items,), logistic scale.
        b: (n_items,), -intercept / slope.

    Raises:
        ValueError: the lengths disagree or a slope is 0.
    """
    slopes = vector(slopes, "log_odds_scale", "slopes")
    intercepts = vector(intercepts, "log_odds_scale", "intercepts", slopes.size)
    if (slopes == 0).any():
        raise ValueError("log_odds_scale: a slope is 0: the item has no difficulty")
    return factor * slopes, -intercepts / slopes


def items(
    a: FloatArray, b: FloatArray, c: FloatArray | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The three parameters of the items, each (n_items,), checked.

    Raises:
        ValueError: the lengths disagree, a number is missing, or c lies outside [0, 1).
    """
    a = vector(a, "irt", "a")
    b = vector(b, "irt", "b", a.size)
    guess = np.zeros(a.size) if c is None else vector(c, "irt", "c", a.size)
    if not (np.isfinite(a) & np.isfinite(b) & (guess >= 0) & (guess < 1)).all():
        raise ValueError("irt: a and b must be finite and c in [0, 1)")
    return a, b, guess
