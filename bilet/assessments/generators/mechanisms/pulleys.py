"""Ropes over pulleys: where it is easiest to pull, how much rope to pull, what holds the load.

A rope is told by the stops along it, from its fixed end to the free one: `beam` and `load` are
knots, `fixed` and `moving` are pulleys on the beam and on the load, `hand` is the free end.
"""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import Point, circle, label, line, moved, picture, rect
from bilet.assessments.generators.mechanisms.draft import (
    WIDTH,
    Draft,
    letters,
    straight_arrow,
)
from bilet.assessments.generators.question import Figure

Rope = tuple[str, ...]
# By how many parts of the rope carry the load.
ROPES: dict[int, tuple[Rope, ...]] = {
    1: (("load", "fixed", "hand"), ("load", "fixed", "fixed", "hand")),
    2: (("beam", "moving", "fixed", "hand"), ("beam", "moving", "hand")),
    3: (("load", "fixed", "moving", "fixed", "hand"), ("load", "fixed", "moving", "hand")),
    4: (("beam", "moving", "fixed", "moving", "fixed", "hand"),),
}


def _pulled_down(parts: int) -> list[Rope]:
    return [rope for rope in ROPES[parts] if rope[-2] == "fixed"]


def easiest(dice: Dice, place: int) -> Draft:
    """Three ropes with equal loads; the more parts carry, the less to pull."""
    names = letters(3)
    parts = dice.one_of([(2, 1, 1), (3, 2, 1), (4, 2, 1), (4, 3, 2)])
    key, *others = _different_ropes(dice, parts)
    others = dice.shuffled(others)
    shown = dict(zip(names, [*others[:place], key, *others[place:]], strict=True))
    return Draft(
        text=gettext("The loads are equal. Where is the rope easiest to pull?"),
        answers=tuple(names),
        figure=_easiest_figure(shown),
        explanation=gettext("most parts of the rope carry the load: %(parts)d")
        % {"parts": parts[0]},
        difficulty=-0.4,
        features={"ropes": shown},
    )


def _different_ropes(dice: Dice, parts: Sequence[int]) -> list[Rope]:
    found: list[Rope] = []
    for count in parts:
        found.append(dice.one_of([stops for stops in ROPES[count] if stops not in found]))
    return found


def rope(dice: Dice, place: int) -> Draft:
    """The load goes up by a metre."""
    stops = dice.one_of(ROPES[place + 1])
    why = gettext("each of the parts that carry the load, %(parts)d, gets shorter by 1 m")
    return Draft(
        text=gettext("The load has to go up by 1 m. How far must the end of the rope be pulled?"),
        answers=tuple(gettext("%(n)d m") % {"n": metres} for metres in (1, 2, 3, 4)),
        figure=_figure_of_one(stops),
        explanation=why % {"parts": place + 1},
        difficulty=0.4,
        features={"rope": stops},
    )


