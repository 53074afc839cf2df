"""A sheet is folded and punched: how does it look unfolded?

The sheet has 4 × 4 squares, and holes are punched in the middles of squares. Four sheets are
offered: two ways of folding and punching, and both turned or mirrored. Which of the four is asked
about is drawn by lot, so the sheets alone tell nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import (
    Point,
    circle,
    label,
    line,
    moved,
    path,
    picture,
    rect,
)
from bilet.assessments.generators.question import Choice, Figure, Question, placed

SIZE = 4
SHEET: tuple[Point, ...] = ((0, 0), (SIZE, 0), (SIZE, SIZE), (0, SIZE))
MIDDLES: tuple[Point, ...] = tuple((x + 0.5, y + 0.5) for y in range(SIZE) for x in range(SIZE))


@dataclass(frozen=True, slots=True)
class Level:
    folds: int
    punches: int
    difficulty: float  # the authors' guess of Rasch b, until there are answers


LEVELS = (Level(1, 2, -1.4), Level(2, 1, -0.5), Level(2, 2, 0.3), Level(3, 1, 1.0))


@dataclass(frozen=True, slots=True)
class Fold:
    """What lies beyond the line a·x + b·y = c, where it is greater, goes over to the other side."""

    a: int
    b: int
    c: int

    def beyond(self, point: Point) -> float:
        return self.a * point[0] + self.b * point[1] - self.c

    def over(self, point: Point) -> Point:
        """The mirror image beyond the line."""
        way = 2 * self.beyond(point) / (self.a**2 + self.b**2)
        return point[0] - way * self.a, point[1] - way * self.b


@dataclass(frozen=True, slots=True)
class Way:
    """What is done with a sheet."""

    folds: tuple[Fold, ...]
    punches: tuple[Point, ...]

    def holes(self) -> frozenset[Point]:
        """Where the unfolded sheet has holes."""
        return frozenset(p for p in MIDDLES if landing(self.folds, p) in self.punches)


Holes = frozenset[Point]
Symmetry = tuple[int, int, int, int]  # of the square: matrix rows about its middle
SYMMETRIES: tuple[Symmetry, ...] = (
    (-1, 0, 0, 1), (1, 0, 0, -1), (-1, 0, 0, -1), (0, 1, 1, 0), (0, -1, -1, 0),
    (0, -1, 1, 0), (0, 1, -1, 0),
)  # fmt: skip


def landing(folds: Sequence[Fold], point: Point) -> Point:
    """Where a point of the sheet lies after folding."""
    for fold in folds:
        if fold.beyond(point) > 0:
            point = fold.over(point)
    return point


def question(dice: Dice, id_: str, level: Level, place: int) -> Question:
    """A sheet folded and punched, and four unfolded ones."""
    ways = _offered(dice, level)
    asked = ways[0]
    choices = [Choice("", figure=_sheet_figure(way.holes())) for way in ways]
    options, right = placed(choices[0], choices[1:], place)
    ordered = [*ways[1 : place + 1], asked, *ways[place + 1 :]]
    return Question(
        id=id_,
        text=gettext("The sheet was folded and punched. How does it look unfolded?"),
        right=right,
        options=options,
        figure=_steps_figure(asked),
        explanation=gettext("%(right)s: unfolded step by step, each hole is mirrored in the fold.")
        % {"right": right},
        difficulty=round(level.difficulty + 0.1 * (len(asked.holes()) - 2), 2),
        features={
            "kind": "paper", "holes": len(asked.holes()),
            "folds": tuple((fold.a, fold.b, fold.c) for fold in asked.folds),
            "punches": asked.punches,
            "options": {
                option.id: tuple(sorted(way.holes()))
                for option, way in zip(options, ordered, strict=True)
            },
        },
    )  # fmt: skip


# --- what is offered ---------------------------------------------------------------------------


def _offered(dice: Dice, level: Level) -> list[Way]:
    """Four ways with different holes, the first of which is asked about."""
    while True:
        one = _way(dice, level)
        other = _neighbour(dice, one, level)
        if not one.holes() & other.holes():
            continue
        for symmetry in dice.one_by_one(SYMMETRIES):
            ways = [one, other, _moved(one, symmetry), _moved(other, symmetry)]
            if len({way.holes() for way in ways}) == len(ways):
                return dice.shuffled(ways)


def _way(dice: Dice, level: Level) -> Way:
    folds: tuple[Fold, ...] = ()
    while len(folds) < level.folds:
        possible = _next_folds(folds)
        folds = (*folds, dice.one_of(possible)) if possible else ()
    return _punched(dice, folds, level)


def _neighbour(dice: Dice, way: Way, level: Level) -> Way:
    """With the last fold made in another way, or punched elsewhere."""
    if len(way.folds) > 1 and dice.below(3):
        start = way.folds[:-1]
        return _punched(dice, (*start, dice.one_of(_next_folds(start))), level)
    return _punched(dice, way.folds, level)


def _punched(dice: Dice, folds: tuple[Fold, ...], level: Level) -> Way:
    return Way(folds, tuple(sorted(dice.sample(_places(folds), level.punches))))


@lru_cache(maxsize=4_000)
def _places(folds: tuple[Fold, ...]) -> tuple[Point, ...]:
    """Where a punch goes through at least two layers and through no crease."""
    landed: dict[Point, list[bool]] = {}
    for point in MIDDLES:
        at, is_clear = point, True
        for fold in folds:
            is_clear = is_clear and fold.beyond(at) != 0
            at = fold.over(at) if fold.beyond(at) > 0 else at
        landed.setdefault(at, []).append(is_clear)
    return tuple(at for at, clear in sorted(landed.items()) if all(clear) and len(clear) > 1)


@lru_cache(maxsize=4_000)
def _next_folds(folds: tuple[Fold, ...]) -> tuple[Fold, ...]:
    """Folds after which the flap lies on the paper and there is still room for a punch."""
    outline = _outline(folds)
    return tuple(
        fold for fold in _lines()
        if _flap_fits(outline, fold) and len(_places((*folds, fold))) >= 2
    )  # fmt: skip


@lru_cache(maxsize=1)
def _lines() -> tuple[Fold, ...]:
    straight = [Fold(s * a, s * b, s * c) for a, b in ((1, 0), (0, 1)) for c in (1, 2, 3)
                for s in (1, -1)]  # fmt: skip
    slanting = [Fold(s, s, s * c) for c in (2, 4, 6) for s in (1, -1)]
    falling = [Fold(s, -s, s * c) for c in (-2, 0, 2) for s in (1, -1)]
    return (*straight, *slanting, *falling)


@lru_cache(maxsize=4_000)
def _outline(folds: tuple[Fold, ...]) -> tuple[Point, ...]:
    """The folded paper as a convex polygon: flaps never stick out."""
    outline = SHEET
    for fold in folds:
        outline = cut(outline, fold, kept=True)
    return outline


def cut(polygon: Sequence[Point], fold: Fold, *, kept: bool) -> tuple[Point, ...]:
    """The part of a convex polygon on the side that stays, or on the side that goes over."""
    sign = -1 if kept else 1
    found: list[Point] = []
    for number, point in enumerate(polygon):
        before = polygon[number - 1]
        a, b = sign * fold.beyond(before), sign * fold.beyond(point)
        if a * b < 0:
            share = a / (a - b)
            found.append(
                (before[0] + share * (point[0] - before[0]),
                 before[1] + share * (point[1] - before[1]))
            )  # fmt: skip
        if b >= 0:
            found.append(point)
    return tuple(found) if len(set(found)) > 2 else ()


def _flap_fits(outline: tuple[Point, ...], fold: Fold) -> bool:
    flap, rest = cut(outline, fold, kept=False), cut(outline, fold, kept=True)
    return bool(flap) and bool(rest) and all(_is_inside(fold.over(p), rest) for p in flap)


def _is_inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Within a convex polygon whose corners go clockwise on paper, or on its edge."""
    for number, end in enumerate(polygon):
        start = polygon[number - 1]
        turn = (end[0] - start[0]) * (point[1] - start[1])
        turn -= (end[1] - start[1]) * (point[0] - start[0])
        if turn < -1e-9:
            return False
    return True


