"""Letters before an event, and before a hold runs out. Each goes once, however often this runs."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bilet.events.actions import approvals, letters
from bilet.events.models import Booking, Event

BEFORE_EVENT = (timedelta(days=3), timedelta(days=1), timedelta(hours=2))
BEFORE_HOLD_ENDS = timedelta(hours=12)


def send_reminders(*, at: datetime | None = None) -> int:
    """Remind the families of confirmed seats three days, a day and two hours before.

    Who booked after such a moment is not reminded of it. Returns how many bookings were due.
    """
    at = at or timezone.now()
    soon = Booking.objects.confirmed().filter(
        event__status=Event.Status.PUBLISHED,
        event__starts_at__gt=at,
        event__starts_at__lte=at + max(BEFORE_EVENT),
    )
    found = soon.select_related("event__site", "pupil__person")
    return sum(_remind(booking, at=at) for booking in found.iterator(chunk_size=500))


def remind_guardians(*, at: datetime | None = None) -> int:
    """Ask the guardians once more while there is still time. Returns how many bookings were due."""
    at = at or timezone.now()
    ending = Booking.objects.filter(
        status=Booking.Status.AWAITING_APPROVAL,
        held_until__gt=at,
        held_until__lte=at + BEFORE_HOLD_ENDS,
        created_at__lte=at - BEFORE_HOLD_ENDS,
        approvals=None,
    )
    found = ending.select_related("event__site", "pupil__person")
    return sum(_ask_again(booking, at=at) for booking in found)


def due_moment(event: Event, at: datetime) -> datetime | None:
    """The latest moment of a reminder that has come."""
    come = [event.starts_at - before for before in BEFORE_EVENT if event.starts_at - before <= at]
    return max(come, default=None)


@transaction.atomic
def _remind(booking: Booking, *, at: datetime) -> bool:
    moment = due_moment(booking.event, at)
    if moment is None or not _claim(booking, moment, at=at):
        return False
    letters.reminder(booking)
    return True


@transaction.atomic
def _ask_again(booking: Booking, *, at: datetime) -> bool:
    if not _claim(booking, booking.created_at + timedelta(microseconds=1), at=at):
        return False
    approvals.ask_guardians(booking, at=at)
    return True


def _claim(booking: Booking, moment: datetime, *, at: datetime) -> bool:
    """Whether this call is the one that reminds: one conditional UPDATE."""
    due = Booking.objects.filter(
        Q(reminded_at=None) | Q(reminded_at__lt=moment),
        pk=booking.pk,
        status=booking.status,
        created_at__lt=moment,
    )
    return bool(due.update(reminded_at=at))
