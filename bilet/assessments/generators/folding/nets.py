"""Which cube is folded from this net?

The four cubes are chosen first, so that each of them has a net with which the other three are
impossible; which one is asked for is then drawn by lot, so the cubes alone tell nothing.

A cube stands with a corner towards the viewer. In space its three visible faces look up, to the
right and to the left: `TOP`, `RIGHT`, `LEFT`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import moved, n, path, picture, rect
from bilet.assessments.generators.folding.signs import NAMES, PLAIN, SIDE, TURNED, sign
from bilet.assessments.generators.question import Choice, Figure, Question, placed
from bilet.assessments.generators.rotation.chains import ROTATIONS, Vector, cross, minus, turned

TOP: Vector = (0, 0, 1)
RIGHT: Vector = (1, 0, 0)
LEFT: Vector = (0, -1, 0)
SEEN = (TOP, RIGHT, LEFT)  # a third of a turn about the corner takes each to the next

Cell = tuple[int, int]  # column, row
# The eleven nets, those with four squares in a row first.
PLAIN_NETS = 6
_ROW = ((0, 1), (1, 1), (2, 1), (3, 1))
NETS: tuple[tuple[Cell, ...], ...] = (
    *(((a, 0), *_ROW, (b, 2)) for a, b in ((1, 1), (0, 0), (1, 2), (0, 1), (0, 2), (0, 3))),
    *(((0, 0), (1, 0), (1, 1), (2, 1), (3, 1), (x, 2)) for x in (1, 2, 3)),
    ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2)),
    ((0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (4, 1)),
)


@dataclass(frozen=True, slots=True)
class Level:
    name: str
    wrong: frozenset[str]  # what makes the wrong cubes wrong
    nets: int  # how many of the nets, the plain ones first
    difficulty: float  # the authors' guess of Rasch b, until there are answers


LEVELS = (
    Level("opposite", frozenset({"opposite"}), 4, -1.2),
    Level("mirror", frozenset({"opposite", "mirror"}), 9, -0.2),
    Level("turned", frozenset({"turned"}), 6, 0.5),
    Level("turned", frozenset({"turned"}), 11, 1.0),
)


@dataclass(frozen=True, slots=True)
class Face:
    sign: str
    up: Vector | None  # where the top of the sign looks; none when every turn looks the same


View = tuple[Face, Face, Face]  # in the order of SEEN
Cube = dict[Vector, Face]  # by the outward direction of the face


def question(dice: Dice, id_: str, level: Level, place: int) -> Question:
    """A net and four cubes; only one of them can be folded."""
    while True:
        views = _OFFERS[level.name](dice)
        if all(_hidden_faces(views, key, level) for key in range(len(views))):
            break
    views = [_spun(view, dice.below(3)) for view in dice.shuffled(views)]
    cube = _cube(dice, views, level)
    number = dice.below(level.nets)
    net = _labelled(dice, cube, NETS[number])
    options, right = placed(*_first_and_rest([_cube_figure(view) for view in views]), place)
    ordered = [*views[1 : place + 1], views[0], *views[place + 1 :]]
    return Question(
        id=id_,
        text=gettext("Which cube can be folded from this net? The signs stay outside."),
        right=right,
        options=options,
        figure=_net_figure(net),
        explanation=_explanation(level, right),
        difficulty=round(level.difficulty + (0.3 if number >= PLAIN_NETS else 0.0), 2),
        features={
            "kind": "net", "level": level.name, "shape": number,
            "net": tuple((x, y, face, turn) for (x, y), (face, turn) in net.items()),
            "options": {
                option.id: tuple((face.sign, face.up) for face in view)
                for option, view in zip(options, ordered, strict=True)
            },
        },
    )  # fmt: skip


def _first_and_rest(figures: Sequence[Figure]) -> tuple[Choice, list[Choice]]:
    first, *rest = (Choice("", figure=figure) for figure in figures)
    return first, rest


# --- which cubes are offered -------------------------------------------------------------------


def _opposite(dice: Dice) -> list[View]:
    """Four different threes of signs: what is wrong shows two opposite faces at once."""
    signs = dice.sample(sorted(PLAIN), 6)
    found: list[list[str]] = []
    while len(found) < 4:
        three = dice.sample(signs, 3)
        if all(set(three) != set(other) for other in found):
            found.append(three)
    return [_plain(three) for three in found]


def _mirror(dice: Dice) -> list[View]:
    """Two threes of signs with two in common, each with its mirror image."""
    a, b, c, d = dice.sample(sorted(PLAIN), 4)
    return [_plain(three) for three in ((a, b, c), (b, a, c), (a, b, d), (b, a, d))]


def _turned(dice: Dice) -> list[View]:
    """The same signs; what differs is how two of them are turned, or one and the order."""
    signs = dice.sample(sorted(TURNED), 3)
    one, two, three = (
        Face(name, dice.one_of(_around(way))) for name, way in zip(signs, SEEN, strict=True)
    )
    other_one = Face(one.sign, dice.one_of([u for u in _around(TOP) if u != one.up]))
    other_two = Face(two.sign, dice.one_of([u for u in _around(RIGHT) if u != two.up]))
    views: list[View] = [(one, two, three), (other_one, two, three)]
    if dice.below(2):
        return [*views, (one, other_two, three), (other_one, other_two, three)]
    return [*views, *(_mirrored(view) for view in views)]


_OFFERS = {"opposite": _opposite, "mirror": _mirror, "turned": _turned}


def _plain(signs: Sequence[str]) -> View:
    one, two, three = (Face(name, None) for name in signs)
    return one, two, three


def _around(face: Vector) -> list[Vector]:
    """The four directions in which the top of a sign on this face may look."""
    ways = [*SEEN, *(minus(way) for way in SEEN)]
    return [way for way in ways if way not in (face, minus(face))]


def _mirrored(view: View) -> View:
    """Left and right change places; the signs themselves are not mirrored."""
    top, right, left = (
        Face(face.sign, face.up and (-face.up[1], -face.up[0], face.up[2])) for face in view
    )
    return top, left, right


def _spun(view: View, times: int) -> View:
    """The cube turned by thirds about the corner that looks at the viewer."""
    for _third in range(times):
        top, right, left = (
            Face(face.sign, face.up and (face.up[2], -face.up[0], -face.up[1])) for face in view
        )
        view = left, top, right
    return view


def _hidden_faces(views: Sequence[View], key: int, level: Level) -> list[tuple[str, ...]]:
    """Signs opposite the key's three faces with which the other cubes are impossible.

    A sign that no cube shows stands as "1", "2" or "3".
    """
    shown = [face.sign for face in views[key]]
    others = {face.sign for view in views for face in view} - set(shown)
    spare = [*sorted(others), "1", "2", "3"][:3]
    rest = [view for number, view in enumerate(views) if number != key]
    return [
        hidden for hidden in permutations(spare)
        if all(_what_is_wrong(shown, hidden, view) in level.wrong for view in rest)
    ]  # fmt: skip


def _what_is_wrong(shown: Sequence[str], hidden: Sequence[str], view: View) -> str:
    """Why no corner of the cube shows this view; "" when one does."""
    signs = [face.sign for face in view]
    if any(face.up for face in view):
        return "turned"  # the offered ones differ in their turns or are mirrored
    axes = [shown.index(s) if s in shown else hidden.index(s) for s in signs]
    if len(set(axes)) < 3:
        return "opposite"
    is_cycle = axes in ([0, 1, 2], [1, 2, 0], [2, 0, 1])
    back = sum(s in hidden for s in signs)
    return "" if is_cycle == (back % 2 == 0) else "mirror"


# --- the cube and its net ----------------------------------------------------------------------


def _cube(dice: Dice, views: Sequence[View], level: Level) -> Cube:
    """A cube that shows the first view; the signs it hides make the other views impossible."""
    asked = views[0]
    hidden = dice.one_of(_hidden_faces(views, 0, level))
    taken = {face.sign for view in views for face in view}
    pool = TURNED if asked[0].up else PLAIN
    fresh = iter(dice.shuffled([name for name in sorted(pool) if name not in taken]))
    names = [next(fresh) if name.isdigit() else name for name in hidden]
    cube = dict(zip(SEEN, asked, strict=True))
    for way, name in zip(SEEN, names, strict=True):
        up = dice.one_of(_around(way)) if name in TURNED else None
        cube[minus(way)] = Face(name, up)
    return cube


def _labelled(dice: Dice, cube: Cube, net: Sequence[Cell]) -> dict[Cell, tuple[str, int | None]]:
    """Cell → sign and its turn on paper (quarters clockwise from upright)."""
    cells = _laid(dice, net)
    rotation = dice.one_of(ROTATIONS)
    labels: dict[Cell, tuple[str, int | None]] = {}
    for cell, (out, east, south) in _folded(cells):
        face = cube[turned(rotation, out)]
        ways = [turned(rotation, way) for way in (minus(south), east, south, minus(east))]
        labels[cell] = face.sign, ways.index(face.up) if face.up else None
    return labels


def _laid(dice: Dice, net: Sequence[Cell]) -> list[Cell]:
    """The net mirrored or not, turned, and pushed to the corner of the page."""
    flip = dice.below(2)
    cells = [(-x, y) if flip else (x, y) for x, y in net]
    for _quarter in range(dice.below(4)):
        cells = [(-y, x) for x, y in cells]
    left, top = min(x for x, _y in cells), min(y for _x, y in cells)
    return sorted((x - left, y - top) for x, y in cells)


Frame = tuple[Vector, Vector, Vector]  # outwards; to the right and down on the net


def _folded(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Frame]]:
    """Every square of the net with its frame on the cube, the first lying on top."""
    frames: dict[Cell, Frame] = {cells[0]: (TOP, RIGHT, LEFT)}
    frontier = [cells[0]]
    while frontier:
        x, y = cell = frontier.pop()
        out, east, south = frames[cell]
        yield cell, frames[cell]
        beside: dict[Cell, Frame] = {
            (x + 1, y): (east, minus(out), south),
            (x - 1, y): (minus(east), out, south),
            (x, y + 1): (south, east, minus(out)),
            (x, y - 1): (minus(south), east, out),
        }
        new = {c: frame for c, frame in beside.items() if c in cells and c not in frames}
        frames |= new
        frontier += new


# --- pictures and words ------------------------------------------------------------------------

NET_WIDTH, CUBE_WIDTH, CUBE_HEIGHT, EDGE = 232.0, 132.0, 140.0, 64.0
_SLANT = 0.866  # cosine of 30°


def _net_figure(net: dict[Cell, tuple[str, int | None]]) -> Figure:
    wide, high = max(x for x, _y in net) + 1, max(y for _x, y in net) + 1
    left = (NET_WIDTH - wide * SIDE) / 2
    parts: list[str] = []
    for (x, y), (name, turn) in net.items():
        corner = left + x * SIDE, 6 + y * SIDE
        parts.append(rect(corner, SIDE, SIDE, fill="paper"))
        middle = corner[0] + SIDE / 2, corner[1] + SIDE / 2
        parts.append(moved(*middle, *sign(name), turn=90 * (turn or 0)))
    rows = [
        gettext("row %(n)d: %(cells)s") % {"n": y + 1, "cells": ", ".join(row)}
        for y, row in enumerate(_rows(net))
    ]
    alt = gettext("A net of six squares. %(rows)s.") % {"rows": "; ".join(rows)}
    return Figure(picture(NET_WIDTH, high * SIDE + 12, *parts), alt)


def _rows(net: dict[Cell, tuple[str, int | None]]) -> list[list[str]]:
    """The net in words, row by row; a place without a square is a dash."""
    wide, high = max(x for x, _y in net) + 1, max(y for _x, y in net) + 1
    return [
        [_in_words(*net[x, y]) if (x, y) in net else "—" for x in range(wide)]
        for y in range(high)
    ]  # fmt: skip


_TURNS = (
    _("%(sign)s, top up"),
    _("%(sign)s, top to the right"),
    _("%(sign)s, top down"),
    _("%(sign)s, top to the left"),
)
_TURNS_ON_TOP = {
    RIGHT: _("%(sign)s, top to the right face"),
    LEFT: _("%(sign)s, top to the left face"),
    minus(RIGHT): _("%(sign)s, top away from the right face"),
    minus(LEFT): _("%(sign)s, top away from the left face"),
}


def _in_words(name: str, turn: int | None) -> str:
    called = gettext(NAMES[name])
    return called if turn is None else gettext(_TURNS[turn]) % {"sign": called}


def _face_in_words(face: Face, way: Vector) -> str:
    if face.up is None:
        return gettext(NAMES[face.sign])
    if way == TOP:
        return gettext(_TURNS_ON_TOP[face.up]) % {"sign": gettext(NAMES[face.sign])}
    across = cross(TOP, way)  # to the right, for somebody who looks at this face
    return _in_words(face.sign, [TOP, across, minus(TOP), minus(across)].index(face.up))


def _on_paper(point: Sequence[float]) -> tuple[float, float]:
    x, y, z = point
    middle = CUBE_WIDTH / 2, CUBE_HEIGHT / 2
    return middle[0] + EDGE * _SLANT * (x + y), middle[1] + EDGE * ((x - y) / 2 - z)


def _cube_figure(view: View) -> Figure:
    parts = [part for way, face in zip(SEEN, view, strict=True) for part in _face(way, face)]
    top, right, left = (_face_in_words(f, way) for way, f in zip(SEEN, view, strict=True))
    alt = gettext("A cube. Top: %(top)s. Left: %(left)s. Right: %(right)s.")
    words = {"top": top, "right": right, "left": left}
    return Figure(picture(CUBE_WIDTH, CUBE_HEIGHT, *parts), alt % words)


def _face(way: Vector, face: Face) -> tuple[str, str]:
    """The square of a face as seen, and its sign in the same perspective."""
    up = face.up or (TOP if way != TOP else minus(LEFT))
    across = cross(up, way)
    corners = [
        _on_paper([(w + a * s + u * t) / 2 for w, a, u in zip(way, across, up, strict=True)])
        for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    x, y = _on_paper([w / 2 for w in way])
    right = [(b - a) / SIDE for a, b in zip(corners[0], corners[1], strict=True)]
    down = [(b - a) / SIDE for a, b in zip(corners[3], corners[0], strict=True)]
    matrix = " ".join(n(value) for value in (*right, *down, x, y))
    drawn = f'<g transform="matrix({matrix})">{"".join(sign(face.sign))}</g>'
    return path(corners, fill="paper"), drawn


_WHY = {
    "opposite": _("%(right)s can be folded. Each of the others shows two opposite faces at once."),
    "mirror": _(
        "%(right)s can be folded. Of the others, one is its mirror image, and two show opposite "
        "faces at once."
    ),
    "turned": _("%(right)s can be folded. The others have a sign turned or the order mirrored."),
}


def _explanation(level: Level, right: str) -> str:
    return gettext(_WHY[level.name]) % {"right": right}
