"""What every kind of deduction gives."""

from collections.abc import Iterable
from dataclasses import dataclass

CANNOT = 3  # the place of «it cannot be told»


@dataclass(frozen=True, slots=True)
class Draft:
    text: str  # the conditions, one a line
    statements: tuple[str, ...]  # three, as offered
    explanation: str


def sentence(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]


def numbered(lines: Iterable[str]) -> list[str]:
    """1) …, 2) …: so that a line that breaks on a phone is still seen as one condition."""
    return [f"{n}) {line}" for n, line in enumerate(lines, start=1)]
