"""From the answers of generated tasks to counts. The keys are made anew from the seed."""

from collections.abc import Callable, Mapping
from typing import Any

from bilet.assessments.generators import calculation, cancellation
from bilet.assessments.instruments import Instrument, Task
from bilet.assessments.questions import is_right, questions_of

Counts = dict[str, Any]  # block or trial → what was counted in it
Given = Mapping[str, Any]


def counts_of(instrument: Instrument, seed: int, answers: Given, language: str) -> Counts:
    """Counts as `vectors.yaml` states them; blocks that were never begun are left out."""
    if instrument.task is None:
        return _COUNTED_QUESTIONS.get(instrument.format, _questions)(
            instrument, seed, answers, language
        )
    begun = {
        block: given
        for block in range(1, instrument.task.blocks + 1)
        if isinstance(given := answers.get(f"b{block}"), dict)
    }
    return _TASKS[instrument.format](instrument.task, seed, begun)


def _questions(instrument: Instrument, seed: int, answers: Given, language: str) -> Counts:
    asked = questions_of(instrument, seed, language)
    shown = max((n for n, q in enumerate(asked, 1) if answers.get(q.id) is not None), default=0)
    right = sum(is_right(instrument, q, answers.get(q.id)) for q in asked)
    # What was left out before the last answer was seen, and counts as wrong.
    return {"right": {"n": right}, "wrong": {"n": shown - right}}


def _by_block(count: Callable[[Task, int, int, Given], Counts]) -> Callable[..., Counts]:
    """Blocks that are counted each for itself."""

    def all_blocks(task: Task, seed: int, begun: Mapping[int, Given]) -> Counts:
        return {str(block): count(task, seed, block, given) for block, given in begun.items()}

    return all_blocks


def _calculation(task: Task, seed: int, block: int, given: Given) -> Counts:
    stems = calculation.stems(seed, block, task.size)
    answered = [stem for stem in stems if given.get(stem.id) in calculation.PLACES]
    right = sum(given[stem.id] == stem.right for stem in answered)
    return {"right": right, "wrong": len(answered) - right}


def _cancellation(task: Task, seed: int, block: int, given: Given) -> Counts:
    page = cancellation.page(seed, block, task.size)
    tapped = {place for place in given.get("tapped", ()) if 0 <= place < len(page.cells)}
    last = max([min(int(given.get("last", -1)), len(page.cells) - 1), *tapped])
    hits = sum(page.cells[place] == page.target for place in tapped)
    missed = page.targets_before(last + 1) - hits
    return {"hits": hits, "missed": missed, "false": len(tapped) - hits}


def _ideas(_task: Task, _seed: int, _block: int, given: Given) -> Any:
    return list(given.get("lines", ()))


_COUNTED_QUESTIONS: dict[str, Callable[[Instrument, int, Given, str], Counts]] = {}
_TASKS: dict[str, Callable[[Task, int, Mapping[int, Given]], Counts]] = {
    "calculation": _by_block(_calculation),
    "cancellation": _by_block(_cancellation),
    "ideas": _by_block(_ideas),
}
