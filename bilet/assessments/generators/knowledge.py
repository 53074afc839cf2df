"""Questions about the world of work, made from the cards of professions.

Every question has four answers from four different fields of work, and exactly one is right:
wrong answers share neither tools nor courses of study with the profession asked about, and are
not its neighbours. A line that gives the name away is not asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from django.utils.translation import gettext, override

from bilet.assessments.generators.dice import Dice
from bilet.assessments.generators.question import Choice, Question, placed
from bilet.professions.profession import Profession

ANSWERS = 4
TOOLS_SHOWN = 3
Catalogue = Mapping[str, Profession]


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    right: str
    wrong: list[str]


def questions(
    catalogue: Catalogue, seed: int, *, items: int, kinds: list[str], language: str
) -> list[Question]:
    """`items` questions, the kinds in nearly equal parts, fewer when the catalogue is too small."""
    dice = Dice(seed)
    wanted = dice.shuffled([kinds[n % len(kinds)] for n in range(items)])
    places = dice.shuffled([n % ANSWERS for n in range(items)])
    queue = _by_turns(dice, catalogue)
    made: list[Question] = []
    with override(language):
        for kind, place in zip(wanted, places, strict=True):
            asked = _next_draft(dice, catalogue, queue, kind)
            if asked is None:
                continue
            profession, draft = asked
            made.append(_question(f"q{len(made) + 1}", kind, profession, draft, place))
    return made


def _question(id_: str, kind: str, profession: Profession, draft: _Draft, place: int) -> Question:
    wrong = [Choice("", text) for text in draft.wrong]
    options, right = placed(Choice("", draft.right), wrong, place)
    about = {"kind": kind, "profession": profession.code}
    return Question(id_, draft.text, right, options, features=about)


def _by_turns(dice: Dice, catalogue: Catalogue) -> list[Profession]:
    """Every profession once, the fields by turns, so that many fields are met."""
    fields: dict[str, list[Profession]] = {}
    for profession in dice.shuffled([catalogue[code] for code in sorted(catalogue)]):
        fields.setdefault(profession.field, []).append(profession)
    rounds = zip_longest(*dice.shuffled([fields[name] for name in sorted(fields)]))
    return [profession for turn in rounds for profession in turn if profession is not None]


def _next_draft(
    dice: Dice, catalogue: Catalogue, queue: list[Profession], kind: str
) -> tuple[Profession, _Draft] | None:
    """The first profession in the queue about which this can be asked; it leaves the queue."""
    for profession in queue:
        if draft := KINDS[kind](dice, catalogue, profession):
            queue.remove(profession)
            return profession, draft
    return None


def _who_does(dice: Dice, catalogue: Catalogue, asked: Profession) -> _Draft | None:
    lines = [line for line in (asked.tagline, *asked.does) if not _akin(line, asked.person)]
    if not lines:
        return None
    line = dice.one_of(lines)
    strangers = (p for p in _strangers(dice, catalogue, asked) if not _akin(line, p.person))
    text = gettext("Who does this: “%(line)s”?") % {"line": line.rstrip(". ")}
    return _draft(text, asked.person, ((p.field, p.person) for p in strangers))


def _whose_tool(dice: Dice, catalogue: Catalogue, asked: Profession) -> _Draft | None:
    names = [tool.split(" — ")[0] for tool in asked.tools]
    tools = [tool for tool in names if not _akin(tool, asked.person)]
    if len(tools) < TOOLS_SHOWN:
        return None
    shown = dice.sample(tools, TOOLS_SHOWN)
    strangers = (
        p
        for p in _strangers(dice, catalogue, asked)
        if not any(_same(mine, other) for mine in shown for other in p.tools)
        and not any(_akin(tool, p.person) for tool in shown)
    )
    joined = "; ".join(_lower_first(tool) for tool in shown)
    text = gettext("Whose tools are these: %(tools)s?") % {"tools": joined}
    return _draft(text, asked.person, ((p.field, p.person) for p in strangers))


def _which_school(dice: Dice, catalogue: Catalogue, asked: Profession) -> _Draft | None:
    own = [*asked.routes.after9, *asked.routes.after11]
    clear = [step.title for step in own if not _akin(step.title, asked.person)]
    if not clear:
        return None
    groups = {step.code[:2] for step in own}
    titles = {step.title for step in own}
    others = (
        (p.field, step.title)
        for p in _strangers(dice, catalogue, asked)
        for step in dice.sample([*p.routes.after9, *p.routes.after11], 1)
        if step.code[:2] not in groups
        and step.title not in titles
        and not _akin(step.title, asked.person)
    )
    text = gettext("Which course of study leads to this profession: %(person)s?")
    return _draft(text % {"person": _lower_first(asked.person)}, dice.one_of(clear), others)


KINDS: dict[str, Callable[[Dice, Catalogue, Profession], _Draft | None]] = {
    "who_does": _who_does,
    "whose_tool": _whose_tool,
    "which_school": _which_school,
}


def _strangers(dice: Dice, catalogue: Catalogue, asked: Profession) -> Iterator[Profession]:
    """Professions of other fields that are not neighbours either way."""
    near = {neighbour.code for neighbour in asked.neighbours}
    for code in dice.one_by_one(sorted(catalogue)):
        other = catalogue[code]
        is_near = code in near or any(n.code == asked.code for n in other.neighbours)
        if other.field != asked.field and not is_near and other.person != asked.person:
            yield other


def _draft(text: str, right: str, wrong: Iterable[tuple[str, str]]) -> _Draft | None:
    """With the first wrong answers that come from fields of their own."""
    chosen: dict[str, str] = {}
    for field, answer in wrong:
        if field not in chosen and answer not in (right, *chosen.values()):
            chosen[field] = answer
        if len(chosen) == ANSWERS - 1:
            return _Draft(text, right, list(chosen.values()))
    return None


@lru_cache(maxsize=20_000)
def _roots(text: str) -> frozenset[str]:
    """The beginnings of the long words: enough to see that two words have one root."""
    words = re.findall(r"[^\W\d_]{4,}", text.lower().replace("ё", "е"))
    return frozenset(word[:5] for word in words)


@lru_cache(maxsize=50_000)
def _akin(one: str, other: str) -> bool:
    return any(
        a.startswith(b[:4]) or b.startswith(a[:4]) for a in _roots(one) for b in _roots(other)
    )


@lru_cache(maxsize=50_000)
def _same(one: str, other: str) -> bool:
    """Whether two tools are one thing: mostly the same words."""
    a, b = _roots(one), _roots(other)
    return one.lower() == other.lower() or len(a & b) >= 0.5 * max(min(len(a), len(b)), 1)


def _lower_first(text: str) -> str:
    """For the middle of a sentence; names and abbreviations keep their capitals."""
    plain = text[1:2].islower() and not text[0].isascii()
    return text[0].lower() + text[1:] if plain else text
