"""A robot in a maze, and the program that brings it to the goal.

A program is a word over `f` (forward), `l` (turn left), `r` (turn right) and repeats: `3x…z` does
what stands between three times; repeats do not stand inside each other. `2`–`6` may be said. A
command counts one, a repeat one as well, so `4xfz` is two commands. A step into a wall or out of
the maze stops the robot for good.
"""

import re
from collections import deque
from collections.abc import Mapping
from typing import Any

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Question

STEPS = ((0, -1), (1, 0), (0, 1), (-1, 0))  # up, right, down, left
MOST_STEPS = 200
WALLS = (0.7, 0.85, 1.0)  # shares of the cells beside the way, tried in this order
Cell = tuple[int, int]
Data = Mapping[str, Any]
_PROGRAM = re.compile(r"(?:[flr]|[2-6]x[flr]+z)*")
_TOKEN = re.compile(r"[2-6]x[flr]+z|[flr]")

# Size of the maze, turns of the way, length of its straights, whether a repeat is needed.
LADDER = (
    (5, 0, False), (5, 1, False), (5, 1, False), (5, 2, False), (6, 2, False), (6, 3, False),
    (6, 3, False), (7, 1, True), (7, 2, True), (6, 4, False), (7, 3, True), (7, 4, True),
)  # fmt: skip


def robots(seed: int, count: int, language: str) -> list[Question]:
    """`count` mazes, harder and harder. The words are those of the instrument."""
    dice = Dice(seed)
    made = []
    for place in range(count):
        size, turns, repeats = LADDER[place * len(LADDER) // count]
        data = _maze(dice, size, turns, repeats=repeats)
        program = data.pop("program")
        made.append(
            Question(
                id=f"q{place + 1}",
                text="",
                right=program,
                difficulty=-2 + 0.5 * turns + (1.2 if repeats else 0) + 0.2 * (size - 5),
                features={"size": size, "turns": turns, "repeats": repeats},
                data=data,
            )
        )
    return made


def is_program(text: str) -> bool:
    """Whether the text is a program of this language."""
    return bool(_PROGRAM.fullmatch(text))


def length(program: str) -> int:
    """How many commands it has; a repeat is one command more."""
    return sum(len(token) - 2 if token[-1] == "z" else 1 for token in _TOKEN.findall(program))


def run(data: Data, program: str) -> bool:
    """Whether the program is within the limit and the robot ends at the goal.

    Any program that does it is right.
    """
    if not is_program(program) or not 0 < length(program) <= data["limit"]:
        return False
    if "x" in program and "x" not in data["commands"]:
        return False
    x, y, way = data["start"]
    walls = {tuple(wall) for wall in data["walls"]}
    for step in _unrolled(program)[:MOST_STEPS]:
        if step != "f":
            way = (way + (1 if step == "r" else 3)) % 4
            continue
        x, y = x + STEPS[way][0], y + STEPS[way][1]
        inside = 0 <= x < data["width"] and 0 <= y < data["height"]
        if not inside or (x, y) in walls:
            return False
    return [x, y] == list(data["goal"])


def shortest(data: Data) -> int:
    """The least number of commands without repeats, found by looking through all states."""
    walls = {tuple(wall) for wall in data["walls"]}
    start = tuple(data["start"])
    queue, seen = deque([(start, 0)]), {start}
    while queue:
        (x, y, way), steps = queue.popleft()
        if [x, y] == list(data["goal"]):
            return steps
        ahead = (x + STEPS[way][0], y + STEPS[way][1], way)
        for following in (ahead, (x, y, (way + 1) % 4), (x, y, (way + 3) % 4)):
            inside = 0 <= following[0] < data["width"] and 0 <= following[1] < data["height"]
            if inside and following[:2] not in walls and following not in seen:
                seen.add(following)
                queue.append((following, steps + 1))
    raise ValueError("the goal cannot be reached")


def _unrolled(program: str) -> str:
    return "".join(
        token[2:-1] * int(token[0]) if token[-1] == "z" else token
        for token in _TOKEN.findall(program)
    )


def _maze(dice: Dice, size: int, turns: int, *, repeats: bool) -> dict[str, Any]:
    """A way with so many turns, walls beside it, and a limit that leaves a little room."""
    draw = _stairs if repeats else _way
    while True:
        way, program = draw(dice, size, turns)
        if way is None:
            continue
        data = _around(dice, size, way, _unrolled(program))
        if data is None:
            continue
        # With a repeat the limit asks for it: step by step there are too few commands.
        spare = 0 if repeats else 1
        commands = ["f", "l", "r", *(["x"] if repeats else [])]
        return data | {"commands": commands, "limit": length(program) + spare, "program": program}


def _around(
    dice: Dice, size: int, way: list[tuple[int, int, int]], steps: str
) -> dict[str, Any] | None:
    """Walls so that no shorter way is left; more of them when a few do not do."""
    for share in WALLS:
        data = {
            "width": size,
            "height": size,
            "walls": _walls(dice, size, {(x, y) for x, y, _ in way}, share),
            "start": list(way[0]),
            "goal": list(way[-1][:2]),
        }
        # A turn at the goal is of no use, but a repeat may end with one.
        if shortest(data) == len(steps.rstrip("lr")):
            return data
    return None


Way = list[tuple[int, int, int]]


def _way(dice: Dice, size: int, turns: int) -> tuple[Way | None, str]:
    """A random way that does not cross itself."""
    x, y, way = dice.below(size), dice.below(size), dice.below(4)
    path, program = [(x, y, way)], ""
    for leg in range(turns + 1):
        if leg:
            turn = dice.one_of("lr")
            way = (way + (1 if turn == "r" else 3)) % 4
            program += turn
            path.append((x, y, way))
        steps = dice.between(2, size - 2) if turns < 2 else dice.between(1, 3)
        for _ in range(steps):
            x, y = x + STEPS[way][0], y + STEPS[way][1]
            if not (0 <= x < size and 0 <= y < size) or (x, y) in {p[:2] for p in path}:
                return None, ""
            path.append((x, y, way))
        program += "f" * steps
    return path, program


def _stairs(dice: Dice, size: int, turns: int) -> tuple[Way | None, str]:
    """The same few commands again and again: what a repeat is for."""
    first, second = dice.one_of([("l", "r"), ("r", "l")])
    body = "f" * dice.between(1, 2) + first + "f" * dice.between(1, 2) + second
    times = min(max(turns, 2), 3)
    x, y, way = dice.below(size), dice.below(size), dice.below(4)
    path = [(x, y, way)]
    for step in body * times:
        if step == "f":
            x, y = x + STEPS[way][0], y + STEPS[way][1]
            if not (0 <= x < size and 0 <= y < size) or (x, y) in {p[:2] for p in path}:
                return None, ""
        else:
            way = (way + (1 if step == "r" else 3)) % 4
        path.append((x, y, way))
    return path, f"{times}x{body}z"


def _walls(dice: Dice, size: int, way: set[Cell], share: float) -> list[list[int]]:
    """Walls on a share of the cells that are not on the way."""
    free = [(x, y) for y in range(size) for x in range(size) if (x, y) not in way]
    count = round(len(free) * share)
    return [list(cell) for cell in sorted(dice.sample(free, count))]
