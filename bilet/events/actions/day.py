"""The day itself: who came, what helps them, and a kind letter to those who did not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from bilet.core import mail
from bilet.events import errors, rules, tickets
from bilet.events.actions import certificates, letters
from bilet.events.models import Attendance, Booking, Event
from bilet.people.codes import code_hash
from bilet.people.models import Look, Person, Pupil

LOOK_ONCE_IN = timedelta(hours=1)
# The letter comes when phones that were offline have had time to send what they scanned.
MISSED_AFTER = timedelta(hours=3)
MISSED_WITHIN = timedelta(days=2)
LONGEST_DOOR_CODE = 12  # six signs, and what fingers add


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A pupil at the door. `is_new` is false when somebody has marked them before."""

    booking: Booking
    attendance: Attendance
    is_new: bool


def scan(
    event: Event, given: str, *, by: Person, at: datetime | None = None, now: datetime | None = None
) -> CheckIn:
    """Check in by what the phone read or a hand typed: a ticket, its address, or its short code.

    Args:
        at: When it was read, perhaps long ago and without a network.

    Raises:
        DomainError: it is no ticket of ours, or not one for this door.
    """
    now = now or timezone.now()
    booking_id = _by_short_code(event, given) or _by_ticket(given, now)
    return check_in(event, booking_id, by=by, how=Attendance.How.QR, at=at, now=now)


@transaction.atomic
def check_in(
    event: Event,
    booking_id: UUID,
    *,
    by: Person,
    how: str = Attendance.How.LIST,
    at: datetime | None = None,
    now: datetime | None = None,
) -> CheckIn:
    """Mark that the holder of the seat is here. However often it is called, once is written.

    The booking is locked: two scanners, or a scanner and a cancellation, wait for each other.

    Raises:
        DomainError: the seat is at another event, was given back, or the door is closed.
    """
    now = now or timezone.now()
    locked = Booking.objects.select_for_update(no_key=True, of=("self",))
    found = locked.select_related("event__site", "pupil__person").filter(pk=booking_id).first()
    booking = rules.check_may_enter(found, event, now)
    attendance, is_new = Attendance.objects.get_or_create(
        booking=booking,
        defaults={"at": rules.moment_of_scan(event, at, now), "by": by, "how": how},
    )
    if is_new:
        certificates.follow_attendance(booking, at=now)
    return CheckIn(booking, attendance, is_new)


@transaction.atomic
def undo_check_in(event: Event, booking_id: UUID, *, at: datetime | None = None) -> bool:
    """Take a mark back that was put on the wrong person. A second call does nothing.

    Raises:
        DomainError: the list is closed, or the mentor has written about the pupil already.
    """
    at = at or timezone.now()
    rules.check_desk_open(event, at)
    booking = (
        event.bookings.select_for_update(no_key=True, of=("self",)).filter(pk=booking_id).first()
    )
    if booking is None or not Attendance.objects.filter(booking=booking).exists():
        return False
    rules.check_not_assessed(booking)
    Attendance.objects.filter(booking=booking).delete()
    certificates.follow_attendance(booking, at=at)
    return True


def tell_needs(booking: Booking, needs: Collection[str]) -> None:
    """Write down what helps to take part, for the site. Unknown words are left out."""
    booking.needs = [need for need in Booking.Need.values if need in needs]
    booking.save(update_fields=["needs"])


def record_looks(
    person: Person, pupils: Collection[Pupil], what: Look.What, *, at: datetime | None = None
) -> None:
    """Write down for the families that `person` has seen a list with these pupils.

    Opening the same list again within the hour is the same look. Two queries.
    """
    at = at or timezone.now()
    seen = set(
        Look.objects.filter(
            actor=person, what=what, at__gt=at - LOOK_ONCE_IN, pupil__in=pupils
        ).values_list("pupil_id", flat=True)
    )
    role = min(person.roles(), default="")
    Look.objects.bulk_create(
        Look(pupil=pupil, actor=person, actor_name=person.polite_name, role=role, what=what, at=at)
        for pupil in pupils
        if pupil.pk not in seen
    )


def tell_missed(*, at: datetime | None = None) -> int:
    """Tell the families of those whose seat stayed empty, once. Returns how many bookings.

    Where nobody was checked in the list says nothing about anybody.
    """
    at = at or timezone.now()
    somebody_came = Attendance.objects.filter(booking__event=OuterRef("event"))
    missed = Booking.objects.confirmed().filter(
        Exists(somebody_came),
        event__status=Event.Status.PUBLISHED,
        event__ends_at__lte=at - MISSED_AFTER,
        event__ends_at__gt=at - MISSED_AFTER - MISSED_WITHIN,
        attendance=None,
        missed_told_at=None,
    )
    found = missed.select_related("event__site", "pupil__person")
    return sum(_tell_missed(booking, at=at) for booking in found)


@transaction.atomic
def _tell_missed(booking: Booking, *, at: datetime) -> bool:
    """One conditional UPDATE decides which of two jobs writes."""
    mine = Booking.objects.filter(pk=booking.pk, missed_told_at=None, attendance=None)
    if not mine.update(missed_told_at=at):
        return False
    pupil = booking.pupil
    people = [link.guardian for link in letters.guardian_links(pupil)]
    people += [pupil.person] if pupil.person.email else []
    for person in people:
        mail.send(
            to=person.email,
            template="events/mail/missed.txt",
            context={
                "booking": booking,
                "event": booking.event,
                "pupil": pupil,
                "own": person.pk == pupil.person_id,
            },
            link=reverse("events:booking", args=[booking.pk]),
            language=person.language,
        )
    return True


def _by_short_code(event: Event, given: str) -> UUID | None:
    """Six signs as they are typed; they tell apart the guests of one event."""
    typed = given.strip()
    if len(typed) > LONGEST_DOOR_CODE:
        return None
    for booking in event.bookings.confirmed():
        if code_hash(typed) == code_hash(booking.door_code):
            return booking.pk
    raise errors.UnknownDoorCodeError(code=typed)


def _by_ticket(given: str, at: datetime) -> UUID:
    token = given.strip().rstrip("/").rpartition("/")[2]
    try:
        return tickets.verify(token, at).booking_id
    except tickets.BadTicketError as error:
        raise errors.ForgedTicketError from error
