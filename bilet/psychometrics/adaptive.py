"""Adaptive tests: which item to show next, and when enough is known.

Everything follows from the answers so far, so a server keeps nothing between two requests
but the answers; chance comes from outside as a number in [0, 1).
"""

from dataclasses import dataclass

import numpy as np

from bilet.psychometrics.arrays import BoolArray, FloatArray, IntArray, binary, vector
from bilet.psychometrics.irt.models import information, items, probability

ENOUGH = 0.40
"""Standard error at which guidance may stop: a marginal reliability of about .84."""

_NODES = np.linspace(-6.0, 6.0, 121)


def next_item(
    information_now: FloatArray, used: BoolArray, *, draw: float = 0.0, among: int = 5
) -> int:
    """The item to show: one of the `among` most informative, so that no item is worn out.

    Args:
        information_now: (n_items,), information at the present estimate.
        used: (n_items,), True where the item was shown or must not be.
        draw: A number in [0, 1), fresh for each item, that picks among the best.
        among: How many of the best take part; 1 is plain maximum information.

    Returns:
        The number of the item.

    Raises:
        ValueError: the lengths disagree, every item was used, draw lies outside [0, 1) or
            among is below 1.

    Notes:
        "Randomesque" selection: Kingsbury & Zara (1989), Applied Measurement in Education
        2(4), 359-375, https://doi.org/10.1207/s15324818ame0204_6
    """
    told = vector(information_now, "next_item", "information_now")
    used = np.asarray(used, dtype=np.bool_)
    if used.shape != told.shape:
        raise ValueError(f"next_item: used must be {told.shape} as items; got {used.shape}")
    if not 0 <= draw < 1 or among < 1:
        raise ValueError(f"next_item: draw in [0, 1) and among 1 or more; got {draw} and {among}")
    free = np.flatnonzero(~used)
    if not free.size:
        raise ValueError("next_item: every item was used")
    best = free[np.argsort(-told[free], kind="stable")[:among]]
    return int(best[int(draw * best.size)])


def is_enough(
    error: float, n_given: int, *, target: float = ENOUGH, least: int = 5, most: int = 16
) -> bool:
    """Whether the test may stop.

    Args:
        error: Standard error of the present estimate.
        n_given: Answers so far.
        target: Standard error to go below.
        least: Answers to have at least.
        most: Answers after which it ends in any case.

    Returns:
        True when the error is below the target after `least` answers, or after `most`.

    Raises:
        ValueError: 0 <= least <= most does not hold.
    """
    if not 0 <= least <= most:
        raise ValueError(f"is_enough: 0 <= least <= most must hold; got {least} and {most}")
    return n_given >= most or (n_given >= least and error < target)


@dataclass(frozen=True)
class Bank:
    """Calibrated items with their curves looked up in advance on a grid of positions.

    Build it once per version of an instrument with `bank` and keep it.
    """

    information: FloatArray  # (n_nodes, n_items)
    log_right: FloatArray  # (n_items, n_nodes)
    log_wrong: FloatArray  # (n_items, n_nodes)
    log_prior: FloatArray  # (n_nodes,)

    def estimate(self, given: IntArray, answers: FloatArray) -> tuple[float, float]:
        """EAP position and its standard error.

        Args:
            given: (n_given,), numbers of the items shown.
            answers: (n_given,), 1 right, 0 wrong; NaN is left out.

        Returns:
            Mean and standard deviation of the posterior; of the prior before any answer.

        Raises:
            ValueError: the lengths disagree or an answer is not 0, 1 or NaN.
        """
        given = np.asarray(given, dtype=np.int_)
        answers = binary(vector(answers, "estimate", "answers", given.size), "estimate", "answers")
        log_posterior = (
            self.log_prior
            + self.log_right[given[answers == 1]].sum(axis=0)
            + self.log_wrong[given[answers == 0]].sum(axis=0)
        )
        weight = np.exp(log_posterior - log_posterior.max())
        weight /= weight.sum()
        mean = float(weight @ _NODES)
        return mean, float(np.sqrt(weight @ (_NODES - mean) ** 2))

    def next_item(
        self, given: IntArray, answers: FloatArray, *, draw: float = 0.0, among: int = 5
    ) -> int:
        """The item to show after these answers; arguments as for `estimate` and `next_item`.

        Raises:
            ValueError: as for `estimate` and `next_item`.
        """
        theta, _ = self.estimate(given, answers)
        used = np.zeros(self.information.shape[1], dtype=np.bool_)
        used[np.asarray(given, dtype=np.int_)] = True
        place = round((theta - _NODES[0]) / (_NODES[1] - _NODES[0]))
        return next_item(self.information[place], used, draw=draw, among=among)


def bank(
    a: FloatArray, b: FloatArray, c: FloatArray | None = None, *, variance: float = 1.0
) -> Bank:
    """Look up the curves of a calibrated bank.

    Args:
        a: (n_items,), discriminations, logistic scale.
        b: (n_items,), difficulties.
        c: (n_items,), guessing; none without it.
        variance: Of theta in the group, mean 0.

    Returns:
        A `Bank`.

    Raises:
        ValueError: the lengths disagree, c lies outside [0, 1), or the variance is not
            positive.
    """
    a, b, guess = items(a, b, c)
    if not variance > 0:
        raise ValueError(f"bank: variance must be above 0; got {variance}")
    p = np.clip(probability(_NODES, a, b, guess), 1e-12, 1.0 - 1e-12)
    return Bank(
        information=information(_NODES, a, b, guess),
        log_right=np.log(p).T.copy(),
        log_wrong=np.log1p(-p).T.copy(),
        log_prior=-0.5 * _NODES**2 / variance,
    )
