"""The joined profile: what several tests say of the same thing, and where they disagree. Pure.

Every test has its own scale and its own level, so scores are compared as shares of their range,
less the mean share of that test: what stands out within the person, by this test.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from bilet.psychometrics.pooling import pooled
from bilet.psychometrics.standard_errors import differ

Kind = Literal["direction", "object", "field"]  # RIASEC letter, Klimov type, field of work
Side = Literal["want", "can"]
SURELY = 1.96  # many pairs are compared, so a difference must be clear
LARGE = 0.2  # of the range: a smaller difference is not worth a word
LEAST_KEYS = 3  # common to two tests, or there is no mean to compare with


@dataclass(frozen=True, slots=True)
class Measured:
    """What one test says of one thing."""

    test: str  # code
    title: str
    side: Side
    kind: Kind
    key: str
    share: float  # of the scale's range, from 0 to 1
    error: float


@dataclass(frozen=True, slots=True)
class Joined:
    """What all tests together say of one thing: about 0, in shares of a range."""

    key: str
    value: float
    error: float
    tests: tuple[str, ...]  # titles


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two tests that say different things: `more` puts it higher than `less` does."""

    kind: Kind
    key: str
    more: Measured
    less: Measured
    difference: float

    @property
    def is_want_and_can(self) -> bool:
        return self.more.side != self.less.side


def centred(measured: Sequence[Measured]) -> list[Measured]:
    """Each share less the mean share of its test over the same kind."""
    groups: dict[tuple[str, Kind], list[Measured]] = {}
    for one in measured:
        groups.setdefault((one.test, one.kind), []).append(one)
    return [
        Measured(m.test, m.title, m.side, m.kind, m.key, m.share - mean, m.error)
        for group in groups.values()
        if len(group) >= LEAST_KEYS
        for mean in [float(np.mean([m.share for m in group]))]
        for m in group
    ]


def joined(measured: Iterable[Measured], kind: Kind, side: Side = "want") -> list[Joined]:
    """Tests of one kind together, each weighing by its certainty; the highest first.

    Tests that agree never make it less sure. Where they differ by more than their errors, the
    difference is part of the error: whoever said two things is known less well, not better.
    """
    found: dict[str, list[Measured]] = {}
    for one in centred([m for m in measured if m.kind == kind and m.side == side]):
        found.setdefault(one.key, []).append(one)
    rows = [_together(key, parts) for key, parts in found.items()]
    return sorted(rows, key=lambda row: (-round(row.value, 9), row.key))


def _together(key: str, parts: list[Measured]) -> Joined:
    found = pooled([part.share for part in parts], [part.error for part in parts])
    return Joined(key, found.value, found.error, tuple(part.title for part in parts))


def disagreements(measured: Sequence[Measured], most: int = 3) -> list[Disagreement]:
    """Where two tests clearly say different things of one person, the largest first.

    At most one for each thing: the pair that differs most.
    """
    found: dict[tuple[Kind, str], Disagreement] = {}
    for one, other in combinations(centred(measured), 2):
        if one.test == other.test or (one.kind, one.key) != (other.kind, other.key):
            continue
        more, less = (one, other) if one.share >= other.share else (other, one)
        difference = more.share - less.share
        if difference < LARGE or not _clearly(more, less):
            continue
        place = (one.kind, one.key)
        if place not in found or found[place].difference < difference:
            found[place] = Disagreement(one.kind, one.key, more, less, difference)
    return sorted(found.values(), key=lambda d: -d.difference)[:most]


def _clearly(more: Measured, less: Measured) -> bool:
    a, b, se_a, se_b = (
        np.array(x) for x in (more.share, less.share, more.error, less.error)
    )  # fmt: skip
    return bool(differ(a, b, se_a, se_b, SURELY))
