"""Which of the trials that can be had would settle most."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from bilet.guidance.engine.beliefs import TRIAL_SPREAD, Beliefs
from bilet.psychometrics.matching import expected_reduction_of_doubt

CONTENDERS = 7
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


def best_trial(beliefs: Beliefs, candidates: list[Candidate]) -> NextTrial | None:
    """The trial with the largest expected reduction of doubt; sooner ones win ties.

    Without a ranking every trial tells about as much: then a wish, or a field not tried yet,
    goes first.
    """
    known = beliefs.catalogue.row
    real = [c for c in candidates if c.profession in known and not beliefs.hidden[known[c.profession]]]  # fmt: skip  # noqa: E501
    if not real:
        return None
    real.sort(key=lambda c: (_is_stale(beliefs, c), c.kind != "online", _start(c), c.program))
    if beliefs.state != "ranked" or len(beliefs.order) < 2:
        return NextTrial(real[0], 0.0, None, None)
    reductions = _reductions(beliefs, real, beliefs.visible_scores)
    best = int(np.argmax(np.round(reductions, 6)))
    chosen, reduction = real[best], float(reductions[best])
    if reduction < TELLS_LITTLE:
        return NextTrial(real[0], reduction, None, None)
    pair, like = _told_apart(beliefs, chosen)
    return NextTrial(chosen, reduction, pair, like)


def _reductions(beliefs: Beliefs, candidates: list[Candidate], scores: np.ndarray) -> np.ndarray:
    informs = np.zeros((len(candidates), len(beliefs.catalogue.codes)))
    for row, candidate in enumerate(candidates):
        informs[row, beliefs.catalogue.row[candidate.profession]] = 1.0
    return expected_reduction_of_doubt(
        scores,
        beliefs.spread,
        beliefs.catalogue.kinship,
        informs,
        noise=TRIAL_SPREAD,
        contenders=CONTENDERS,
    )


def _told_apart(beliefs: Beliefs, chosen: Candidate) -> tuple[tuple[int, int], int | None]:
    """The pair that the trial clears up most. Doubt is a sum over pairs, so each can be asked."""
    top, *others = beliefs.order[:CONTENDERS]
    parts = []
    for other in others:
        only = np.full(len(beliefs.catalogue.codes), np.nan)
        only[[top, other]] = beliefs.scores[[top, other]]
        parts.append(_reductions(beliefs, [chosen], only)[0])
    other = others[int(np.argmax(np.round(parts, 6)))]
    row = beliefs.catalogue.row[chosen.profession]
    if row in (top, other):
        return (top, other), None
    likeness = beliefs.catalogue.similarity[row]
    return (top, other), top if likeness[top] >= likeness[other] else other


def _is_stale(beliefs: Beliefs, candidate: Candidate) -> tuple[bool, bool]:
    tried = {trial.field for trial in beliefs.evidence.trials}
    wished = candidate.profession in beliefs.evidence.marked("wish")
    return (not wished, candidate.field in tried)


def _start(candidate: Candidate) -> float:
    return candidate.starts_at.timestamp() if candidate.starts_at else 0.0
