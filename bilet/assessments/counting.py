"""From the answers of generated tasks to counts. The keys are made anew from the seed."""

from collections.abc import Mapping
from typing import Any

from bilet.assessments.generators import calculation, cancellation, knowledge
from bilet.assessments.generators.knowledge import PLACES
from bilet.assessments.instruments import Instrument
from bilet.professions.library import PROFESSIONS

Counts = dict[str, dict[str, float]]


def counts_of(
    instrument: Instrument, seed: int, answers: Mapping[str, Any], language: str
) -> Counts:
    """Counts as `vectors.yaml` states them; blocks that were never begun are left out."""
    if instrument.generated is not None:
        return _knowledge(instrument, seed, answers, language)
    return {
        item.removeprefix("b"): _COUNTERS[instrument.format](instrument, seed, block, given)
        for block, item in enumerate(sorted(instrument.item_ids), start=1)
        if isinstance(given := answers.get(item), dict)
    }


def _calculation(
    instrument: Instrument, seed: int, block: int, given: Mapping[str, Any]
) -> dict[str, float]:
    assert instrument.task is not None  # noqa: S101 # checked when the instrument was read
    stems = calculation.stems(seed, block, instrument.task.size)
    answered = [stem for stem in stems if given.get(stem.id) in calculation.PLACES]
    right = sum(given[stem.id] == stem.right for stem in answered)
    return {"right": right, "wrong": len(answered) - right}


def _cancellation(
    instrument: Instrument, seed: int, block: int, given: Mapping[str, Any]
) -> dict[str, float]:
    assert instrument.task is not None  # noqa: S101 # checked when the instrument was read
    page = cancellation.page(seed, block, instrument.task.size)
    tapped = {place for place in given.get("tapped", ()) if 0 <= place < len(page.cells)}
    last = max([min(int(given.get("last", -1)), len(page.cells) - 1), *tapped])
    hits = sum(page.cells[place] == page.target for place in tapped)
    missed = page.targets_before(last + 1) - hits
    return {"hits": hits, "missed": missed, "false": len(tapped) - hits}


_COUNTERS = {"calculation": _calculation, "cancellation": _cancellation}


def questions(instrument: Instrument, seed: int, language: str) -> list[knowledge.Question]:
    """The generated questions of a sitting, with their keys."""
    assert instrument.generated is not None  # noqa: S101 # checked when the instrument was read
    return knowledge.questions(
        PROFESSIONS.all(language),
        seed,
        items=instrument.generated.items,
        kinds=instrument.generated.kinds,
        language=language,
    )


def _knowledge(
    instrument: Instrument, seed: int, answers: Mapping[str, Any], language: str
) -> Counts:
    asked = questions(instrument, seed, language)
    shown = max((n for n, q in enumerate(asked, 1) if answers.get(q.id) in PLACES), default=0)
    right = sum(answers.get(q.id) == q.right for q in asked)
    # What was left out before the last answer was seen, and counts as wrong.
    return {"right": {"n": right}, "wrong": {"n": shown - right}}
