"""Several scanners at one door, several mentors at one sheet."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection
from django.utils import timezone

from bilet.core.errors import DomainError
from bilet.events import tickets
from bilet.events.actions import day
from bilet.events.actions.certificates import issue_due
from bilet.events.actions.outcomes import Sheet, assess
from bilet.events.models import Assessment, Attendance, Certificate, Mark
from bilet.testing.day import make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking

pytestmark = pytest.mark.django_db(transaction=True)


def race(calls):
    """Run all calls at once in threads; what they returned, refusals left out."""

    def run(call):
        try:
            with suppress(DomainError):
                return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        return [answer for answer in pool.map(run, calls) if answer is not None]


def test_eight_scanners_read_one_ticket_and_one_is_first():
    event = make_event_today()
    booking, mentor = make_booking(event), make_mentor(event)
    token = tickets.sign(booking.pk, timezone.now())
    done = race([lambda: day.scan(event, token, by=mentor)] * 8)
    assert len(done) == 8
    assert sum(each.is_new for each in done) == 1
    assert Attendance.objects.count() == 1


def test_two_mentors_save_the_same_sheet_at_once():
    event = make_event_today()
    bookings = [make_guest(event) for _ in range(3)]
    mentors = [make_mentor(event) for _ in range(4)]
    criterion = event.passport.criteria[0].id
    sheets = [Sheet(booking.pk, {criterion: "done"}) for booking in bookings]
    race([lambda mentor=mentor: assess(event, sheets, by=mentor) for mentor in mentors])
    assert Assessment.objects.count() == Mark.objects.count() == 3
    assert Certificate.objects.count() == 3


def test_a_certificate_is_issued_once():
    event = make_event_today()
    booking = make_guest(event)
    booking.reflections.create(moment="after", interest=4)
    race([lambda: issue_due([booking.pk])] * 8)
    assert Certificate.objects.count() == 1