def _moved(way: Way, symmetry: Symmetry) -> Way:
    """The same with the whole sheet turned or mirrored."""
    p, q, r, s = symmetry
    half = SIZE / 2

    def image(point: Point) -> Point:
        x, y = point[0] - half, point[1] - half
        return half + p * x + q * y, half + r * x + s * y

    folds = []
    for fold in way.folds:
        a, b = p * fold.a + q * fold.b, r * fold.a + s * fold.b
        c = fold.c + (a + b - fold.a - fold.b) * SIZE // 2
        folds.append(Fold(a, b, c))
    return Way(tuple(folds), tuple(sorted(image(point) for point in way.punches)))


# --- pictures ----------------------------------------------------------------------------------

WIDTH, SHEET_WIDTH = 320.0, 120.0
GAP = 16.0
HOLE = 0.17  # its radius, in squares


def _sheet_figure(holes: Holes) -> Figure:
    unit = (SHEET_WIDTH - 8) / SIZE
    dots = [
        circle((4 + x * unit, 4 + y * unit), HOLE * unit, fill="solid") for x, y in sorted(holes)
    ]
    frame = rect((4, 4), SIZE * unit, SIZE * unit, fill="paper")
    text = gettext("A square sheet, 4 rows of 4 squares. Holes (row-column): %(holes)s.")
    alt = text % {"holes": _places_in_words(holes)}
    return Figure(picture(SHEET_WIDTH, SHEET_WIDTH, frame, *dots), alt)


