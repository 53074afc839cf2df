"""From the answers of generated tasks to counts. The keys are made anew from the seed."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from bilet.assessments.generators import (
    calculation,
    cancellation,
    comparison,
    streams,
    tower,
)
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


def question_marks(
    instrument: Instrument, seed: int, answers: Given, language: str
) -> list[int | None]:
    """For each generated question 1 right, 0 wrong, None never seen.

    What was left out before the last answer was seen, and counts as wrong.
    """
    asked = questions_of(instrument, seed, language)
    seen = max((n for n, q in enumerate(asked, 1) if answers.get(q.id) is not None), default=0)
    right = [int(is_right(instrument, q, answers.get(q.id))) for q in asked[:seen]]
    return [*right, *[None] * (len(asked) - seen)]


def counts_of_marks(marks: list[int | None]) -> Counts:
    """Right and wrong, as `vectors.yaml` states them."""
    return {"right": {"n": marks.count(1)}, "wrong": {"n": marks.count(0)}}


def _questions(instrument: Instrument, seed: int, answers: Given, language: str) -> Counts:
    return counts_of_marks(question_marks(instrument, seed, answers, language))


def _towers(instrument: Instrument, seed: int, answers: Given, language: str) -> Counts:
    """For each problem that was begun: moves needed, moves made (0: not solved), first seconds."""
    counts: Counts = {}
    for place, question in enumerate(questions_of(instrument, seed, language), 1):
        given = answers.get(question.id)
        if not isinstance(given, dict):
            continue
        used = tower.replay(question.data, str(given.get("moves", "")))
        first = str(given.get("first", ""))
        counts[str(place)] = {
            "needed": int(question.right),
            "used": used or 0,
            "first": int(first) / 1000 if first.isdigit() else 0,
        }
    return counts


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


def _comparison(task: Task, seed: int, block: int, given: Given) -> Counts:
    stems = comparison.stems(seed, block, task.size)
    answered = [s for s in stems if given.get(s.id) in (comparison.SAME, comparison.DIFFERENT)]
    right = sum(given[stem.id] == stem.right for stem in answered)
    return {"right": right, "wrong": len(answered) - right}


def _corsi(task: Task, seed: int, begun: Mapping[int, Given]) -> Counts:
    """Each trial: how many blocks lit up, and whether they were pressed backwards.

    The length is the one that the staircase asks for; what follows another one is left out.
    """
    history: list[tuple[int, bool]] = []
    for trial, row in enumerate(streams.corsi(seed, task.size), 1):
        said = str(begun.get(1, {}).get(f"t{trial}", "")).split("_")
        length = streams.next_length(history, task.size)
        if length is None or said[0] != str(length):
            break
        history.append((length, said[1:] == [str(block) for block in reversed(row[length])]))
    return {
        str(trial): {"length": length, "right": int(right)}
        for trial, (length, right) in enumerate(history, 1)
    }


def _two_back(task: Task, seed: int, _block: int, given: Given) -> Counts:
    """Only signs that were shown whole count."""
    stream = streams.two_back(seed, task.size)
    last = str(given.get("last", "0"))
    shown = min(int(last) if last.isdigit() else 0, len(stream))
    seen = [(streams.is_target(stream, n), f"n{n + 1}" in given) for n in range(2, shown)]
    return {
        "hits": seen.count((True, True)),
        "missed": seen.count((True, False)),
        "false": seen.count((False, True)),
        "rejected": seen.count((False, False)),
    }


QUICKEST, SLOWEST = 150, 4000  # milliseconds: outside nobody has decided


def _switching(task: Task, seed: int, block: int, given: Given) -> Counts:
    """Mean logarithms of the times of right answers, easy and hard apart; and errors."""
    trials = switching_trials(task, seed, block)
    times: dict[bool, list[float]] = {False: [], True: []}
    shown = errors = 0
    for trial in trials:
        side, _, spent = str(given.get(trial.id, "")).partition("_")
        if not spent.isdigit():
            continue
        shown += 1
        errors += side != trial.right
        if side == trial.right and QUICKEST <= int(spent) <= SLOWEST:
            times[trial.is_hard].append(math.log(int(spent)))
    easy, hard = times[False], times[True]
    return {
        "easy": sum(easy) / len(easy) if easy else 0.0,
        "hard": sum(hard) / len(hard) if hard else 0.0,
        "easy_n": len(easy),
        "hard_n": len(hard),
        "shown": shown,
        "errors": errors,
    }


def switching_trials(task: Task, seed: int, block: int) -> list[streams.Quick]:
    """First arrows, then two rules by turns."""
    return (streams.arrows if block == 1 else streams.rules)(seed, task.size)


def _ideas(_task: Task, _seed: int, _block: int, given: Given) -> Any:
    return list(given.get("lines", ()))


_COUNTED_QUESTIONS: dict[str, Callable[[Instrument, int, Given, str], Counts]] = {
    "tower": _towers,
}
_TASKS: dict[str, Callable[[Task, int, Mapping[int, Given]], Counts]] = {
    "calculation": _by_block(_calculation),
    "comparison": _by_block(_comparison),
    "cancellation": _by_block(_cancellation),
    "corsi": _corsi,
    "two_back": _by_block(_two_back),
    "switching": _by_block(_switching),
    "ideas": _by_block(_ideas),
}
