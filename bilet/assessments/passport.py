"""What is known about a test from its own use: how many took it, how reliable its scales are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.cache import cache

from bilet.assessments.instruments import Instrument, Scale
from bilet.assessments.models import Sitting
from bilet.assessments.sheet import columns_of, numbers_of, response_ends
from bilet.people.policy import policy
from bilet.psychometrics.arrays import FloatArray
from bilet.psychometrics.reliability import cronbach_alpha

KEPT_FOR = 600  # seconds
ENOUGH_FOR_ALPHA = 50
MOST_SITTINGS = 2_000  # the newest are enough for two digits
# Alpha means something for sums of ratings alone: choices within pairs and shared cards mislead.
SUMMED = ("likert_sum", "likert_mean")


@dataclass(frozen=True, slots=True)
class Reliability:
    title: str
    alpha: float


@dataclass(frozen=True, slots=True)
class Passport:
    taken: int | None  # None: fewer than may be published
    fewer_than: int
    has_alpha: bool  # whether alpha suits this kind of test at all
    reliability: list[Reliability]  # empty while there are too few answers
    enough: int = ENOUGH_FOR_ALPHA


def passport(instrument: Instrument) -> Passport:
    """Kept for ten minutes; two queries otherwise."""
    key = f"passport:{instrument.code}:{instrument.version}"
    found: tuple[int, dict[str, float]] | None = cache.get(key)
    if found is None:
        found = _rolled_up(instrument)
        cache.set(key, found, KEPT_FOR)
    taken, alphas = found
    least = policy().small_cell
    titles = {scale.code: scale.title for scale in instrument.scales}
    return Passport(
        taken=taken if taken >= least else None,
        fewer_than=least,
        has_alpha=instrument.method in SUMMED,
        reliability=[Reliability(titles[code], alpha) for code, alpha in alphas.items()],
    )


def _rolled_up(instrument: Instrument) -> tuple[int, dict[str, float]]:
    sittings = Sitting.objects.with_attention().filter(
        instrument=instrument.code, version=instrument.version
    )
    taken = sittings.count()
    if taken < ENOUGH_FOR_ALPHA or instrument.method not in SUMMED:
        return taken, {}
    newest = sittings.order_by("-finished_at").values_list("answers", flat=True)
    sheet = _keyed_sheet(instrument, list(newest[:MOST_SITTINGS]))
    alphas = {scale.code: _alpha(instrument, scale, sheet) for scale in instrument.scales}
    return taken, {code: alpha for code, alpha in alphas.items() if not math.isnan(alpha)}


def _keyed_sheet(instrument: Instrument, rows: Sequence[dict[str, Any]]) -> FloatArray:
    """(n_sittings, n_columns), reverse-keyed answers already turned."""
    columns = columns_of(instrument)
    turned = np.array([column.keyed < 0 for column in columns])
    given = [{item: answer["v"] for item, answer in row.items()} for row in rows]
    sheet = np.array([numbers_of(instrument, columns, answers) for answers in given])
    return np.where(turned, sum(response_ends(instrument)) - sheet, sheet)


def _alpha(instrument: Instrument, scale: Scale, sheet: FloatArray) -> float:
    codes = scale.parts or [scale.code]
    places = [n for n, column in enumerate(columns_of(instrument)) if column.scale in codes]
    return cronbach_alpha(sheet[:, places]) if len(places) > 1 else math.nan
