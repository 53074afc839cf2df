"""Where a result stands among pupils of like grade: only from 200 of them, never by sex."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.core.cache import cache

from bilet.assessments.instruments import Instrument, Method
from bilet.assessments.models import ScaleScore, Sitting
from bilet.people.models import Pupil
from bilet.psychometrics.norms import LEAST_SAMPLE, mid_rank_percentiles, percentile_intervals

BANDS = ((6, 7), (8, 9), (10, 11))
FRESH_FOR = timedelta(days=365)  # later the pupils are no longer in that grade
KEPT_FOR = 600  # seconds
MOST = 5_000  # results of one scale: enough for whole percents
# Scores that can be compared between persons; the others compare a person's own answers only.
BETWEEN_PERSONS: frozenset[Method] = frozenset(
    {
        "likert_sum", "likert_mean", "sjt_consensus", "percent_correct", "rate_correct",
        "concentration", "staircase_span", "d_prime", "tower_moves",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Of a hundred pupils so many have a lower result, from `low` to `high`."""

    title: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Norms:
    grades: tuple[int, int]
    n: int  # the smallest sample among the scales
    places: list[Place]


def norms_of(pupil: Pupil | None, instrument: Instrument, sitting: Sitting) -> Norms | None:
    """None while there are fewer than 200 results of the pupil's band, and for guests.

    At most one query; none when kept.
    """
    band = next((b for b in BANDS if pupil and b[0] <= pupil.grade <= b[1]), None)
    if band is None or instrument.method not in BETWEEN_PERSONS or sitting.is_flagged:
        return None
    at = sitting.finished_at or sitting.started_at
    groups = _groups(instrument, band, at)
    found = []
    for scale in instrument.scales:
        score = next((s for s in sitting.scores.all() if s.scale == scale.code), None)
        values = groups.get(scale.code)
        if score is not None and values is not None:
            found.append((_place(scale.title, score.value, values), values.size))
    if not found:
        return None
    return Norms(band, min(n for _place, n in found), [place for place, _n in found])


def _place(title: str, value: float, values: np.ndarray) -> Place:
    low, high = percentile_intervals(np.array(value), values)
    middle = float(mid_rank_percentiles(np.array(value), values))
    return Place(title, round(min(float(low), middle)), round(max(float(high), middle)))


def _groups(instrument: Instrument, band: tuple[int, int], at: datetime) -> dict[str, np.ndarray]:
    """The newest result of each pupil of the band, by scale; scales with too few left out."""
    key = f"norms:{instrument.code}:{instrument.version}:{band[0]}"
    found: dict[str, np.ndarray] | None = cache.get(key)
    if found is None:
        rows = (
            ScaleScore.objects.filter(
                sitting__instrument=instrument.code,
                sitting__version=instrument.version,
                sitting__is_flagged=False,
                sitting__finished_at__gt=at - FRESH_FOR,
                sitting__pupil__grade__range=band,
            )
            .order_by("scale", "sitting__pupil", "-sitting__finished_at")
            .distinct("scale", "sitting__pupil")
            .values_list("scale", "value")
        )
        values: dict[str, list[float]] = {}
        for scale, value in rows[: MOST * len(instrument.scales)]:
            values.setdefault(scale, []).append(value)
        found = {code: np.array(all_) for code, all_ in values.items() if len(all_) >= LEAST_SAMPLE}
        cache.set(key, found, KEPT_FOR)
    return found
