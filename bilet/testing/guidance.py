"""Evidence for tests: facts of the engine, and the rows behind them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone

from bilet.assessments.models import ScaleScore, Sitting
from bilet.events.models import Attendance, Booking, Reflection
from bilet.guidance.engine.facts import Evidence, MarkFact, Score, TestFact, TrialFact
from bilet.people.models import Pupil
from bilet.testing.events import make_booking, make_event
from bilet.trials.models import TrialRun

SCALES = {
    "realistic": "R",
    "investigative": "I",
    "artistic": "A",
    "social": "S",
    "enterprising": "E",
    "conventional": "C",
}
TECHNICAL = (16, 17, 8, 5, 6, 13)
EVEN = (10, 11, 9, 10, 11, 10)
_number = count(1)
_DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def a_test(numbers: tuple[float, ...] = TECHNICAL, **fields: Any) -> TestFact:
    """Six interests from 0 to 20, R I A S E C; of a class that weighs."""
    error = fields.pop("error", 2.2)
    n = next(_number)
    scores = tuple(
        Score(letter, value, error, 0, 20) for letter, value in zip("RIASEC", numbers, strict=True)
    )
    defaults: dict[str, Any] = {
        "id": f"test-{n}",
        "code": "i02_interests_short",
        "title": "Six",
        "at": _DAY,
        "weighs": True,
        "scores": scores,
    }
    return TestFact(**defaults | fields)


def a_trial(profession: str, verdict: str = "liked", **fields: Any) -> TrialFact:
    n = next(_number)
    after = {"liked": 5, "mixed": 3, "disliked": 1}.get(verdict)
    defaults: dict[str, Any] = {
        "id": f"trial-{n}",
        "source": "run",
        "profession": profession,
        "field": "",
        "program": f"program_{n}",
        "title": f"Trial {n}",
        "at": _DAY + timedelta(days=n),
        "before": 3,
        "after": after,
        "verdict": verdict,
    }
    return TrialFact(**defaults | fields)


def a_mark(profession: str, kind: str = "wish", reason: str = "") -> MarkFact:
    return MarkFact(profession, kind, reason, _DAY + timedelta(minutes=next(_number)))


def evidence(*facts: TestFact | TrialFact | MarkFact) -> Evidence:
    return Evidence(
        tests=tuple(fact for fact in facts if isinstance(fact, TestFact)),
        trials=tuple(fact for fact in facts if isinstance(fact, TrialFact)),
        marks=tuple(fact for fact in facts if isinstance(fact, MarkFact)),
    )


def make_interests(
    pupil: Pupil | None = None,
    numbers: tuple[float, ...] = TECHNICAL,
    *,
    guest: UUID | None = None,
    **fields: Any,
) -> Sitting:
    """A finished short test of interests with its six scores."""
    at = fields.pop("at", timezone.now())
    defaults: dict[str, Any] = {
        "instrument": "i02_interests_short",
        "version": 1,
        "seed": 1,
        "started_at": at,
        "finished_at": at,
        "pupil": pupil,
        "guest": guest,
    }
    sitting = Sitting.objects.create(**defaults | fields)
    ScaleScore.objects.bulk_create(
        ScaleScore(
            sitting=sitting,
            scale=scale,
            value=value,
            standard_error=2.2,
            lowest=0,
            highest=20,
            band="middle",
        )
        for scale, value in zip(SCALES, numbers, strict=True)
    )
    return sitting


def make_told_run(
    pupil: Pupil | None = None, *, guest: UUID | None = None, **fields: Any
) -> TrialRun:
    """A finished online trial of the welder's, liked unless `verdict` says otherwise."""
    at = fields.pop("at", timezone.now())
    defaults: dict[str, Any] = {
        "program": "weld_seam",
        "program_version": 1,
        "profession": "in09",
        "field": "industry",
        "interest_before": 3,
        "interest_after": 5,
        "verdict": "liked",
        "started_at": at,
        "finished_at": at,
    }
    return TrialRun.objects.create(pupil=pupil, guest=guest, **defaults | fields)


def make_told_event(pupil: Pupil, verdict: str = "liked", **fields: Any) -> Booking:
    """An event that the pupil was at, and what they said before and after."""
    fields.setdefault("starts_at", timezone.now() - timedelta(days=9))
    booking = make_booking(make_event(**fields), pupil)
    Attendance.objects.create(booking=booking, how="list")
    after = {"liked": 5, "mixed": 3, "disliked": 1}[verdict]
    Reflection.objects.create(booking=booking, moment="before", interest=3)
    Reflection.objects.create(booking=booking, moment="after", interest=after, verdict=verdict)
    return booking
