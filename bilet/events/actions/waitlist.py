"""The queue for a seat: the first in time is the first to be offered one.

An offer counts as a taken seat until it is taken, refused, or lapses.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bilet.events import errors, rules
from bilet.events.actions import approvals, seats
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.people.models import Person, Pupil

Status = WaitlistEntry.Status


@transaction.atomic
def join_waitlist(
    *, event: Event, pupil: Pupil, joined_by: Person, at: datetime | None = None
) -> WaitlistEntry:
    """Put the pupil at the end of the queue; a second call finds the same place.

    A seat that became free in the meantime is offered at once. The event is locked, so that a
    seat given back at this moment does not pass the newcomer by.

    Raises:
        DomainError: the event is closed, for another grade, or clashes with a booking.
    """
    at = at or timezone.now()
    pupil = seats.lock_pupil(pupil.pk)
    event = seats.lock_event(event.pk)
    place = pupil.waitlist.open().filter(event=event).first()
    if place:
        return place
    if reason := rules.why_not_queue(event, pupil, at):
        raise reason
    last = rules.why_only_queue(event, pupil, at) is not None
    place = WaitlistEntry.objects.create(
        event=event,
        pupil=pupil,
        joined_by=joined_by,
        not_before=rules.leftovers_from(event) if last else None,
        created_at=at,
    )
    seats.offer_next(event, at=at)
    place.refresh_from_db()
    return place


def leave_waitlist(entry: WaitlistEntry, *, at: datetime | None = None) -> bool:
    """Leave the queue, or refuse the offered seat: then it goes to the next."""
    waiting = WaitlistEntry.objects.waiting().filter(pk=entry.pk)
    left = bool(waiting.update(status=Status.LEFT)) or seats.end_offer(
        entry, to=Status.LEFT, at=at or timezone.now()
    )
    entry.refresh_from_db()
    return left


@transaction.atomic
def accept_offer(
    entry: WaitlistEntry, *, by: Person, agreed: bool = False, at: datetime | None = None
) -> Booking:
    """Turn an offered seat into a booking. A second tap finds the booking of the first.

    Raises:
        DomainError: the offer is over, or the pupil has another event at this time.
    """
    at = at or timezone.now()
    pupil = seats.lock_pupil(entry.pupil_id)
    event = Event.objects.select_related("site").get(pk=entry.event_id)
    mine = pupil.bookings.live().filter(event=event).first()
    if mine:
        return mine
    if reason := rules.why_not_queue(event, pupil, at):
        raise reason
    approvals.agree_to_site(event, pupil, by=by, agreed=agreed, at=at)
    offered = WaitlistEntry.objects.offered().filter(pk=entry.pk, offered_until__gt=at)
    if not offered.update(status=Status.TAKEN):
        raise errors.OfferGoneError(event=event.title)
    return approvals.open_booking(event, pupil, by=by, at=at)


def lapse_offers(*, at: datetime | None = None) -> int:
    """Take back offers that nobody answered. Returns how many."""
    at = at or timezone.now()
    overdue = WaitlistEntry.objects.offered().filter(offered_until__lte=at)
    return sum(
        seats.end_offer(entry, to=Status.LAPSED, at=at, overdue=True) for entry in list(overdue)
    )


def offer_leftovers(*, at: datetime | None = None) -> int:
    """Offer free seats to those who wait: after more seats were added, or late in the day."""
    at = at or timezone.now()
    turn = Q(waitlist__not_before=None) | Q(waitlist__not_before__lte=at)
    found = Event.objects.open_for_booking(at).filter(
        turn, waitlist__status=Status.WAITING, seats_taken__lt=F("seats_total")
    )
    return sum(_offer_all(event, at=at) for event in found.distinct())


@transaction.atomic
def _offer_all(event: Event, *, at: datetime) -> int:
    event = seats.lock_event(event.pk)
    offers = 0
    while seats.offer_next(event, at=at):
        offers += 1
    return offers
