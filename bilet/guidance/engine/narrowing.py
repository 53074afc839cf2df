"""What the wishes for conditions would leave of the catalogue: a filter, said before it is laid."""

from dataclasses import dataclass

import numpy as np

from bilet.guidance.engine.beliefs import Beliefs
from bilet.guidance.engine.library import opposites
from bilet.guidance.engine.selection import disliked
from bilet.guidance.engine.wishes import Floats, meets, unlike


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How many professions meet the wishes, and which wish stands most in the way."""

    whole: int
    left: int
    wishes: tuple[str, ...]  # in the words of the cards; none: no wish is clear
    dearest: str  # the wish without which most would be left


def narrowing(beliefs: Beliefs) -> Narrowing | None:
    """None without a list to narrow, or without a valid result of the test of conditions."""
    asked = any(test.kind == "wishes" for test in beliefs.evidence.tests)
    if not asked or beliefs.state != "ranked":
        return None
    wishes = beliefs.measured.wishes
    pairs = np.flatnonzero(np.nan_to_num(wishes))
    return Narrowing(
        whole=len(beliefs.catalogue.codes),
        left=int(beliefs.meets_wishes.sum()),
        wishes=tuple(_words(wishes, int(pair)) for pair in pairs),
        dearest=_words(wishes, _dearest(beliefs, pairs.tolist())) if pairs.size else "",
    )


def _words(wishes: Floats, pair: int) -> str:
    """A wish as the cards say what is so «here»."""
    ends = opposites()[pair]
    return (ends.high if wishes[pair] > 0 else ends.low).here


def _dearest(beliefs: Beliefs, pairs: list[int]) -> int:
    """Of professions that may be listed; when no single wish decides, whose other end is most."""
    wishes, ends = beliefs.measured.wishes, beliefs.catalogue.ends
    listed = ~beliefs.hidden
    listed[disliked(beliefs)] = False

    def cost(pair: int) -> tuple[int, int]:
        others = wishes.copy()
        others[pair] = np.nan
        against = unlike(wishes, ends)[listed, pair]
        return int((meets(others, ends) & listed).sum()), int(against.sum())

    return max(pairs, key=cost)
