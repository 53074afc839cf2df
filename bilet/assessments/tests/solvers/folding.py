"""Nets folded square by square in space, and paper unfolded fold by fold."""

import re

import numpy as np

from bilet.assessments.tests.solvers.rotation import turns

SLOTS = ((0, 0, 1), (1, 0, 0), (0, -1, 0))  # outward directions of the faces seen: top, right, left


def fold_net(net) -> dict[tuple[int, ...], tuple[str, tuple[int, ...] | None]]:
    """Outward direction → sign and where its top looks, after every hinge is bent by 90°.

    The net lies flat, signs upwards; the squares are carried about their hinges one by one.
    """
    squares = {(x, y): (sign, turn) for x, y, sign, turn in net}
    root = next(iter(squares))
    faces, places, done = {}, set(), {root}
    frontier = [(root, np.eye(3), np.zeros(3))]
    while frontier:
        (x, y), spin, shift = frontier.pop()
        sign, turn = squares[x, y]
        middle = spin @ np.array([x + 0.5, -y - 0.5, 0]) + shift
        out = spin @ np.array([0, 0, 1])
        top = None
        if turn is not None:
            flat = [(0, 1, 0), (1, 0, 0), (0, -1, 0), (-1, 0, 0)][turn]
            top = as_ints(spin @ np.array(flat))
        faces[as_ints(out)] = sign, top
        places.add(tuple(np.round(middle, 6)))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            beside = (x + dx, y + dy)
            if beside in squares and beside not in done:
                done.add(beside)
                bend, moved = hinge(x, y, dx, dy)
                frontier.append((beside, spin @ bend, spin @ moved + shift))
    assert len(faces) == len(places) == 6, "the squares do not close to a cube"
    return faces


def hinge(x: int, y: int, dx: int, dy: int) -> tuple[np.ndarray, np.ndarray]:
    """A bend downwards about the edge towards the next square: p → bend @ p + moved."""
    on_edge = np.array([x + 0.5 + dx / 2, -y - 0.5 - dy / 2, 0])
    axis = np.cross([0, 0, 1], [dx, -dy, 0])  # carries "up" towards the next square
    across = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    bend = np.eye(3) + across + across @ across  # Rodrigues' formula for 90°
    return bend, on_edge - bend @ on_edge


def as_ints(vector) -> tuple[int, ...]:
    return tuple(round(float(value)) for value in vector)


def possible_cubes(net, options) -> list[str]:
    """Options that the folded net shows in some position."""
    faces = fold_net(net)
    found = set()
    for turn in turns():
        turned = {
            as_ints(turn @ np.array(out)): (sign, top and as_ints(turn @ np.array(top)))
            for out, (sign, top) in faces.items()
        }
        view = tuple(turned[slot] for slot in SLOTS)
        found |= {id_ for id_, wanted in options.items() if tuple(wanted) == view}
    return sorted(found)


def unfolded(folds, punches) -> tuple[tuple[float, float], ...]:
    """Holes of the whole sheet: the folds are undone from the last to the first."""
    holes = {tuple(map(float, punch)) for punch in punches}
    for number in range(len(folds) - 1, -1, -1):
        a, b, c = folds[number]
        for x, y in list(holes):
            way = 2 * (a * x + b * y - c) / (a * a + b * b)
            image = (x - way * a, y - way * b)
            if all(0 < value < 4 for value in image) and all(
                p * image[0] + q * image[1] <= r for p, q, r in folds[:number]
            ):
                holes.add(image)
    return tuple(sorted(holes))


def signs_on_cube(svg: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each sign in the picture of a cube: its middle on paper, and where its top looks."""
    found = []
    for text in re.findall(r"matrix\(([^)]+)\)", svg):
        _a, _b, c, d, x, y = (float(value) for value in text.split())
        found.append((np.array([x, y]), -np.array([c, d])))
    return found


def on_paper(vector) -> np.ndarray:
    """Where a step in space leads on paper, in edges of the cube; y grows downwards."""
    x, y, z = vector
    return np.array([np.cos(np.pi / 6) * (x + y), (x - y) / 2 - z])


def dots(svg: str) -> list[tuple[float, float]]:
    return sorted((float(x), float(y)) for x, y in re.findall(r'cx="([^"]+)" cy="([^"]+)"', svg))
