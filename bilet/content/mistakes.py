"""A mistake as parts: the file, the place in it, and what is wrong with the remedy."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# The file is named first, the place next, each before a colon; a place is short and has no quotes.
_FILE = re.compile(r"(?P<file>[^\n:]+):(?: |\n|$)")
_PLACE = re.compile(r"(?P<place>[^\s:«][^:«;,]{0,120}?): (?P<message>.+)", re.DOTALL)
_LINE = re.compile(r"line (\d+)")


class Mistake(NamedTuple):
    file: str
    place: str  # a key, an item, a line; empty when the whole file is meant
    message: str


def parts_of(said: str) -> Iterator[Mistake]:
    """One mistake for each that `ContentKind.mistakes` tells in one piece of text.

    A file that breaks its shape is told as its name and one line for every place.
    """
    found = _FILE.match(said)
    if found is None:
        yield Mistake("", "", said)
        return
    file, rest = found["file"], said[found.end() :]
    lines = [line.strip() for line in rest.splitlines() if line.strip()]
    if said[found.end("file") + 1 :].startswith("\n"):
        yield from (_mistake(file, line) for line in lines)
    else:
        yield _mistake(file, " ".join(lines))


def _mistake(file: str, line: str) -> Mistake:
    if (parts := _PLACE.fullmatch(line)) is None:
        number = _LINE.search(line)
        return Mistake(file, f"line {number[1]}" if number else "", line)
    place, message = parts["place"], parts["message"]
    return Mistake(file, "" if place == "file" else place, message)
