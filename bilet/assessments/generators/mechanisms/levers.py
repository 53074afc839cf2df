"""Levers: which side goes down, and where a weight keeps the lever level."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import circle, label, line, path, picture, rect
from bilet.assessments.generators.mechanisms.draft import WIDTH, Draft, letters, listed
from bilet.assessments.generators.question import Figure

MARKS = 6  # on each side of the support
Loads = tuple[tuple[int, int], ...]  # (mark, kilograms); marks on the left are negative
LEFT, RIGHT, LEVEL = range(3)


def moment(loads: Sequence[tuple[int, int]]) -> int:
    """What turns the lever to the right, in kilograms times marks."""
    return sum(mark * kilograms for mark, kilograms in loads)


# --- which side goes down ----------------------------------------------------------------------


def goes_down(dice: Dice, place: int) -> Draft:
    """One weight on each side; the heavier one is the nearer one."""
    while True:
        near, far = sorted(dice.sample(range(1, MARKS + 1), 2))
        light, heavy = sorted(dice.sample(range(1, 10), 2))
        loads = ((-near, heavy), (far, light))
        if dice.below(2):
            loads = ((-far, light), (near, heavy))
        if _side(loads) == place and abs(moment(loads)) in (0, 2, 3, 4, 5, 6):
            return _down(loads, -0.7)


def goes_down_with_four(dice: Dice, place: int) -> Draft:
    """Two weights on each side."""
    while True:
        marks = [dice.sample((1, 2, 3, 4, 5, 6), 2) for _side_ in range(2)]
        if any(abs(a - b) < 2 for a, b in marks):
            continue  # the boxes would touch
        left, right = ([(mark, dice.between(1, 6)) for mark in sorted(pair)] for pair in marks)
        loads = (*((-mark, kilograms) for mark, kilograms in left), *right)
        if _side(loads) == place and abs(moment(loads)) in (0, 2, 3, 4, 5, 6):
            return _down(loads, 0.7)


def _side(loads: Loads) -> int:
    turning = moment(loads)
    return LEVEL if turning == 0 else RIGHT if turning > 0 else LEFT


def _down(loads: Loads, difficulty: float) -> Draft:
    left = sum(-mark * kilograms for mark, kilograms in loads if mark < 0)
    right = sum(mark * kilograms for mark, kilograms in loads if mark > 0)
    return Draft(
        text=gettext("The lever is held level. Which side goes down when it is let go?"),
        answers=(
            gettext("The left one"),
            gettext("The right one"),
            gettext("Neither: it stays level"),
        ),
        figure=_figure(loads, {}),
        explanation=gettext("weight times distance is %(left)d on the left, %(right)d on the right")
        % {"left": left, "right": right},
        difficulty=difficulty,
        features={"loads": loads},
    )


# --- where to hang a weight --------------------------------------------------------------------


def balance(dice: Dice, place: int) -> Draft:
    """Four marked places on the right; at one of them the weight holds the others."""
    while True:
        marks = sorted(dice.sample(range(1, MARKS + 1), 4))
        kilograms = dice.between(2, 8)
        wanted = marks[place] * kilograms
        possible = [
            (wanted // mark, mark)
            for mark in range(1, MARKS + 1)
            if wanted % mark == 0 and wanted // mark <= 9 and wanted // mark != kilograms
        ]
        if possible:
            break
    heavy, mark = dice.one_of(possible)
    loads = ((-mark, heavy),)
    places = dict(zip(letters(4), marks, strict=True))
    why = gettext("the left side has %(heavy)d × %(mark)d, the right one %(kg)d × %(place)d")
    return Draft(
        text=gettext("At which mark does a weight of %(kg)d kg keep the lever level?")
        % {"kg": kilograms},
        answers=tuple(places),
        figure=_figure(loads, places),
        explanation=why % {"heavy": heavy, "mark": mark, "kg": kilograms, "place": marks[place]},
        difficulty=0.1,
        features={"loads": loads, "places": places, "kilograms": kilograms},
    )


# --- the picture -------------------------------------------------------------------------------

STEP, BEAM, BOX = 23.0, 46.0, 35.0
GROUND = BEAM + 66


def _x(mark: int) -> float:
    return WIDTH / 2 + mark * STEP


def _figure(loads: Loads, places: Mapping[str, int]) -> Figure:
    middle = WIDTH / 2
    foot = [
        (middle - 22, GROUND),
        (middle - 4, GROUND - 8),
        (middle + 4, GROUND - 8),
        (middle + 22, GROUND),
    ]
    parts = [
        line((middle, BEAM), (middle, GROUND - 8), width=4),
        path(foot, fill="solid"),
        line((_x(-MARKS) - 8, BEAM), (_x(MARKS) + 8, BEAM), width=5),
        circle((middle, BEAM), 6, fill="paper"),
    ]
    ticks = [mark for mark in range(-MARKS, MARKS + 1) if mark]
    parts += [line((_x(mark), BEAM - 9), (_x(mark), BEAM)) for mark in ticks]
    for mark, kilograms in loads:
        text = gettext("%(kg)d kg") % {"kg": kilograms}
        parts += [
            line((_x(mark), BEAM), (_x(mark), BEAM + 18)),
            rect((_x(mark) - BOX / 2, BEAM + 18), BOX, 30, fill="paper"),
            label((_x(mark), BEAM + 38), text, size=13),
        ]
    parts += [label((_x(mark), BEAM - 15), letter, size=17) for letter, mark in places.items()]
    return Figure(picture(WIDTH, GROUND + 4, *parts), _alt(loads, places))


def _alt(loads: Loads, places: Mapping[str, int]) -> str:
    hung = gettext("%(kg)d kg at mark %(mark)d")
    sides = {
        side: listed([hung % {"kg": kg, "mark": abs(mark)} for mark, kg in loads if mark * way > 0])
        for side, way in (("left", -1), ("right", 1))
    }
    if not places:
        text = gettext("A lever, marks counted from the support. Left: %(left)s. Right: %(right)s.")
        return text % sides
    named = listed([f"{letter} – {mark}" for letter, mark in places.items()])
    text = gettext(
        "A lever, marks counted from the support. Left: %(left)s. Marks on the right: %(named)s."
    )
    return text % {"left": sides["left"], "named": named}
