"""The demo region: the same every time, on any day."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.cabinets.demo_region import Size, fill
from bilet.events.models import Attendance, Booking
from bilet.people.models import Pupil

pytestmark = pytest.mark.django_db

TINY = Size(
    schools=2,
    pupils=60,
    sites=3,
    past_events=6,
    coming_events=6,
    sittings=40,
    runs=8,
    learners=8,
)


def quietly(_line: str) -> None:
    """Progress is for the screen."""


def snapshot() -> list[object]:
    """Everything about everybody that chance has decided; not the keys, which are random."""
    pupils = Pupil.objects.select_related("person", "school", "school_class").order_by(
        "school__path", "school_class__grade", "number"
    )
    told: list[object] = [
        (str(p.school), str(p.school_class), p.number, str(p), p.nickname, p.birth_date)
        for p in pupils
    ]
    asked = [code for code, test in INSTRUMENTS.all().items() if not test.is_generated]
    sittings = Sitting.objects.filter(instrument__in=asked).order_by(
        "pupil__school__path", "pupil__school_class__grade", "pupil__number", "instrument"
    )
    told += [(sitting.instrument, sitting.answers, sitting.flags) for sitting in sittings]
    bookings = Booking.objects.select_related("pupil__person", "event").order_by(
        "event__starts_at", "event__program", "pupil__nickname", "pupil__number"
    )
    told += [(b.event.program, b.event.starts_at, str(b.pupil), b.status) for b in bookings]
    return told


def filled_and_forgotten(seed: int) -> list[object]:
    with transaction.atomic():
        fill(TINY, seed=seed, say=quietly)
        told = snapshot()
        transaction.set_rollback(True)
    return told


def test_the_same_seed_gives_the_same_region_and_another_one_another():
    first = filled_and_forgotten(seed=1)
    assert filled_and_forgotten(seed=1) == first
    assert filled_and_forgotten(seed=2) != first


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 1, 3, 20, 57, tzinfo=UTC),  # a Sunday before midnight, in the holidays
        datetime(2027, 8, 15, 9, 0, tzinfo=UTC),  # a Sunday, before the school year
        datetime(2028, 2, 29, 3, 30, tzinfo=UTC),
        datetime(2027, 9, 1, 18, 45, tzinfo=UTC),
    ],
)
def test_the_demo_can_be_filled_at_any_hour_of_any_day(moment):
    with time_machine.travel(moment):
        assert fill(TINY, say=quietly)
        timur = Pupil.objects.get(person__username="demo-pupil-15")
        assert timur.bookings.filter(event__ends_at__gt=timezone.now()).get().is_confirmed
        anya = Pupil.objects.get(person__username="demo-pupil-12")
        assert anya.bookings.get().is_awaiting
        assert Attendance.objects.filter(booking__pupil=timur).count() == 2
