"""The jobs: each may run at any time and any number of times."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from bilet.events import jobs
from bilet.events.models import Booking
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import make_pupil

pytestmark = pytest.mark.django_db


def test_every_job_is_on_the_clock():
    names = {name for name, _ in app.periodic_registry.periodic_tasks}
    for name in ("expire_holds", "lapse_offers", "send_reminders"):
        assert f"bilet.events.jobs.{name}" in names


def test_holds_run_out_and_offers_lapse_and_a_second_run_changes_nothing():
    past = timezone.now() - timedelta(minutes=1)
    event = make_event(seats_total=1)
    booking = make_booking(event, make_pupil(age=12), status="awaiting", held_until=past)
    first, second = make_waitlist_entry(event), make_waitlist_entry(event)
    for _run in range(2):
        jobs.expire_holds(timestamp=0)
        jobs.lapse_offers(timestamp=0)
        jobs.send_reminders(timestamp=0)
    for row in (booking, first, second, event):
        row.refresh_from_db()
    assert booking.status == Booking.Status.EXPIRED
    assert (first.status, second.status) == ("offered", "waiting")
    assert event.seats_taken == 1
