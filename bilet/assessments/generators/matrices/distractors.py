"""Five wrong cells beside the right one, each breaking a rule that has a name.

Among the six every value is as frequent as its rivals, and each of the six stands to the other
five as any other does (the idea of the attribute bisection tree of I-RAVEN, Hu et al. 2021). So
nobody finds the right one by taking what most options have in common.
"""

from dataclasses import dataclass

from bilet.assessments.generators.matrices.cells import Cell, Value


@dataclass(frozen=True, slots=True)
class Change:
    """One rule broken: another value, or for lines the bits that flip."""

    breaks: str  # name of what is broken: an attribute, or lines/common and the like
    attribute: str
    value: Value


@dataclass(frozen=True, slots=True)
class Wrong:
    cell: Cell
    breaks: tuple[str, ...]


def by_three(right: Cell, spare: Change, one: Change, two: Change) -> list[Wrong]:
    """From three changes: a ring of six corners of the cube that they span.

    Each change is in three of the six; `spare` never comes alone.
    """
    ring = ((one,), (two,), (spare, one), (spare, two), (spare, one, two))
    return [_changed(right, *some) for some in ring]


def by_two(right: Cell, twice: tuple[Change, Change], once: Change) -> list[Wrong]:
    """Three values of one attribute with two of another."""
    one, two = twice
    return [_changed(right, *some) for some in ((one,), (two,), (once,), (one, once), (two, once))]


def _changed(right: Cell, *changes: Change) -> Wrong:
    cell = dict(right)
    for change in changes:
        old = cell[change.attribute]
        if change.attribute == "lines" and isinstance(old, int) and isinstance(change.value, int):
            cell["lines"] = old ^ change.value
        else:
            cell[change.attribute] = change.value
    return Wrong(cell, tuple(change.breaks for change in changes))
