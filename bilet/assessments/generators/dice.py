"""Dice that fall the same way for ever.

Only `Random.random()` is promised to give the same numbers in every version of Python, so
everything here is built on it alone.
"""

import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    def __init__(self, seed: int) -> None:
        self._throw = random.Random(seed).random  # noqa: S311 # repeatable on purpose

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        return int(self._throw() * limit)

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def one_of(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The same things in another order (Fisher and Yates)."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def one_by_one(self, things: Sequence[T]) -> Iterator[T]:
        """All things in another order, thrown only as far as they are asked for."""
        left = list(things)
        while left:
            place = self.below(len(left))
            left[place], left[-1] = left[-1], left[place]
            yield left.pop()

    def sample(self, things: Sequence[T], count: int) -> list[T]:
        return self.shuffled(things)[:count]
