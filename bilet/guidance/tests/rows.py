"""Rows that only tests of guidance need."""

from typing import Any

from django.utils import timezone

from bilet.assessments.models import ScaleScore, Sitting
from bilet.people.models import Pupil
from bilet.testing.guidance import make_interests

SIDES = ("inner_readiness", "awareness", "decision", "independence")
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


def make_clear(pupil: Pupil, **fields: Any) -> None:
    """Two tests of interests in which the same stands out."""
    for test in ("i02_interests_short", "i06_profession_cards"):
        make_interests(pupil, (19, 6, 5, 5, 6, 6), instrument=test, **fields)


def make_unclear(pupil: Pupil, **fields: Any) -> None:
    make_interests(pupil, (19, 6, 5, 5, 6, 6), **fields)
    make_interests(pupil, (5, 6, 5, 19, 6, 6), instrument="i06_profession_cards", **fields)
