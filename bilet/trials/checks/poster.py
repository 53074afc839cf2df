"""The layout of a poster, and what can be checked of it by number.

Lengths are in thousandths of the poster's width; the sheet has the proportions of A3. Texts are
broken into lines by the widths of our own fonts (`advances.json`), so the server and the browser
see the same boxes. The same arithmetic is `frontend/trials/design/layout.ts`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import floor
from pathlib import Path
from typing import Literal

from bilet.trials.checks.products import Block, Poster
from bilet.trials.program import DesignTask, PosterBlock


@dataclass(frozen=True, slots=True)
class Sheet:
    width: float = 1000.0
    height: float = 1414.0
    # size of a letter by its step; of a picture, its width
    sizes: tuple[float, ...] = (28, 34, 42, 52, 64, 80, 100, 124, 152, 184)
    pictures: tuple[float, ...] = (200, 260, 320, 380, 450, 520, 600, 690, 790, 900)
    ratio: float = 0.62  # height of a picture by its width
    leading: float = 1.2
    loose: float = 2.0  # boxes may share this much
    aligned: float = 8.0  # edges closer than this are one line
    lines: int = 2  # common lines of a tidy poster, at most
    title: float = 1.4  # the title, over the next largest text
    far: float = 52.0  # letters of date and place that are read from four steps
    air: float = 0.55  # share of the sheet that may be covered
    picture_contrast: float = 3.0


SHEET = Sheet()
CHECKS = ("contrast", "margins", "overlap", "order", "lines", "distance", "air")


Align = Literal["left", "center", "right"]
ASIDE: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Box:
    id: str
    role: str
    lines: tuple[str, ...]
    size: float  # of a letter; 0 for a picture
    left: float
    top: float
    right: float
    bottom: float
    align: Align
    anchor: float  # the vertical line that the block stands by
    colour: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of one version. `value` and `limit` are numbers of the check's own unit."""

    check: str
    ok: bool
    value: float
    limit: float


@cache
def advances() -> dict[str, dict[str, int]]:
    """Widths of signs in thousandths of the letter's size, by font: `title` and `text`."""
    file = Path(__file__).with_name("advances.json")
    found: dict[str, dict[str, int]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def boxes(task: DesignTask, poster: Poster) -> list[Box]:
    """Where everything stands, in the order of the task."""
    palette = task.palettes[poster.palette % len(task.palettes)]
    return [
        _box(block, poster.blocks[block.id], palette)
        for block in task.blocks
        if block.id in poster.blocks
    ]


def ground(task: DesignTask, poster: Poster) -> str:
    palette = task.palettes[poster.palette % len(task.palettes)]
    return palette[poster.ground % len(palette)]


def findings(task: DesignTask, poster: Poster) -> list[Finding]:
    """Every check of `CHECKS`, in this order."""
    placed = boxes(task, poster)
    return [
        _contrast(task, placed, ground(task, poster)),
        _margins(task, placed),
        _overlap(placed),
        _order(placed),
        _lines(placed),
        _distance(placed),
        _air(placed),
    ]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05), from 1 to 21."""
    first, second = _luminance(one), _luminance(other)
    return _rounded((max(first, second) + 0.05) / (min(first, second) + 0.05))


def wrapped(text: str, *, font: str, size: float, width: float) -> tuple[str, ...]:
    """`text` broken at spaces; a word longer than the line stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and long(longer, font=font, size=size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def long(text: str, *, font: str, size: float) -> float:
    """Length of a line."""
    widths = advances()[font]
    return sum(widths.get(sign, 600) for sign in text) * size / 1000


def font_of(role: str) -> str:
    return "title" if role == "title" else "text"


def _box(part: PosterBlock, block: Block, palette: Sequence[str]) -> Box:
    size, align = 0.0, block.align
    lines: tuple[str, ...] = ()
    if part.role == "picture":
        wide = SHEET.pictures[block.step]
        high, left, align = wide * SHEET.ratio, block.x, "center"
    else:
        size, font = SHEET.sizes[block.step], font_of(part.role)
        lines = wrapped(part.text, font=font, size=size, width=block.w)
        wide = max((long(line, font=font, size=size) for line in lines), default=0.0)
        high = len(lines) * size * SHEET.leading
        left = block.x + (block.w - wide) * ASIDE[align]
    return Box(
        id=part.id,
        role=part.role,
        lines=lines,
        size=size,
        left=left,
        top=block.y,
        right=left + wide,
        bottom=block.y + high,
        align=align,
        anchor=left + wide * ASIDE[align],
        colour=palette[block.ink % len(palette)],
    )


def _texts(placed: Sequence[Box]) -> list[Box]:
    return [box for box in placed if box.role != "picture"]


def _contrast(task: DesignTask, placed: Sequence[Box], under: str) -> Finding:
    lowest = min((contrast(box.colour, under) for box in _texts(placed)), default=1.0)
    pictures = [contrast(box.colour, under) for box in placed if box.role == "picture"]
    seen = all(found >= SHEET.picture_contrast for found in pictures)
    return Finding("contrast", lowest >= task.min_contrast and seen, lowest, task.min_contrast)


def _margins(task: DesignTask, placed: Sequence[Box]) -> Finding:
    width, height = SHEET.width, SHEET.height
    least = min(
        (min(box.left, box.top, width - box.right, height - box.bottom) for box in placed),
        default=0.0,
    )
    share = _rounded(least / width)
    return Finding("margins", share >= task.min_margin, share, task.min_margin)


def _overlap(placed: Sequence[Box]) -> Finding:
    clashes = sum(_clash(one, other) for one, other in combinations(placed, 2))
    return Finding("overlap", clashes == 0, float(clashes), 0.0)


def _clash(one: Box, other: Box) -> bool:
    loose = SHEET.loose
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > loose and down > loose


def _order(placed: Sequence[Box]) -> Finding:
    """The title is the largest, and date and place are not smaller than the rest."""
    title = max((box.size for box in placed if box.role == "title"), default=0.0)
    others = max((box.size for box in _texts(placed) if box.role != "title"), default=0.0)
    facts = min((box.size for box in placed if box.role in {"date", "place"}), default=0.0)
    rest = max((box.size for box in placed if box.role == "text"), default=0.0)
    times = _rounded(title / others) if others else 0.0
    return Finding("order", times >= SHEET.title and facts >= rest, times, SHEET.title)


def _lines(placed: Sequence[Box]) -> Finding:
    """How many vertical lines the texts stand by."""
    found: list[float] = []
    for anchor in sorted(box.anchor for box in _texts(placed)):
        if not found or anchor - found[-1] > SHEET.aligned:
            found.append(anchor)
    return Finding("lines", len(found) <= SHEET.lines, float(len(found)), SHEET.lines)


def _distance(placed: Sequence[Box]) -> Finding:
    smallest = min((box.size for box in placed if box.role in {"date", "place"}), default=0.0)
    return Finding("distance", smallest >= SHEET.far, smallest, SHEET.far)


def _air(placed: Sequence[Box]) -> Finding:
    covered = sum((box.right - box.left) * (box.bottom - box.top) for box in placed)
    share = _rounded(covered / (SHEET.width * SHEET.height))
    return Finding("air", share <= SHEET.air, share, SHEET.air)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _rounded(value: float) -> float:
    """To thousandths, halves up: the same in both languages."""
    return floor(value * 1000 + 0.5) / 1000
