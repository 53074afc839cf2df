"""Several measures of one thing as one: where it lies, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from bilet.psychometrics.arrays import non_negative, vector


@dataclass(frozen=True, slots=True)
class Pooled:
    value: float
    error: float
    between: float  # standard deviation between the measures beyond their errors; 0: they agree


def pooled(values: ArrayLike, errors: ArrayLike) -> Pooled:
    """The random-effects mean of measures that may disagree beyond their errors.

    Args:
        values: (n,), one or more measures of the same thing in the same units.
        errors: (n,), their standard errors, above 0.

    Returns:
        The mean by precision and its standard error. While the measures agree within their
        errors (Q <= n - 1), `between` is 0 and this is the fixed-effect mean, with the error
        1 / sqrt(sum of 1 / error^2). Beyond that the variance between the measures is added
        to each error: the mean moves towards the plain one, its error is never below the
        fixed-effect one. Two equally sure measures far apart give a band from one to the other.

    Raises:
        ValueError: there is no measure, the shapes disagree, a value is not finite or an error
            is not above 0.

    Notes:
        between^2 = max(0, (Q - (n - 1)) / (S1 - S2 / S1)), Q = sum w (value - fixed mean)^2,
        w = 1 / error^2, S1 = sum w, S2 = sum w^2: the estimate by moments.
        DerSimonian & Laird (1986), Controlled Clinical Trials 7(3), 177-188,
        https://doi.org/10.1016/0197-2456(86)90046-2
        With two or three measures the variance between them is itself little known; nothing
        is added for that.
    """
    values = vector(values, "pooled", "values")
    errors = non_negative(vector(errors, "pooled", "errors", values.size), "pooled", "errors")
    if values.size == 0 or not np.isfinite(values).all() or not (errors > 0).all():
        raise ValueError("pooled: values must be finite, errors above 0, and at least one of each")
    weights = errors**-2.0
    variance = 0.0
    if values.size > 1:
        excess = weights @ (values - np.average(values, weights=weights)) ** 2 - (values.size - 1)
        variance = max(0.0, float(excess / (weights.sum() - (weights @ weights) / weights.sum())))
    weights = 1.0 / (errors**2 + variance)
    mean = float(np.average(values, weights=weights))
    return Pooled(mean, float(weights.sum() ** -0.5), float(np.sqrt(variance)))
