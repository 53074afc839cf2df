"""The rules of booking, approval, planning, and of the day itself.

They look into the database; they never write.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NoReturn
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from bilet.access.grants import Permission
from bilet.core.errors import DomainError
from bilet.core.templatetags.words import daytime, grades
from bilet.events import errors
from bilet.events.models import Assessment, Attendance, Booking, Event, Mark, Reflection
from bilet.events.models.events import EventQuerySet
from bilet.people.models import Consent, Guardianship, Person, Pupil
from bilet.people.models.pupils import SITE_SEES_AFTER, SITE_SEES_BEFORE
from bilet.people.policy import policy
from bilet.people.rules import has_consent, may_read_details
from bilet.trials.program import Program

CONSENT = "booking_to_site"  # the consent a site needs to learn who comes
FEEDBACK = "mentor_feedback"  # the consent a mentor needs to write about a pupil
MISSED_WITHIN = timedelta(days=60)
LEFTOVERS_BEFORE = timedelta(hours=24)  # before booking closes, for those who missed events
DESK_OPENS_BEFORE = timedelta(hours=3)
DESK_OPEN_AFTER = timedelta(days=3)  # phones that were offline, and corrections
ASSESS_WITHIN = timedelta(days=14)
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


# --- the day itself, and what comes of it ---


def check_desk_open(event: Event, at: datetime) -> None:
    """The list of the day is written from three hours before to three days after."""
    opens, closes = event.starts_at - DESK_OPENS_BEFORE, event.ends_at + DESK_OPEN_AFTER
    if at < opens:
        raise errors.DeskNotOpenError(opens=_moment(opens, event.site.zone))
    if at > closes:
        raise errors.DeskClosedError(closes=_moment(closes, event.site.zone))


def check_may_enter(booking: Booking | None, event: Event, at: datetime) -> Booking:
    """The booking, when its holder may come in at this door now; the reason why not otherwise."""
    if booking is None:
        raise errors.ForgedTicketError
    if booking.event_id != event.pk:
        _refuse_other_event(booking.event, at)
    if booking.is_awaiting:
        raise errors.SeatNotApprovedError
    if not booking.is_confirmed:
        raise errors.SeatGivenBackError
    check_desk_open(event, at)
    return booking


def _refuse_other_event(other: Event, at: datetime) -> NoReturn:
    when = _moment(other.starts_at, other.site.zone)
    if other.ends_at < at:
        raise errors.TicketExpiredError(when=when)
    raise errors.OtherEventTicketError(event=other.title, when=when)


def moment_of_scan(event: Event, given: datetime | None, now: datetime) -> datetime:
    """When a phone says it read a ticket, kept between the opening of the list and now."""
    return now if given is None else max(event.starts_at - DESK_OPENS_BEFORE, min(given, now))


def check_not_assessed(booking: Booking) -> None:
    if Assessment.objects.filter(booking=booking).exists():
        raise errors.AlreadyAssessedError


def sees_guests(event: Event, at: datetime) -> bool:
    """A site knows who comes from two weeks before the event to a month after it."""
    return event.starts_at - SITE_SEES_BEFORE <= at <= event.ends_at + SITE_SEES_AFTER


def was_missed(booking: Booking, at: datetime) -> bool:
    """The seat stayed empty while others came. Up to two queries."""
    event = booking.event
    if not booking.is_confirmed or event.is_cancelled or event.ends_at > at:
        return False
    came = Attendance.objects.filter(booking__event=event).values_list("booking_id", flat=True)
    present = set(came)
    return bool(present) and booking.pk not in present


def check_reflection(booking: Booking, moment: str, at: datetime) -> None:
    """Before the start one looks ahead, after it one looks back."""
    event = booking.event
    if not booking.is_confirmed or event.is_cancelled:
        raise errors.ReflectTooLateError
    if moment == Reflection.Moment.BEFORE and at >= event.starts_at:
        raise errors.ReflectTooLateError
    if moment == Reflection.Moment.AFTER:
        if at < event.starts_at:
            raise errors.ReflectTooEarlyError
        if was_missed(booking, at):
            raise errors.ReflectMissedError


def check_assessable(event: Event, at: datetime) -> None:
    if at < event.starts_at:
        raise errors.AssessTooEarlyError
    if is_assessment_locked(event, at):
        raise errors.AssessmentLockedError


def is_assessment_locked(event: Event, at: datetime) -> bool:
    return at > event.ends_at + ASSESS_WITHIN


def check_marks(program: Program, marks: Mapping[str, str]) -> None:
    """Every mark is a level of a criterion of the programme."""
    criteria = {criterion.id for criterion in program.criteria}
    if not marks.keys() <= criteria or not set(marks.values()) <= {"", *Mark.Level.values}:
        raise errors.NotInTheBankError


def agree_to_feedback(pupils: Collection[UUID]) -> set[UUID]:
    """Pupils about whom a mentor may write. One query."""
    latest = (
        Consent.objects.filter(pupil__in=pupils, purpose=FEEDBACK)
        .order_by("pupil", "-at")
        .distinct("pupil")
        .values_list("pupil_id", "decision")
    )
    return {pupil for pupil, decision in latest if decision == Consent.Decision.GIVEN}


def reads_outcomes(person: Person, pupil: Pupil) -> bool:
    """The pupil; and a guardian the site is sure of, when results are shown to the family."""
    if person.pk == pupil.person_id:
        return True
    known = may_read_details(pupil, person.pk, Permission.RESULTS_READ)
    return known and has_consent(pupil, "results_to_guardian")
