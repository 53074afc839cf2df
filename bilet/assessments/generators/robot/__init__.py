"""Mazes for a robot that is commanded by a program. The language is told in `language`.

The ladder: straight on, turns, a limit that leaves the shortest way alone, a limit that asks for
a repeat. Any program that works is right; `right` holds one of them.
"""

from collections.abc import Callable

from django.utils.translation import gettext, override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Question
from bilet.assessments.generators.robot.language import (
    after,
    is_program,
    length,
    run,
    shortest,
    solve,
    unrolled,
)
from bilet.assessments.generators.robot.mazes import Maze, along, patterned, round_a_block

__all__ = [
    "LADDER",
    "after",
    "is_program",
    "length",
    "robots",
    "run",
    "shortest",
    "solve",
    "unrolled",
]

# Step of the ladder, how the maze is made, predicted Rasch b: the author's guess from turns,
# the length of the way, and whether the limit presses.
LADDER: tuple[tuple[str, Callable[[Dice], Maze], float], ...] = (
    ("straight", lambda dice: along(dice, 5, 0), -2.6),
    ("turns", lambda dice: along(dice, 5, 1), -2.0),
    ("turns", lambda dice: along(dice, 5, 2), -1.5),
    ("turns", lambda dice: along(dice, 6, 3), -1.0),
    ("turns", lambda dice: along(dice, 6, 4), -0.7),
    ("shortest", lambda dice: round_a_block(dice, 5), -0.4),
    ("shortest", lambda dice: round_a_block(dice, 6), 0.0),
    ("shortest", lambda dice: round_a_block(dice, 7), 0.3),
    ("repeat", lambda dice: patterned(dice, 7, 0), 0.4),
    ("repeat", lambda dice: patterned(dice, 7, 1), 1.0),
    ("repeat", lambda dice: patterned(dice, 7, 2), 1.5),
    ("repeat", lambda dice: patterned(dice, 7, 3), 1.9),
)


def robots(seed: int, count: int, language: str) -> list[Question]:
    """`count` mazes, from easy to hard. What is asked stands in the instrument's own question."""
    dice = Dice(seed)
    with override(language):
        return [_question(dice, n + 1, *LADDER[n * len(LADDER) // count]) for n in range(count)]


def _question(
    dice: Dice, number: int, step: str, make: Callable[[Dice], Maze], difficulty: float
) -> Question:
    maze = make(dice)
    steps = unrolled(maze.program)
    words = {"program": maze.program, "n": length(maze.program)}
    return Question(
        f"q{number}",
        "",
        maze.program,
        explanation=gettext("One right program: %(program)s; commands in it: %(n)s.") % words,
        difficulty=difficulty,
        features={
            "step": step,
            "size": maze.data["width"],
            "turns": sum(letter != "f" for letter in steps),
            "way": len(steps),
            "spare": maze.data["limit"] - length(maze.program),
        },
        data=maze.data,
    )
