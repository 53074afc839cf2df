"""What the viewer sees of a figure of cubes, and its picture."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from bilet.assessments.generators.drawing import INK, picture
from bilet.assessments.generators.rotation.chains import Cubes, Vector

# The eye is to the right, in front and above, along a direction in which no cubes line up.
_TURN, _RISE = math.radians(32), math.radians(28)
_TO_EYE = (
    math.sin(_TURN) * math.cos(_RISE), -math.cos(_TURN) * math.cos(_RISE), math.sin(_RISE)
)  # fmt: skip
# Top, front, right: the outward step, the corners in order, the share of ink.
_FACES: tuple[tuple[Vector, Cubes, float], ...] = (
    ((0, 0, 1), ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)), 0.0),
    ((0, -1, 0), ((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)), 0.14),
    ((1, 0, 0), ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)), 0.45),
)
_AREAS = (_TO_EYE[2], -_TO_EYE[1], _TO_EYE[0])  # as seen, of one face each
_SAMPLES = 4  # along each side of a face
_ON_FACE = _SAMPLES * _SAMPLES
_WHOLE = (1 << _ON_FACE) - 1
SEEN_AT_LEAST = 0.25  # of what a lone cube shows
OPEN_AT_LEAST = 0.64  # of what a cube shows when only its neighbours in the chain cover it


def is_clear(cubes: Cubes) -> bool:
    """Whether a good part of every cube is seen."""
    codes = [_code(cube) for cube in cubes]
    for number in range(len(codes)):
        near = _hidden(codes[number], codes[max(number - 1, 0) : number + 2])
        seen = _open_area(near | _hidden(codes[number], codes))
        if seen < SEEN_AT_LEAST * sum(_AREAS) or seen < OPEN_AT_LEAST * _open_area(near):
            return False
    return True


def _hidden(cube: int, cubes: Sequence[int]) -> int:
    """What of the cube's faces the others hide from the eye, as `_covered` tells it."""
    hidden = 0
    for other in cubes:
        if other != cube:
            hidden |= _covered(other - cube)
    return hidden


# A place as one number, so that the step between two is a subtraction: this runs very often.
_BASE = 64


def _code(cube: Vector) -> int:
    return cube[0] + _BASE * (cube[1] + _BASE * cube[2])


def _decoded(code: int) -> Vector:
    rest, x = divmod(code + _BASE // 2, _BASE)
    z, y = divmod(rest + _BASE // 2, _BASE)
    return x - _BASE // 2, y - _BASE // 2, z


@lru_cache(maxsize=8_000)
def _open_area(covered: int) -> float:
    return sum(
        area * (_ON_FACE - (covered >> _ON_FACE * face & _WHOLE).bit_count()) / _ON_FACE
        for face, area in enumerate(_AREAS)
    )


@lru_cache(maxsize=8_000)
def _covered(code: int) -> int:
    """Which points of a cube's three faces a cube so many steps away hides: one bit each."""
    step = _decoded(code)
    if sum(a * b for a, b in zip(step, _TO_EYE, strict=True)) <= 0:
        return 0
    covered = 0
    for place, point in enumerate(_sample_points()):
        if _crosses(point, step):
            covered |= 1 << place
    return covered


@lru_cache(maxsize=1)
def _sample_points() -> tuple[tuple[float, float, float], ...]:
    ticks = [(number + 0.5) / _SAMPLES for number in range(_SAMPLES)]
    grid = list(product(ticks, ticks))
    top = [(a, b, 1.0) for a, b in grid]
    front = [(a, 0.0, b) for a, b in grid]
    right = [(1.0, a, b) for a, b in grid]
    return (*top, *front, *right)


def _crosses(point: tuple[float, float, float], corner: Vector) -> bool:
    """Whether the ray from the point to the eye meets the unit cube at `corner`."""
    enters, leaves = 0.0, math.inf
    for at, low, way in zip(point, corner, _TO_EYE, strict=True):
        ends = sorted(((low - at) / way, (low + 1 - at) / way))
        enters, leaves = max(enters, ends[0]), min(leaves, ends[1])
    return leaves - enters > 1e-9


WIDTH = 160.0
HIGHEST = 184.0
MARGIN = 4.0
LARGEST_UNIT = 26.0


def _on_paper(point: Sequence[float]) -> tuple[float, float]:
    """Where a corner falls, in edges of a cube; y grows downwards."""
    x, y, z = point
    across = math.cos(_TURN) * x + math.sin(_TURN) * y
    deep = math.cos(_TURN) * y - math.sin(_TURN) * x
    return across, -(math.sin(_RISE) * deep + math.cos(_RISE) * z)


_FACES_ON_PAPER = tuple(tuple(map(_on_paper, corners)) for _step, corners, _ink in _FACES)


def _box(cubes: Cubes) -> tuple[float, float, float, float]:
    """Left, top, width and height of the figure on paper, in edges of a cube."""
    at = [_on_paper(cube) for cube in cubes]
    corners = [corner for face in _FACES_ON_PAPER for corner in face]
    left, right = (f(x for x, _y in at) + f(x for x, _y in corners) for f in (min, max))
    top, bottom = (f(y for _x, y in at) + f(y for _x, y in corners) for f in (min, max))
    return left, top, right - left, bottom - top


def scale(views: Sequence[Cubes]) -> tuple[float, float]:
    """One size of a cube and one height of the picture for all figures of a question."""
    boxes = [_box(view) for view in views]
    widest, highest = max(box[2] for box in boxes), max(box[3] for box in boxes)
    unit = min(LARGEST_UNIT, (WIDTH - 2 * MARGIN) / widest, (HIGHEST - 2 * MARGIN) / highest)
    return unit, math.ceil(highest * unit + 2 * MARGIN)


def drawn(cubes: Cubes, unit: float, height: float) -> str:
    """The figure as a picture; `unit` and `height` as `scale` gives them."""
    left, top, wide, high = _box(cubes)
    dx = (WIDTH - wide * unit) / 2 - left * unit
    dy = (height - high * unit) / 2 - top * unit
    codes = [_code(cube) for cube in cubes]
    parts: list[str] = []
    # The farthest first: each cube covers what lies behind it.
    for cube in sorted(cubes, key=lambda cube: (cube[0], -cube[1], cube[2])):
        x, y = _on_paper(cube)
        corner = dx + x * unit, dy + y * unit
        hidden = _hidden(_code(cube), codes)
        parts += [
            _face(corner, unit, number)
            for number in range(len(_FACES))
            if hidden >> _ON_FACE * number & _WHOLE != _WHOLE
        ]
    return picture(WIDTH, height, *parts)


def _face(corner: tuple[float, float], unit: float, number: int) -> str:
    """A face on the page's ground, shaded by its share of ink."""
    x, y = corner
    d = "L".join(f"{x + unit * a:.1f} {y + unit * b:.1f}" for a, b in _FACES_ON_PAPER[number])
    ink = _FACES[number][2]
    ground = f'<path d="M{d}Z" class="ground"/>'
    return ground + (f'<path d="M{d}Z" fill="{INK}" fill-opacity="{ink}"/>' if ink else "")
