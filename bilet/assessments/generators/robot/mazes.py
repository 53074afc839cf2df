"""Mazes for the robot: along a way, round a block by the shorter side, along a repeated pattern."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.robot.language import (
    STEPS,
    State,
    length,
    shortest,
    unrolled,
)

Cell = tuple[int, int]
OPEN = (0.5, 0.3, 0.15, 0.0)  # shares of free cells beside the way, tried in this order


@dataclass(frozen=True, slots=True)
class Maze:
    data: dict[str, Any]
    program: str  # one that is right


def along(dice: Dice, size: int, turns: int) -> Maze:
    """A way with so many turns and none shorter; two commands to spare."""
    low, high = ((size - 2, size - 1), (2, size - 2), (1, 3), (1, 3))[min(turns, 3)]
    while True:
        legs = ["f" * dice.between(low, high) for _leg in range(turns + 1)]
        program = legs[0] + "".join(dice.one_of("lr") + leg for leg in legs[1:])
        way = _laid(dice, size, program)
        if data := way and _dressed(dice, size, way, len(program)):
            return Maze(data | _rules(len(program) + 2), program)


def round_a_block(dice: Dice, size: int) -> Maze:
    """Two ways round; the limit leaves the shorter one alone."""
    while True:
        ring = _ring(dice, size)
        start, goal = dice.sample(ring, 2)
        state = (*start, dice.below(4))
        program = shortest(_data(size, ring, state, goal))
        if program is None or not 6 <= len(program) <= 12:
            continue
        way = [state, *((x, y, 0) for x, y in ring), (*goal, 0)]
        data = _dressed(dice, size, way, len(program))
        if data and 2 <= _detour(data, program) - len(program) <= 6:
            return Maze(data | _rules(len(program)), program)


def _detour(data: dict[str, Any], program: str) -> int:
    """The length of the other way: with the middle of the short one closed. 0 without any."""
    x, y, way = data["start"]
    cells = list(dict.fromkeys(state[:2] for state in _states((x, y, way), program)))
    closed = data | {"walls": [*data["walls"], list(cells[len(cells) // 2])]}
    return len(shortest(closed) or "")


def patterned(dice: Dice, size: int, kind: int) -> Maze:
    """A way that repeats itself; without a repeat there are too few commands.

    Kind 0: two straights. 1: stairs. 2: a way to the stairs. 3: stairs and a straight.
    """
    while True:
        program = _pattern(dice, kind)
        steps = unrolled(program).rstrip("lr")  # a last turn is of no use but in the repeat
        way = _laid(dice, size, steps)
        if data := way and _dressed(dice, size, way, len(steps)):
            return Maze(data | _rules(length(program), repeats=True), program)


def _pattern(dice: Dice, kind: int) -> str:
    turn, back = dice.one_of((("l", "r"), ("r", "l")))
    if kind == 0:
        return f"{dice.between(4, 6)}xfz{turn}{dice.between(3, 5)}xfz"
    a, b = dice.one_of(((1, 1), (1, 2), (2, 1)))
    times = dice.between(3, 4) if a == b else 3
    stairs = f"{times}x{'f' * a}{turn}{'f' * b}{back}z"
    if kind == 2:
        return f"{'f' * dice.between(1, 2)}{dice.one_of('lr')}{stairs}"
    return stairs + (f"{dice.between(3, 4)}xfz" if kind == 3 else "")


def _rules(limit: int, *, repeats: bool = False) -> dict[str, Any]:
    return {"limit": limit, "commands": ["f", "l", "r", *(["x"] if repeats else [])]}


def _laid(dice: Dice, size: int, steps: str) -> list[State] | None:
    """The way from a random beginning; None when it leaves the maze or meets itself."""
    states = _states((dice.below(size), dice.below(size), dice.below(4)), steps)
    cells = [state[:2] for state, step in zip(states, "f" + steps, strict=True) if step == "f"]
    inside = all(0 <= x < size and 0 <= y < size for x, y in cells)
    return states if inside and len(set(cells)) == len(cells) else None


def _states(state: State, steps: str) -> list[State]:
    """The state before the first step and after every one, walls or not."""
    found = [state]
    x, y, way = state
    for step in steps:
        if step == "f":
            x, y = x + STEPS[way][0], y + STEPS[way][1]
        else:
            way = (way + (1 if step == "r" else 3)) % 4
        found.append((x, y, way))
    return found


def _ring(dice: Dice, size: int) -> list[Cell]:
    """The cells round a block."""
    width, height = dice.between(3, size), dice.between(4, size)
    left, top = dice.between(0, size - width), dice.between(0, size - height)
    return [
        (left + x, top + y)
        for y in range(height)
        for x in range(width)
        if x in (0, width - 1) or y in (0, height - 1)
    ]


def _dressed(dice: Dice, size: int, way: Sequence[State], steps: int) -> dict[str, Any] | None:
    """From the first state of the way to its last cell, with more free cells as long as the
    shortest way without repeats keeps so many steps."""
    needed = list(dict.fromkeys(state[:2] for state in way))
    others = [(x, y) for y in range(size) for x in range(size) if (x, y) not in needed]
    for share in OPEN:
        free = needed + dice.sample(others, round(share * len(others)))
        data = _data(size, free, way[0], way[-1][:2])
        plain = shortest(data)
        if plain is not None and len(plain) == steps:
            return data
    return None


def _data(size: int, free: Sequence[Cell], start: State, goal: Cell) -> dict[str, Any]:
    free_ = set(free)
    return {
        "width": size,
        "height": size,
        "walls": [[x, y] for y in range(size) for x in range(size) if (x, y) not in free_],
        "start": list(start),
        "goal": list(goal),
    }
