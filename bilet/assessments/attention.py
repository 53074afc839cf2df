"""Whether a sitting was taken with attention: which limits suit which format."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from bilet.assessments.instruments import RATED, Instrument, Item
from bilet.psychometrics import quality
from bilet.psychometrics.arrays import FloatArray

Answers = Mapping[str, Mapping[str, Any]]  # item → {"v": …, "t": milliseconds, "s": …}

RULES = {
    "likert": quality.Rules(item_seconds=0.8, mean_seconds=1.5),
    "poles": quality.Rules(item_seconds=0.8, mean_seconds=1.5),
    "cards": quality.Rules(item_seconds=0.5, mean_seconds=1.0),
    "pairs": quality.Rules(item_seconds=0.8, mean_seconds=1.5),
    "triads": quality.Rules(item_seconds=1.0, mean_seconds=2.0),
    # Four ratings stand on one page: the time is that of one rating.
    "rate_options": quality.Rules(item_seconds=0.5, mean_seconds=1.0, longest_run=12),
    # The best and the worst are two taps on one page.
    "best_worst": quality.Rules(item_seconds=0.8, mean_seconds=1.5),
    # A ranking is one page of many taps; it is judged by its time alone.
    "ranking": quality.Rules(item_seconds=0.3, mean_seconds=0.6, longest_run=math.inf),
    "multi_select": quality.Rules(item_seconds=1.5, mean_seconds=2.0, longest_run=math.inf),
    "choice": quality.Rules(item_seconds=1.2, mean_seconds=2.5),
    "knowledge": quality.Rules(item_seconds=1.2, mean_seconds=2.5),
    # A number or a program is put together: nobody types one without reading in two seconds.
    "number": quality.Rules(item_seconds=2.0, mean_seconds=4.0, longest_run=math.inf),
    "robot": quality.Rules(item_seconds=3.0, mean_seconds=6.0, longest_run=math.inf),
    "tower": quality.Rules(item_seconds=2.0, mean_seconds=4.0, longest_run=math.inf),
    # Against the clock everybody hurries: only blind tapping is quicker than this.
    "calculation": quality.Rules(item_seconds=0.4, quick_share=0.5, mean_seconds=0.8),
    "comparison": quality.Rules(item_seconds=0.4, quick_share=0.5, mean_seconds=0.6),
    "cancellation": quality.Rules(longest_run=12),
    # The task sets the pace itself, or asks for one's own words.
    "corsi": quality.Rules(longest_run=math.inf),
    "two_back": quality.Rules(longest_run=math.inf),
    "switching": quality.Rules(longest_run=math.inf),
    "ideas": quality.Rules(longest_run=math.inf),
}
# Formats whose blocks hold quick answers one after another.
PACED = ("calculation", "comparison", "cancellation")


def flags_of(instrument: Instrument, answers: Answers) -> frozenset[str]:
    """Names of what looks inattentive; see `psychometrics.quality`."""
    rules = RULES[instrument.format]
    if instrument.task is not None:
        return _flags_of_blocks(instrument, answers, rules)
    if instrument.pairs:
        rules = _with_pairs(instrument, rules)
    rows, seconds = _sheet(instrument, answers)
    return quality.flags(rows, seconds, rules)


def _with_pairs(instrument: Instrument, rules: quality.Rules) -> quality.Rules:
    """Pairs by their places; the answers are numbered from nought in their order."""
    place = {item.id: n for n, item in enumerate(instrument.items)}
    signs = {"same": 1, "opposite": -1}
    pairs = tuple((place[p.first], place[p.second], signs[p.means]) for p in instrument.pairs)
    return replace(rules, pairs=pairs, low=0.0, high=len(instrument.responses) - 1.0)


def _sheet(instrument: Instrument, answers: Answers) -> tuple[FloatArray, FloatArray]:
    """Answers as numbers in the order shown, and the seconds of each."""
    rows: list[float] = []
    seconds: list[float] = []
    for place in _places(instrument, answers):
        given = answers.get(place.item, {})
        parts = _parts(given.get("v"), place)
        rows += [place.numbers.get(part, math.nan) for part in parts]
        time = given.get("t")
        seconds += [math.nan if time is None else time / 1000 / len(parts)] * len(parts)
    return np.array(rows), np.array(seconds)


class _Place(NamedTuple):
    """One question: the names of its parts, if it has several, and the answers as numbers."""

    item: str
    parts: list[str]
    numbers: Mapping[str, float]


def _parts(value: Any, place: _Place) -> list[str]:
    """The answers of one question: one, or one for each part."""
    if not place.parts:
        return [str(value)]
    given = value if isinstance(value, dict) else {}
    return [str(given.get(part)) for part in place.parts]


def _places(instrument: Instrument, answers: Answers) -> list[_Place]:
    """Questions in the order shown. Of a drawn set those that were answered are known."""
    if instrument.generated is not None:
        # Whatever was given counts as an answer; its letter tells a run of one and the same.
        ids = [f"q{n}" for n in range(1, instrument.generated.items + 1)]
        return [_Place(q, [], _numbered([_said(answers, q), *"abcdefgh"])) for q in ids]
    asked = instrument.items
    if instrument.sample is not None:
        asked = [item for item in asked if item.id in answers]
    return [_place(instrument, item, answers) for item in asked]


def _place(instrument: Instrument, item: Item, answers: Answers) -> _Place:
    options = [option.id for option in item.options]
    kind = instrument.format_of(item)
    numbers = _numbered([response.id for response in instrument.responses])
    if kind == "rate_options":
        return _Place(item.id, options, numbers)
    if kind == "best_worst":
        return _Place(item.id, ["best", "worst"], _numbered(options))
    if kind in ("ranking", "multi_select"):
        return _Place(item.id, [], _numbered([_said(answers, item.id)]))
    return _Place(item.id, [], numbers if kind in RATED else _numbered(options))


def _said(answers: Answers, item: str) -> str:
    return str(answers[item].get("v")) if item in answers else "–"


def _numbered(names: list[str]) -> dict[str, float]:
    return {name: float(n) for n, name in enumerate(names)}


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
    for block in begun if instrument.format in PACED else []:
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
