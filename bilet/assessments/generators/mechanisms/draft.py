"""What all mechanisms have in common: the shape of a draft, letters, arrows."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import Point, n, path
from bilet.assessments.generators.question import Figure

WIDTH = 320.0


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    answers: tuple[str, ...]  # in the order shown; the right one is at the place asked for
    figure: Figure
    explanation: str
    difficulty: float  # the authors' guess of Rasch b, until there are answers
    features: Mapping[str, Any]  # the mechanism itself, so that it can be worked out anew


@dataclass(frozen=True, slots=True)
class Kind:
    make: Callable[[Dice, int], Draft]  # (dice, place of the right answer from 0)
    options: int

    @property
    def name(self) -> str:
        """Such as "gears.fastest"."""
        return f"{self.make.__module__.rpartition('.')[2]}.{self.make.__name__}"


def letters(count: int) -> list[str]:
    """Names of parts, in the alphabet of the language."""
    return list(gettext("ABCDE"))[:count]


def bent_arrow(centre: Point, radius: float, *, clockwise: bool) -> str:
    """An arrow along the upper part of a circle: which way it turns."""
    way = 1 if clockwise else -1
    start, end = (_at(centre, radius, -90 + way * angle) for angle in (-65, 65))
    sweep = "1" if clockwise else "0"
    arc = (
        f'<path d="M{n(start[0])} {n(start[1])}A{n(radius)} {n(radius)} 0 0 {sweep} '
        f'{n(end[0])} {n(end[1])}" stroke-width="2.5"/>'
    )
    return arc + _head(end, -90 + way * 65 + way * 90 - way * 8)


def straight_arrow(start: Point, end: Point) -> str:
    angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    d = f"M{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}"
    return f'<path d="{d}" stroke-width="2.5"/>' + _head(end, angle)


def _head(tip: Point, angle: float) -> str:
    """A filled head that looks along `angle`, a little beyond the tip."""
    ahead, left, right = (_at(tip, r, angle + a) for r, a in ((5, 0), (6, 135), (6, -135)))
    return path([ahead, left, right], fill="solid")


def _at(centre: Point, radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def listed(parts: Sequence[str]) -> str:
    return ", ".join(parts)
