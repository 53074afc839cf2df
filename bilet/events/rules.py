"""The rules of booking, approval and planning. They look into the database; they never write."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from bilet.core.errors import DomainError
from bilet.core.templatetags.words import daytime, grades
from bilet.events import errors
from bilet.events.models import Attendance, Booking, Event
from bilet.events.models.events import EventQuerySet
from bilet.people.models import Guardianship, Person, Pupil
from bilet.people.policy import policy
from bilet.people.rules import has_consent

CONSENT = "booking_to_site"  # the consent a site needs to learn who comes
MISSED_WITHIN = timedelta(days=60)
LEFTOVERS_BEFORE = timedelta(hours=24)  # before booking closes, for those who missed events
SCHOOL_CONFIRMS_WITHIN = timedelta(days=5)  # a hold that waits for the school, weekend included


# --- may this pupil have a seat? ---


def check_bookable(event: Event, pupil: Pupil, at: datetime) -> None:
    """Raise the first reason why `pupil` may not book `event` at the moment `at`."""
    reason = why_not(event, pupil, at)
    if reason:
        raise reason


def why_not(event: Event, pupil: Pupil, at: datetime) -> DomainError | None:
    """The first reason against a booking; up to two queries."""
    return why_not_queue(event, pupil, at) or why_only_queue(event, pupil, at)


def why_not_queue(event: Event, pupil: Pupil, at: datetime) -> DomainError | None:
    """The first reason why the pupil may not even wait for a seat; one query."""
    return _why_closed(event, at) or _why_grade(event, pupil) or _why_busy(event, pupil)


def why_only_queue(event: Event, pupil: Pupil, at: datetime) -> DomainError | None:
    """After missed events others choose first; one query."""
    if missed_events(pupil, at) < policy().no_show_limit:
        return None
    return errors.MissedEventsError(
        event=event.title, since=_moment(leftovers_from(event), event.site.zone)
    )


def _why_closed(event: Event, at: datetime) -> DomainError | None:
    if event.is_cancelled:
        return errors.EventCancelledError(event=event.title)
    if at < event.booking_opens_at:
        opens = _moment(event.booking_opens_at, event.site.zone)
        return errors.NotOpenYetError(event=event.title, opens=opens)
    if not event.is_open_at(at):
        closes = _moment(event.booking_closes_at, event.site.zone)
        return errors.BookingClosedError(event=event.title, closes=closes)
    return None


def _why_grade(event: Event, pupil: Pupil) -> DomainError | None:
    if event.suits_grade(pupil.grade):
        return None
    made_for = grades((event.grade_from, event.grade_to))
    return errors.WrongGradeError(event=event.title, grades=made_for)


def _why_busy(event: Event, pupil: Pupil) -> DomainError | None:
    live = pupil.bookings.live().overlapping(event).exclude(event=event)
    clash = live.select_related("event").first()
    return errors.BusyThenError(event=clash.event.title) if clash else None


def missed_events(pupil: Pupil, at: datetime) -> int:
    """Events of the last two months where the seat stayed empty.

    An event where nobody was checked in says nothing about this pupil.
    """
    somebody_came = Attendance.objects.filter(booking__event=OuterRef("event"))
    return (
        pupil.bookings.confirmed()
        .filter(
            Exists(somebody_came),
            event__status=Event.Status.PUBLISHED,
            event__ends_at__gt=at - MISSED_WITHIN,
            event__ends_at__lte=at,
            attendance=None,
        )
        .count()
    )


def leftovers_from(event: Event) -> datetime:
    return event.booking_closes_at - LEFTOVERS_BEFORE


def hold_until(event: Event, at: datetime) -> datetime:
    """When an unapproved seat goes back: after the policy's hours, or when booking closes."""
    return min(at + timedelta(hours=policy().hold_hours), event.booking_closes_at)


def hold_for_school(event: Event, at: datetime) -> datetime:
    """A parent has agreed, the school still has to confirm who that is."""
    return min(at + SCHOOL_CONFIRMS_WITHIN, event.booking_closes_at)


