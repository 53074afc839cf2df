"""Tasks with one right option: nothing but knowing should lead to it.

Two habits of authors give keys away: the right option is written out longer than the others, and
it stands in one place more often than in another.
"""

from collections.abc import Iterator
from math import comb

from bilet.assessments.instruments import KEYED, Instrument, Item

CHANCE = 0.05  # rarer than this by chance alone is a habit
SWAY = 0.5  # a place holds its share of right options, give or take a half of it; or one


def complaints(instrument: Instrument) -> Iterator[str]:
    yield from length_complaints(instrument)
    yield from _place_complaints(instrument)


def length_complaints(instrument: Instrument) -> Iterator[str]:
    """The longest option must not be right more often than chance makes it."""
    items = _items(instrument)
    longest = [item for item in items if _is_longest(item)]
    if items and at_least(len(longest), [1 / len(item.options) for item in items]) < CHANCE:
        names = ", ".join(item.id for item in longest[:8])
        yield (
            f"items: the longest option is the right one in {len(longest)} of {len(items)} "
            f"({names}…): length gives the key away; shorten right options or write out wrong ones"
        )


def at_least(count: int, chances: list[float]) -> float:
    """How probable it is that `count` or more of independent events happen."""
    chance = sum(chances) / len(chances)
    n = len(chances)
    return sum(comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(count, n + 1))


def _place_complaints(instrument: Instrument) -> Iterator[str]:
    items = _items(instrument)
    for place in range(max((len(item.options) for item in items), default=0)):
        due = sum(1 / len(item.options) for item in items if len(item.options) > place)
        found = sum(_right(item) == place for item in items)
        if abs(found - due) > max(1.0, SWAY * due):
            yield (
                f"items: the right option stands in place {place + 1} in {found} of {len(items)}, "
                f"evenly it would be {due:.3g}; move some"
            )


def _items(instrument: Instrument) -> list[Item]:
    return [item for item in instrument.items if instrument.format_of(item) in KEYED]


def _right(item: Item) -> int:
    return next(n for n, option in enumerate(item.options) if option.keyed == 1)


def _is_longest(item: Item) -> bool:
    """Alone: where two are equally long, length tells nothing."""
    lengths = [len(option.text) for option in item.options]
    right = lengths[_right(item)]
    return right == max(lengths) and lengths.count(right) == 1
