"""Two items that ask the same: within a test, and in two tests of one format.

Words are compared by their beginnings, so endings and order make no difference.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from bilet.assessments.instruments import RATED, Format, Instrument

WITHIN = 0.8  # share of common words from which two texts of one test are the same question
# Between tests it is lower: one and the same person may take both on one day. Short versions of
# one statement («Решать примеры» in two tests) differ in every second word and stay apart.
ACROSS = 0.75
FEWEST = 2  # one word alone says little about what is asked
# Where options are the statements that a person chooses from.
CHOSEN: frozenset[Format] = frozenset({"pairs", "triads", "best_worst", "ranking", "multi_select"})


class Asked(NamedTuple):
    """One text of a test, and the beginnings of its words."""

    code: str
    place: str
    text: str
    words: frozenset[str]


def within(instrument: Instrument) -> Iterator[str]:
    """Items and options of one test."""
    texts = [(item.id, item.text) for item in instrument.items]
    texts += [(f"{i.id}.{o.id}", o.text) for i in instrument.items for o in i.options]
    asked = [Asked(instrument.code, place, text, words_of(text)) for place, text in texts]
    for one, other in combinations(asked, 2):
        if share(one.words, other.words) >= WITHIN:
            yield f"items {one.place} and {other.place} ask nearly the same; change one"


def across(
    tests: Mapping[str, Instrument], others: Mapping[str, Instrument]
) -> Iterator[tuple[str, str]]:
    """Codes of tests, and what of theirs stands in another test of the same format too.

    Args:
        tests: those that are checked; of two that are both checked the later one is named.
        others: all that they are compared with.
    """
    asked = [each for test in others.values() for each in statements(test)]
    for code, test in tests.items():
        for kind, own in statements(test):
            for other_kind, other in asked:
                if other_kind != kind or not _comes_after(code, other.code, tests):
                    continue
                if _same(own, other):
                    yield code, _told(own, other)


def statements(instrument: Instrument) -> list[tuple[Format, Asked]]:
    """What is rated or chosen in a test, each with its format."""
    found: list[tuple[Format, Asked]] = []
    for item in instrument.items:
        kind = instrument.format_of(item)
        if kind in RATED or kind == "choice":
            found.append((kind, _asked(instrument, f"items.{item.id}", item.text)))
        if kind in CHOSEN:
            found += [
                (kind, _asked(instrument, f"items.{item.id}.{option.id}", option.text))
                for option in item.options
            ]
    return found


def words_of(text: str) -> frozenset[str]:
    """Beginnings of words, so that endings make no difference."""
    found = re.findall(r"\w+", text.lower().replace("ё", "е"))
    return frozenset(word[:5] for word in found if len(word) > 2)


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Common words of two texts among all their words, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _asked(instrument: Instrument, place: str, text: str) -> Asked:
    return Asked(instrument.code, place, text, words_of(text))


def _comes_after(code: str, other: str, tests: Mapping[str, Instrument]) -> bool:
    """Of two tests that are checked together one is named, not both."""
    return code != other and (other not in tests or code > other)


def _same(one: Asked, other: Asked) -> bool:
    long_enough = min(len(one.words), len(other.words)) >= FEWEST
    return long_enough and share(one.words, other.words) >= ACROSS


def _told(own: Asked, other: Asked) -> str:
    return (
        f"{own.place}: «{own.text}» stands in {other.code} too ({other.place}: «{other.text}»); "
        "ask about something else"
    )
