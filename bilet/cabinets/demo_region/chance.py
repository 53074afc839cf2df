"""Chance that falls the same way every time.

Every part of the demo has dice of its own, named by what they are for: a pupil more does not
change the answers of all the others.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from bilet.assessments.generators.dice import Dice

T = TypeVar("T")


class Chance(Dice):
    def __init__(self, *names: object) -> None:
        digest = sha256("/".join(map(str, names)).encode()).digest()
        super().__init__(int.from_bytes(digest[:8], "big"))

    def share(self) -> float:
        """A number from 0 to 1."""
        return self._throw()

    def happens(self, likely: float) -> bool:
        return self._throw() < likely

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        """Nearly normal: the sum of twelve throws."""
        return mean + sd * (sum(self._throw() for _ in range(12)) - 6)

    def one_by_weight(self, things: Sequence[T], weights: Sequence[float]) -> T:
        left = self._throw() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]
