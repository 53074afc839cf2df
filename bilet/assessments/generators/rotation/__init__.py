"""Figures of cubes turned in space: which one is the same figure?

A figure is a chain of cubes with right-angled bends, unlike its mirror image. The four figures
that are offered are chosen first and the one that the question shows is drawn among them by lot,
so that nothing about the answers alone tells which of them is right: either two pairs of mirror
images, or four figures that differ in the place of the last arm. Every picture shows a good part
of every cube; as all figures of a question have the same number of cubes, no two of them can
look the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Choice, Figure, Question, placed
from bilet.assessments.generators.rotation.chains import (
    ROTATIONS,
    Chain,
    Cubes,
    Rotation,
    Shape,
    Vector,
    kind_of,
    minus,
    plus,
    rotated,
)
from bilet.assessments.generators.rotation.view import drawn, is_clear, scale

LONGEST_ARM = 3
PATIENCE = 500  # draws; only a test far longer than any real one runs out of new figures


@dataclass(frozen=True, slots=True)
class Level:
    cubes: tuple[int, int]
    arms: int
    mirrors: bool
    axes: tuple[str, ...]  # kinds of rotation, as `kind_of` names them


# A ladder: first a turntable and no mirrors, at the end rotations about slanting axes.
LEVELS = (
    Level((7, 8), 4, False, ("vertical 90",)),
    Level((7, 9), 4, True, ("vertical 90", "horizontal 90")),
    Level((8, 10), 4, True, ("vertical 180", "horizontal 180")),
    Level((8, 10), 5, True, ("slanting 120", "slanting 180")),
)


@dataclass(frozen=True, slots=True)
class Views:
    """How the figures of a question are shown."""

    stem: Cubes
    offered: list[Cubes]  # the right one first
    rotation: Rotation  # from the stem to the right one


def questions(seed: int, count: int, language: str) -> list[Question]:
    """`count` figures, from easy to hard; every place is right equally often."""
    dice = Dice(seed)
    places = dice.shuffled([number % 4 for number in range(count)])
    seen: set[Shape] = set()
    made: list[Question] = []
    with override(language):
        for number, place in enumerate(places):
            level = LEVELS[len(LEVELS) * number // count]
            chains, views = _draft(dice, level, seen)
            seen.update(chain.same() for chain in chains)
            made.append(_question(f"q{number + 1}", level, chains, views, place))
    return made


def _draft(dice: Dice, level: Level, seen: set[Shape]) -> tuple[list[Chain], Views]:
    """Figures, the asked one first, and how they are shown; new ones as long as there are any."""
    tries = 0
    while True:
        tries += 1
        chains = _offered(dice, level)
        is_new = seen.isdisjoint(chain.same() for chain in chains)
        if chains and (is_new or tries > PATIENCE):
            views = _views(dice, chains, level)
            if views is not None:
                return chains, views


def _question(id_: str, level: Level, chains: list[Chain], views: Views, place: int) -> Question:
    stem, offered, rotation = views.stem, views.offered, views.rotation
    unit, height = scale([stem, *offered])
    choices = [Choice("", figure=_figure(cubes, unit, height)) for cubes in offered]
    options, right = placed(choices[0], choices[1:], place)
    order = [*range(1, place + 1), 0, *range(place + 1, len(chains))]
    kind, angle = kind_of(rotation).split()
    return Question(
        id=id_,
        text="",
        right=right,
        options=options,
        figure=_figure(stem, unit, height),
        explanation=_explanation(chains, [options[order.index(k)].id for k in range(4)], angle),
        difficulty=_difficulty(level, len(stem), kind, int(angle)),
        features={
            "cubes": len(stem), "bends": level.arms - 1, "mirrors": level.mirrors,
            "axis": kind, "angle": int(angle), "stem": stem,
            "options": {option.id: offered[k] for option, k in zip(options, order, strict=True)},
        },
    )  # fmt: skip


def _difficulty(level: Level, cubes: int, axis: str, angle: int) -> float:
    """The authors' guess of Rasch b until there are answers: angle and mirrors weigh most."""
    slanting = {"vertical": 0.0, "horizontal": 0.3, "slanting": 0.6}[axis]
    return round(
        -1.5 + 0.6 * (angle - 90) / 90 + 0.9 * level.mirrors + slanting
        + 0.3 * (level.arms - 4) + 0.1 * (cubes - 7), 2,
    )  # fmt: skip


# --- which figures are offered -----------------------------------------------------------------


