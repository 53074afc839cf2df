"""Pages of signs: some equal the sample, the others only look like it.

A sign is a ring with a gap on one of eight sides, with a dot inside or without: two features
that hold without any colour. Its name is a number, which the player draws: the side of the gap
clockwise from the top, 0 to 7, and 8 more when there is a dot.
"""

from dataclasses import dataclass

from bilet.assessments.generators.dice import Dice

SIDES = 8
SIGNS = tuple(str(number) for number in range(2 * SIDES))
TARGET_SHARE = 0.4
STRIP = 20  # every strip of so many signs holds the same number of targets
LOOKALIKES = 5


@dataclass(frozen=True, slots=True)
class Page:
    target: str
    cells: tuple[str, ...]

    def targets_before(self, end: int) -> int:
        return sum(cell == self.target for cell in self.cells[:end])


def targets_on_page(size: int) -> int:
    """How many targets a page of `size` signs has."""
    full, rest = divmod(size, STRIP)
    return full * round(STRIP * TARGET_SHARE) + round(rest * TARGET_SHARE)


def page(seed: int, block: int, size: int) -> Page:
    """The signs of one block, numbered from 1. The target is another one in every block."""
    dice = Dice(seed * 16 + block)
    # The order of the samples is thrown once for the sitting, so that none comes twice.
    target = Dice(seed * 16).shuffled(SIGNS)[block % len(SIGNS)]
    others = dice.sample(_neighbours(target), LOOKALIKES)
    cells: list[str] = []
    while len(cells) < size:
        strip = min(STRIP, size - len(cells))
        hits = round(strip * TARGET_SHARE)
        wrong = [others[(n + block) % LOOKALIKES] for n in range(strip - hits)]
        cells += dice.shuffled([target] * hits + wrong)
    return Page(target, tuple(cells))


def _neighbours(target: str) -> list[str]:
    """Signs that differ in the gap by one or two steps, in the dot, or in both a little."""
    side, dot = int(target) % SIDES, int(target) // SIDES
    same_dot = [_sign(side + step, dot) for step in (-2, -1, 1, 2)]
    return same_dot + [_sign(side + step, 1 - dot) for step in (-1, 0, 1)]


def _sign(side: int, dot: int) -> str:
    return str(side % SIDES + SIDES * dot)