def counterweight(dice: Dice, place: int) -> Draft:
    """The load is held by a weight on the free end."""
    parts = 4 - place
    kilograms = dice.one_of((12, 24, 36))
    stops = dice.one_of(_pulled_down(parts))
    answers = [kilograms // count for count in (4, 3, 2, 1)]
    why = gettext(
        "parts of the rope that carry the load: %(parts)d; each carries %(kg)d : %(parts)d"
    )
    return Draft(
        text=gettext("The load is %(kg)d kg. Which weight on the free end keeps it where it is?")
        % {"kg": kilograms},
        answers=tuple(gettext("%(kg)d kg") % {"kg": answer} for answer in answers),
        figure=_figure_of_one(stops, gettext("%(kg)d kg") % {"kg": kilograms}, weight="?"),
        explanation=why % {"parts": parts, "kg": kilograms},
        difficulty=0.8,
        features={"rope": stops, "kilograms": kilograms},
    )


# --- the picture -------------------------------------------------------------------------------

BEAM, LOW = 10.0, 116.0  # heights of the beam and of the pulleys on the load
BOX = 28.0  # height of the load


class Rig:
    """A rope with its pulleys, drawn from its fixed end on, from left to right."""

    def __init__(self, stops: Rope, radius: float) -> None:
        self.radius = radius
        self.top, self.bar = BEAM + 12 + radius, LOW + radius + 9
        self.parts: list[str] = []
        self.carriers: list[float] = []  # where the parts of the rope that carry the load hang
        self.x, self.y = 0.0, BEAM  # the end of what is drawn
        self.beam_end = 0.0
        if stops[0] == "load":
            self.y = self.bar
            self.carriers.append(0.0)
        for before, stop, after in zip(stops, stops[1:], stops[2:], strict=False):
            if stop == "moving":
                self._under()
            else:
                self._over(is_first=before != "fixed", is_last=after != "fixed")
        self.goes_up = stops[-2] == "moving"

    def _over(self, *, is_first: bool, is_last: bool) -> None:
        """Over a pulley on the beam; the rope runs level between two of them."""
        r = self.radius
        if is_first:
            self._strand(self.top)
            self.x += r
        centre = self.x, self.top
        self.parts += [line((self.x, BEAM), centre), *_pulley(centre, r)]
        self.beam_end = self.x
        if is_last:
            self.x += r
        else:
            level = self.top - r
            self.parts.append(line((self.x, level), (self.x + 2.6 * r, level)))
            self.x += 2.6 * r

    def _under(self) -> None:
        """Under a pulley on the load, and up again."""
        self._strand(LOW)
        centre = self.x + self.radius, LOW
        self.parts += [line(centre, (centre[0], self.bar)), *_pulley(centre, self.radius)]
        self.carriers += [self.x, self.x + 2 * self.radius]
        self.x += 2 * self.radius

    def _strand(self, to: float) -> None:
        self.parts.append(line((self.x, self.y), (self.x, to)))
        self.y = to

    def drawn(self, text: str = "", weight: str = "") -> list[str]:
        """Everything, with words on the load and a weight at the free end instead of an arrow."""
        beam = line((-self.radius, BEAM), (self.beam_end + self.radius, BEAM), width=5)
        return [beam, *self.parts, *self._free_end(weight), *self._load(text)]

    def _load(self, text: str) -> list[str]:
        """Under the middle of the parts that carry it, so that it hangs straight."""
        wide = 3.4 * self.radius
        middle = sum(self.carriers) / len(self.carriers)
        bar = line((min(self.carriers), self.bar), (max(self.carriers), self.bar), width=4)
        corner = middle - wide / 2, self.bar + 8
        return [
            bar,
            line((middle, self.bar), (middle, self.bar + 8)),
            rect(corner, wide, BOX, fill="none" if text else "half"),
            label((middle, self.bar + 27), text, size=15),
        ]

    def _free_end(self, weight: str) -> list[str]:
        if self.goes_up:
            return [straight_arrow((self.x, LOW), (self.x, self.top - self.radius))]
        end = LOW - 2 * self.radius
        if not weight:
            return [straight_arrow((self.x, self.top), (self.x, end + 16))]
        half = 0.9 * self.radius
        return [
            line((self.x, self.top), (self.x, end)),
            rect((self.x - half, end), 2 * half, 2 * half),
            label((self.x, end + half + 5), weight, size=15),
        ]


def _pulley(centre: Point, radius: float) -> list[str]:
    return [circle(centre, radius, fill="paper"), circle(centre, 2, fill="solid")]


def _figure_of_one(stops: Rope, text: str = "", weight: str = "") -> Figure:
    rig = Rig(stops, 17)
    parts = moved(WIDTH / 2 - rig.x / 2, 0, *rig.drawn(text, weight))
    alt = gettext("A load on a rope. The rope: %(way)s.") % {"way": _in_words(stops)}
    return Figure(picture(WIDTH, rig.bar + 8 + BOX + 6, parts), alt)


def _easiest_figure(ropes: dict[str, Rope]) -> Figure:
    rigs = [Rig(stops, 11) for stops in ropes.values()]
    gap = (WIDTH - sum(rig.x for rig in rigs)) / len(rigs)
    x, parts = gap / 2, []
    bottom = rigs[0].bar + 8 + BOX
    for letter, rig in zip(ropes, rigs, strict=True):
        parts.append(moved(x, 0, *rig.drawn()))
        parts.append(label((x + rig.x / 2, bottom + 22), letter, size=17))
        x += rig.x + gap
    said = [f"{letter}: {_in_words(stops)}" for letter, stops in ropes.items()]
    alt = gettext("Equal loads on ropes. %(ropes)s.") % {"ropes": ". ".join(said)}
    return Figure(picture(WIDTH, bottom + 30, *parts), alt)


_STOPS = {
    "beam": _("from the beam"),
    "load": _("from the load"),
    "fixed": _("over a pulley on the beam"),
    "moving": _("under a pulley on the load"),
}


def _in_words(stops: Sequence[str]) -> str:
    words = [gettext(_STOPS[stop]) for stop in stops[:-1]]
    end = (
        gettext("to the free end below") if stops[-2] == "fixed" else gettext("up to the free end")
    )
    return ", ".join([*words, end])
