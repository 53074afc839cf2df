"""Small simulations of mechanisms; each gives the answer as the English task words it."""

import math
import re
from itertools import pairwise

import numpy as np

# --- wheels: speeds that satisfy every contact at once ------------------------------------------


def speeds(features) -> dict[str, float] | None:
    """Turns of every wheel for one turn of the driver; none when nothing can move."""
    names = list(features["sizes"])
    size = features["sizes"]
    rows = []
    for one, other, how in features["links"]:
        row = np.zeros(len(names))
        a, b = names.index(one), names.index(other)
        if how == "axle":
            row[a], row[b] = 1, -1
        else:  # where they touch, or along the belt, both rims run equally fast
            row[a], row[b] = size[one], (-1 if how == "belt" else 1) * size[other]
        rows.append(row)
    _u, values, basis = np.linalg.svd(np.array(rows))
    rank = int((values > 1e-9 * values.max()).sum())
    free = basis[rank:]
    if len(free) == 0:
        return None
    assert len(free) == 1, "some wheel is not driven"
    driver = free[0][names.index(features["driver"])]
    return dict(zip(names, (free[0] / driver).tolist(), strict=True))


def which_way(features) -> str:
    found = speeds(features)
    if found is None:
        return "It cannot turn: the wheels jam"
    is_same = found[features["asked"]] > 0
    return "Clockwise" if is_same == features["driver_clockwise"] else "Counter-clockwise"


def fastest(features) -> str:
    found = {name: abs(speed) for name, speed in speeds(features).items()}
    ordered = sorted(found, key=found.__getitem__, reverse=not features["slowest"])
    assert abs(found[ordered[0]] - found[ordered[1]]) > 1e-6
    return ordered[0]


def turns(features) -> str:
    made = abs(speeds(features)[features["asked"]]) * features["turns"]
    assert abs(made - round(made)) < 1e-9
    return str(round(made))


def same_way(features) -> str:
    found = speeds(features)
    _a, b, c = found
    same = [name for name in (b, c) if found[name] > 0]
    if len(same) == 1:
        return f"Only {same[0]}"
    return f"Both {b} and {c}" if same else f"Neither {b} nor {c}"


def how_many(features) -> str:
    found = speeds(features)
    same = sum(found[name] > 0 for name in found if name != features["driver"])
    return ("None of them", "One of them", "Two of them", "All three")[same]


# --- levers: let go and watch ------------------------------------------------------------------


def tilt(loads) -> float:
    """The angle of the beam a moment after it is let go; positive: the right side is down."""
    angle = speed = 0.0
    inertia = sum(kilograms * mark**2 for mark, kilograms in loads)
    for _moment in range(50):
        push = sum(kilograms * 9.8 * mark * math.cos(angle) for mark, kilograms in loads)
        speed += 0.001 * push / inertia
        angle += 0.001 * speed
    return angle


def goes_down(features) -> str:
    angle = tilt(features["loads"])
    if abs(angle) < 1e-9:
        return "Neither: it stays level"
    return "The right one" if angle > 0 else "The left one"


def balance(features) -> str:
    level = [
        letter
        for letter, mark in features["places"].items()
        if abs(tilt([*features["loads"], (mark, features["kilograms"])])) < 1e-9
    ]
    assert len(level) == 1
    return level[0]


# --- ropes: lift the load a little and see where the end must go, the rope being as long ---------

HEIGHTS = {"beam": 10.0, "fixed": 10.0, "load": 0.0, "moving": 0.0}


def pulled(stops) -> float:
    """How far the free end moves for each metre of the load."""
    rises = stops[-2] == "moving"  # then the end is pulled up, else down
    end = 20.0 if rises else -20.0

    def length(lift: float, end: float) -> float:
        at = [HEIGHTS[stop] + (lift if stop in ("load", "moving") else 0) for stop in stops[:-1]]
        return sum(abs(b - a) for a, b in pairwise([*at, end]))

    whole = length(0, end)
    low, high = (end, end + 100) if rises else (end - 100, end)
    for _half in range(80):
        middle = (low + high) / 2
        too_long = length(1, middle) > whole
        if too_long == rises:
            high = middle
        else:
            low = middle
    return abs(low - end)


def easiest(features) -> str:
    # Work is kept: the farther one pulls, the lighter it is.
    distances = {letter: pulled(stops) for letter, stops in features["ropes"].items()}
    ordered = sorted(distances, key=distances.__getitem__)
    assert distances[ordered[-1]] > distances[ordered[-2]] + 0.5
    return ordered[-1]


def rope(features) -> str:
    return f"{round(pulled(features['rope']), 6):g} m"


def counterweight(features) -> str:
    """The weight with which a small move of everything costs no energy."""
    weight = features["kilograms"] / pulled(features["rope"])
    return f"{round(weight, 6):g} kg"


SOLVERS = {
    "gears.short_train": which_way,
    "gears.long_train": which_way,
    "gears.fastest": fastest,
    "gears.turns_of_pair": turns,
    "gears.turns_of_train": turns,
    "belts.same_way": same_way,
    "belts.how_many": how_many,
    "belts.fastest": fastest,
    "belts.turns": turns,
    "levers.goes_down": goes_down,
    "levers.goes_down_with_four": goes_down,
    "levers.balance": balance,
    "pulleys.easiest": easiest,
    "pulleys.rope": rope,
    "pulleys.counterweight": counterweight,
}


def solve(features) -> str:
    return SOLVERS[features["kind"]](features)


# --- what the pictures show --------------------------------------------------------------------


def toothed_wheels(svg: str) -> list[tuple[float, float, float, int]]:
    """Middle, radius and number of teeth of every toothed wheel, in the order drawn."""
    pattern = r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"[^>]*stroke-dasharray="([\d.]+) ([\d.]+)"'
    found = []
    for match in re.findall(pattern, svg):
        x, y, r, tooth, gap = (float(value) for value in match)
        found.append((x, y, r, round(2 * math.pi * r / (tooth + gap))))
    return found


def circles(svg: str) -> list[tuple[float, float, float]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', svg)
    return [tuple(float(value) for value in match) for match in found]


def lines(svg: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """Straight strokes with two ends."""
    found = re.findall(r'd="M([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)"', svg)
    ends = [[float(value) for value in match] for match in found]
    return [(np.array(end[:2]), np.array(end[2:])) for end in ends]


def cross(one, other) -> bool:
    """Whether two strokes cut each other."""

    def side(a, b, c) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def distance(point, stroke) -> float:
    """From a point to a stroke."""
    a, b = stroke
    share = np.clip(np.dot(point - a, b - a) / np.dot(b - a, b - a), 0, 1)
    return float(np.linalg.norm(point - a - share * (b - a)))


def words(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def boxes(svg: str) -> list[tuple[float, str]]:
    """Middle and words of every box with words in it."""
    pattern = r'<rect x="([-\d.]+)"[^>]*width="([\d.]+)"[^>]*/><text[^>]*>([^<]+)</text>'
    return [(float(x) + float(w) / 2, text) for x, w, text in re.findall(pattern, svg)]
