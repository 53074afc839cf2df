"""Events and bookings for tests: valid rows, written straight into the database."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.people.models import Pupil
from bilet.testing.factories import make_organization, make_pupil, make_region


def make_event(*, starts_at: datetime | None = None, **fields: Any) -> Event:
    """An event on site a week ahead, open for booking, for grades 6–11, with six seats."""
    starts_at = starts_at or timezone.now() + timedelta(days=7)
    defaults = {
        "program": "weld_seam",
        "program_version": 1,
        "profession": "in09",
        "field": "industry",
        "format": Event.Format.ONSITE,
        "site": fields.pop("site", None) or make_organization("site"),
        "region": fields.pop("region", None) or make_region(),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=90),
        "booking_opens_at": starts_at - timedelta(days=30),
        "booking_closes_at": starts_at - timedelta(days=1),
        "grade_from": 6,
        "grade_to": 11,
        "seats_total": 6,
    }
    return Event.objects.create(**defaults | fields)


def make_online_event(**fields: Any) -> Event:
    """An event online with a mentor."""
    defaults = {
        "program": "code_timetable",
        "profession": "it02",
        "field": "it",
        "format": Event.Format.ONLINE,
        "meeting_url": "https://meet.example.org/room",
    }
    return make_event(**defaults | fields)


def make_booking(
    event: Event | None = None,
    pupil: Pupil | None = None,
    *,
    status: str = Booking.Status.CONFIRMED,
    **fields: Any,
) -> Booking:
    """A booking, confirmed unless `status` says otherwise; a live one takes a seat."""
    event = event or make_event()
    pupil = pupil or make_pupil()
    if status == Booking.Status.AWAITING_APPROVAL:
        fields.setdefault("held_until", timezone.now() + timedelta(hours=48))
    if status in Booking.LIVE:
        Event.objects.filter(pk=event.pk).update(seats_taken=F("seats_taken") + 1)
        event.refresh_from_db()
    fields.setdefault("booked_by", pupil.person)
    return Booking.objects.create(event=event, pupil=pupil, status=status, **fields)


def make_waitlist_entry(event: Event, pupil: Pupil | None = None, **fields: Any) -> WaitlistEntry:
    """The last place in the queue for `event`."""
    return WaitlistEntry.objects.create(event=event, pupil=pupil or make_pupil(), **fields)
