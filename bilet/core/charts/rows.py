"""What the pictures are made of."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Band:
    """A score and how sure it is: the truth lies between `low` and `high`."""

    label: str
    value: float
    low: float
    high: float
    shown: str = ""  # how the number is written; empty: not written
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    shown: str = ""
    field: str = ""  # code of a field of work: its hue
    href: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one reason adds to the sum, or takes from it."""

    label: str
    value: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One region or municipality: an equal square, however large the land is."""

    code: str  # two to four letters
    name: str
    column: int
    row: int
    value: float | None
    shown: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A field of work as a line of the map."""

    field: str
    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """A trial on a line: liked or not, it is stamped once tried."""

    field: str
    title: str
    state: Literal["tried", "not_mine", "booked", "open"] = "tried"
