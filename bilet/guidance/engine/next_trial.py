"""Which of the trials that can be had would settle most."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bilet.guidance.engine.beliefs import TRIAL_SPREAD, Beliefs, full_trials
from bilet.guidance.engine.selection import disliked, select
from bilet.psychometrics.matching import expected_reduction_of_doubt

Floats = NDArray[np.float64]

FIELDS = 5  # so many leading fields are in question
KINDRED = 0.6  # likeness of profiles from which a trial speaks of another profession
OUT_OF_QUESTION = -1e3
LEAST_VARIANCE = 1e-9
TELLS_LITTLE = 0.005  # a smaller expected reduction of doubt is not worth a sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trial that can be had: now in the browser, or an event with a free seat."""

    kind: Literal["online", "event"]
    program: str
    title: str
    profession: str
    field: str
    minutes: int
    event: str = ""
    starts_at: datetime | None = None
    place: str = ""
    zone: str = ""
    seats_left: int = 0


@dataclass(frozen=True, slots=True)
class NextTrial:
    candidate: Candidate
    reduction: float
    pair: tuple[int, int] | None  # the leader and the one it is told from
    like: int | None  # the one of the pair whose kind of work is tried, when neither is itself


@dataclass(frozen=True)
class Expected:
    """What a trial of each profession is expected to show, tried or not."""

    means: Floats  # (n_professions,)
    errors: Floats  # (n_professions,)
    likeness: Floats  # (n_professions, n_professions), correlation of the errors


def best_trial(beliefs: Beliefs, candidates: list[Candidate]) -> NextTrial | None:
    """The trial with the largest expected reduction of doubt; sooner ones win ties.

    First of the doubt which field of work leads, then which profession of the list does. Without
    a ranking, or when no trial is of a kind with what is in question, every trial tells about as
    much: then a wish, or a field not tried yet, goes first.
    """
    known = beliefs.catalogue.row
    real = [c for c in candidates if c.profession in known and not beliefs.hidden[known[c.profession]]]  # fmt: skip  # noqa: E501
    if not real:
        return None
    real.sort(key=lambda c: (_is_stale(beliefs, c), c.kind != "online", _start(c), c.program))
    if beliefs.state == "ranked":
        forecast = expected(beliefs)
        for contenders in (_of_fields(beliefs, forecast), [p.row for p in select(beliefs)]):
            found = _telling(beliefs, forecast, real, contenders)
            if found is not None:
                return found
    return NextTrial(real[0], 0.0, None, None)


def _telling(
    beliefs: Beliefs, forecast: Expected, real: list[Candidate], contenders: list[int]
) -> NextTrial | None:
    """The trial that tells most of the contenders, when any of them tells enough."""
    rows = {c.program: beliefs.catalogue.row[c.profession] for c in real}
    kindred = [c for c in real if _is_kindred(beliefs, rows[c.program], contenders)]
    if len(contenders) < 2 or not kindred:
        return None
    reductions = _reductions(forecast, [rows[c.program] for c in kindred], contenders)
    best = int(np.argmax(np.round(reductions, 6)))
    if reductions[best] < TELLS_LITTLE:
        return None
    row = rows[kindred[best].program]
    pair, like = _told_apart(beliefs, forecast, row, contenders)
    return NextTrial(kindred[best], float(reductions[best]), pair, like)


def _of_fields(beliefs: Beliefs, forecast: Expected) -> list[int]:
    """The most promising profession of each of the leading fields, and what is wished for."""
    numbers = beliefs.catalogue.field_numbers
    left_out = beliefs.hidden.copy()
    left_out[disliked(beliefs)] = True
    best: dict[int, int] = {}
    for row in np.argsort(-np.round(forecast.means, 9), kind="stable"):
        if not left_out[row]:
            best.setdefault(int(numbers[row]), int(row))
    wished = [beliefs.catalogue.row.get(code) for code in beliefs.evidence.marked("wish")]
    return list(dict.fromkeys(
        [*list(best.values())[:FIELDS], *(row for row in wished if row is not None)]
    ))  # fmt: skip


def _is_kindred(beliefs: Beliefs, row: int, contenders: list[int]) -> bool:
    """Whether the trial is of one of the contenders, or of a kind with one."""
    likeness = beliefs.catalogue.similarity[row][contenders]
    return row in contenders or bool((likeness >= KINDRED).any())


def expected(beliefs: Beliefs) -> Expected:
    """The other reasons as a forecast, trials as noisy observations of what was forecast.

    Scores add reasons up, so a liked trial lifts what was tried above all that was not: read as
    a forecast, they would call the untried surely worse. Here only a surprise moves anything,
    and it moves kindred professions with it, up or down.

    Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, MIT Press, eq. 2.25-26.
    """
    before = beliefs.explanation.without("trials")
    errors = beliefs.spread_before
    covariance = beliefs.catalogue.kinship * np.outer(errors, errors)
    times = full_trials(beliefs.trials)
    tried = np.flatnonzero(times > 0)
    if tried.size:
        noise = np.diag(TRIAL_SPREAD**2 / times[tried])
        gain = covariance[:, tried] @ np.linalg.inv(covariance[np.ix_(tried, tried)] + noise)
        before = before + gain @ (beliefs.trials.value[tried] - before[tried])
        covariance = covariance - gain @ covariance[tried]
    deviations = np.sqrt(np.maximum(np.diag(covariance), LEAST_VARIANCE))
    return Expected(before, deviations, covariance / np.outer(deviations, deviations))


def _reductions(forecast: Expected, rows: list[int], contenders: list[int]) -> Floats:
    """By how much a trial of each of `rows` would lower the doubt which contender is on top."""
    # What is not in question stays known, so that a trial of it can speak of its kin.
    means = np.full(forecast.means.shape, OUT_OF_QUESTION)
    means[contenders] = forecast.means[contenders]
    return expected_reduction_of_doubt(
        means,
        forecast.errors,
        forecast.likeness,
        np.eye(means.size)[rows],
        noise=TRIAL_SPREAD,
        contenders=len(contenders),
    )


def _told_apart(
    beliefs: Beliefs, forecast: Expected, row: int, contenders: list[int]
) -> tuple[tuple[int, int] | None, int | None]:
    """The pair that the trial clears up most, when it is of that pair's kind.

    Doubt is a sum over pairs, so each can be asked.
    """
    top, *others = sorted(contenders, key=lambda each: -forecast.means[each])
    parts = [_reductions(forecast, [row], [top, other])[0] for other in others]
    other = others[int(np.argmax(np.round(parts, 6)))]
    if row in (top, other):
        return (top, other), None
    likeness = beliefs.catalogue.similarity[row]
    like = top if likeness[top] >= likeness[other] else other
    return ((top, other), like) if likeness[like] >= KINDRED else (None, None)


def _is_stale(beliefs: Beliefs, candidate: Candidate) -> tuple[bool, bool]:
    tried = {trial.field for trial in beliefs.evidence.trials}
    wished = candidate.profession in beliefs.evidence.marked("wish")
    return (not wished, candidate.field in tried)


def _start(candidate: Candidate) -> float:
    return candidate.starts_at.timestamp() if candidate.starts_at else 0.0
