"""Reads the conditions as written and tries every world in which they hold.

Nothing is taken from the generator: sentences are taken apart by their words, in both languages.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, combinations, permutations, product

CANNOT = ("Нельзя сказать точно", "It cannot be told for sure")


def following(question) -> list[str]:
    """Ids of the options that are necessarily true; «cannot be told» when none of the others is."""
    texts = {option.id: option.text for option in question.options}
    offered = {id_: text for id_, text in texts.items() if text not in CANNOT}
    found = [id_ for id_, follows in _follow(question.text, offered).items() if follows]
    return found or [id_ for id_, text in texts.items() if text in CANNOT]


def _follow(text: str, offered: dict[str, str]) -> dict[str, bool]:
    intro, *lines = conditions(text)
    if intro.startswith(("Правила", "Rules")):
        return follow_in_house(lines, offered)
    if intro.startswith(("В очереди", "Four")):
        return follow_in_queue(intro, lines, offered)
    return {id_: sure for id_, (sure, _possible) in follow_of_classes(lines, offered).items()}


def conditions(text: str) -> list[str]:
    """Line by line, without the numbers."""
    return [re.sub(r"^\d\) ", "", line) for line in text.split("\n")]


# A house: every thing has two states

RULES: tuple[tuple[str, Callable[[bool, bool], bool]], ...] = (
    (r"^(?:Если|If) (.+), (?:то|then) (.+)\.$", lambda p, q: q or not p),
    (r"^(?:Верно ровно одно из двух|Exactly one of the two is true): (.+); (.+)\.$",
     lambda p, q: p != q),
    (r"^(?:Верно хотя бы одно из двух|At least one of the two is true): (.+); (.+)\.$",
     lambda p, q: p or q),
    (r"^(?:Верно самое большее одно из двух|No more than one of the two is true): (.+); (.+)\.$",
     lambda p, q: not (p and q)),
    (r"^(?:Сейчас|Now): (.+)()\.$", lambda p, _q: p),
)  # fmt: skip


def follow_in_house(lines: list[str], offered: dict[str, str]) -> dict[str, bool]:
    worlds = list(worlds_of_house(lines, offered.values()))
    assert worlds, "no state of the house fits the rules"
    return {id_: all(_holds(text, world) for world in worlds) for id_, text in offered.items()}


def worlds_of_house(lines: list[str], also=()) -> Iterator[dict[str, str]]:
    """Thing → state, in every way that the rules allow."""
    rules = [read(line) for line in lines]
    spoken = [part for _rule, parts in rules for part in parts] + list(also)
    states: dict[str, set[str]] = {}
    for part in filter(None, spoken):
        thing, state = _apart(part)
        states.setdefault(thing, set()).add(state)
    assert all(len(some) <= 2 for some in states.values()), states
    ranges = [sorted(some | ({"other"} if len(some) == 1 else set())) for some in states.values()]
    for values in product(*ranges):
        world = dict(zip(states, values, strict=True))
        if all(rule(*(_holds(part, world) for part in parts)) for rule, parts in rules):
            yield world


def read(line: str) -> tuple[Callable[[bool, bool], bool], tuple[str, str]]:
    for pattern, rule in RULES:
        if match := re.match(pattern, line):
            return rule, match.groups()
    raise AssertionError(f"no reading of: {line}")


def _apart(part: str) -> tuple[str, str]:
    words = part.lower().split()
    cut = 2 if words[0] == "the" else 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _holds(part: str, world: dict[str, str]) -> bool:
    if not part:
        return True
    thing, state = _apart(part)
    return world[thing] == state


# A queue

CLUES: tuple[tuple[str, Callable[[int, int], bool]], ...] = (
    (r"^(\w+) (?:стоит ближе к кассе, чем|is nearer to the counter than) (\w+)\.$",
     lambda x, y: x < y),
    (r"^(\w+) (?:стоит на одно место дальше от кассы, чем|is one place further back than) (\w+)\.$",
     lambda x, y: x - y == 1),
    (r"^(\w+) (?:и|and) (\w+) (?:стоят рядом|stand next to each other)\.$",
     lambda x, y: abs(x - y) == 1),
    (r"^(\w+) (?:и|and) (\w+): (?:между ними стоит один человек|one person stands between them)\.$",
     lambda x, y: abs(x - y) == 2),
    (r"^(\w+)() (?:стоит с краю очереди|stands at one end of the queue)\.$",
     lambda x, _y: x in (0, 3)),
)  # fmt: skip
PLACES = ("перв|first", "втор|second", "трет|third", "четв|fourth")


def follow_in_queue(intro: str, lines: list[str], offered: dict[str, str]) -> dict[str, bool]:
    *clues, asked = lines
    (place,) = [n for n, words in enumerate(PLACES) if re.search(words, asked)]
    who = {order[place] for order in orders_of(intro, clues)}
    assert who, "no order fits the clues"
    assert len(who) > 1 or who <= set(offered.values())
    return {id_: who == {name} for id_, name in offered.items()}


def orders_of(intro: str, clues: list[str]) -> list[tuple[str, ...]]:
    names = re.findall(r"\w+", intro.split(":")[1])
    return [order for order in permutations(names) if all(_fits(clue, order) for clue in clues)]


def _fits(clue: str, order: tuple[str, ...]) -> bool:
    for pattern, rule in CLUES:
        if match := re.match(pattern, clue):
            first, second = match.groups()
            return rule(order.index(first), order.index(second or first))
    raise AssertionError(f"no reading of: {clue}")


# Classes of things

FORMS = (
    ("all", r"^(?:Все (.+) — (.+)|All (.+) are (.+))$"),
    ("no", r"^(?:Среди (.+) нет (.+)|Among (.+) there are no (.+))$"),
    ("some_not", r"^(?:Некоторые (.+) — не (.+)|Some (.+) are not (.+))$"),
    ("some", r"^(?:Некоторые (.+) — (.+)|Some (.+) are (.+))$"),
)


def follow_of_classes(lines: list[str], offered: dict[str, str]) -> dict[str, tuple[bool, bool]]:
    """For each conclusion: whether it follows at all events, and whether it does when every
    class has somebody in it."""
    premises = [_taken_apart(line.rstrip(".")) for line in lines]
    assert len(premises) == 2
    names = sorted({name for _form, *pair in premises for name in pair})
    assert len(names) == 3
    conclusions = [_taken_apart(text) for text in offered.values()]
    found = _consequences(tuple(premises), tuple(conclusions), tuple(names))
    return dict(zip(offered, found, strict=True))


def _taken_apart(text: str) -> tuple[str, str, str]:
    for form, pattern in FORMS:
        if match := re.match(pattern, text):
            one, other = (re.sub(r"(ов|ы|и|s)$", "", name) for name in match.groups() if name)
            return form, one, other
    raise AssertionError(f"no reading of: {text}")


@lru_cache(maxsize=100_000)
def _consequences(premises, conclusions, names) -> tuple[tuple[bool, bool], ...]:
    kinds = [frozenset(some) for size in range(4) for some in combinations(names, size)]
    worlds = chain.from_iterable(combinations(kinds, size) for size in range(len(kinds) + 1))
    fitting = [world for world in worlds if all(_is_so(p, world) for p in premises)]
    peopled = [world for world in fitting if all(any(n in kind for kind in world) for n in names)]
    assert peopled, "no world fits the premises"
    return tuple(
        (all(_is_so(c, w) for w in fitting), all(_is_so(c, w) for w in peopled))
        for c in conclusions
    )


def _is_so(statement: tuple[str, str, str], world: tuple[frozenset[str], ...]) -> bool:
    form, one, other = statement
    ones = [kind for kind in world if one in kind]
    if form in ("all", "some_not"):
        everyone = all(other in kind for kind in ones)
        return everyone if form == "all" else not everyone
    anyone = any(other in kind for kind in ones)
    return anyone if form == "some" else not anyone