def _steps_figure(way: Way) -> Figure:
    """One small picture for each fold and one for the punch, numbered."""
    count = len(way.folds) + 1
    per_row = 2 if count in (2, 4) else 3
    unit = (WIDTH - GAP * (per_row + 1)) / per_row / SIZE
    unit = min(unit, 28.0)
    left = (WIDTH - per_row * SIZE * unit - (per_row - 1) * GAP) / 2
    pitch = SIZE * unit + GAP
    parts = []
    for number in range(count):
        row, column = divmod(number, per_row)
        drawn = _state(way, number, unit)
        parts.append(moved(left + column * pitch, 24 + row * (pitch + 12), *drawn))
        head = left + column * pitch + SIZE * unit / 2, 15 + row * (pitch + 12)
        parts.append(label(head, str(number + 1), size=15))
    rows = (count + per_row - 1) // per_row
    height = 24 + rows * SIZE * unit + (rows - 1) * (GAP + 12) + 6
    steps = [_fold_in_words(way.folds[:n], fold) for n, fold in enumerate(way.folds)]
    text = gettext(
        "A square sheet, 4 rows of 4 squares. %(steps)s. Punched (row-column): %(holes)s."
    )
    alt = text % {"steps": ". ".join(steps), "holes": _places_in_words(way.punches)}
    return Figure(picture(WIDTH, height, *parts), alt)


def _state(way: Way, number: int, unit: float) -> Iterator[str]:
    """The paper after fold `number` (from 0), or, after the last one, with the punch."""
    folds = way.folds[: number + 1]

    def at(polygon: Sequence[Point]) -> list[Point]:
        return [(x * unit, y * unit) for x, y in polygon]

    if number < len(way.folds):
        gone = cut(_outline(folds[:-1]), folds[-1], kept=False)
        yield from _dashed(at(gone))
    yield path(at(_outline(folds)), fill="paper")
    for flap in _flaps(folds):
        yield path(at(flap), fill="paper")
        yield path(at(flap), fill="half")
    if number < len(way.folds):
        middle = _middle(gone)
        yield _arrow(*at([middle, folds[-1].over(middle)]))
    else:
        for x, y in way.punches:
            yield circle((x * unit, y * unit), HOLE * unit + 1.5, fill="paper")
            yield circle((x * unit, y * unit), HOLE * unit, fill="solid")


def _flaps(folds: tuple[Fold, ...]) -> list[tuple[Point, ...]]:
    """The visible undersides, the lowest first."""
    flaps: list[tuple[Point, ...]] = []
    for number, fold in enumerate(folds):
        flap = cut(_outline(folds[:number]), fold, kept=False)
        flaps = [rest for old in flaps if (rest := cut(old, fold, kept=True))]
        flaps.append(tuple(fold.over(point) for point in flap))
    return flaps


def _middle(polygon: Sequence[Point]) -> Point:
    return (
        sum(x for x, _y in polygon) / len(polygon),
        sum(y for _x, y in polygon) / len(polygon),
    )


def _dashed(polygon: Sequence[Point]) -> Iterator[str]:
    for number, point in enumerate(polygon):
        yield line(polygon[number - 1], point, width=1, dashed=True)


def _arrow(start: Point, end: Point) -> str:
    """A straight arrow with an open head."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx**2 + dy**2) ** 0.5
    dx, dy = 6 * dx / length, 6 * dy / length
    head = [
        (end[0] - dx - 0.7 * dy, end[1] - dy + 0.7 * dx),
        end,
        (end[0] - dx + 0.7 * dy, end[1] - dy - 0.7 * dx),
    ]
    return line(start, end) + path(head, closed=False)


# --- words -------------------------------------------------------------------------------------

_MOVES: dict[tuple[int, int], str] = {
    (1, 0): _("the right part goes over to the left"),
    (-1, 0): _("the left part goes over to the right"),
    (0, 1): _("the lower part goes up"),
    (0, -1): _("the upper part goes down"),
    (1, 1): _("the lower right part goes up to the left"),
    (-1, -1): _("the upper left part goes down to the right"),
    (1, -1): _("the upper right part goes down to the left"),
    (-1, 1): _("the lower left part goes up to the right"),
}


def _fold_in_words(before: tuple[Fold, ...], fold: Fold) -> str:
    """Which part goes where, and where the crease runs."""
    if fold.a and fold.b:
        outline = _outline(before)
        on = [p for p in MIDDLES if fold.beyond(p) == 0 and _is_inside(p, outline)]
        where = gettext("the crease runs across squares %(places)s") % {
            "places": _places_in_words(on)
        }
    elif fold.a:
        where = gettext("the crease is between columns %(one)d and %(two)d") % _sides(fold.c)
    else:
        where = gettext("the crease is between rows %(one)d and %(two)d") % _sides(fold.c)
    text = gettext("Step %(n)d: %(part)s, %(where)s")
    return text % {"n": len(before) + 1, "part": gettext(_MOVES[fold.a, fold.b]), "where": where}


def _sides(c: int) -> dict[str, int]:
    return {"one": abs(c), "two": abs(c) + 1}


def _places_in_words(points: Sequence[Point] | Holes) -> str:
    squares = sorted((int(y) + 1, int(x) + 1) for x, y in points)
    return ", ".join(f"{row}-{column}" for row, column in squares)
