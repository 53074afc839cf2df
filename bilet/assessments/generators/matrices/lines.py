"""Rules on figures made of lines: the third of a row is made from the first two.

The third row is made from the first two in the same way, so a rule can be read along rows and
along columns. Nine figures are kept only when the first two rows (and columns) show what happens
to every kind of line that the third one has.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.matrices.cells import POOLS

ALL = 8  # lines an item is made of
MOST = 6  # lines in one cell


@dataclass(frozen=True, slots=True)
class Nine:
    cells: tuple[int, ...]  # sums of bits, row by row
    pool: int  # all lines that the item plays with


@dataclass(frozen=True, slots=True)
class Slip:
    """A line that one gets wrong, and in which of the first two cells it stands."""

    name: str
    line: int


def nine(dice: Dice, kind: str) -> Nine:
    while True:
        groups = [dice.one_of(_SHARED[kind])] + [dice.one_of(_GROUPS[kind]) for _ in range(ALL - 1)]
        made = _filled(kind, groups)
        if _is_good(kind, made):
            pool = dice.shuffled(dice.one_of(POOLS))
            return Nine(tuple(_placed(cell, pool) for cell in made), _placed((1 << ALL) - 1, pool))


def slips(dice: Dice, made: Nine, *, left_out: int, added: int) -> list[Slip]:
    """So many lines of the right cell that may be left out, then so many that may be added.

    Lines that another rule would add come before those that no rule would.
    """
    first, second, right = made.cells[6:]
    named = (
        ("common", first & second),
        ("first", first & ~second),
        ("second", second & ~first),
        ("extra", made.pool & ~(first | second)),
    )
    single = [Slip(name, 1 << bit) for name, lines in named for bit in _bits(lines)]
    mixed = sorted(dice.shuffled(single), key=lambda slip: slip.name == "extra")
    present = [slip for slip in mixed if slip.line & right]
    absent = [slip for slip in mixed if not slip.line & right]
    return present[:left_out] + absent[:added]


def _filled(kind: str, groups: list[int]) -> list[int]:
    """`groups` say for each line in which of the four corner cells it stands (bits 1 2 4 8)."""
    a, b, d, e = (
        sum((group >> corner & 1) << line for line, group in enumerate(groups))
        for corner in range(4)
    )
    made = _MADE[kind]
    c, f = made(a, b), made(d, e)
    return [a, b, c, d, e, f, made(a, d), made(b, e), made(c, f)]


def _is_good(kind: str, cells: list[int]) -> bool:
    if not all(cell.bit_count() <= MOST for cell in cells) or cells[8].bit_count() < 2:
        return False
    rows = [tuple(cells[n : n + 3]) for n in (0, 3, 6)]
    down = [tuple(cells[n::3]) for n in (0, 1, 2)]
    if not all(cells) or any(len(set(three)) < 3 for three in rows + down):
        return False
    common = (rows[2][0] & rows[2][1]).bit_count()
    return common in _COMMON[kind] and _is_told(rows) and _is_told(down)


def _is_told(threes: list[tuple[int, ...]]) -> bool:
    """Whether the third pair holds no kind of line that the first two pairs do not show."""
    told = {kind for a, b, _ in threes[:2] for kind in _kinds(a, b)}
    return told >= set(_kinds(threes[2][0], threes[2][1]))


@lru_cache(maxsize=1 << 16)
def _kinds(a: int, b: int) -> tuple[str, ...]:
    named = (("both", a & b), ("first", a & ~b), ("second", b & ~a))
    return tuple(name for name, lines in named if lines)


def _placed(cell: int, pool: list[int]) -> int:
    return sum(1 << pool[line] for line in _bits(cell))


def _bits(lines: int) -> Iterator[int]:
    return (bit for bit in range(lines.bit_length()) if lines >> bit & 1)


_MADE: dict[str, Callable[[int, int], int]] = {
    "join": lambda a, b: a | b,
    "or": lambda a, b: a | b,
    "and": lambda a, b: a & b,
    "xor": lambda a, b: a ^ b,
}
# How many lines the first two cells of the last row share: of one line alone it can be told
# from an option whether it was treated by another rule.
_COMMON = {"join": (0,), "or": (1,), "and": (2, 3), "xor": (1,)}
# In which of the four corner cells a line may stand: a sum of bits for each. One line is thrown
# from the first table, so that the last row has one to share; the others come from the second.
_SHARED: dict[str, tuple[int, ...]] = {
    "join": (0, 1, 2, 4, 8),
    "or": (3, 7, 11, 12, 13, 14, 15),
    "and": (15,),
    "xor": (3, 6, 9, 12),
}
_GROUPS: dict[str, tuple[int, ...]] = {
    "join": (0, 1, 2, 4, 8),
    "or": (0, 0, 0, 1, 2, 4, 5, 8, 10),
    "and": (15, 15, 7, 11, 13, 14, 3, 5, 10, 12, 0),
    "xor": tuple(range(16)),
}
