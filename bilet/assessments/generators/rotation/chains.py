"""Chains of cubes with right-angled bends, and the 24 rotations of a cube.

Coordinates are those of the picture: x to the right, y away from the viewer, z up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, product

Vector = tuple[int, int, int]
Cubes = tuple[Vector, ...]
Shape = tuple[tuple[int, ...], str]
# Where each new coordinate comes from, and its sign.
Rotation = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Chain:
    """A figure without its place: cubes added by each arm, and the bend after the second arm on.

    Z goes on as the arm before the last one did, U goes back against it; L and R leave the plane
    of the last two arms to its two sides.
    """

    steps: tuple[int, ...]
    turns: str

    def mirrored(self) -> "Chain":
        return Chain(self.steps, self.turns.translate(str.maketrans("LR", "RL")))

    def same(self) -> Shape:
        """Equal for equal figures: a chain read from its other end has its turns reversed."""
        return min((self.steps, self.turns), (self.steps[::-1], self.turns[::-1]))

    def cubes(self) -> Cubes:
        ways: list[Vector] = [(1, 0, 0), (0, 1, 0)]
        for turn in self.turns:
            before, last = ways[-2:]
            side = cross(before, last)
            way = {"Z": before, "U": minus(before), "L": side, "R": minus(side)}[turn]
            ways.append(way)
        cubes: list[Vector] = [(0, 0, 0)]
        for steps, way in zip(self.steps, ways, strict=True):
            for _step in range(steps):
                cubes.append(plus(cubes[-1], way))
        return tuple(cubes)

    def is_sound(self) -> bool:
        """Arms stay apart from each other; no symmetry, neither by mirror nor by rotation."""
        backwards = Chain(self.steps[::-1], self.turns[::-1])
        if self == backwards or self.mirrored().same() == self.same():
            return False
        pairs = combinations(enumerate(self.cubes()), 2)
        return all(j - i == 1 or _are_apart(a, b, j - i) for (i, a), (j, b) in pairs)


def _all_rotations() -> Iterator[Rotation]:
    for axes in permutations(range(3)):
        odd = axes in ((0, 2, 1), (1, 0, 2), (2, 1, 0))
        for a, b, c in product((1, -1), repeat=3):
            if a * b * c == (-1 if odd else 1):
                yield (axes[0], a), (axes[1], b), (axes[2], c)


ROTATIONS = tuple(_all_rotations())


@lru_cache
def kind_of(rotation: Rotation) -> str:
    """Axis and angle, such as "vertical 90"; "slanting" are axes through edges and corners."""
    trace = sum(sign for place, (axis, sign) in enumerate(rotation) if axis == place)
    angle = {3: 0, 1: 90, 0: 120, -1: 180}[trace]
    fixed = [place for place, (axis, sign) in enumerate(rotation) if (axis, sign) == (place, 1)]
    name = ("vertical" if 2 in fixed else "horizontal") if fixed else "slanting"
    return f"{name} {angle}"


def turned(rotation: Rotation, way: Vector) -> Vector:
    (i, a), (j, b), (k, c) = rotation
    return a * way[i], b * way[j], c * way[k]


def rotated(rotation: Rotation, cubes: Cubes) -> Cubes:
    (i, a), (j, b), (k, c) = rotation
    return tuple((a * cube[i], b * cube[j], c * cube[k]) for cube in cubes)


def cross(a: Vector, b: Vector) -> Vector:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def plus(a: Vector, b: Vector) -> Vector:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def minus(a: Vector) -> Vector:
    return -a[0], -a[1], -a[2]


def _are_apart(a: Vector, b: Vector, links: int) -> bool:
    """Whether two cubes of a chain share no face; far along it, no edge or corner either."""
    x, y, z = abs(a[0] - b[0]), abs(a[1] - b[1]), abs(a[2] - b[2])
    return max(x, y, z) > 1 if links > 3 else x + y + z > 1
