"""Wheels joined by belts, open or crossed: which turn the same way, which turns fastest."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.drawing import Point, circle, label, picture
from bilet.assessments.generators.mechanisms.draft import (
    WIDTH,
    Draft,
    bent_arrow,
    letters,
    listed,
)
from bilet.assessments.generators.mechanisms.gears import OFFERED
from bilet.assessments.generators.mechanisms.wheels import Link, belt, name, round_wheel
from bilet.assessments.generators.question import Figure

# --- which way ---------------------------------------------------------------------------------


def same_way(dice: Dice, place: int) -> Draft:
    """Three wheels: only B turns as A, only C, both or neither."""
    a, b, c = names = letters(3)
    same = {b: place in (0, 2), c: place in (1, 2)}
    if dice.below(2):
        links = [_belt(a, b, same[b]), _belt(b, c, same[b] == same[c])]
        row = [a, b, c]
    else:
        links = [_belt(a, b, same[b]), _belt(a, c, same[c])]
        row = [b, a, c]
    radii = {w: float(dice.between(27, 36)) for w in names}
    heights = [float(dice.between(0, 50)) for _wheel in row]
    places = {w: (46.0 + 114 * n, heights[n]) for n, w in enumerate(row)}
    return Draft(
        text=gettext(
            "The wheels are joined by belts. Which of them turn the same way as %(first)s?"
        )
        % {"first": a},
        answers=(
            gettext("Only %(one)s") % {"one": b},
            gettext("Only %(one)s") % {"one": c},
            gettext("Both %(one)s and %(two)s") % {"one": b, "two": c},
            gettext("Neither %(one)s nor %(two)s") % {"one": b, "two": c},
        ),
        figure=_turning_figure(radii, places, links, clockwise=bool(dice.below(2))),
        explanation=_why_way(),
        difficulty=-0.6,
        features=_features(radii, links, driver=a),
    )


def how_many(dice: Dice, place: int) -> Draft:
    """Four wheels: none, one, two or three turn as A."""
    names = letters(4)
    a, b, c, d = names
    same = dict.fromkeys(names, True) | dict.fromkeys(dice.sample([b, c, d], 3 - place), False)
    # The second wheel that each is joined to, on the corners of a square, or in a row round them.
    joined = dice.one_of(
        [[(a, b), (b, c), (c, d)], [(a, b), (a, d), (d, c)], [(a, b), (b, c), (a, d)]]
    )
    links = [_belt(one, other, same[one] == same[other]) for one, other in joined]
    radii = {w: float(dice.between(27, 36)) for w in names}
    corners = [(70.0, 0.0), (250.0, 0.0), (250.0, 120.0), (70.0, 120.0)]
    first = dice.below(4)
    places = {w: corners[(first + n) % 4] for n, w in enumerate(names)}
    text = gettext(
        "The wheels are joined by belts. How many of %(others)s turn the same way as %(first)s?"
    )
    return Draft(
        text=text % {"others": listed([b, c, d]), "first": a},
        answers=(
            gettext("None of them"),
            gettext("One of them"),
            gettext("Two of them"),
            gettext("All three"),
        ),
        figure=_turning_figure(radii, places, links, clockwise=bool(dice.below(2))),
        explanation=_why_way(),
        difficulty=0.4,
        features=_features(radii, links, driver=a),
    )


def _belt(one: str, other: str, is_same_way: bool) -> Link:
    return Link(one, other, "belt" if is_same_way else "crossed")


def _why_way() -> str:
    return gettext("an open belt keeps the way of turning, a crossed one reverses it")


def _features(
    sizes: Mapping[str, float], links: Sequence[Link], **more: object
) -> dict[str, object]:
    return {"sizes": dict(sizes), "links": tuple(tuple(link) for link in links), **more}


def _turning_figure(
    radii: Mapping[str, float],
    places: Mapping[str, Point],
    links: Sequence[Link],
    *,
    clockwise: bool,
) -> Figure:
    first = min(radii)
    top = min(y - radii[w] for w, (_x, y) in places.items())
    moved = {w: (x, y - top + 8) for w, (x, y) in places.items()}
    height = max(y + radii[w] for w, (_x, y) in moved.items()) + 8
    arrow = bent_arrow(moved[first], radii[first] * 0.66, clockwise=clockwise)
    parts = [*_drawn(radii, moved, links), arrow, *(name(moved[w], w) for w in radii)]
    text = gettext("Wheels joined by belts: %(links)s. An arrow on %(first)s: clockwise.")
    if not clockwise:
        text = gettext(
            "Wheels joined by belts: %(links)s. An arrow on %(first)s: counter-clockwise."
        )
    alt = text % {"links": _links_in_words(links), "first": first}
    return Figure(picture(WIDTH, height, *parts), alt)


def _drawn(
    radii: Mapping[str, float], places: Mapping[str, Point], links: Sequence[Link]
) -> list[str]:
    wheels = [round_wheel(places[w], radius) for w, radius in radii.items()]
    belts = [
        belt(places[one], radii[one], places[other], radii[other], crossed=how == "crossed")
        for one, other, how in links
        if how != "axle"
    ]
    return [*wheels, *belts]


_HOW = {
    "belt": _("%(one)s and %(two)s by an open belt"),
    "crossed": _("%(one)s and %(two)s by a crossed belt"),
}


def _links_in_words(links: Sequence[Link]) -> str:
    return listed([gettext(_HOW[how]) % {"one": one, "two": two} for one, two, how in links])


# --- how fast ----------------------------------------------------------------------------------

SCALE = 0.9  # radius on paper of a wheel one centimetre in diameter


def fastest(dice: Dice, place: int) -> Draft:
    """Four wheels in a chain of belts: the smallest turns fastest."""
    names = letters(4)
    diameters = sorted(dice.sample((20, 24, 28, 32, 36, 40, 44), 4))
    slow = dice.below(2)
    key = diameters.pop() if slow else diameters.pop(0)
    others = dice.shuffled(diameters)
    sizes = dict(zip(names, [*others[:place], key, *others[place:]], strict=True))
    links = [_belt(one, two, bool(dice.below(2))) for one, two in pairwise(names)]
    if slow:
        text = gettext(
            "The wheels are joined by belts. Which one turns slowest? The number is the diameter."
        )
        why = gettext("the belts run equally fast, so the largest wheel turns slowest")
    else:
        text = gettext(
            "The wheels are joined by belts. Which one turns fastest? The number is the diameter."
        )
        why = gettext("the belts run equally fast, so the smallest wheel turns fastest")
    figure = _sized_figure({w: [float(sizes[w])] for w in names}, links, 1.5)
    return Draft(
        text=text,
        answers=tuple(names),
        figure=figure,
        explanation=why,
        difficulty=-0.2,
        features=_features(sizes, links, driver=names[0], slowest=bool(slow)),
    )


DIAMETERS = (10, 20, 30, 40)


def turns(dice: Dice, place: int) -> Draft:
    """Two belts one after another, with two wheels on the axle in the middle."""
    a, b, c = letters(3)
    offered = dice.one_of(OFFERED)
    possible = [n for n in (1, 2, 3, 4, 6) if _sets(offered[place], n)]
    count = dice.one_of(possible)
    first, taken, given, last = dice.one_of(_sets(offered[place], count))
    links = [Link(a, f"{b}1", "belt"), Link(f"{b}1", f"{b}2", "axle"), Link(f"{b}2", c, "belt")]
    sizes = {a: first, f"{b}1": taken, f"{b}2": given, c: last}
    text = ngettext(
        "Both wheels %(middle)s sit fast on one axle. Wheel %(first)s makes %(n)d turn. How many "
        "turns does wheel %(last)s make? The number is the diameter.",
        "Both wheels %(middle)s sit fast on one axle. Wheel %(first)s makes %(n)d turns. How many "
        "turns does wheel %(last)s make? The number is the diameter.",
        count,
    )
    why = gettext("%(turns)d × %(d1)d : %(d2)d turns on the axle, then × %(d3)d : %(d4)d")
    return Draft(
        text=text % {"first": a, "middle": b, "last": c, "n": count},
        answers=tuple(str(number) for number in offered),
        figure=_axle_figure(sizes, links),
        explanation=why % {"turns": count, "d1": first, "d2": taken, "d3": given, "d4": last},
        difficulty=1.2,
        features=_features(sizes, links, driver=a, asked=c, turns=count),
    )


def _sets(answer: int, count: int) -> list[tuple[int, int, int, int]]:
    """Diameters along the way for which `count` turns become `answer`; both belts matter."""
    return [
        (first, taken, given, last)
        for first in DIAMETERS
        for taken in DIAMETERS
        for given in DIAMETERS
        for last in DIAMETERS
        if first != taken != given != last and count * first * given == answer * taken * last
    ]


def _sized_figure(wheels: Mapping[str, list[float]], links: Sequence[Link], scale: float) -> Figure:
    """A row of wheels with equal gaps, diameters under them."""
    widths = {w: max(d) * scale for w, d in wheels.items()}
    gap = (WIDTH - 12 - sum(widths.values())) / (len(wheels) - 1)
    middle = max(widths.values()) / 2 + 6
    left, places = 6.0, {}
    for w, width in widths.items():
        places[w] = (left + width / 2, middle)
        left += width + gap
    radii = {w: d[0] * scale / 2 for w, d in wheels.items()}
    numbers = [
        label((places[w][0], 2 * middle + 14), f"{d[0]:g}", size=16) for w, d in wheels.items()
    ]
    parts = [*_drawn(radii, places, links), *(name(places[w], w) for w in wheels), *numbers]
    sizes = listed([f"{w} – {d[0]:g}" for w, d in wheels.items()])
    text = gettext("Wheels joined by belts: %(links)s. Diameters: %(sizes)s.")
    alt = text % {"links": _links_in_words(links), "sizes": sizes}
    return Figure(picture(WIDTH, 2 * middle + 22, *parts), alt)


def _axle_figure(sizes: Mapping[str, int], links: Sequence[Link]) -> Figure:
    (a, first), (b1, taken), (b2, given), (c, last) = sizes.items()
    b = b1[:-1]
    radii = {w: d * 2 * SCALE / 2 for w, d in sizes.items()}
    middle = max(radii.values()) + 6
    at_b = (WIDTH / 2, middle)
    places = {a: (8 + radii[a], middle), b1: at_b, b2: at_b, c: (WIDTH - 8 - radii[c], middle)}
    # The smaller of the two wheels on the axle lies in front.
    order = sorted(sizes, key=lambda w: -radii[w])
    drawn = _drawn({w: radii[w] for w in order}, places, links)
    words = {
        a: f"{a} – {first}",
        b1: gettext("%(name)s – %(one)d and %(two)d") % {"name": b, "one": taken, "two": given},
        c: f"{c} – {last}",
    }
    names = [label((places[w][0], 2 * middle + 14), text, size=16) for w, text in words.items()]
    hubs = [circle(places[w], 2.5, fill="solid") for w in (a, b1, c)]
    text = gettext(
        "Wheels joined by belts. A belt from %(a)s (diameter %(d1)d) to a wheel on axle %(b)s "
        "(%(d2)d). Another wheel on axle %(b)s (%(d3)d), a belt from it to %(c)s (%(d4)d)."
    )
    alt = text % {"a": a, "b": b, "c": c, "d1": first, "d2": taken, "d3": given, "d4": last}
    return Figure(picture(WIDTH, 2 * middle + 22, *drawn, *hubs, *names), alt)
