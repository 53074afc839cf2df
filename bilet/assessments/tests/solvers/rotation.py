"""Figures of cubes: turned every way in space, and looked at ray by ray."""

import re
from functools import cache
from itertools import permutations, product

import numpy as np

SHADES = {None: 0, 0.14: 1, 0.45: 2}  # ink of a top, a front, a right face


@cache
def turns() -> np.ndarray:
    """(24, 3, 3): signed permutations that are no reflections."""
    found = []
    for order in permutations(range(3)):
        for signs in product((1, -1), repeat=3):
            matrix = np.zeros((3, 3), dtype=int)
            matrix[range(3), order] = signs
            if round(np.linalg.det(matrix)) == 1:
                found.append(matrix)
    return np.array(found)


def standard_form(cubes) -> tuple[int, ...]:
    """The same for all positions of a figure in space, another for every other figure."""
    turned = np.einsum("tij,nj->tni", turns(), np.array(cubes))
    turned -= turned.min(axis=1, keepdims=True)
    codes = np.sort(turned @ np.array([10_000, 100, 1]), axis=1)
    return tuple(int(code) for code in min(codes.tolist()))


def mirror_form(cubes) -> tuple[int, ...]:
    return standard_form(np.array(cubes) * [-1, 1, 1])


def is_one_piece(cubes) -> bool:
    reached, frontier = {cubes[0]}, [cubes[0]]
    while frontier:
        cube = np.array(frontier.pop())
        steps = np.vstack([np.eye(3, dtype=int), -np.eye(3, dtype=int)])
        beside = {tuple(int(c) for c in cube + step) for step in steps}
        new = (beside & set(cubes)) - reached
        reached |= new
        frontier += new
    return len(reached) == len(set(cubes)) == len(cubes)


# The eye: 32° to the right of the front, 28° above the ground.
A, E = np.radians(32), np.radians(28)
ACROSS = np.array([np.cos(A), np.sin(A), 0])
DOWN = np.array([np.sin(A) * np.sin(E), -np.cos(A) * np.sin(E), -np.cos(E)])
NEARER = np.array([np.sin(A) * np.cos(E), -np.cos(A) * np.cos(E), np.sin(E)])


def looked_at(cubes, points) -> tuple[np.ndarray, np.ndarray]:
    """For points on paper (n, 2), in edges of a cube: which cube is seen, and which shade.

    -1 where the ray meets nothing. The paper's origin is that of space.
    """
    corners = np.array(cubes, dtype=float)  # (m, 3)
    starts = points[:, :1] * ACROSS + points[:, 1:] * DOWN  # (n, 3), on a plane across the eye
    low = (corners[None] - starts[:, None]) / NEARER  # (n, m, 3)
    high = (corners[None] + 1 - starts[:, None]) / NEARER
    enters = np.minimum(low, high).max(axis=2)
    each_leaves = np.maximum(low, high)
    leaves = each_leaves.min(axis=2)
    depth = np.where(leaves - enters > 1e-9, leaves, -np.inf)
    first = depth.argmax(axis=1)
    rows = np.arange(len(points))
    side = each_leaves[rows, first].argmin(axis=1)  # through which side the ray leaves to the eye
    shade = np.array([2, 1, 0])[side]
    nothing = np.isinf(depth[rows, first])
    return np.where(nothing, -1, first), np.where(nothing, -1, shade)


def box_of(cubes) -> np.ndarray:
    """(2, 2): left top and right bottom of the figure on paper."""
    corners = np.array(cubes)[:, None] + np.array(list(product((0, 1), repeat=3)))[None]
    on_paper = corners.reshape(-1, 3) @ np.stack([ACROSS, DOWN], axis=1)
    return np.array([on_paper.min(axis=0), on_paper.max(axis=0)])


def seen_parts(cubes, step: float = 0.06) -> np.ndarray:
    """How much of each cube is seen, in parts of what a lone cube would show."""
    (left, top), (right, bottom) = box_of(cubes)
    grid = np.stack(np.meshgrid(np.arange(left, right, step), np.arange(top, bottom, step)), -1)
    which, _shade = looked_at(cubes, grid.reshape(-1, 2))
    lone = np.abs(NEARER).sum() / step**2
    return np.bincount(which[which >= 0], minlength=len(cubes)) / lone


def painted(svg: str) -> list[tuple[np.ndarray, int]]:
    """The polygons of a picture in the order they are painted, each with its shade."""
    found = []
    for d, rest in re.findall(r'<path d="M([^"]+)Z"([^>]*)/>', svg):
        corners = np.array([[float(c) for c in pair.split()] for pair in d.split("L")])
        ink = re.search(r'fill-opacity="([^"]+)"', rest)
        found.append((corners, SHADES[float(ink[1]) if ink else None]))
    return found


def colours(svg: str, points) -> np.ndarray:
    """The shade at each point of the picture, -1 on the empty page."""
    shade = np.full(len(points), -1)
    for corners, ink in painted(svg):
        shade[_inside(corners, points)] = ink
    return shade


def _inside(corners, points) -> np.ndarray:
    """Whether points lie in a convex polygon."""
    edges = np.roll(corners, -1, axis=0) - corners
    towards = points[:, None] - corners[None]
    sides = edges[None, :, 0] * towards[..., 1] - edges[None, :, 1] * towards[..., 0]
    return (sides > 0).all(axis=1) | (sides < 0).all(axis=1)
