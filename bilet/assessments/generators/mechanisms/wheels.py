"""Wheels on paper: with teeth in mesh, or round with belts."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bilet.assessments.generators.drawing import Point, circle, label, line, n
from bilet.assessments.generators.mechanisms.draft import WIDTH

MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Link:
    """How a wheel drives another one."""

    one: str
    other: str
    how: str  # gear, belt, crossed (a belt in the shape of an eight) or axle

    def __iter__(self) -> Iterator[str]:
        return iter((self.one, self.other, self.how))


Sizes = Mapping[str, float]  # name → teeth or diameter
Places = dict[str, Point]


# --- wheels with teeth -------------------------------------------------------------------------


def train(sizes: Sizes, bends: Sequence[float]) -> Places:
    """Centres of wheels in mesh one after another; a wheel's radius is the number of its teeth.

    `bends`: the direction from each wheel to the next, in degrees.
    """
    names = list(sizes)
    places: Places = {names[0]: (0.0, 0.0)}
    for before, name, bend in zip(names, names[1:], bends, strict=False):
        x, y = places[before]
        reach, angle = sizes[before] + sizes[name], math.radians(bend)
        places[name] = (x + reach * math.cos(angle), y + reach * math.sin(angle))
    return places


def fitted(sizes: Sizes, places: Places, *, largest: float) -> tuple[float, Places, float]:
    """Scale, centres moved into the picture, and the picture's height."""
    left = min(x - sizes[name] for name, (x, _y) in places.items())
    right = max(x + sizes[name] for name, (x, _y) in places.items())
    top = min(y - sizes[name] for name, (_x, y) in places.items())
    bottom = max(y + sizes[name] for name, (_x, y) in places.items())
    scale = min(largest, (WIDTH - 2 * MARGIN) / (right - left + 4))
    dx = (WIDTH - (right - left) * scale) / 2 - left * scale
    pad = MARGIN + 2 * scale
    moved = {name: (dx + x * scale, pad + (y - top) * scale) for name, (x, y) in places.items()}
    return scale, moved, (bottom - top) * scale + 2 * pad


def phases(sizes: Sizes, places: Places, links: Sequence[Link]) -> dict[str, float]:
    """Direction of one tooth of every wheel, in degrees, so that teeth meet gaps."""
    found = {next(iter(sizes)): -90.0}
    for one, other, _how in links:
        if other in found:
            continue
        (x1, y1), (x2, y2) = places[one], places[other]
        towards = math.degrees(math.atan2(y2 - y1, x2 - x1))
        share = (towards - found[one]) * sizes[one] / 360 % 1
        found[other] = towards + 180 - (0.5 - share) * 360 / sizes[other]
    return found


def toothed(at: Point, teeth: int, scale: float, phase: float) -> str:
    """A wheel whose middle circle has the radius teeth × scale."""
    radius, height = teeth * scale, 3.2 * scale
    width = 2 * math.pi * scale
    place = f'cx="{n(at[0])}" cy="{n(at[1])}"'
    return (
        circle(at, radius - height / 2, fill="paper")
        + f'<circle {place} r="{n(radius)}" stroke-width="{n(height)}" stroke-linecap="butt" '
        f'stroke-dasharray="{n(0.42 * width)} {n(0.58 * width)}" '
        f'stroke-dashoffset="{n(0.21 * width)}" '
        f'transform="rotate({n(phase % 360)} {n(at[0])} {n(at[1])})"/>'
    )


def name(at: Point, text: str) -> str:
    return label((at[0], at[1] + 6), text, size=17)


# --- round wheels and belts --------------------------------------------------------------------


def round_wheel(at: Point, radius: float) -> str:
    return circle(at, radius, fill="paper")


def belt(one: Point, r1: float, other: Point, r2: float, *, crossed: bool) -> str:
    """The two straight runs of a belt, touching both wheels."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    way = math.atan2(dy, dx)
    lean = math.acos((r1 + r2 if crossed else r1 - r2) / math.hypot(dx, dy))
    runs = []
    for side in (lean, -lean):
        a, b = way + side, way + side + (math.pi if crossed else 0)
        start = one[0] + r1 * math.cos(a), one[1] + r1 * math.sin(a)
        end = other[0] + r2 * math.cos(b), other[1] + r2 * math.sin(b)
        runs.append(line(start, end))
    return "".join(runs)
