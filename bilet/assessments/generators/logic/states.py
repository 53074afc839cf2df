"""Rules of a smart house: what is open, lit or switched on, and what follows.

A state of the house is one of 2ⁿ cases, a statement the set of cases in which it is true, kept as
the bits of one number; a rule that holds leaves out the other cases.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.logic.draft import CANNOT, Draft, numbered, sentence

Literal = tuple[int, bool]  # which thing, and whether it is the first of its two states
Rule = tuple[str, Literal, Literal]


def conditional(dice: Dice, level: int, place: int) -> Draft:
    """«If … then» and one fact. Level 0: one step. 1: two steps. 2: three, some backwards."""
    forms = ("if",)
    offered = _offered(dice, range(1, 4))
    facts = [(0, bool(dice.below(2)))]
    wanted = None if place == CANNOT else offered[place]
    while True:
        pairs = _path(dice, offered[place % 3][0]) if level == 2 else _pairs(dice, 4, 2 + level)
        rules = _rules(dice, pairs, forms)
        if _leads_to(wanted, offered, rules, facts, steps=(1, 2, 3)[level], n=4):
            return _draft(dice, 4, rules, facts, offered)


def mixed(dice: Dice, level: int, place: int) -> Draft:
    """«Exactly one», «at least one», «at most one» and «if».

    Level 0: three rules and a fact, two steps. 1: two rules about two things. 2: three rules.
    """
    forms = ("if", "one", "some", "few")
    n, count, steps = ((4, 3, 2), (2, 2, 2), (3, 3, 3))[level]
    offered = _offered(dice, range(int(level == 0), n))
    facts = [(0, bool(dice.below(2)))] if level == 0 else []
    wanted = None if place == CANNOT else offered[place]
    while True:
        rules = _rules(dice, _pairs(dice, n, count), forms)
        various = len({form for form, _p, _q in rules}) > 1
        if various and _leads_to(wanted, offered, rules, facts, steps=steps, n=n):
            return _draft(dice, n, rules, facts, offered)


def _offered(dice: Dice, things: range) -> list[Literal]:
    """Three different statements, each about a thing of its own where there are three."""
    if len(things) < 3:
        return dice.sample([(thing, state) for thing in things for state in (True, False)], 3)
    return [(thing, bool(dice.below(2))) for thing in dice.sample(things, 3)]


def _pairs(dice: Dice, n: int, count: int) -> list[list[int]]:
    """Things that rules join."""
    return [dice.sample(range(n), 2) for _rule in range(count)]


def _path(dice: Dice, last: int) -> list[list[int]]:
    """Three rules that lead from the fact over two things to the last one, in any order."""
    way = [0, *dice.shuffled([thing for thing in (1, 2, 3) if thing != last]), last]
    return dice.shuffled([dice.shuffled(pair) for pair in pairwise(way)])


def _rules(dice: Dice, pairs: list[list[int]], forms: Sequence[str]) -> list[Rule]:
    return [
        (dice.one_of(forms), (first, bool(dice.below(2))), (second, bool(dice.below(2))))
        for first, second in pairs
    ]


def _leads_to(
    wanted: Literal | None,
    offered: list[Literal],
    rules: list[Rule],
    facts: list[Literal],
    *,
    steps: int,
    n: int,
) -> bool:
    """Whether exactly the wanted statement follows, from so many of the rules and no fewer.

    Where nothing is wanted: nothing new follows about anything, all offered things are spoken
    of, and whoever turns an «if» round is tempted.
    """
    if not _sound(rules, facts, offered, n):
        return False
    cases = _cases(rules, facts, n)
    if not cases:
        return False
    follows = [p for p in offered if not cases & ~_where(p, n)]
    if wanted is not None:
        return follows == [wanted] and _needed(wanted, rules, facts, n) == steps
    free = [(t, s) for t in range(n) for s in (True, False) if t not in {f for f, _s in facts}]
    nothing = all(cases & ~_where(p, n) for p in free)
    turned = _cases([("same" if form == "if" else form, p, q) for form, p, q in rules], facts, n)
    tempting = bool(turned) and any(not turned & ~_where(p, n) for p in offered)
    return nothing and (tempting or all(form != "if" for form, _p, _q in rules))


def _sound(rules: list[Rule], facts: list[Literal], offered: list[Literal], n: int) -> bool:
    """Every rule leaves something out; what is asked or given stands in a rule.

    Of four things, no two rules are about the same pair.
    """
    pairs = {frozenset((p[0], q[0])) for _form, p, q in rules}
    if n == 4 and len(pairs) < len(rules):
        return False
    spoken = {thing for pair in pairs for thing in pair}
    if {thing for thing, _state in (*facts, *offered)} - spoken:
        return False
    left = _cases(rules, (), n)
    return all(_cases(rules[:i] + rules[i + 1 :], (), n) != left for i in range(len(rules)))


def _needed(wanted: Literal, rules: list[Rule], facts: list[Literal], n: int) -> int:
    """The least number of rules that do it."""
    sizes = [
        chosen.bit_count()
        for chosen in range(1 << len(rules))
        if not _cases([r for i, r in enumerate(rules) if chosen >> i & 1], facts, n)
        & ~_where(wanted, n)
    ]
    return min(sizes)


def _cases(rules: Iterable[Rule], facts: Iterable[Literal], n: int) -> int:
    """The cases that are left, as bits."""
    left = (1 << (1 << n)) - 1
    for fact in facts:
        left &= _where(fact, n)
    for form, p, q in rules:
        a, b = _where(p, n), _where(q, n)
        holds = {"if": ~a | b, "one": a ^ b, "some": a | b, "few": ~(a & b), "same": ~(a ^ b)}
        left &= holds[form]
    return left


def _where(literal: Literal, n: int) -> int:
    """The cases in which a thing is in that state, as bits."""
    thing, state = literal
    return _TABLE[n][thing][state]


_TABLE = {
    n: [
        [sum(1 << case for case in range(1 << n) if bool(case >> thing & 1) == state)
         for state in (False, True)]
        for thing in range(n)
    ]
    for n in (2, 3, 4)
}  # fmt: skip


def _draft(
    dice: Dice, n: int, rules: list[Rule], facts: list[Literal], offered: list[Literal]
) -> Draft:
    things = dice.sample(_things(), n)

    def said(literal: Literal) -> str:
        return things[literal[0]][not literal[1]]

    texts = {
        "if": _("If %(p)s, then %(q)s."),
        "one": _("Exactly one of the two is true: %(p)s; %(q)s."),
        "some": _("At least one of the two is true: %(p)s; %(q)s."),
        "few": _("No more than one of the two is true: %(p)s; %(q)s."),
    }
    lines = [_("Rules of a smart house:")]
    lines += numbered(texts[form] % {"p": said(p), "q": said(q)} for form, p, q in rules)
    lines += [_("Now: %(fact)s.") % {"fact": said(fact)} for fact in facts]
    left = _cases(rules, facts, n)
    told = [
        ", ".join(said((thing, bool(case >> thing & 1))) for thing in range(n))
        for case in range(1 << n)
        if left >> case & 1
    ]
    why = _("Cases that fit: %(cases)s.") % {"cases": "; ".join(told)}
    return Draft("\n".join(lines), tuple(sentence(said(literal)) for literal in offered), why)


def _things() -> list[tuple[str, str]]:
    """Things with two states."""
    return [
        (pgettext("state", "the door is open"), pgettext("state", "the door is closed")),
        (pgettext("state", "the light is on"), pgettext("state", "the light is off")),
        (pgettext("state", "the flag is up"), pgettext("state", "the flag is down")),
        (pgettext("state", "the screen is on"), pgettext("state", "the screen is off")),
        (pgettext("state", "the music is playing"), pgettext("state", "the music is off")),
        (pgettext("state", "the fan is turning"), pgettext("state", "the fan stands still")),
        (pgettext("state", "the tap is open"), pgettext("state", "the tap is closed")),
        (pgettext("state", "the blind is up"), pgettext("state", "the blind is down")),
    ]
