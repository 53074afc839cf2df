"""From answers to scores: one function per method, each as the evidence pages state it.

The formulas themselves lie in `bilet.psychometrics`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bilet.assessments.counting import counts_of, counts_of_marks, question_marks
from bilet.assessments.drawn import drawn
from bilet.assessments.instruments import Instrument, Method, Scale
from bilet.assessments.scorers import choices, ratings, tasks
from bilet.assessments.scorers.measure import NOTHING, Answers, Measure, Measures, range_of

__all__ = [
    "Measure",
    "Score",
    "Scored",
    "band_of",
    "cuts_of",
    "measures",
    "range_of",
    "scored",
    "scores_of",
]


@dataclass(frozen=True, slots=True)
class Score:
    scale: str
    value: float
    error: float
    lowest: float
    highest: float
    band: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What a sitting comes to."""

    scores: list[Score]  # in the order of the scales; a scale without a score is left out
    # Right, wrong or never seen, by place; empty where nothing is right or wrong.
    marks: list[int | None]


def scored(instrument: Instrument, seed: int, answers: Answers, *, language: str = "ru") -> Scored:
    """Scores and marks together: the questions of the seed are made once.

    Args:
        answers: item → the answer alone, as the player sends it.
        language: the one in which generated questions were asked.
    """
    marks: list[int | None] = []
    taken = drawn(instrument, seed)
    if instrument.generated is not None and instrument.method == "percent_correct":
        marks = question_marks(instrument, seed, answers, language)
        answers = counts_of_marks(marks)
    elif instrument.is_generated:
        answers = counts_of(instrument, seed, answers, language)
    elif instrument.method == "percent_correct":
        marks = [None if np.isnan(m) else int(m) for m in choices.marks(taken, answers)]
    found = zip(taken.scales, measures(taken, answers), strict=True)
    scores = [_score(taken, scale, one) for scale, one in found if not np.isnan(one.value)]
    return Scored(scores, marks)


def scores_of(
    instrument: Instrument, seed: int, answers: Answers, *, language: str = "ru"
) -> list[Score]:
    """The scores alone, as of `scored`."""
    return scored(instrument, seed, answers, language=language).scores


def measures(instrument: Instrument, answers: Answers) -> list[Measure]:
    """One measure per scale; for generated tasks `answers` are counts, as in `vectors.yaml`."""
    found = _METHODS[instrument.method](instrument, answers)
    return [found.get(scale.code, NOTHING) for scale in instrument.scales]


def cuts_of(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """Where the middle begins and where it ends."""
    if scale.cuts is not None:
        return scale.cuts
    low, high = range_of(instrument, scale)
    return low + (high - low) / 3, high - (high - low) / 3


def band_of(value: float, cuts: tuple[float, float]) -> str:
    """Low is below the first cut, high from the second on."""
    slack = 1e-9 * (cuts[1] - cuts[0])
    if value < cuts[0] - slack:
        return "low"
    return "high" if value >= cuts[1] - slack else "middle"


def _score(instrument: Instrument, scale: Scale, measure: Measure) -> Score:
    low, high = range_of(instrument, scale)
    band = band_of(measure.value, cuts_of(instrument, scale))
    return Score(scale.code, measure.value, measure.error, low, high, band)


_METHODS: dict[Method, Callable[[Instrument, Answers], Measures]] = {
    "likert_sum": ratings.likert,
    "likert_mean": ratings.likert,
    "likert_mean_centred": ratings.likert,
    "swipe_weighted": ratings.swipes,
    "sjt_consensus": ratings.agreement,
    "pair_count": choices.counts,
    "triad_count": choices.counts,
    "best_worst": choices.best_worst,
    "best_worst_key": choices.best_worst_key,
    "rank_and_rating": choices.rank_and_rating,
    "multi_select_matrix": choices.matrix,
    "percent_correct": choices.percent,
    "rate_correct": tasks.rate,
    "concentration": tasks.concentration,
    "staircase_span": tasks.span,
    "d_prime": tasks.sensitivity,
    "switch_cost": tasks.switch_cost,
    "tower_moves": tasks.tower,
    "fluency": tasks.ideas,
}
