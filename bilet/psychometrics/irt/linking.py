"""Bringing a newly calibrated bank onto the scale of the old one by common items."""

import numpy as np
from scipy.optimize import minimize

from bilet.psychometrics.arrays import BoolArray, FloatArray
from bilet.psychometrics.irt.models import items, probability

_NODES = np.linspace(-4.0, 4.0, 41)
_WEIGHTS = np.exp(-0.5 * _NODES**2) / np.exp(-0.5 * _NODES**2).sum()


def link(
    a: FloatArray, b: FloatArray, *, slope: float, shift: float
) -> tuple[FloatArray, FloatArray]:
    """Items moved to the scale theta_old = slope * theta_new + shift.

    Args:
        a: (n_items,), discriminations on the new scale.
        b: (n_items,), difficulties on the new scale.
        slope: Above 0.
        shift: In units of the old scale.

    Returns:
        a / slope and slope * b + shift.

    Raises:
        ValueError: the lengths disagree or the slope is not positive.
    """
    a, b, _ = items(a, b, None)
    if not slope > 0:
        raise ValueError(f"link: slope must be above 0; got {slope}")
    return a / slope, slope * b + shift


def stocking_lord(
    new: tuple[FloatArray, FloatArray],
    old: tuple[FloatArray, FloatArray],
    *,
    furthest: float = 0.5,
) -> tuple[float, float, BoolArray]:
    """Slope and shift from the common items' test characteristic curves.

    Args:
        new: a and b of the common items in the new calibration, each (n_items,).
        old: a and b of the same items on the old scale, each (n_items,).
        furthest: Anchors whose difficulty moved further than this are dropped.

    Returns:
        slope: of theta_old = slope * theta_new + shift.
        shift: in units of the old scale.
        kept: (n_items,), False for the anchors that were dropped.

    Raises:
        ValueError: the lengths disagree, or fewer than three anchors are left.

    Notes:
        Stocking & Lord (1983), Applied Psychological Measurement 7(2), 201-210,
        https://doi.org/10.1177/014662168300700208. The worst anchor is dropped and the rest
        fitted again until none lies too far.
    """
    a_new, b_new, _ = items(*new, None)
    a_old, b_old, _ = items(*old, None)
    if a_new.shape != a_old.shape:
        raise ValueError(
            f"stocking_lord: new and old must be the same (n_items,); got {a_new.shape} "
            f"and {a_old.shape}"
        )
    kept = np.ones(a_new.size, dtype=np.bool_)
    while True:
        if kept.sum() < 3:
            raise ValueError("stocking_lord: fewer than three anchors agree; do not link")
        slope, shift = _fit((a_new[kept], b_new[kept]), (a_old[kept], b_old[kept]))
        moved = np.where(kept, np.abs(slope * b_new + shift - b_old), 0.0)
        if moved.max() <= furthest:
            return slope, shift, kept
        kept[moved.argmax()] = False


def _fit(
    new: tuple[FloatArray, FloatArray], old: tuple[FloatArray, FloatArray]
) -> tuple[float, float]:
    target = probability(_NODES, *old).sum(axis=1)
    slope = float(np.std(old[1])) / max(float(np.std(new[1])), 1e-6)
    slope = min(max(slope, 0.2), 5.0)
    start = np.array([np.log(slope), np.median(old[1]) - slope * np.median(new[1])])

    def distance(x: FloatArray) -> float:
        a, b = link(*new, slope=float(np.exp(x[0])), shift=float(x[1]))
        return float(_WEIGHTS @ (target - probability(_NODES, a, b).sum(axis=1)) ** 2)

    options = {"xatol": 1e-8, "fatol": 1e-14, "maxiter": 4000}
    x = minimize(distance, start, method="Nelder-Mead", options=options).x
    return float(np.exp(x[0])), float(x[1])