def offer_until(event: Event, at: datetime) -> datetime:
    """How long a seat waits for the first in the queue."""
    return min(at + timedelta(hours=policy().waitlist_offer_hours), event.booking_closes_at)


def check_cancellable(booking: Booking, at: datetime) -> None:
    if at >= booking.event.starts_at:
        raise errors.TooLateToCancelError(event=booking.event.title)


# --- who has to agree? ---


def needs_approval(event: Event, pupil: Pupil, at: datetime) -> bool:
    """Whether a guardian decides about this event. An unknown age counts as young."""
    below = policy().booking_approval_below
    years = below.online_mentor if event.is_online else below.onsite
    return pupil.is_younger_than(years, timezone.localdate(at, event.site.zone))


def needed_level(event: Event) -> int:
    """How sure the guardian's link must be before the seat is confirmed."""
    levels = policy().guardian_levels
    return levels.booking_online if event.is_online else levels.booking_onsite


def guardian_link(pupil: Pupil, person: Person | None) -> Guardianship | None:
    """The active link by which `person` decides for `pupil`."""
    if person is None or person.pk == pupil.person_id:
        return None
    return pupil.guardianships.active().select_related("guardian").filter(guardian=person).first()


def needs_consent(event: Event, pupil: Pupil, by: Person, at: datetime) -> bool:
    """Whether the one who books has to tick the consent for the site.

    A young pupil's guardian ticks it together with the approval.
    """
    if has_consent(pupil, CONSENT):
        return False
    return not needs_approval(event, pupil, at) or guardian_link(pupil, by) is not None


def may_consent(event: Event, pupil: Pupil, by: Person, at: datetime) -> bool:
    """A guardian, or a pupil old enough to decide."""
    if by.pk == pupil.person_id:
        own_age = policy().own_consent_age
        return not pupil.is_younger_than(own_age, timezone.localdate(at, event.site.zone))
    return guardian_link(pupil, by) is not None


# --- may the event be planned? ---


def check_start(starts_at: datetime, at: datetime) -> None:
    if starts_at <= at:
        raise errors.PastStartError


def check_room(event: Event) -> None:
    """Two groups are never in one room."""
    if not event.room or event.is_online:
        return
    others = _at_the_same_time(event).filter(site=event.site, room__iexact=event.room)
    clash = others.exclude(format=Event.Format.ONLINE).first()
    if clash:
        when = _moment(clash.starts_at, event.site.zone)
        raise errors.RoomTakenError(room=event.room, event=clash.title, when=when)


def check_mentors(event: Event, mentors: Iterable[Person]) -> None:
    """A mentor leads one group at a time, here or at another site."""
    for mentor in mentors:
        clash = _at_the_same_time(event).filter(mentors=mentor).first()
        if clash:
            when = _moment(clash.starts_at, event.site.zone)
            raise errors.MentorBusyError(mentor=mentor.polite_name, event=clash.title, when=when)


def _at_the_same_time(event: Event) -> EventQuerySet:
    return (
        Event.objects.exclude(status=Event.Status.CANCELLED)
        .exclude(pk=event.pk)
        .filter(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at)
    )


def closing_time(starts_at: datetime, zone: ZoneInfo, at: datetime) -> datetime:
    """At six in the evening of the day before; an hour before the start when that has passed."""
    eve: date = timezone.localdate(starts_at, zone) - timedelta(days=1)
    closes = datetime.combine(eve, time(18), zone)
    return closes if closes > at else starts_at - timedelta(hours=1)


def weekly(first: datetime, times: int, zone: ZoneInfo) -> list[datetime]:
    """The same hour on the clock of the zone, week after week."""
    local = first.astimezone(zone)
    days = (local.date() + timedelta(weeks=n) for n in range(times))
    return [datetime.combine(day, local.time(), zone) for day in days]


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return daytime(timezone.localtime(at, zone))
