"""Four friends in a queue: a few clues, and who stands where."""

from collections.abc import Callable, Collection
from functools import lru_cache
from itertools import permutations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.logic.draft import CANNOT, Draft, numbered

Order = tuple[int, ...]  # the friends from the first to the last
Clue = tuple[str, int, int]
ORDERS: tuple[Order, ...] = tuple(permutations(range(4)))

_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "before": lambda x, y: x < y,
    "after_one": lambda x, y: y == x + 1,
    "beside": lambda x, y: abs(x - y) == 1,
    "one_between": lambda x, y: abs(x - y) == 2,
    "end": lambda x, _y: x in (0, 3),
}
# Level → the forms of clues, and how many orders may be left when somebody's place is known.
_LEVELS = (
    (("before", "after_one"), 1, 3),
    (("before", "beside", "one_between", "end"), 1, 3),
    (("before", "beside", "one_between", "end"), 4, 3),
)


def order(dice: Dice, level: int, place: int) -> Draft:
    """Level 0: everybody's place is known. 1: less direct clues. 2: one place alone is known."""
    forms, most, count = _LEVELS[level]
    asked, offered = dice.below(4), dice.sample(range(4), 3)
    while True:
        clues = [_clue(dice, forms) for _number in range(count)]
        left = _left(clues)
        if left and _each_says_something(clues) and _fits(left, asked, offered, place, most):
            return _draft(dice, clues, asked, offered, sorted(left))


def _clue(dice: Dice, forms: tuple[str, ...]) -> Clue:
    first, second = dice.sample(range(4), 2)
    return dice.one_of(forms), first, second


def _left(clues: list[Clue]) -> set[Order]:
    return set.intersection(*(_orders_with()[clue] for clue in clues))


@lru_cache(maxsize=1)
def _orders_with() -> dict[Clue, set[Order]]:
    """Clue → the orders in which it is true."""
    return {
        (form, x, y): {o for o in ORDERS if holds(o.index(x), o.index(y))}
        for form, holds in _HOLDS.items()
        for x, y in permutations(range(4), 2)
    }


def _each_says_something(clues: list[Clue]) -> bool:
    left = len(_left(clues))
    return all(len(_left(clues[:n] + clues[n + 1 :])) > left for n in range(len(clues)))


def _fits(left: Collection[Order], asked: int, offered: list[int], place: int, most: int) -> bool:
    who = {order[asked] for order in left}
    if place == CANNOT:
        return len(who) > 1
    return who == {offered[place]} and len(left) <= most and (most == 1 or len(left) > 1)


def _draft(
    dice: Dice, clues: list[Clue], asked: int, offered: list[int], left: list[Order]
) -> Draft:
    names = dice.sample(_names(), 4)
    texts = {
        "before": _("%(x)s is nearer to the counter than %(y)s."),
        "after_one": _("%(y)s is one place further back than %(x)s."),
        "beside": _("%(x)s and %(y)s stand next to each other."),
        "one_between": _("%(x)s and %(y)s: one person stands between them."),
        "end": _("%(x)s stands at one end of the queue."),
    }
    places = (
        _("Who is in the first place from the counter?"),
        _("Who is in the second place from the counter?"),
        _("Who is in the third place from the counter?"),
        _("Who is in the fourth place from the counter?"),
    )
    everybody = dice.shuffled(names)
    lines = [_("Four stand in the queue: %(names)s.") % {"names": ", ".join(everybody)}]
    lines += numbered(texts[form] % {"x": names[x], "y": names[y]} for form, x, y in clues)
    told = "; ".join(", ".join(names[friend] for friend in order) for order in left)
    why = _("Orders that fit, from the counter: %(orders)s.") % {"orders": told}
    statements = tuple(names[friend] for friend in offered)
    return Draft("\n".join([*lines, places[asked]]), statements, why)


def _names() -> list[str]:
    return [
        pgettext("name", "Anya"), pgettext("name", "Boris"), pgettext("name", "Vera"),
        pgettext("name", "Gleb"), pgettext("name", "Dina"), pgettext("name", "Zhenya"),
        pgettext("name", "Igor"), pgettext("name", "Katya"), pgettext("name", "Lyova"),
        pgettext("name", "Marat"), pgettext("name", "Nina"), pgettext("name", "Rustam"),
        pgettext("name", "Sasha"), pgettext("name", "Timur"), pgettext("name", "Ulyana"),
        pgettext("name", "Elya"),
    ]  # fmt: skip
