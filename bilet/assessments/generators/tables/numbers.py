"""Numbers in a grid, and four answers of which any might have been asked for.

The four numbers are chosen before the question: each is the answer to another question about the
same picture (the wrong row, the wrong column, a sum for a difference), or a slip that looks no
different from a true answer. The place then says which of them is asked for. So the numbers
alone tell nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import islice
from typing import TypeVar

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.tables.figures import Source
from bilet.assessments.generators.tables.topics import Column, Row, Span, Topic

MINUS, TIMES, ARROW = "−", "×", "→"
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Draft:
    kind: str
    text: str
    sources: tuple[Source, ...]
    answers: tuple[str, ...]  # in the order shown
    explanation: str
    values: int  # how many numbers must be read


# (dice, topic, place of the right answer from 0 to 3) → a question
Kind = Callable[[Dice, Topic, int], Draft]


@dataclass(frozen=True, slots=True)
class Grid:
    """Part of a topic with numbers in it."""

    rows: tuple[Row, ...]
    span: Span
    cells: tuple[tuple[int, ...], ...]
    grain: int = 1  # numbers are its multiples

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.span.columns

    def drawn(self, topic: Topic, shape: str) -> Source:
        title = topic.title if len(self.rows) > 1 else f"{topic.title}. {self.rows[0].label}"
        return Source(
            shape,
            title,
            tuple(row.label for row in self.rows),
            tuple(column.label for column in self.columns),
            self.cells,
            2 * self.grain,
        )

    def column(self, c: int) -> list[int]:
        return [row[c] for row in self.cells]


def table(dice: Dice, topic: Topic, columns: int, low: int = 12, high: int = 79) -> Grid:
    """All four rows, every number only once."""
    numbers = list(islice(dice.one_by_one(range(low, high + 1)), 4 * columns))
    cells = tuple(tuple(numbers[row * columns : (row + 1) * columns]) for row in range(4))
    return Grid(topic.rows, cut(topic.span, columns), cells)


def chart(dice: Dice, topic: Topic, rows: int) -> Grid:
    """Five columns, numbers on the lines of the grid or half-way between them."""
    grain = dice.one_of((2, 5, 10))
    series = tuple(tuple(grain * k for k in dice.sample(range(2, 13), 5)) for _row in range(rows))
    return Grid(tuple(dice.sample(topic.rows, rows)), topic.span, series, grain)


def cut(span: Span, columns: int) -> Span:
    return Span(span.columns[:columns], span.whole, span.per)


def tried(kind: Callable[[Dice, Topic, int], Draft | None]) -> Kind:
    """Throw the dice again until the numbers fit: a kind says None when they do not."""

    @wraps(kind)
    def until_it_fits(dice: Dice, topic: Topic, place: int) -> Draft:
        while (draft := kind(dice, topic, place)) is None:
            pass
        return draft

    return until_it_fits


def asked(
    quantities: Mapping[Key, int], place: int, slips: Sequence[int] = ()
) -> tuple[tuple[str, ...], Key] | None:
    """Four answers in order of size, and what is asked for so that the right one is at `place`.

    Args:
        quantities: what may be asked for → its value.
        slips: values that are only offered.

    Returns:
        None when two values are equal, one is not above 0, or nothing asks for that place.
    """
    values = sorted([*quantities.values(), *slips])
    if len(set(values)) < len(values) or values[0] <= 0:
        return None
    answers = tuple(str(value) for value in values)
    return next(((answers, key) for key, v in quantities.items() if v == values[place]), None)


def leads(values: Sequence[int], place: int, by: int) -> bool:
    """Whether the value at `place` is the greatest by so much at least."""
    return values[place] - by >= max(v for i, v in enumerate(values) if i != place)


def whole_and_share(dice: Dice) -> tuple[int, list[int], list[int]]:
    """A whole, two parts of it, and what percentages they are.

    The ratio of part to percentage and its reverse are equally likely, and so are the numbers:
    nobody can tell the percentage from the part by its looks.
    """
    s, t = dice.one_of(((1, 2), (4, 5), (2, 5)))
    sizes = dice.sample(range(20 // t, 60 // t + 1), 2)
    small, large = [s * k for k in sizes], [t * k for k in sizes]
    if dice.below(2):
        return 100 * t // s, large, small
    return 100 * s // t, small, large
