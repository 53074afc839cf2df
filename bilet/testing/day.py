"""Who came, and what the family agreed to: rows for tests, written straight into the database."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bilet.access.grants import Role
from bilet.events.models import Attendance, Booking, Event
from bilet.people.models import Consent, Person, Pupil
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_organization, make_staff

START = timedelta(minutes=-30)  # of an event that is under way


def make_event_today(**fields: Any) -> Event:
    """An event that began half an hour ago."""
    return make_event(starts_at=timezone.now() + START, **fields)


def make_mentor(*events: Event) -> Person:
    site = events[0].site if events else make_organization("site")
    mentor = make_staff(Role.MENTOR, site)
    Person.objects.filter(pk=mentor.pk).update(first_name="Олег", patronymic="Иванович")
    mentor.refresh_from_db()
    mentor.mentored_events.add(*events)
    return mentor


def agree(
    pupil: Pupil, *purposes: str, decision: str = "given", at: datetime | None = None
) -> None:
    """The family's last word about each purpose."""
    for purpose in purposes:
        Consent.objects.create(
            pupil=pupil, school_class=pupil.school_class, actor_name="Ирина Петровна", level=2,
            purpose=purpose, decision=decision, document_version=1, text_sha256="0" * 64,
            language="ru", at=at or timezone.now(),
        )  # fmt: skip


def make_guest(event: Event, *, here: bool = True, heard: bool = True, **pupil: Any) -> Booking:
    """A confirmed booking; by default the pupil is marked and the family hears the mentor."""
    booking = make_booking(event, **pupil)
    if here:
        Attendance.objects.create(booking=booking, how=Attendance.How.LIST)
    if heard:
        agree(booking.pupil, "mentor_feedback", "results_to_guardian")
    return booking
