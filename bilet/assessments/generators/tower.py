"""A tower to rebuild: three rings, three rods of three heights, and as few moves as can be.

After Shallice's Tower of London. The number of moves needed rises over the sitting; it is found by
looking through all 36 states, so it is exact.
"""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Question

HEIGHTS = (3, 2, 1)
RINGS = ("1", "2", "3")
# Moves needed, place by place, for ten problems; other numbers of problems stretch the ladder.
LADDER = (2, 3, 3, 4, 4, 5, 5, 6, 6, 7)
State = tuple[tuple[str, ...], ...]  # for each rod its rings, the lowest first


def towers(seed: int, count: int, language: str) -> list[Question]:
    """`count` problems, no two of them the same. The words are those of the instrument."""
    dice = Dice(seed)
    used: set[tuple[State, State]] = set()
    made = []
    for place in range(count):
        needed = LADDER[place * len(LADDER) // count]
        start, goal = _problem(dice, needed, used)
        used.add((start, goal))
        made.append(
            Question(
                id=f"q{place + 1}",
                text="",
                right=str(needed),
                difficulty=(needed - 4) / 1.5,
                features={"needed": needed},
                data={"heights": HEIGHTS, "start": start, "goal": goal},
            )
        )
    return made


def replay(data: Any, moves: str) -> int | None:
    """How many moves were made, when all were possible and the goal was reached; None otherwise.

    Args:
        moves: from and to, as `12_31`: from the first rod to the second, from the third to the
            first.
    """
    state = _state(data["start"])
    steps = [step for step in moves.split("_") if step]
    for step in steps:
        following = dict(_moves(state))
        if step not in following:
            return None
        state = following[step]
    return len(steps) if state == _state(data["goal"]) else None


def moves_needed(data: Any) -> int:
    """The least number of moves."""
    return _distances(_state(data["start"]))[_state(data["goal"])]


def solution(data: Any) -> str:
    """One of the shortest ways, as moves that `replay` takes."""
    state, goal = _state(data["start"]), _state(data["goal"])
    left = _distances(goal)
    made = []
    while state != goal:
        move, state = next((m, s) for m, s in _moves(state) if left[s] == left[state] - 1)
        made.append(move)
    return "_".join(made)


def _problem(dice: Dice, needed: int, used: set[tuple[State, State]]) -> tuple[State, State]:
    for start in dice.one_by_one(_states()):
        goals = [goal for goal, n in sorted(_distances(start).items()) if n == needed]
        fresh = [goal for goal in goals if (start, goal) not in used]
        if fresh:
            return start, dice.one_of(fresh)
    raise AssertionError(f"no problem of {needed} moves")  # there are many


@lru_cache(maxsize=1)
def _states() -> tuple[State, ...]:
    """All 36 ways to put three rings on the rods."""
    shapes = [(a, b, 3 - a - b) for a in range(4) for b in range(4 - a)]
    fitting = [s for s in shapes if all(n <= h for n, h in zip(s, HEIGHTS, strict=True))]
    return tuple(
        (order[:a], order[a : a + b], order[a + b :])
        for a, b, _c in fitting
        for order in permutations(RINGS)
    )


@lru_cache(maxsize=64)
def _distances(start: State) -> dict[State, int]:
    found = {start: 0}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        for _move, following in _moves(state):
            if following not in found:
                found[following] = found[state] + 1
                queue.append(following)
    return found


def _moves(state: State) -> list[tuple[str, State]]:
    made = []
    for source, rings in enumerate(state):
        for target, others in enumerate(state):
            if source == target or not rings or len(others) >= HEIGHTS[target]:
                continue
            rods = list(state)
            rods[source], rods[target] = rings[:-1], (*others, rings[-1])
            made.append((f"{source + 1}{target + 1}", tuple(rods)))
    return made


def _state(rods: Sequence[Sequence[str]]) -> State:
    return tuple(tuple(rod) for rod in rods)
