"""Two statements about three classes of things with no meaning to lean on.

What is called right follows whether or not a class may be empty; what is called wrong follows in
neither reading. Where nothing is said to follow, nothing at all follows about the two outer
classes. So the old quarrel about empty classes never decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.logic.draft import CANNOT, Draft, numbered

S, M, P = 1, 2, 4  # bits of a kind of thing: in the class or not
KINDS_OF_THINGS = range(8)
Statement = tuple[str, int, int]  # form, first class, second class
Premises = tuple[Statement, Statement]

# Conclusions that may be offered; «no S is P» and «some S are P» read the same both ways.
CONCLUSIONS: tuple[Statement, ...] = (
    ("all", S, P), ("all", P, S), ("no", S, P), ("some", S, P), ("some_not", S, P),
    ("some_not", P, S),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Class:
    many: str  # "zents"
    of: str  # after "among"


def _is_true(statement: Statement, world: int) -> bool:
    """In a world where exactly the kinds of things are met whose bits are set."""
    form, x, y = statement
    both = any(world >> kind & 1 and kind & x and kind & y for kind in KINDS_OF_THINGS)
    without = any(world >> kind & 1 and kind & x and not kind & y for kind in KINDS_OF_THINGS)
    return {"all": not without, "no": not both, "some": both, "some_not": without}[form]


@lru_cache(maxsize=1)
def _true_in() -> dict[Statement, int]:
    """Statement → the worlds in which it is true, as bits of one number."""
    pairs = [(S, P), (P, S), (M, P), (P, M), (S, M), (M, S)]
    return {
        (form, x, y): sum(1 << w for w in range(256) if _is_true((form, x, y), w))
        for form in ("all", "no", "some", "some_not")
        for x, y in pairs
    }


@lru_cache(maxsize=3)
def _tasks(level: int) -> list[tuple[tuple[Statement, ...], list[list[Premises]]]]:
    """Three offered conclusions; for each place (CANNOT last) the premises that lead there."""
    sure, possible = _consequences()
    usable = [premises for premises in sure if _LEVELS[level](premises)]
    found: list[tuple[tuple[Statement, ...], list[list[Premises]]]] = []
    for offered in combinations(CONCLUSIONS, 3):
        lists = [
            [p for p in usable if c in sure[p] and not possible[p] & (set(offered) - {c})]
            for c in offered
        ]
        lists.append([p for p in usable if not possible[p]])
        if all(lists):
            found.append((offered, lists))
    return found


@lru_cache(maxsize=1)
def _consequences() -> tuple[dict[Premises, set[Statement]], dict[Premises, set[Statement]]]:
    """What follows from two premises whatever is empty, and what when no class is."""
    true_in = _true_in()
    full = sum(
        1 << w
        for w in range(256)
        if all(any(w >> kind & 1 and kind & c for kind in KINDS_OF_THINGS) for c in (S, M, P))
    )
    sure, possible = {}, {}
    forms = ("all", "no", "some", "some_not")
    outer = [(form, *pair) for form in forms for pair in ((M, P), (P, M))]
    inner = [(form, *pair) for form in forms for pair in ((S, M), (M, S))]
    for premises in product(outer, inner):
        worlds = true_in[premises[0]] & true_in[premises[1]]
        sure[premises] = {c for c in CONCLUSIONS if not worlds & ~true_in[c]}
        possible[premises] = {c for c in CONCLUSIONS if not worlds & full & ~true_in[c]}
    return sure, possible


def syllogism(dice: Dice, level: int, place: int) -> Draft:
    """Level 0: universal statements. 1: with «some», in a chain. 2: in any order."""
    offered, leading = dice.one_of(_tasks(level))
    order = dice.shuffled(range(3))
    wanted = CANNOT if place == CANNOT else order[place]
    premises = dice.one_of(leading[wanted])
    is_invented = bool(dice.below(2))
    names = dice.sample(_invented() if is_invented else _hobbies(), 3)
    called = dict(zip((S, M, P), names, strict=True))
    said = [f"{_said(statement, called)}." for statement in dice.shuffled(premises)]
    intro = _("It is known of one camp:")
    if is_invented:
        intro = _("The words are invented. It is known:")
    why = _("In every case in which both conditions are true, this is true as well.")
    if place == CANNOT:
        why = _("Each of the three conclusions is false in some case in which both are true.")
    statements = tuple(_said(offered[n], called) for n in order)
    return Draft("\n".join([intro, *numbered(said)]), statements, why)


def _universal(premises: Premises) -> bool:
    return all(form in ("all", "no") for form, _x, _y in premises)


def _chain(premises: Premises) -> bool:
    """With one «some», and M once first and once second: read on as it stands."""
    (one, a, _b), (other, c, _d) = premises
    particular = sum(form.startswith("some") for form in (one, other))
    return particular == 1 and (a == M) != (c == M)


_LEVELS: tuple[Callable[[Premises], bool], ...] = (
    _universal,
    lambda premises: _universal(premises) or _chain(premises),
    lambda premises: not _universal(premises),
)


def _said(statement: Statement, names: dict[int, _Class]) -> str:
    form, x, y = statement
    words = {"many": names[x].many, "of": names[x].of, "other": names[y].many}
    words["of_other"] = names[y].of
    texts = {
        "all": _("All %(many)s are %(other)s"),
        "no": _("Among %(of)s there are no %(of_other)s"),
        "some": _("Some %(many)s are %(other)s"),
        "some_not": _("Some %(many)s are not %(other)s"),
    }
    return texts[form] % words


def _invented() -> list[_Class]:
    return [
        _Class(pgettext("many", "zents"), pgettext("of", "zents")),
        _Class(pgettext("many", "lorms"), pgettext("of", "lorms")),
        _Class(pgettext("many", "tavins"), pgettext("of", "tavins")),
        _Class(pgettext("many", "plinds"), pgettext("of", "plinds")),
        _Class(pgettext("many", "kelds"), pgettext("of", "kelds")),
        _Class(pgettext("many", "falms"), pgettext("of", "falms")),
        _Class(pgettext("many", "nurps"), pgettext("of", "nurps")),
        _Class(pgettext("many", "vasks"), pgettext("of", "vasks")),
    ]


def _hobbies() -> list[_Class]:
    return [
        _Class(pgettext("many", "swimmers"), pgettext("of", "swimmers")),
        _Class(pgettext("many", "photographers"), pgettext("of", "photographers")),
        _Class(pgettext("many", "drummers"), pgettext("of", "drummers")),
        _Class(pgettext("many", "gardeners"), pgettext("of", "gardeners")),
        _Class(pgettext("many", "singers"), pgettext("of", "singers")),
        _Class(pgettext("many", "cyclists"), pgettext("of", "cyclists")),
        _Class(pgettext("many", "chess players"), pgettext("of", "chess players")),
        _Class(pgettext("many", "stamp collectors"), pgettext("of", "stamp collectors")),
    ]
