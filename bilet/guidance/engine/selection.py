"""About seven professions out of the whole catalogue, from two or three fields and one more."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from bilet.guidance.engine.beliefs import Beliefs
from bilet.psychometrics.matching import shortlist

Kind = Literal["closest", "worth", "surprising", "wish"]
CLOSEST, WORTH, FIELDS = 3, 2, 3


@dataclass(frozen=True, slots=True)
class Pick:
    row: int
    kind: Kind


def select(beliefs: Beliefs, *, within_wishes: bool = False) -> list[Pick]:
    """Three closest, two worth checking, one from another field, and the own wish.

    Tried and disliked professions are left out: they are listed where trials are. Without a
    shape of interests there is no list but the wishes. With `within_wishes` only professions
    whose conditions are not the other way round are listed: a filter that the person turns on.
    """
    picks: list[Pick] = []
    if beliefs.state == "ranked":
        scores = beliefs.visible_scores
        picks = _from_ranking(
            beliefs, np.where(beliefs.meets_wishes, scores, np.nan) if within_wishes else scores
        )
    taken = {pick.row for pick in picks}
    wishes = [beliefs.catalogue.row.get(code) for code in beliefs.evidence.marked("wish")]
    picks += [
        Pick(row, "wish")
        for row in wishes
        if row is not None and row not in taken and not beliefs.hidden[row]
    ]
    return picks


def _from_ranking(beliefs: Beliefs, scores: np.ndarray) -> list[Pick]:
    open_scores = scores.copy()
    open_scores[disliked(beliefs)] = np.nan
    fields = beliefs.catalogue.field_numbers
    near = shortlist(open_scores, fields, length=CLOSEST + WORTH, most_fields=FIELDS)
    closest = [int(row) for row in near[:CLOSEST]]
    leading = list(dict.fromkeys(int(fields[row]) for row in near))
    picks = [Pick(row, "closest") for row in closest]
    picks += [Pick(row, "worth") for row in _worth(beliefs, open_scores, closest, leading)]
    taken = [pick.row for pick in picks]
    elsewhere = np.where(np.isin(fields, fields[taken]), np.nan, open_scores)
    if not np.isnan(elsewhere).all():
        picks.append(Pick(int(np.nanargmax(np.round(elsewhere, 9))), "surprising"))
    return picks


def _worth(
    beliefs: Beliefs, scores: np.ndarray, closest: list[int], leading: list[int]
) -> list[int]:
    """Those that may well be better than they look: score plus what is not known of them.

    At least two fields come together: when the closest share one, the first is from another.
    """
    fields = beliefs.catalogue.field_numbers
    may_be = np.where(np.isin(fields, leading), scores + beliefs.spread, np.nan)
    may_be[closest] = np.nan
    order = [int(row) for row in np.argsort(-np.round(may_be, 9), kind="stable")]
    order = [row for row in order if not np.isnan(may_be[row])]
    if len({int(fields[row]) for row in closest}) == 1:
        order.sort(key=lambda row: fields[row] == fields[closest[0]])
        order = order[:1] + sorted(order[1:], key=lambda row: -may_be[row])
    return order[:WORTH]


def disliked(beliefs: Beliefs) -> list[int]:
    """Professions whose last trial ended with «not for me»."""
    last = {
        trial.profession: trial.verdict
        for trial in sorted(beliefs.evidence.trials, key=lambda trial: trial.at)
        if trial.verdict
    }
    row = beliefs.catalogue.row
    return [row[code] for code, verdict in last.items() if verdict == "disliked" and code in row]
