"""Numbers in a grid, and four answers from one right number and its usual slips."""

from collections.abc import Sequence
from dataclasses import dataclass

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.tables.figures import Source
from bilet.assessments.generators.tables.topics import Column, Row, Span, Topic

MINUS, TIMES, ARROW = "−", "×", "→"
FAR = 4  # a wrong number at most so many times larger or smaller than the right one


@dataclass(frozen=True, slots=True)
class Draft:
    kind: str
    text: str
    sources: tuple[Source, ...]
    answers: tuple[str, ...]  # in the order shown
    explanation: str
    values: int  # how many numbers must be read


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


def table(dice: Dice, topic: Topic, columns: int, low: int = 12, high: int = 79) -> Grid:
    """All four rows, every number only once."""
    numbers = dice.sample(range(low, high + 1), 4 * columns)
    cells = tuple(tuple(numbers[row * columns : (row + 1) * columns]) for row in range(4))
    return Grid(topic.rows, cut(topic.span, columns), cells)


def chart(dice: Dice, topic: Topic, rows: int) -> Grid:
    """Five columns, numbers on the lines of the grid or half-way between them."""
    grain = dice.one_of((2, 5, 10))
    series = tuple(tuple(grain * k for k in dice.sample(range(2, 13), 5)) for _row in range(rows))
    return Grid(tuple(dice.sample(topic.rows, rows)), topic.span, series, grain)


def cut(span: Span, columns: int) -> Span:
    return Span(span.columns[:columns], span.whole, span.per)


def leads(values: Sequence[int], place: int, by: int) -> bool:
    """Whether the value at `place` is the greatest by so much at least."""
    return values[place] - by >= max(v for i, v in enumerate(values) if i != place)


def in_order(
    dice: Dice, right: int, slips: Sequence[int], grain: int, place: int
) -> tuple[str, ...]:
    """Four numbers in order of size, the right one at `place`.

    Usual slips first; where they do not reach, numbers a little off those already there, so that
    nearness to another answer says nothing.
    """
    near = {v for v in slips if v > 0 and v != right and right <= FAR * v and v <= FAR * right}
    pool = dice.shuffled(sorted(near))
    below = [v for v in pool if v < right][:place]
    above = [v for v in pool if v > right][: 3 - place]
    while len(below) < place or len(above) < 3 - place:
        base = dice.one_of([right, *below, *above])
        value = base + dice.one_of((-2, -1, 1, 2)) * grain
        if value <= 0 or value == right or value in below or value in above:
            continue
        side, room = (below, place) if value < right else (above, 3 - place)
        if len(side) < room:
            side.append(value)
    return tuple(str(v) for v in sorted([*below, right, *above]))
