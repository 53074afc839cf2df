"""Letters before an event: each moment once, to the pupil and the family."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.events.actions.reminders import remind_guardians, send_reminders
from bilet.events.models import ApprovalRequest
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


def test_three_days_a_day_and_two_hours_before_once_each():
    now = timezone.now()
    booking = make_booking(make_event(starts_at=now + timedelta(days=7)))
    parent = make_parent(booking.pupil)
    starts = booking.event.starts_at
    sent = [
        send_reminders(at=starts - before * HOURS)
        for before in (100, 71, 70, 30, 23, 22, 3, 1.9, 1, -1)
    ]
    assert sent == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0]
    assert OutboxMessage.objects.filter(to=parent.email).count() == 3
    assert OutboxMessage.objects.filter(to=booking.pupil.person.email).count() == 3


def test_who_books_the_evening_before_is_not_reminded_of_days_gone():
    now = timezone.now()
    booking = make_booking(make_event(starts_at=now + 20 * HOURS), created_at=now)
    assert send_reminders(at=now + timedelta(minutes=5)) == 0
    assert send_reminders(at=booking.event.starts_at - HOURS) == 1


def test_seats_that_are_not_confirmed_and_cancelled_events_are_left_alone():
    now = timezone.now()
    make_booking(make_event(starts_at=now + 50 * HOURS), status="awaiting")
    make_booking(make_event(starts_at=now + 50 * HOURS, status="cancelled"))
    assert send_reminders(at=now) == 0


def test_guardians_are_asked_once_more_before_the_hold_ends():
    now = timezone.now()
    booking = make_booking(pupil=make_pupil(age=12), status="awaiting", created_at=now)
    make_parent(booking.pupil)
    assert remind_guardians(at=now + 30 * HOURS) == 0
    assert remind_guardians(at=now + 40 * HOURS) == 1
    assert remind_guardians(at=now + 41 * HOURS) == 0
    assert ApprovalRequest.objects.filter(booking=booking).count() == 1
