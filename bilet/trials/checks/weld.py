"""A bead of metal from the hand's speed and the length of the arc.

The seam is cut into segments of `BIN_MM`. The metal laid into a segment grows with the time spent
over it, so the width goes with the square root of 1/speed; a longer arc makes the bead wider and
flatter. Outside the windows of the seam a segment has a defect. The same function, step by step
in the same order, is `frontend/trials/weld/physics.ts`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Literal

from bilet.trials.checks.products import Attempt
from bilet.trials.program import WeldSeam

Kind = Literal["sound", "burn", "thin", "gap", "spatter"]
DEFECTS: tuple[Kind, ...] = ("burn", "thin", "gap", "spatter")


@dataclass(frozen=True, slots=True)
class Physics:
    bin_mm: float = 2.0
    slow: float = 0.8  # of the lowest sound speed: slower burns through
    fast: float = 1.2  # of the highest sound speed: faster stays thin
    long: float = 1.1  # of the longest sound arc: longer spatters
    out: float = 1.8  # of the longest sound arc: here the arc goes out
    stuck_mm: float = 0.3  # closer than this the electrode sticks
    base_mm: float = 3.0  # width of a sound bead: this and the thickness of the metal
    wider: float = 0.1  # per millimetre of arc over the middle
    flatter: float = 0.12
    high: float = 0.35  # height of a sound bead, of its width


PHYSICS = Physics()


@dataclass(frozen=True, slots=True)
class Segment:
    """Numbers are None where no metal lies."""

    speed: float | None  # mm/s
    arc: float | None  # mm
    width: float  # mm
    height: float  # mm
    kind: Kind


@dataclass(frozen=True, slots=True)
class Bead:
    segments: tuple[Segment, ...]
    seconds: float
    shares: dict[Kind, float]  # of segments, adding up to 1


def bead(seam: WeldSeam, strokes: Sequence[Sequence[int]]) -> Bead:
    """The bead that `strokes` leave on `seam`."""
    count = max(1, ceil(seam.length_mm / PHYSICS.bin_mm))
    dwell, arcs = [0.0] * count, [0.0] * count
    seconds = 0.0
    for stroke in strokes:
        for time, start, end, arc in _pieces(stroke):
            seconds += time
            if PHYSICS.stuck_mm <= arc <= seam.arc[1] * PHYSICS.out:
                for place, part in _spread(start, end, seam.length_mm):
                    dwell[place] += time * part
                    arcs[place] += time * part * arc
    segments = tuple(_segment(seam, place, dwell[place], arcs[place]) for place in range(count))
    kinds: tuple[Kind, ...] = ("sound", *DEFECTS)
    shares = {
        kind: _rounded(sum(segment.kind == kind for segment in segments) / count) for kind in kinds
    }
    return Bead(segments, _rounded(seconds), shares)


def best(seam: WeldSeam, attempts: Sequence[Attempt]) -> int | None:
    """Place of the attempt with the largest sound share, the first of equals."""
    if not attempts:
        return None
    sound = [bead(seam, attempt.strokes).shares["sound"] for attempt in attempts]
    return sound.index(max(sound))


def _pieces(stroke: Sequence[int]) -> Iterator[tuple[float, float, float, float]]:
    """(seconds, from mm, to mm, arc mm) between the points of a stroke; time never runs back."""
    for i in range(0, len(stroke) - 5, 3):
        time = (stroke[i + 3] - stroke[i]) / 1000
        if time > 0:
            arc = (stroke[i + 2] + stroke[i + 5]) / 200
            yield time, stroke[i + 1] / 100, stroke[i + 4] / 100, arc


def _spread(start: float, end: float, length: float) -> Iterator[tuple[int, float]]:
    """(segment, share of the time) of a move; what lies off the seam falls off."""
    low, high = min(start, end), max(start, end)
    size = PHYSICS.bin_mm
    if high - low < 1e-9:
        if 0 <= low < length:
            yield floor(low / size), 1.0
        return
    for place in range(floor(max(low, 0.0) / size), ceil(min(high, length) / size)):
        inside = min(high, (place + 1) * size, length) - max(low, place * size)
        if inside > 0:
            yield place, inside / (high - low)


def _segment(seam: WeldSeam, place: int, dwell: float, arcs: float) -> Segment:
    size = PHYSICS.bin_mm
    long = min(size, seam.length_mm - place * size)
    if dwell < 1e-6:
        return Segment(None, None, 0.0, 0.0, "gap")
    speed, arc = long / dwell, arcs / dwell
    middle = (seam.speed[0] + seam.speed[1]) / 2
    off = arc - (seam.arc[0] + seam.arc[1]) / 2
    base = PHYSICS.base_mm + seam.metal_mm
    laid = sqrt(middle / speed)
    width = base * min(max(laid * (1 + PHYSICS.wider * off), 0.2), 3.0)
    height = base * PHYSICS.high * min(max(laid * (1 - PHYSICS.flatter * off), 0.1), 3.0)
    kind = _kind(seam, speed, arc)
    return Segment(_rounded(speed), _rounded(arc), _rounded(width), _rounded(height), kind)


def _kind(seam: WeldSeam, speed: float, arc: float) -> Kind:
    if speed < seam.speed[0] * PHYSICS.slow:
        return "burn"
    if arc > seam.arc[1] * PHYSICS.long:
        return "spatter"
    if speed > seam.speed[1] * PHYSICS.fast:
        return "thin"
    return "sound"


def _rounded(value: float) -> float:
    """To thousandths, halves up: the same in both languages."""
    return floor(value * 1000 + 0.5) / 1000
