"""Which of the trials that can be had would settle most."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from bilet.guidance.engine.beliefs import TRIAL_SPREAD, Beliefs
from bilet.guidance.engine.selection import select
from bilet.psychometrics.matching import expected_reduction_of_doubt

KINDRED = 0.6  # likeness of profiles from which a trial speaks of another profession
OUT_OF_QUESTION = -1e3
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
    """The trial with the largest expected reduction of doubt about the list; sooner ones win ties.

    Without a ranking, or when no trial is of a kind with the list, every trial tells about as
    much: then a wish, or a field not tried yet, goes first.
    """
    known = beliefs.catalogue.row
    real = [c for c in candidates if c.profession in known and not beliefs.hidden[known[c.profession]]]  # fmt: skip  # noqa: E501
    if not real:
        return None
    real.sort(key=lambda c: (_is_stale(beliefs, c), c.kind != "online", _start(c), c.program))
    listed = [pick.row for pick in select(beliefs)]
    kindred = [c for c in real if _is_kindred(beliefs, known[c.profession], listed)]
    if beliefs.state != "ranked" or len(listed) < 2 or not kindred:
        return NextTrial(real[0], 0.0, None, None)
    reductions = _reductions(beliefs, kindred, listed)
    best = int(np.argmax(np.round(reductions, 6)))
    chosen, reduction = kindred[best], float(reductions[best])
    if reduction < TELLS_LITTLE:
        return NextTrial(real[0], reduction, None, None)
    return NextTrial(chosen, reduction, *_told_apart(beliefs, chosen, listed))


def _is_kindred(beliefs: Beliefs, row: int, listed: list[int]) -> bool:
    """Whether the trial is of the list, or of a kind with something in it."""
    return row in listed or bool((beliefs.catalogue.similarity[row][listed] >= KINDRED).any())


def _reductions(beliefs: Beliefs, candidates: list[Candidate], contenders: list[int]) -> np.ndarray:
    """By how much each trial would lower the doubt which of the contenders is on top."""
    # What is not in question stays known, so that a trial of it can speak of its kin.
    scores = np.full(len(beliefs.catalogue.codes), OUT_OF_QUESTION)
    scores[contenders] = beliefs.scores[contenders]
    informs = np.zeros((len(candidates), len(scores)))
    for row, candidate in enumerate(candidates):
        informs[row, beliefs.catalogue.row[candidate.profession]] = 1.0
    return expected_reduction_of_doubt(
        scores,
        beliefs.spread,
        beliefs.catalogue.kinship,
        informs,
        noise=TRIAL_SPREAD,
        contenders=len(contenders),
    )


def _told_apart(
    beliefs: Beliefs, chosen: Candidate, listed: list[int]
) -> tuple[tuple[int, int] | None, int | None]:
    """The pair that the trial clears up most, when it is of that pair's kind.

    Doubt is a sum over pairs, so each can be asked.
    """
    top, *others = sorted(listed, key=lambda row: -beliefs.scores[row])
    parts = [_reductions(beliefs, [chosen], [top, other])[0] for other in others]
    other = others[int(np.argmax(np.round(parts, 6)))]
    row = beliefs.catalogue.row[chosen.profession]
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
