"""The array types of the package, and how a wrong shape is named."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.int_]


def vector(values: ArrayLike, where: str, name: str, length: int | None = None) -> FloatArray:
    """(n,) floats.

    Raises:
        ValueError: `values` is not one-dimensional, or not of the wanted length.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or (length is not None and array.size != length):
        wanted = "n" if length is None else length
        raise ValueError(f"{where}: {name} must be ({wanted},); got {array.shape}")
    return array


def matrix(values: ArrayLike, where: str, name: str, axes: str) -> FloatArray:
    """(n, m) floats; `axes` is how the message names them, such as "(n_persons, n_items)".

    Raises:
        ValueError: `values` is not two-dimensional.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError(f"{where}: {name} must be {axes}; got {array.shape}")
    return array


def non_negative(values: ArrayLike, where: str, name: str) -> FloatArray:
    """Floats of any shape, none of them below 0; NaN passes.

    Raises:
        ValueError: a value is negative or infinite.
    """
    array = np.asarray(values, dtype=np.float64)
    if (array < 0).any() or np.isinf(array).any():
        raise ValueError(f"{where}: {name} must be finite and not negative")
    return array


def binary(values: ArrayLike, where: str, name: str) -> FloatArray:
    """Floats of any shape that are 0, 1 or NaN.

    Raises:
        ValueError: there is another value.
    """
    array = np.asarray(values, dtype=np.float64)
    if not ((array == 0) | (array == 1) | np.isnan(array)).all():
        raise ValueError(f"{where}: {name} must hold 0, 1 or NaN")
    return array
