"""Scores of tasks: pace, attention, memory, switching, planning, ideas. They take counts."""

import numpy as np

from bilet.assessments.instruments import Category, Instrument, Task
from bilet.assessments.scorers.measure import NOTHING, Answers, Measure, Measures, share
from bilet.psychometrics import scoring, standard_errors
from bilet.psychometrics.arrays import FloatArray

ENOUGH_FOR_ACCURACY = 5  # answers
ENOUGH_OF_A_KIND = 8  # right answers of each kind, for a difference of times
OPTIONS = {"calculation": 4, "comparison": 2}
LOG_SPREAD = 0.25  # standard deviation of log times of one person, taken for the error


def rate(instrument: Instrument, counts: Answers) -> Measures:
    """`rate_correct`: speed, corrected for guessing and not below 0, and accuracy.

    All blocks are pooled.
    """
    task = instrument.task
    if not counts or task is None:
        return {}
    options = OPTIONS[instrument.format]
    minutes = np.asarray(len(counts) * task.seconds / 60)
    right, wrong = (_total(counts, name) for name in ("right", "wrong"))
    speed = scoring.rate_correct(right, wrong, minutes, n_options=options)
    error = standard_errors.rate_error(right, wrong, minutes, n_options=options)
    found = {"speed": Measure(max(float(speed), 0.0), float(error))}
    if right + wrong >= ENOUGH_FOR_ACCURACY:
        found["accuracy"] = share(right, right + wrong)
    return found


def concentration(instrument: Instrument, counts: Answers) -> Measures:
    """Net pace not below 0, accuracy, and how like the pages are to each other."""
    task = instrument.task
    if not counts or task is None:
        return {}
    minutes = len(counts) * task.seconds / 60
    hits, missed, false = (
        np.array([[block[name] for block in counts.values()]], dtype=float)
        for name in ("hits", "missed", "false")
    )
    whole = scoring.concentration(hits, missed, false)
    error = standard_errors.rate_error(
        hits.sum(), false.sum(), np.asarray(minutes), n_options=2
    )  # fmt: skip
    pace = max(float(whole.concentration[0]) / minutes, 0.0)
    found = {"concentration": Measure(pace, float(error))}
    if acts := (hits + missed + false).sum():
        found["accuracy"] = share(hits.sum(), acts)
    found["steadiness"] = _steadiness(hits[0] - false[0], hits[0] + false[0])
    return found


def _steadiness(net: FloatArray, taps: FloatArray) -> Measure:
    """The least net of a page as a share of the greatest; the error by the delta method."""
    top = float(net.max())
    if len(net) < 2 or top <= 0:
        return NOTHING
    least = max(float(net.min()), 0.0)
    variance = (taps[net.argmin()] + taps[net.argmax()] * (least / top) ** 2) / top**2
    return Measure(100 * least / top, 100 * float(np.sqrt(max(variance, 1 / top**2))))


def span(_instrument: Instrument, counts: Answers) -> Measures:
    """`staircase_span`: the mean length at the last turns of the staircase."""
    trials = [counts[name] for name in sorted(counts, key=int)]
    if not trials:
        return {}
    lengths = np.array([[float(trial["length"]) for trial in trials]])
    right = np.array([[float(trial["right"]) for trial in trials]])
    value, error = scoring.reversal_span(lengths, right)
    return {"span": Measure(float(value[0]), float(error[0]))}


def sensitivity(_instrument: Instrument, counts: Answers) -> Measures:
    """`d_prime`: how well targets are told from the rest."""
    names = ("hits", "missed", "false", "rejected")
    seen = [_total(counts, name) for name in names]
    value = float(scoring.d_prime(*seen))
    if np.isnan(value):
        return {}
    return {"updating": Measure(value, float(standard_errors.d_prime_error(*seen)))}


def switch_cost(instrument: Instrument, counts: Answers) -> Measures:
    """`switch_cost`: by how many percent the harder kind of trial takes longer, and errors.

    Block 1: arrows that disagree against those that agree. Block 2: a changed rule against the
    same one. The times are means of logarithms of right answers.
    """
    found: Measures = {}
    for block, scale in (("1", "conflict"), ("2", "switching")):
        if block in counts:
            found[scale] = _cost(counts[block])
    shown = _total(counts, "shown")
    if shown:
        found["errors"] = share(_total(counts, "errors"), shown)
    return found


def _cost(block: Answers) -> Measure:
    kinds = [float(block[name]) for name in ("easy_n", "hard_n")]
    if min(kinds) < ENOUGH_OF_A_KIND:
        return NOTHING
    ratio = float(np.exp(block["hard"] - block["easy"]))
    error = LOG_SPREAD * float(np.sqrt(1 / kinds[0] + 1 / kinds[1]))
    return Measure(100 * (ratio - 1), 100 * ratio * error)


def tower(_instrument: Instrument, counts: Answers) -> Measures:
    """`tower_moves`: needed moves as a share of those made, and seconds before the first."""
    problems = [block for block in counts.values() if block.get("needed")]
    if not problems:
        return {}
    solved = [b["needed"] / b["used"] if b.get("used") else 0.0 for b in problems]
    found = {"plan": share(sum(solved), len(solved))}
    waits = [float(b["first"]) for b in problems if b.get("first")]
    if waits:
        spread = float(np.std(waits)) if len(waits) > 1 else waits[0] / 2
        found["pause"] = Measure(float(np.median(waits)), 1.25 * spread / len(waits) ** 0.5)
    return found


def ideas(instrument: Instrument, counts: Answers) -> Measures:
    """`fluency`: different ideas for one prompt, and kinds of ideas, in the mean.

    Originality is the rarity of an idea in the sample, so it waits for a sample.
    """
    task = instrument.task
    if task is None or not counts:
        return {}
    written = {place: scoring.different_ideas(lines) for place, lines in counts.items()}
    kinds = [len(_kinds(task, int(place), lines)) for place, lines in written.items()]
    amounts = [len(lines) for lines in written.values()]
    return {
        "fluency": _mean_count(amounts),
        "flexibility": _mean_count(kinds),
    }


def _kinds(task: Task, block: int, lines: list[str]) -> set[str]:
    categories = task.prompts[block - 1].categories
    return {category.id for line in lines for category in categories if _is_of(category, line)}


def _is_of(category: Category, line: str) -> bool:
    stems = [*category.stems, *category.stems_en]
    return any(word.startswith(stem) for word in line.split() for stem in stems)


def _mean_count(counts: list[int]) -> Measure:
    """The error as of a Poisson count, at least as if one had been counted."""
    return Measure(
        float(np.mean(counts)), float(np.sqrt(max(sum(counts), 1)) / max(len(counts), 1))
    )


def _total(counts: Answers, name: str) -> FloatArray:
    return np.asarray(float(sum(block.get(name, 0) for block in counts.values())))