def _offered(dice: Dice, level: Level) -> list[Chain]:
    """Four figures in a random order, the first of which is asked about; none when unlucky."""
    cubes = dice.between(*level.cubes)
    steps = dice.one_of(_compositions(cubes - 1, level.arms))
    turns = [dice.one_of("ZULR") for _bend in range(level.arms - 3)]
    last, other, *rest = dice.shuffled("ZULR")
    start = "".join(turns)
    if level.mirrors:
        pair = [Chain(steps, start + last), Chain(steps, start + other)]
        chains = [*pair, *(chain.mirrored() for chain in pair)]
    else:
        chains = [Chain(steps, start + turn) for turn in (last, other, *rest)]
    if len({chain.same() for chain in chains}) < 4:
        return []
    return dice.shuffled(chains) if all(chain.is_sound() for chain in chains) else []


@lru_cache
def _compositions(total: int, parts: int) -> tuple[tuple[int, ...], ...]:
    every = product(range(1, LONGEST_ARM + 1), repeat=parts)
    return tuple(steps for steps in every if sum(steps) == total)


def _views(dice: Dice, chains: Sequence[Chain], level: Level) -> Views | None:
    """A way to show all figures clearly, when there is one."""
    turnings = [turning for turning in ROTATIONS if kind_of(turning) in level.axes]
    bodies = [chain.cubes() for chain in chains]
    for pose in dice.one_by_one(ROTATIONS):
        # All of them, not only the asked one: or its views would differ a little from the others'.
        if not all(is_clear(rotated(pose, body)) for body in bodies):
            continue
        found = [_clear_view(dice, body, pose, turnings) for body in bodies]
        views = [view for view in found if view is not None]
        if len(views) == len(bodies):
            stem = rotated(pose, bodies[0])
            return Views(stem, [view for view, _turning in views], views[0][1])
    return None


def _clear_view(
    dice: Dice, body: Cubes, pose: Rotation, turnings: Sequence[Rotation]
) -> tuple[Cubes, Rotation] | None:
    """The figure in `pose` turned once more, so that it is clear to see."""
    for turning in dice.one_by_one(turnings):
        view = rotated(turning, rotated(pose, body))
        if is_clear(view):
            return view, turning
    return None


# --- words -------------------------------------------------------------------------------------

_WAYS: dict[Vector, str] = {
    (1, 0, 0): _("%(n)d to the right"),
    (-1, 0, 0): _("%(n)d to the left"),
    (0, 1, 0): _("%(n)d away from you"),
    (0, -1, 0): _("%(n)d towards you"),
    (0, 0, 1): _("%(n)d up"),
    (0, 0, -1): _("%(n)d down"),
}


def _figure(cubes: Cubes, unit: float, height: float) -> Figure:
    return Figure(drawn(cubes, unit, height), _alt(cubes))


def _alt(cubes: Cubes) -> str:
    """The way along the cubes, from the end that is lower, nearer to the left."""
    ends = sorted((cubes, cubes[::-1]), key=lambda chain: (chain[0][2], chain[0][0], chain[0][1]))
    way = ", ".join(gettext(_WAYS[step]) % {"n": times} for step, times in _arms(ends[0]))
    text = gettext("A figure of %(count)d cubes in a row with bends. From the end cube: %(way)s.")
    return text % {"count": len(cubes), "way": way}


def _arms(cubes: Cubes) -> list[tuple[Vector, int]]:
    arms: list[tuple[Vector, int]] = []
    for one, two in pairwise(cubes):
        step = plus(two, minus(one))
        times = arms.pop()[1] if arms and arms[-1][0] == step else 0
        arms.append((step, times + 1))
    return arms


def _explanation(chains: Sequence[Chain], places: Sequence[str], angle: str) -> str:
    """`chains` with the asked one first; `places`: where each of them is offered."""
    asked = chains[0]
    rest = list(zip(chains[1:], places[1:], strict=True))
    mirror = [place for chain, place in rest if chain.same() == asked.mirrored().same()]
    moved = sorted(place for _chain, place in rest if place not in mirror)
    text = gettext("%(right)s is the same figure turned by %(angle)s°. Another arm: %(moved)s.")
    if mirror:
        text = gettext(
            "%(right)s is the same figure turned by %(angle)s°. Its mirror image: %(mirror)s. "
            "Another arm: %(moved)s."
        )
    return text % {
        "right": places[0], "angle": angle, "mirror": ", ".join(mirror),
        "moved": ", ".join(moved),
    }  # fmt: skip
