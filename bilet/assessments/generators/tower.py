"""A tower to rebuild: three rings, rods of three heights, and as few moves as can be.

After Shallice's Tower of London. The number of moves needed rises over the sitting; it is found by
looking through all 36 states, so it is exact. Rings are told apart by their mark, rods by height.

A move takes the uppermost ring of a rod to another rod with room on it. Moves are written by the
rods from 1: `12_31` is from the first to the second, then from the third to the first.
"""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any

from django.utils.translation import gettext, override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Question

HEIGHTS = (3, 2, 1)
RINGS = ("1", "2", "3")
# Moves needed, place by place, for ten problems; other numbers of problems stretch the ladder.
LADDER = (2, 3, 3, 4, 4, 5, 5, 6, 6, 7)
State = tuple[tuple[str, ...], ...]  # for each rod its rings, the lowest first
Problem = tuple[State, State]


def towers(seed: int, count: int, language: str) -> list[Question]:
    """`count` problems, no two the same whatever the rings are called."""
    dice = Dice(seed)
    used: set[Problem] = set()
    made = []
    with override(language):
        for place in range(count):
            needed = LADDER[place * len(LADDER) // count]
            fresh = [problem for problem in _problems(needed) if problem not in used]
            problem = dice.one_of(fresh or _problems(needed))
            used.add(problem)
            names = dict(zip(RINGS, dice.shuffled(RINGS), strict=True))
            made.append(_question(place + 1, needed, *(_renamed(rods, names) for rods in problem)))
    return made


def _question(number: int, needed: int, start: State, goal: State) -> Question:
    data = {"heights": HEIGHTS, "start": start, "goal": goal}
    words = {"n": needed, "moves": solution(data)}
    return Question(
        f"q{number}",
        "",
        str(needed),
        explanation=gettext("Fewest moves: %(n)s, for example %(moves)s.") % words,
        difficulty=round((needed - 4) / 1.5, 2),
        features={"needed": needed, "ways": _ways(start, goal)},
        data=data,
    )


def replay(data: Any, moves: str) -> int | None:
    """How many moves were made, when all were possible and the last one reached the goal.

    None otherwise, also when moves follow after the goal was left again.
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


def _ways(start: State, goal: State) -> int:
    """How many shortest ways there are: with one alone there is less room for luck."""
    left = _distances(goal)
    if start == goal:
        return 1
    return sum(_ways(s, goal) for _move, s in _moves(start) if left[s] == left[start] - 1)


@lru_cache(maxsize=len(LADDER))
def _problems(needed: int) -> list[Problem]:
    """Start and goal so many moves apart, once for all names of the rings."""
    return [
        (start, goal)
        for start in _states()
        if tuple(ring for rod in start for ring in rod) == RINGS
        for goal, distance in sorted(_distances(start).items())
        if distance == needed
    ]


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


def _renamed(rods: State, names: dict[str, str]) -> State:
    return tuple(tuple(names[ring] for ring in rod) for rod in rods)


def _state(rods: Sequence[Sequence[str]]) -> State:
    return tuple(tuple(rod) for rod in rods)
