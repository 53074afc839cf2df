"""Everything that changes bookings. One verb, one transaction, one function."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bilet.events import rules
from bilet.events.actions import approvals, letters, seats, waitlist
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.people.models import Person, Pupil
from bilet.people.policy import REQUIRED

Status = Booking.Status


@transaction.atomic
def book_seat(
    *,
    event: Event,
    pupil: Pupil,
    booked_by: Person,
    agreed: bool = False,
    at: datetime | None = None,
) -> Booking:
    """Give `pupil` a seat at `event`, held until a guardian approves when the pupil is young.

    Kept true under concurrency:

    - an event is never overbooked: `take_seat` is one conditional UPDATE, backed by a CHECK;
    - a pupil is never in two places at once: the pupil's row is locked before the rules look;
    - a double click books once: the second call finds the booking of the first.

    Args:
        agreed: The one who books has read and ticked the consent for the site; asked for only
            when it is not given yet (`rules.needs_consent`).

    Raises:
        DomainError: the event is full, closed, for another grade, or clashes with a booking.
    """
    at = at or timezone.now()
    pupil = seats.lock_pupil(pupil.pk)
    mine = pupil.bookings.live().filter(event=event).first()
    if mine:
        return mine
    place = pupil.waitlist.open().filter(event=event).first()
    if place and place.status == WaitlistEntry.Status.OFFERED:
        return waitlist.accept_offer(place, by=booked_by, agreed=agreed, at=at)
    rules.check_bookable(event, pupil, at)
    approvals.agree_to_site(event, pupil, by=booked_by, agreed=agreed, at=at)
    seats.take_seat(event)
    if place:
        WaitlistEntry.objects.filter(pk=place.pk).update(status=WaitlistEntry.Status.TAKEN)
    return approvals.open_booking(event, pupil, by=booked_by, at=at)


def cancel_booking(
    booking: Booking, *, by: Person | None = None, at: datetime | None = None
) -> bool:
    """Give the seat back; the next in the queue is offered it. Cancelling twice is harmless.

    Raises:
        TooLateToCancelError: the event has begun.
    """
    at = at or timezone.now()
    rules.check_cancellable(booking, at)
    with transaction.atomic():
        done = seats.give_back(booking, from_=Booking.LIVE, to=Status.CANCELLED, at=at)
        if done:
            letters.cancelled(booking, by=by)
    return done


def expire_holds(*, at: datetime | None = None) -> int:
    """Give back seats whose approval did not come in time. Returns how many."""
    at = at or timezone.now()
    overdue = Booking.objects.filter(status=Status.AWAITING_APPROVAL, held_until__lte=at)
    found = overdue.select_related("event__site", "pupil__person")
    return sum(_expire(booking, at=at) for booking in found)


@transaction.atomic
def _expire(booking: Booking, *, at: datetime) -> bool:
    waiting = [Status.AWAITING_APPROVAL]
    done = seats.give_back(booking, from_=waiting, to=Status.EXPIRED, at=at, overdue=True)
    if done:
        letters.expired(booking)
    return done


@transaction.atomic
def release_after_withdrawal(pupil: Pupil, purpose: str) -> None:
    """Without the consent no site may learn the name: future seats and places in queues go."""
    if purpose not in (rules.CONSENT, REQUIRED):
        return
    now = timezone.now()
    ahead = pupil.bookings.live().filter(event__starts_at__gt=now)
    for booking in ahead.select_related("event__site", "pupil__person").order_by("event_id"):
        cancel_booking(booking, at=now)
    for entry in pupil.waitlist.open().order_by("event_id"):
        waitlist.leave_waitlist(entry, at=now)
