"""Whether a sitting was taken with attention: which limits suit which format."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from bilet.assessments.instruments import Instrument
from bilet.psychometrics import quality
from bilet.psychometrics.arrays import FloatArray

Answers = Mapping[str, Mapping[str, Any]]  # item → {"v": …, "t": milliseconds, "s": …}

RULES = {
    "likert": quality.Rules(item_seconds=0.8, mean_seconds=1.5),
    "cards": quality.Rules(item_seconds=0.5, mean_seconds=1.0),
    "pairs": quality.Rules(item_seconds=0.8, mean_seconds=1.5),
    "triads": quality.Rules(item_seconds=1.0, mean_seconds=2.0),
    # Four ratings stand on one page: the time is that of one rating.
    "rate_options": quality.Rules(item_seconds=0.5, mean_seconds=1.0, longest_run=12),
    "choice": quality.Rules(item_seconds=1.2, mean_seconds=2.5),
    "knowledge": quality.Rules(item_seconds=1.2, mean_seconds=2.5),
    # Against the clock everybody hurries: only blind tapping is quicker than this.
    "calculation": quality.Rules(item_seconds=0.4, quick_share=0.5, mean_seconds=0.8),
    "cancellation": quality.Rules(longest_run=12),
}


def flags_of(instrument: Instrument, answers: Answers) -> frozenset[str]:
    """Names of what looks inattentive; see `psychometrics.quality`."""
    rules = RULES[instrument.format]
    if instrument.task is not None:
        return _flags_of_blocks(instrument, answers, rules)
    rows, seconds = _sheet(instrument, answers)
    return quality.flags(rows, seconds, rules)


def _sheet(instrument: Instrument, answers: Answers) -> tuple[FloatArray, FloatArray]:
    """Answers as numbers in the order shown, and the seconds of each."""
    numbers = {response.id: float(n) for n, response in enumerate(instrument.responses)}
    rows: list[float] = []
    seconds: list[float] = []
    for item, options in _places(instrument):
        given = answers.get(item, {})
        known = numbers or {option: float(n) for n, option in enumerate(options)}
        parts = _parts(given.get("v"), options if instrument.format == "rate_options" else [])
        rows += [known.get(part, math.nan) for part in parts]
        time = given.get("t")
        seconds += [math.nan if time is None else time / 1000 / len(parts)] * len(parts)
    return np.array(rows), np.array(seconds)


def _parts(value: Any, options: list[str]) -> list[str]:
    """The answers of one question: one, or one for each option that is rated."""
    if options:
        given = value if isinstance(value, dict) else {}
        return [str(given.get(option)) for option in options]
    return [str(value)]


def _places(instrument: Instrument) -> list[tuple[str, list[str]]]:
    """Questions in the order shown, with the ids of their options."""
    if instrument.generated is not None:
        return [(f"q{n}", list("abcd")) for n in range(1, instrument.generated.items + 1)]
    return [(item.id, [option.id for option in item.options]) for item in instrument.items]


def _flags_of_blocks(
    instrument: Instrument, answers: Answers, rules: quality.Rules
) -> frozenset[str]:
    """A timed task: pages left out, one place pressed again and again, blind speed."""
    raised: set[str] = set()
    task = instrument.task
    if task is None:
        return frozenset()
    begun = [given["v"] for item, given in sorted(answers.items()) if item in instrument.item_ids]
    if len(begun) < task.blocks:
        raised.add("omissions")
    for block in begun:
        row = _row(block, task.size)
        answered = int((~np.isnan(row)).sum())
        if answered:
            timed = np.full(answered, task.seconds / answered)
            given = row if "tapped" in block else row[~np.isnan(row)]
            times = None if "tapped" in block else timed
            raised |= quality.flags(given, times, rules) & {"speed", "longstring"}
    return frozenset(raised)


def _row(block: Mapping[str, Any], size: int) -> FloatArray:
    """One number for every sum or sign; NaN where nothing was pressed."""
    row = np.full(size, math.nan)
    if "tapped" in block:
        row[[place for place in block["tapped"] if place < size]] = 1.0
        return row
    places = {place: float(n) for n, place in enumerate("abcd")}
    given = [places.get(block.get(f"s{n}", ""), math.nan) for n in range(1, size + 1)]
    return np.array(given)
