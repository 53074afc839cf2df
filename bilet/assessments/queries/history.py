"""One test over the years: what stayed and what really changed."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from django.utils.translation import gettext

from bilet.assessments.instruments import Instrument, Scale
from bilet.assessments.models import ScaleScore, Sitting
from bilet.core.charts import Band
from bilet.core.templatetags.words import day, daytime
from bilet.people.models import Owner
from bilet.psychometrics.standard_errors import differ

MOST = 4  # sittings in one picture
SURELY = 1.96


@dataclass(frozen=True, slots=True)
class ScaleHistory:
    """One scale at several times, the oldest first."""

    title: str
    bands: list[Band]
    low: float
    high: float
    change: int  # 1 grew, -1 fell, 0 no difference beyond chance; the first against the last


@dataclass(frozen=True, slots=True)
class History:
    first: datetime
    last: datetime
    scales: list[ScaleHistory]  # the ones that changed first

    @property
    def grew(self) -> list[str]:
        return [scale.title for scale in self.scales if scale.change > 0]

    @property
    def fell(self) -> list[str]:
        return [scale.title for scale in self.scales if scale.change < 0]


def history_of(owner: Owner, instrument: Instrument, zone: ZoneInfo) -> History | None:
    """The last sittings of this version taken with attention; None for fewer than two.

    Days and hours are those of `zone`. Two queries.
    """
    newest = (
        Sitting.objects.of(owner)
        .with_attention()
        .filter(instrument=instrument.code, version=instrument.version)
        .order_by("-finished_at")
        .defer("answers")
        .prefetch_related("scores")[:MOST]
    )
    sittings = list(reversed(newest))
    if len(sittings) < 2:
        return None
    scores = [{score.scale: score for score in s.scores.all()} for s in sittings]
    times = [(each.finished_at or each.started_at).astimezone(zone) for each in sittings]
    names = _names(times, sittings)
    rows = [_scale(scale, names, scores) for scale in instrument.scales]
    known = [row for row in rows if row is not None]
    return History(times[0], times[-1], sorted(known, key=lambda row: not row.change))


def _names(times: list[datetime], sittings: list[Sitting]) -> list[str]:
    """The day, or the hour as well where a day came twice; and what was answered on paper."""
    days = [day(at) for at in times]
    named = days if len(set(days)) == len(days) else [daytime(at) for at in times]
    return [
        gettext("%(day)s, from paper") % {"day": name} if sitting.is_entered else name
        for name, sitting in zip(named, sittings, strict=True)
    ]


def _scale(
    scale: Scale, names: list[str], scores: list[dict[str, ScaleScore]]
) -> ScaleHistory | None:
    found = [
        (name, own[scale.code])
        for name, own in zip(names, scores, strict=True)
        if scale.code in own
    ]
    if len(found) < 2:
        return None
    first, last = found[0][1], found[-1][1]
    a, b, se_a, se_b = (
        np.array(x) for x in (first.value, last.value, first.standard_error, last.standard_error)
    )  # fmt: skip
    change = int(np.sign(b - a)) if differ(a, b, se_a, se_b, SURELY) else 0
    bands = [_band(name, score) for name, score in found]
    return ScaleHistory(scale.title, bands, last.lowest, last.highest, change)


def _band(name: str, score: ScaleScore) -> Band:
    def inside(value: float) -> float:
        return min(max(value, score.lowest), score.highest)

    low, high = score.value - score.standard_error, score.value + score.standard_error
    return Band(name, inside(score.value), inside(low), inside(high))
