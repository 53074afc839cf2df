"""What a cell of a matrix can show: layouts, their attributes and the values of each.

A cell is a mapping from attribute to value. `lines` is a sum of bits, one for each line of
`LINES`; `size` counts from 0; `turn` counts eighths of a full turn clockwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Value = int | str
Cell = Mapping[str, Value]
Changes = tuple[Value, Value, Value]

SHAPES = ("circle", "square", "triangle", "rhombus", "cross", "star")
POINTERS = ("arrow", "dome", "tee", "corner")  # each looks different in all eight turns
SMALL = ("circle", "square", "triangle", "cross")  # told apart when small, or with another inside
SHADINGS = ("none", "striped", "half", "solid")
TONES = ("none", "half", "solid")  # where stripes would be too few to be seen
TURNS = 8
LINES = (
    "top", "right", "bottom", "left",
    "up", "up_right", "right_ray", "down_right", "down", "down_left", "left_ray", "up_left",
)  # fmt: skip
SIDES, STRAIGHT, SLANTED = (0, 1, 2, 3), (4, 6, 8, 10), (5, 7, 9, 11)
# The eight lines an item is made of: not more, so that a cell stays easy to take in.
POOLS = (SIDES + SLANTED, SIDES + STRAIGHT, STRAIGHT + SLANTED)


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    values: Mapping[str, Sequence[Value]]  # attribute → what it can be, in order if it has one
    steady: Mapping[str, Sequence[Value]] = field(default_factory=dict)  # … while no rule moves it


SIZES = (0, 1, 2, 3)
ONE = Layout(
    "one", {"shape": SHAPES, "size": SIZES, "shading": SHADINGS}, steady={"size": SIZES[2:]}
)
SIZED = Layout("one", {"shape": SHAPES, "size": SIZES, "shading": TONES})
POINTER = Layout("pointer", {"shape": POINTERS, "turn": tuple(range(TURNS)), "shading": TONES})
MANY = Layout("many", {"shape": SMALL, "number": (1, 2, 3, 4, 5), "shading": TONES})
NESTED = Layout(
    "nested",
    {"shape": ("circle", "square", "triangle", "rhombus"), "inner": SMALL, "shading": TONES},
)
STROKES = Layout("strokes", {"lines": ()})
MARKED = Layout("marked", {"lines": (), "inner": SMALL, "shading": TONES})


def names_of(lines: int) -> tuple[str, ...]:
    return tuple(name for bit, name in enumerate(LINES) if lines >> bit & 1)


def plain(cell: Cell) -> dict[str, Value | tuple[str, ...]]:
    """The cell for readers outside: lines by their names."""
    return {
        name: names_of(value) if name == "lines" and isinstance(value, int) else value
        for name, value in cell.items()
    }
