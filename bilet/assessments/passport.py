"""What is known about a test from its own use: live from this installation, never invented.

How many took it, how many with attention and how long it took; for each scale how reliable it is,
how often people end at its floor or ceiling, and how alike two sittings of one person are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db.models import Count

from bilet.assessments.instruments import Instrument, Scale
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting, SittingQuerySet
from bilet.assessments.sheet import columns_of, numbers_of, response_ends
from bilet.people.policy import policy
from bilet.psychometrics.arrays import FloatArray
from bilet.psychometrics.reliability import (
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
)

KEPT_FOR = 600  # seconds
ENOUGH_FOR_ALPHA = 50
ENOUGH_FOR_RETEST = 30
ENOUGH_TO_HIDE = 300  # with so many results a poor scale is known to be poor
POOR_ALPHA = 0.60
RETEST_WITHIN = timedelta(days=90)
MOST_SITTINGS = 2_000  # the newest are enough for two digits
# Alpha means something for ratings and for right answers: choices within pairs and shared cards
# mislead, and tasks have no items.
SUMMED = ("likert_sum", "likert_mean", "percent_correct")


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """What is known of one scale; None where it cannot be told yet."""

    title: str
    alpha: float | None
    omega: float | None
    item_rest: float | None  # of the weakest item
    floor: float | None  # percent of results at the lowest possible score
    ceiling: float | None
    retest: float | None  # correlation of two sittings of one person
    retest_n: int

    @property
    def is_poor(self) -> bool:
        return self.alpha is not None and self.alpha < POOR_ALPHA


@dataclass(frozen=True, slots=True)
class Passport:
    taken: int | None  # with attention; None: fewer than may be published
    finished: int | None  # all, in haste or not
    minutes: float | None  # median
    fewer_than: int
    has_alpha: bool  # whether alpha suits this kind of test at all
    scales: list[ScaleFigures]  # empty while there are too few answers
    enough: int = ENOUGH_FOR_ALPHA

    @property
    def attentive(self) -> int | None:
        """Percent of finished sittings taken with attention."""
        return round(100 * self.taken / self.finished) if self.taken and self.finished else None

    @property
    def reliability(self) -> list[ScaleFigures]:
        return [scale for scale in self.scales if scale.alpha is not None]


def passport(instrument: Instrument) -> Passport:
    """Kept for ten minutes; at most five queries otherwise."""
    key = f"passport:{instrument.code}:{instrument.version}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = _rolled_up(instrument)
        cache.set(key, found, KEPT_FOR)
    least = policy().small_cell
    shown = found["taken"] >= least
    titles = {scale.code: scale.title for scale in instrument.scales}
    return Passport(
        taken=found["taken"] if shown else None,
        finished=found["finished"] if shown else None,
        minutes=found["minutes"] if shown else None,
        fewer_than=least,
        has_alpha=instrument.method in SUMMED,
        scales=[ScaleFigures(titles[code], **row) for code, row in found["scales"].items()],
    )


def hidden_scales() -> dict[str, frozenset[str]]:
    """Scales by test that many results have shown to be poor: they are not shown to people.

    Kept for ten minutes. Otherwise one query, and a passport for each test with many results.
    """
    found: dict[str, frozenset[str]] | None = cache.get("hidden-scales")
    if found is None:
        counts = Sitting.objects.with_attention().values_list("instrument").annotate(n=Count("pk"))
        many = [code for code, n in counts.order_by() if n >= ENOUGH_TO_HIDE]
        known = INSTRUMENTS.all()
        found = {code: _poor(known[code]) for code in many if code in known}
        cache.set("hidden-scales", found, KEPT_FOR)
    return found


def _poor(instrument: Instrument) -> frozenset[str]:
    known = passport(instrument)
    if (known.taken or 0) < ENOUGH_TO_HIDE:  # of this version
        return frozenset()
    poor = {scale.title for scale in known.scales if scale.is_poor}
    return frozenset(scale.code for scale in instrument.scales if scale.title in poor)


def _rolled_up(instrument: Instrument) -> dict[str, Any]:
    finished = Sitting.objects.finished().filter(
        instrument=instrument.code, version=instrument.version
    )
    attentive = finished.filter(is_flagged=False)
    taken = attentive.count()
    known: dict[str, Any] = {"taken": taken, "finished": finished.count()}
    if taken < ENOUGH_FOR_ALPHA:
        return known | {"minutes": _minutes(attentive), "scales": {}}
    rows = list(
        attentive.order_by("-finished_at").values_list("pk", "answers", "marks")[:MOST_SITTINGS]
    )
    sheets = _sheets(instrument, [(answers, marks) for _pk, answers, marks in rows])
    scores = _scores([pk for pk, _answers, _marks in rows])
    retests = _retests(attentive)
    return known | {
        "minutes": _minutes(attentive),
        "scales": {
            scale.code: _figures(sheets.get(scale.code), scores.get(scale.code, []))
            | _retest(retests.get(scale.code, []))
            for scale in instrument.scales
        },
    }


def _minutes(sittings: SittingQuerySet) -> float | None:
    """The median; a sitting that was put off for a day says nothing about the time it takes.

    Nor does one that was typed in from paper.
    """
    timed = sittings.filter(is_entered=False)
    newest = timed.order_by("-finished_at").values_list("started_at", "finished_at")
    spent = [_spent(start, end) for start, end in newest[:MOST_SITTINGS]]
    kept = [minutes for minutes in spent if minutes is not None]
    return float(np.median(kept)) if kept else None


def _spent(start: datetime, end: datetime | None) -> float | None:
    minutes = (end - start).total_seconds() / 60 if end else math.inf
    return minutes if minutes < 120 else None


Rows = Sequence[tuple[dict[str, Any], list[int | None]]]


def _sheets(instrument: Instrument, rows: Rows) -> dict[str, FloatArray]:
    """For each scale (n_sittings, n_items): ratings, reverse-keyed turned; or right and wrong."""
    if instrument.method not in SUMMED:
        return {}
    if instrument.method == "percent_correct":
        return _marked(instrument, rows)
    columns = columns_of(instrument)
    turned = np.array([column.keyed < 0 for column in columns])
    given = [{item: answer["v"] for item, answer in answers.items()} for answers, _ in rows]
    sheet = np.array([numbers_of(instrument, columns, answers) for answers in given])
    sheet = np.where(turned, sum(response_ends(instrument)) - sheet, sheet)
    return {scale.code: sheet[:, _places(scale, columns)] for scale in instrument.scales}


def _places(scale: Scale, columns: Sequence[Any]) -> list[int]:
    codes = scale.parts or [scale.code]
    return [n for n, column in enumerate(columns) if column.scale in codes]


def _marked(instrument: Instrument, rows: Rows) -> dict[str, FloatArray]:
    """By place: generated questions differ, but those in one place are equally hard."""
    size = max((len(marks) for _answers, marks in rows), default=0)
    sheet = np.full((len(rows), size), np.nan)
    for n, (_answers, marks) in enumerate(rows):
        sheet[n, : len(marks)] = [math.nan if mark is None else mark for mark in marks]
    if instrument.is_seeded or len(instrument.scales) == 1:
        return {instrument.scales[0].code: sheet}
    scales = [item.scale for item in instrument.items]
    return {
        scale.code: sheet[:, [n for n, code in enumerate(scales[:size]) if code == scale.code]]
        for scale in instrument.scales
    }


def _scores(sittings: list[Any]) -> dict[str, list[ScaleScore]]:
    found: dict[str, list[ScaleScore]] = {}
    for score in ScaleScore.objects.filter(sitting__in=sittings):
        found.setdefault(score.scale, []).append(score)
    return found


def _figures(sheet: FloatArray | None, scores: list[ScaleScore]) -> dict[str, float | None]:
    ends = {"floor": _share(scores, "lowest"), "ceiling": _share(scores, "highest")}
    if sheet is None or sheet.shape[1] < 2 or len(sheet) < ENOUGH_FOR_ALPHA:
        return {"alpha": None, "omega": None, "item_rest": None} | ends
    rest = item_rest_correlations(sheet)
    return {
        "alpha": _number(cronbach_alpha(sheet)),
        "omega": _number(mcdonald_omega(sheet)) if sheet.shape[1] > 2 else None,
        "item_rest": _number(float(np.nanmin(rest))) if not np.isnan(rest).all() else None,
    } | ends


def _share(scores: list[ScaleScore], end: str) -> float | None:
    """Percent of results at an end of the scale."""
    if len(scores) < ENOUGH_FOR_ALPHA:
        return None
    at_end = [math.isclose(score.value, getattr(score, end), abs_tol=1e-6) for score in scores]
    return 100 * sum(at_end) / len(scores)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _retests(sittings: SittingQuerySet) -> dict[str, list[tuple[float, float]]]:
    """The first two results of one pupil within three months, by scale."""
    rows = ScaleScore.objects.filter(sitting__in=sittings, sitting__pupil__isnull=False)
    first: dict[tuple[Any, str], tuple[datetime, float]] = {}
    pairs: dict[tuple[Any, str], tuple[float, float]] = {}
    ordered = rows.order_by("sitting__started_at").values_list(
        "sitting__pupil", "scale", "sitting__started_at", "value"
    )
    for pupil, scale, at, value in ordered[: 20 * MOST_SITTINGS]:
        before = first.setdefault((pupil, scale), (at, value))
        if before[0] < at <= before[0] + RETEST_WITHIN:
            pairs.setdefault((pupil, scale), (before[1], value))
    found: dict[str, list[tuple[float, float]]] = {}
    for (_pupil, scale), pair in pairs.items():
        found.setdefault(scale, []).append(pair)
    return found


def _retest(pairs: list[tuple[float, float]]) -> dict[str, Any]:
    enough = len(pairs) >= ENOUGH_FOR_RETEST
    both = np.array(pairs).T if enough else np.zeros((2, 0))
    varied = enough and bool((both.std(axis=1) > 0).all())
    return {
        "retest": float(np.corrcoef(both)[0, 1]) if varied else None,
        "retest_n": len(pairs),
    }
