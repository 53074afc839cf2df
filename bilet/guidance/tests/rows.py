"""Rows that only tests of guidance need."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from bilet.assessments.models import ScaleScore, Sitting
from bilet.people.models import Pupil
from bilet.testing.guidance import make_interests

SIDES = ("inner_readiness", "awareness", "decision", "independence")
PAIRS = ("place", "risk", "pace", "team", "schedule", "physical", "travel", "clean")
READY, NOT_YET = (22, 22, 22, 22), (13, 13, 13, 13)  # of 6–24


def make_readiness(
    pupil: Pupil, numbers: tuple[float, ...] = READY, **fields: Any
) -> Sitting:  # fmt: skip
    """A finished «Моя готовность» with its four scores."""
    at = fields.pop("at", timezone.now())
    known = {"instrument": "r01_readiness_young", "version": 1, "seed": 1, "started_at": at}
    sitting = Sitting.objects.create(pupil=pupil, finished_at=at, **known | fields)
    ScaleScore.objects.bulk_create(
        ScaleScore(
            sitting=sitting, scale=scale, value=value, standard_error=2.4, lowest=6, highest=24,
            band="middle",
        )
        for scale, value in zip(SIDES, numbers, strict=True)
    )  # fmt: skip
    return sitting


def make_wishes(
    pupil: Pupil | None = None,
    wishes: dict[str, float] | None = None,
    *,
    guest: UUID | None = None,
    **fields: Any,
) -> Sitting:
    """A finished «Условия труда»; wishes that are not named lie in the middle.

    Unless told otherwise: a roof, and nothing of paint, earth and oil.
    """
    at = fields.pop("at", timezone.now())
    known = {"instrument": "i09_conditions", "version": 1, "seed": 1, "started_at": at}
    sitting = Sitting.objects.create(pupil=pupil, guest=guest, finished_at=at, **known | fields)
    told = {"place": -2.0, "clean": 2.0} if wishes is None else wishes
    ScaleScore.objects.bulk_create(
        ScaleScore(
            sitting=sitting, scale=pair, value=told.get(pair, 0.0), standard_error=0.55, lowest=-2,
            highest=2, band=_band(told.get(pair, 0.0)),
        )
        for pair in PAIRS
    )  # fmt: skip
    return sitting


def _band(value: float) -> str:
    return "high" if value > 0.9 else "low" if value < -0.9 else "middle"


def make_clear(pupil: Pupil, **fields: Any) -> None:
    """Two tests of interests in which the same stands out."""
    for test in ("i02_interests_short", "i06_profession_cards"):
        make_interests(pupil, (19, 6, 5, 5, 6, 6), instrument=test, **fields)


def make_unclear(pupil: Pupil, **fields: Any) -> None:
    make_interests(pupil, (19, 6, 5, 5, 6, 6), **fields)
    make_interests(pupil, (5, 6, 5, 19, 6, 6), instrument="i06_profession_cards", **fields)
