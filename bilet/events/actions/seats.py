"""The count of seats. Everything here keeps one sum true:

`seats_taken` = live bookings + open offers to the queue ≤ `seats_total`.

Locks are taken in one order everywhere: the pupil, the event, then bookings and queue entries.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from bilet.events import rules
from bilet.events.actions import letters
from bilet.events.errors import EventFullError
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.people.models import Pupil


def lock_pupil(pupil_id: UUID) -> Pupil:
    """The pupil, with nobody else booking for them until the transaction ends."""
    locked = Pupil.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    return locked.get(pk=pupil_id)


def lock_event(event_id: UUID) -> Event:
    """The event, with nobody else giving its seats until the transaction ends."""
    locked = Event.objects.select_for_update(no_key=True, of=("self",)).select_related("site")
    return locked.get(pk=event_id)


def lock_booking(booking_id: UUID) -> Booking:
    """The booking with its pupil and event, all locked in the house's order."""
    ids = Booking.objects.values_list("pupil_id", "event_id").get(pk=booking_id)
    pupil, event = lock_pupil(ids[0]), lock_event(ids[1])
    booking = Booking.objects.select_for_update(no_key=True).get(pk=booking_id)
    booking.pupil, booking.event = pupil, event
    return booking


def take_seat(event: Event) -> None:
    """Count one more seat as taken: one conditional UPDATE, backed by a CHECK.

    Raises:
        EventFullError: there is none left, or the event has just been cancelled.
    """
    free = Event.objects.filter(pk=event.pk).published().with_free_seats()
    if not free.update(seats_taken=F("seats_taken") + 1):
        raise EventFullError(event=event.title)


def release_seat(event_id: UUID) -> None:
    Event.objects.filter(pk=event_id).update(seats_taken=F("seats_taken") - 1)


def move(booking: Booking, *, from_: Collection[str], to: str, **changes: Any) -> bool:
    """Change the status in one UPDATE, so that of two racing callers only one wins."""
    current = Booking.objects.filter(pk=booking.pk, status__in=from_)
    moved = current.update(status=to, held_until=None, **changes)
    booking.refresh_from_db(fields=["status", "held_until"])
    return bool(moved)


@transaction.atomic
def give_back(
    booking: Booking, *, from_: Collection[str], to: str, at: datetime, overdue: bool = False
) -> bool:
    """End a live booking and hand its seat to the queue. A second call does nothing.

    Args:
        overdue: Only when the hold has run out; a hold prolonged meanwhile stays.
    """
    event = lock_event(booking.event_id)
    still = Booking.objects.filter(pk=booking.pk, held_until__lte=at)
    if overdue and not still.exists():
        return False
    if not move(booking, from_=from_, to=to):
        return False
    release_seat(event.pk)
    offer_next(event, at=at)
    return True


def offer_next(event: Event, *, at: datetime) -> WaitlistEntry | None:
    """Hold a free seat for the first in the queue, when there is a seat and a queue.

    The event must be locked: a queue that grows at this moment would miss its seat.
    """
    if not event.is_open_at(at):
        return None
    turn = Q(not_before=None) | Q(not_before__lte=at)
    queue = event.waitlist.waiting().filter(turn).select_related("pupil__person")
    entry = queue.select_for_update(no_key=True, of=("self",)).first()
    if entry is None:
        return None
    try:
        take_seat(event)
    except EventFullError:
        return None
    entry.status = WaitlistEntry.Status.OFFERED
    entry.offered_until = rules.offer_until(event, at)
    entry.save(update_fields=["status", "offered_until"])
    entry.event = event
    letters.seat_offered(entry)
    return entry


@transaction.atomic
def end_offer(entry: WaitlistEntry, *, to: str, at: datetime, overdue: bool = False) -> bool:
    """Take an offered seat back and offer it to the next."""
    event = lock_event(entry.event_id)
    offered = WaitlistEntry.objects.offered().filter(pk=entry.pk)
    if overdue:
        offered = offered.filter(offered_until__lte=at)
    if not offered.update(status=to):
        return False
    release_seat(event.pk)
    offer_next(event, at=at)
    return True
