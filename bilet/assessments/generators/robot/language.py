"""The robot's language, its walk, and the shortest program.

A program is a word of at most 200 letters and digits, with nothing between them:

    program  =  { command | repeat }
    repeat   =  digit "x" command { command } "z"        digit = 2 … 6
    command  =  "f" | "l" | "r"

`f` steps to the cell ahead, `l` and `r` turn on the spot by a quarter to the left and right.
`4xfrz` does «step, turn right» four times; repeats do not stand inside each other. Every command
counts one and so does a repeat, so `4xfrz` is three commands.

A maze is `width` × `height` cells, (0, 0) at the upper left; y grows downwards. `start` is
[x, y, way] with the ways 0 up, 1 right, 2 down, 3 left; `goal` is [x, y]; `walls` are cells that
nobody enters. A step into a wall or out of the maze stops the robot for good. A program is right
when it has no more than `limit` commands, uses those in `commands` alone (`x` is the repeat), and
the robot stands on the goal when it is done; to pass over the goal on the way is not enough.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

STEPS = ((0, -1), (1, 0), (0, 1), (-1, 0))  # up, right, down, left
TIMES = range(2, 7)
Data = Mapping[str, Any]
State = tuple[int, int, int]  # x, y, way
Stepper = Callable[[State, str], State | None]
_PROGRAM = re.compile(r"(?:[flr]|[2-6]x[flr]+z)+")
_TOKEN = re.compile(r"[2-6]x[flr]+z|[flr]")
# Turns that undo each other, or that a single turn does as well, are never of use.
_IDLE = re.compile(r"lr|rl|lll|rrr|ll$")


def is_program(text: str) -> bool:
    """Whether the text is a program of this language."""
    return len(text) <= 200 and bool(_PROGRAM.fullmatch(text))


def length(program: str) -> int:
    """How many commands it has; a repeat is one command more."""
    return sum(len(token) - 2 if token[-1] == "z" else 1 for token in _TOKEN.findall(program))


def unrolled(program: str) -> str:
    """The same walk without repeats."""
    return "".join(
        token[2:-1] * int(token[0]) if token[-1] == "z" else token
        for token in _TOKEN.findall(program)
    )


def run(data: Data, program: str) -> bool:
    """Whether the program is right: any that brings the robot to the goal is."""
    if not is_program(program) or length(program) > data["limit"]:
        return False
    if "x" in program and "x" not in data["commands"]:
        return False
    end = after(data, _start(data), unrolled(program))
    return end is not None and list(end[:2]) == list(data["goal"])


def after(data: Data, state: State, steps: str) -> State | None:
    """Where the steps lead; None when the robot is stopped by a wall."""
    return _walk(_stepper(data), state, steps)


def shortest(data: Data) -> str | None:
    """A shortest program without repeats, found by looking through all states in breadth."""
    step, start, goal = _stepper(data), _start(data), tuple(data["goal"])
    queue, came = deque([start]), {start: ""}
    while queue:
        state = queue.popleft()
        if state[:2] == goal:
            return came[state]
        for letter in "flr":
            other = step(state, letter)
            if other is not None and other not in came:
                came[other] = came[state] + letter
                queue.append(other)
    return None


def solve(data: Data) -> int | None:
    """The least number of commands that do it; with repeats, where the maze gives them.

    None when the goal cannot be reached within the limit.
    """
    plain = shortest(data)
    best = len(plain) if plain is not None else data["limit"] + 1
    if "x" in data["commands"]:
        best = _with_repeats(data, min(best, data["limit"] + 1))
    return best if best <= data["limit"] else None


def _with_repeats(data: Data, best: int) -> int:
    """In breadth, too: the states that so many commands reach, then those with one more."""
    step, goal = _stepper(data), tuple(data["goal"])
    reached: list[set[State]] = [set() for _cost in range(best)]
    reached[0].add(_start(data))
    seen: set[State] = set()
    for cost in range(best):
        for state in sorted(reached[cost] - seen):
            if state[:2] == goal:
                return cost
            for price, other in _further(step, state, best - cost - 1):
                reached[cost + price].add(other)
        seen |= reached[cost]
    return best


def _further(step: Stepper, state: State, most: int) -> Iterator[tuple[int, State]]:
    """What one command or one repeat leads to from here, and how many commands it costs."""
    ends = [("", state)]  # what is repeated, and where it leads the first time
    for price in range(1, most + 1):
        for body, first in ends if price > 1 else ():
            end: State | None = first
            for _time in TIMES:
                end = _walk(step, end, body) if end is not None else None
                if end is not None:
                    yield price, end
        longer = [(body + letter, step(end, letter)) for body, end in ends for letter in "flr"]
        ends = [(body, end) for body, end in longer if end and not _IDLE.search(body)]
        if price == 1:
            yield from ((1, end) for _letter, end in ends)


def _walk(step: Stepper, state: State | None, steps: str) -> State | None:
    for letter in steps:
        state = step(state, letter) if state is not None else None
    return state


def _stepper(data: Data) -> Stepper:
    """(state, command) → the next state, or None at a wall."""
    walls = {tuple(wall) for wall in data["walls"]}
    width, height = data["width"], data["height"]

    def step(state: State, letter: str) -> State | None:
        x, y, way = state
        if letter != "f":
            return x, y, (way + (1 if letter == "r" else 3)) % 4
        x, y = x + STEPS[way][0], y + STEPS[way][1]
        free = 0 <= x < width and 0 <= y < height and (x, y) not in walls
        return (x, y, way) if free else None

    return step


def _start(data: Data) -> State:
    x, y, way = data["start"]
    return x, y, way
