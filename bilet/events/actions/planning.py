"""Plan events, once or every week; change their seats; cancel them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from bilet.events import errors, rules
from bilet.events.actions import letters, seats
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.orgs.models import Organization
from bilet.people.actions.pupils import region_of
from bilet.people.models import Person
from bilet.professions.library import PROFESSIONS
from bilet.trials.program import Program

Format = Event.Format
# What the programme calls the format in which an event runs.
FORMATS = {Format.ONSITE: "onsite", Format.ONLINE: "online_mentor"}
ALTERNATIVES = 3


class Details(TypedDict, total=False):
    """What may be said of an event besides programme, site and time."""

    format: str  # on site unless said otherwise
    mentors: Iterable[Person]
    room: str
    meeting_url: str
    seats_total: int  # as many as the programme allows
    booking_opens_at: datetime  # at once
    booking_closes_at: datetime  # at six in the evening of the day before
    status: str  # published


@transaction.atomic
def plan_event(  # the four answers to what, where, when, by whom; the rest is named
    *,
    program: Program,
    site: Organization,
    starts_at: datetime,
    by: Person,
    at: datetime | None = None,
    **details: Unpack[Details],
) -> Event:
    """Put one run of a programme on the calendar of a site.

    Profession, field, grades, access and length are copied from the programme: an event stays
    what it was when the programme changes. Room and mentors are checked against other events
    with the site and the mentors locked, so that two people cannot plan the same hour twice.

    Raises:
        DomainError: the time is past or taken, or the programme does not allow it.
    """
    at = at or timezone.now()
    mentors = list(details.get("mentors", []))
    event = _draft(program, site, starts_at, details, at)
    event.planned_by = by
    _check_programme(event, program)
    rules.check_start(starts_at, at)
    _lock(site, mentors)
    rules.check_room(event)
    rules.check_mentors(event, mentors)
    event.save(force_insert=True)
    event.mentors.set(mentors)
    return event


@transaction.atomic
def plan_series(  # like plan_event, with several starts
    *,
    program: Program,
    site: Organization,
    starts_at: Sequence[datetime],
    by: Person,
    at: datetime | None = None,
    **details: Unpack[Details],
) -> list[Event]:
    """The same event at several times: all of them, or none when one clashes.

    `rules.weekly` makes the times of a weekly slot.
    """
    return [
        plan_event(program=program, site=site, starts_at=start, by=by, at=at, **details)
        for start in starts_at
    ]


@transaction.atomic
def change_seats(event: Event, *, seats_total: int, at: datetime | None = None) -> None:
    """More or fewer seats; new ones go to the queue first.

    Raises:
        DomainError: more are taken already, or the programme is not safe for so many.
    """
    locked = seats.lock_event(event.pk)
    if seats_total < locked.seats_taken:
        raise errors.SeatsInUseError(taken=locked.seats_taken)
    locked.seats_total = seats_total
    _check_seats(locked, locked.passport)
    locked.save(update_fields=["seats_total"])
    while seats.offer_next(locked, at=at or timezone.now()):
        pass
    event.refresh_from_db()


@transaction.atomic
def cancel_event(event: Event, *, by: Person, reason: str = "", at: datetime | None = None) -> bool:
    """Cancel for everybody: seats and the queue are released, each family gets a letter with
    other dates. A second call does nothing.

    Raises:
        AlreadyOverError: it has begun.
    """
    at = at or timezone.now()
    locked = seats.lock_event(event.pk)
    if locked.is_cancelled:
        return False
    if at >= locked.starts_at:
        raise errors.AlreadyOverError(event=locked.title)
    locked.status, locked.cancel_reason, locked.seats_taken = (
        Event.Status.CANCELLED,
        reason.strip()[:300],
        0,
    )
    locked.save(update_fields=["status", "cancel_reason", "seats_taken"])
    # The queue first: an offer taken at this moment is then among the bookings.
    locked.waitlist.open().update(status=WaitlistEntry.Status.LEFT)
    _release(locked, at=at)
    event.refresh_from_db()
    return True


def alternatives_to(event: Event, *, at: datetime, grade: int | None = None) -> list[Event]:
    """The next events of the same profession with free seats, then of the same field."""
    free = Event.objects.open_for_booking(at).with_free_seats().exclude(pk=event.pk)
    free = free.filter(region=event.region_id, field=event.field).select_related("site")
    if grade is not None:
        free = free.for_grade(grade)
    found = list(free.order_by("starts_at")[:30])
    found.sort(key=lambda other: other.profession != event.profession)
    return found[:ALTERNATIVES]


def _release(event: Event, *, at: datetime) -> None:
    live = event.bookings.live().select_related("pupil__person", "pupil__school_class")
    bookings = list(live.select_for_update(no_key=True, of=("self",)))
    others: dict[int, list[Event]] = {}
    for booking in bookings:
        grade = booking.pupil.grade
        if grade not in others:
            others[grade] = alternatives_to(event, at=at, grade=grade)
        booking.event = event
        letters.event_cancelled(booking, others[grade])
    pks = [booking.pk for booking in bookings]
    Booking.objects.filter(pk__in=pks).update(status=Booking.Status.CANCELLED, held_until=None)


def _draft(
    program: Program, site: Organization, starts_at: datetime, details: Details, at: datetime
) -> Event:
    profession = PROFESSIONS.get(program.profession)
    return Event(
        program=program.code,
        program_version=program.version,
        profession=program.profession,
        field=profession.field if profession else "",
        format=details.get("format", Format.ONSITE),
        status=details.get("status", Event.Status.PUBLISHED),
        site=site,
        region=region_of(site),
        room=details.get("room", "").strip(),
        meeting_url=details.get("meeting_url", ""),
        access=list(program.access),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=program.minutes),
        booking_opens_at=details.get("booking_opens_at", at),
        booking_closes_at=details.get("booking_closes_at")
        or rules.closing_time(starts_at, site.zone, at),
        grade_from=program.grades.from_,
        grade_to=program.grades.to,
        seats_total=details.get("seats_total", program.max_pupils),
    )


def _check_programme(event: Event, program: Program) -> None:
    if event.site.kind != Organization.Kind.SITE:
        raise errors.NotASiteError(site=event.site.name)
    if FORMATS[Format(event.format)] not in program.formats:
        raise errors.WrongFormatError(program=program.title)
    _check_seats(event, program)


def _check_seats(event: Event, program: Program | None) -> None:
    if program and event.seats_total > program.max_pupils:
        raise errors.TooManySeatsError(program=program.title, most=program.max_pupils)


def _lock(site: Organization, mentors: list[Person]) -> None:
    """Two people planning at one site, or with one mentor, wait for each other."""
    list(Organization.objects.select_for_update(no_key=True).filter(pk=site.pk).values("pk"))
    pks = sorted(mentor.pk for mentor in mentors)
    list(
        Person.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk").values("pk")
    )
