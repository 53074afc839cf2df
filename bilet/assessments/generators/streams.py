"""What three tasks show one after another: rows of blocks, a stream of signs, quick decisions.

Pure and deterministic: the same seed shows the same for ever. Nothing here has a language.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from bilet.assessments.generators.dice import Dice

# Rows of blocks

# Places of the nine blocks in percent of the board, irregular on purpose, far enough for a thumb.
BOARD: tuple[tuple[int, int], ...] = (
    (16, 20), (46, 13), (82, 22), (29, 46), (64, 42), (90, 60), (13, 76), (43, 82), (70, 86),
)  # fmt: skip
LENGTHS = range(2, len(BOARD) + 1)
FIRST_LENGTH = 3
MOST_TRIALS, MOST_TURNS = 14, 6
ENOUGH_RIGHT = 2  # right answers one after another that make the row longer

Row = tuple[int, ...]


def corsi(seed: int, trials: int = 16) -> list[dict[int, Row]]:
    """For each trial and each possible length, the blocks that light up, none of them twice.

    Which length is shown depends on the answers before; every length is ready.
    """
    dice = Dice(seed)
    blocks = range(len(BOARD))
    return [{n: tuple(dice.sample(blocks, n)) for n in LENGTHS} for _ in range(trials)]


def next_length(history: Sequence[tuple[int, bool]], most: int = MOST_TRIALS) -> int | None:
    """The length of the next row: longer after two right ones, shorter after a wrong one.

    Args:
        history: (length, whether it was repeated rightly) of the trials so far.
        most: so many trials are given at most.

    Returns:
        None when the staircase is over: after `most` trials, or `MOST_TURNS` turns between
        growing and shrinking. At the ends of `LENGTHS` a step is taken on the spot and still
        counts as one.

    Notes:
        Levitt (1971), Journal of the Acoustical Society of America 49(2B), 467-477,
        https://doi.org/10.1121/1.1912375 (two up, one down, seen from the side of length).
    """
    length, streak, way, turns = FIRST_LENGTH, 0, 0, 0
    for _length, is_right in history:
        streak = streak + 1 if is_right else 0
        step = -1 if not is_right else int(streak == ENOUGH_RIGHT)
        if step == 0:
            continue
        streak = 0
        turns += way not in (0, step)
        way = step
        length = min(max(length + step, LENGTHS[0]), LENGTHS[-1])
    return None if len(history) >= most or turns >= MOST_TURNS else length


# A stream of signs

SIGNS = "12345678"
BACK = 2  # the sign before the last
TARGET_SHARE = 0.3
LURE_SHARE = 0.1  # of signs at most that are like the one before the target's place


def two_back(seed: int, size: int = 60) -> list[str]:
    """A stream of signs; exactly `TARGET_SHARE` of them are like the one before the last.

    No sign is like its neighbour (that would be easy to take for a target), at most one in ten
    is like the one three before, every sign comes about equally often.
    """
    dice = Dice(seed)
    targets = _targets(dice, size)
    lures = int(LURE_SHARE * size)
    stream: list[str] = []
    for place in range(size):
        if place in targets:
            stream.append(stream[-BACK])
            continue
        may_lure = lures > 0 and dice.below(2) == 0
        near = stream[-BACK:] if may_lure else stream[-BACK - 1 :]
        free = [sign for sign in SIGNS if sign not in near]
        rarest = min(stream.count(sign) for sign in free)
        stream.append(dice.one_of([s for s in free if stream.count(s) <= rarest + 1]))
        lures -= place > BACK and stream[place] == stream[place - BACK - 1]
    return stream


def _targets(dice: Dice, size: int) -> set[int]:
    """Places of the targets; no more than `LONGEST_RUN` - 1 stand side by side."""
    while True:
        chosen = set(dice.sample(range(BACK, size), round(TARGET_SHARE * size)))
        if _longest_run(["01"[n in chosen] for n in range(size)], "1") < LONGEST_RUN:
            return chosen


def is_target(stream: Sequence[str], place: int) -> bool:
    """Whether the sign at `place` (from 0) is like the one before the last."""
    return place >= BACK and stream[place] == stream[place - BACK]


# Quick decisions

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")
SHAPES: dict[str, Side] = {"circle": "left", "square": "right"}
SIZES: dict[str, Side] = {"small": "left", "large": "right"}
ARROWS: dict[Side, str] = {"left": "‹", "right": "›"}
LONGEST_RUN = 4  # of one answer, or of one rule


@dataclass(frozen=True, slots=True)
class Quick:
    """One quick decision between two answers."""

    id: str
    rule: Literal["middle", "shape", "size"]
    text: str  # arrows; empty where a shape is shown
    sign: str  # shape_size; empty where arrows are shown
    right: Side
    is_hard: bool  # arrows that disagree; a rule that has changed


def switching(seed: int, size: int = 48) -> list[Quick]:
    """Both parts, one after the other: arrows, then two rules by turns."""
    return [*arrows(seed, size), *rules(seed, size)]


def arrows(seed: int, size: int) -> list[Quick]:
    """The middle arrow of five says where; in half of the trials the others disagree.

    Each side is right equally often with agreeing and with disagreeing arrows.
    """
    kinds = [(side, is_hard) for side in SIDES for is_hard in (False, True)]
    order = _in_short_runs(
        Dice(16 * seed + 1), [kinds[n % 4] for n in range(size)], lambda kind: kind[0]
    )
    made = []
    for n, (side, is_hard) in enumerate(order, 1):
        other = SIDES[side == "left"]
        outer = ARROWS[other if is_hard else side] * 2
        made.append(Quick(f"f{n}", "middle", outer + ARROWS[side] + outer, "", side, is_hard))
    return made


def rules(seed: int, size: int) -> list[Quick]:
    """A shape to be judged by its form or by its size; in half of the trials the rule changes.

    With a multiple of 16 trials each of the four signs comes equally often with each rule,
    changed and kept (the first trial counts as kept); half of the signs ask for different
    answers by the two rules, so no rule can be ignored.
    """
    dice = Dice(16 * seed + 2)
    while True:
        row = _rules_in_turn(dice, size)
        made = _with_signs(dice, row)
        if _longest_run([trial.right for trial in made]) <= LONGEST_RUN:
            return made


def _rules_in_turn(dice: Dice, size: int) -> list[tuple[Literal["shape", "size"], bool]]:
    """For each trial its rule, and whether it has changed: half of them have."""
    runs = size // 2 + 1
    first, second = (runs + 1) // 2, runs // 2  # runs of the rule that begins, and of the other
    half = (size + 1) // 2
    lengths = (_cut(dice, half, first), _cut(dice, size - half, second))
    names: list[Literal["shape", "size"]] = ["shape", "size"]
    if dice.below(2):
        names.reverse()
    row: list[tuple[Literal["shape", "size"], bool]] = []
    for n in range(runs):
        row += [(names[n % 2], n > 0 and step == 0) for step in range(lengths[n % 2][n // 2])]
    return row


def _cut(dice: Dice, whole: int, parts: int) -> list[int]:
    """So many runs, none longer than `LONGEST_RUN`, that add up to the whole."""
    lengths = [1] * parts
    while sum(lengths) < whole:
        lengths[dice.one_of([n for n, length in enumerate(lengths) if length < LONGEST_RUN])] += 1
    return lengths


def _with_signs(dice: Dice, row: list[tuple[Literal["shape", "size"], bool]]) -> list[Quick]:
    """Signs in equal parts for each rule, changed and kept."""
    signs = [(shape, length) for shape in SHAPES for length in SIZES]
    decks: dict[tuple[str, bool], list[tuple[str, str]]] = {}
    for key in sorted(set(row)):
        count = row.count(key)
        full = signs * (count // len(signs)) + dice.sample(signs, count % len(signs))
        decks[key] = dice.shuffled(full)
    made = []
    for n, key in enumerate(row, 1):
        rule, is_hard = key
        shape, length = decks[key].pop()
        right = SHAPES[shape] if rule == "shape" else SIZES[length]
        made.append(Quick(f"s{n}", rule, "", f"{shape}_{length}", right, is_hard))
    return made


Kind = tuple[Side, bool]


def _in_short_runs(dice: Dice, things: list[Kind], of: Callable[[Kind], str]) -> list[Kind]:
    """The things in another order, without long runs of one answer."""
    while True:
        order = dice.shuffled(things)
        if _longest_run([of(thing) for thing in order]) <= LONGEST_RUN:
            return order


def _longest_run(values: Sequence[str], only: str = "") -> int:
    """Of any value, or of one of them."""
    groups = [(value, len(list(group))) for value, group in groupby(values)]
    return max((length for value, length in groups if not only or value == only), default=0)
