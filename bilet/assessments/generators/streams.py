"""What three tasks show one after another: rows of blocks, a stream of signs, quick decisions."""

from dataclasses import dataclass
from typing import Literal

from bilet.assessments.generators.dice import Dice

# Places of the nine blocks in percent of the board, irregular on purpose, far enough for a thumb.
BOARD: tuple[tuple[int, int], ...] = (
    (16, 20), (46, 13), (82, 22), (29, 46), (64, 42), (90, 60), (13, 76), (43, 82), (70, 86),
)  # fmt: skip
LENGTHS = range(2, len(BOARD) + 1)
SIGNS = "12345678"
BACK = 2  # the sign before the last
TARGET_SHARE = 0.3

Row = tuple[int, ...]


def corsi(seed: int, trials: int) -> list[dict[int, Row]]:
    """For each trial and each possible length, the blocks that light up, none of them twice.

    Which length is shown depends on the answers before; every length is ready.
    """
    dice = Dice(seed)
    blocks = range(len(BOARD))
    return [{n: tuple(dice.sample(blocks, n)) for n in LENGTHS} for _ in range(trials)]


def two_back(seed: int, size: int) -> list[str]:
    """A stream of signs; exactly `TARGET_SHARE` of those that can be are like the one before
    the last. No sign is like its neighbour, and at most one in ten like the one before the target.
    """
    dice = Dice(seed)
    places = range(BACK, size)
    targets = set(dice.sample(places, round(TARGET_SHARE * len(places))))
    stream: list[str] = []
    lures = len(places) // 10
    for place in range(size):
        if place in targets and stream[-BACK] != stream[-1]:
            stream.append(stream[-BACK])
            continue
        near = set(stream[-BACK:])
        free = [sign for sign in SIGNS if sign not in near]
        lure = stream[-BACK - 1] if len(stream) > BACK else ""
        if lure in free:
            if lures and dice.below(10) == 0:
                lures -= 1
            else:
                free.remove(lure)
        stream.append(dice.one_of(free))
    return stream


def is_target(stream: list[str], place: int) -> bool:
    """Whether the sign at `place` (from 0) is like the one before the last."""
    return place >= BACK and stream[place] == stream[place - BACK]


@dataclass(frozen=True, slots=True)
class Quick:
    """One quick decision between two answers."""

    id: str
    rule: Literal["middle", "shape", "size"]
    text: str  # arrows; empty where a shape is shown
    sign: str  # shape_size; empty where arrows are shown
    right: Literal["left", "right"]
    is_hard: bool  # arrows that disagree; a rule that has changed


SHAPES = {"circle": "left", "square": "right"}
SIZES = {"small": "left", "large": "right"}
ARROWS = {"left": "‹", "right": "›"}


def arrows(seed: int, size: int) -> list[Quick]:
    """The middle arrow of five says where; in half of the trials the others disagree."""
    dice = Dice(seed)
    kinds = [(side, hard) for side in ("left", "right") for hard in (False, True)]
    order = dice.shuffled([kinds[n % len(kinds)] for n in range(size)])
    made = []
    for n, (side, hard) in enumerate(order, 1):
        other = {"left": "right", "right": "left"}[side]
        outer = ARROWS[other if hard else side] * 2
        made.append(Quick(f"f{n}", "middle", outer + ARROWS[side] + outer, "", side, hard))  # type: ignore[arg-type]
    return made


def rules(seed: int, size: int) -> list[Quick]:
    """A shape to be judged by its form or by its size; in half of the trials the rule changes.

    The two rules ask for different answers to half of the signs, so no rule can be ignored.
    """
    dice = Dice(seed + 1)
    changes = dice.shuffled([n % 2 == 0 for n in range(size - 1)])
    signs = [(shape, length) for shape in SHAPES for length in SIZES]
    shown = dice.shuffled([signs[n % len(signs)] for n in range(size)])
    rule = dice.one_of(["shape", "size"])
    made = []
    for n, (shape, length) in enumerate(shown):
        is_hard = n > 0 and changes[n - 1]
        if is_hard:
            rule = "size" if rule == "shape" else "shape"
        right = SHAPES[shape] if rule == "shape" else SIZES[length]
        made.append(Quick(f"s{n + 1}", rule, "", f"{shape}_{length}", right, is_hard))  # type: ignore[arg-type]
    return made
