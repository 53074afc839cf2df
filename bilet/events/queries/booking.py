"""The seat panel, the ticket, and what lies ahead of a pupil."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.safestring import SafeString, mark_safe

from bilet.access.grants import Permission
from bilet.core.errors import DomainError
from bilet.events import rules, tickets
from bilet.events.models import Approval, Booking, Event, WaitlistEntry
from bilet.people import qr
from bilet.people.models import Person, Pupil
from bilet.people.policy import CONSENTS, ConsentDocument

CHILDREN_SHOWN = 60
ENOUGH_EVENTS = 5  # to say what usually happens
LOOK_BACK = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class SeatPanel:
    """All that `_seat_panel.html` needs to know."""

    event: Event
    pupil: Pupil
    own: bool  # the pupil reads it, not a parent or a teacher
    booking: Booking | None
    place: WaitlistEntry | None
    ahead: int  # how many wait before this pupil, or would
    usually: int | None  # how many seats such events usually give back
    reason: DomainError | None  # why not even the queue
    last: DomainError | None  # why only the queue
    consent: ConsentDocument | None  # to be ticked by the one who books

    @property
    def state(self) -> str:
        """booked, offered, waiting, closed, last (only the queue), free or full."""
        if self.booking:
            return "booked"
        if self.place:
            return str(self.place.status)
        if self.reason:
            return "closed"
        if self.last:
            return "last"
        return "free" if self.event.seats_left > 0 else "full"


def seat_panel(event: Event, pupil: Pupil, reader: Person, *, at: datetime) -> SeatPanel:
    """The pupil's own seat at `event`, fresh from the database. Up to nine queries."""
    event = Event.objects.select_related("site__parent", "region").get(pk=event.pk)
    booking = pupil.bookings.live().filter(event=event).first()
    place = None if booking else pupil.waitlist.open().filter(event=event).first()
    decided = booking is not None or place is not None
    reason = None if decided else rules.why_not_queue(event, pupil, at)
    ticks = booking is None and not reason and rules.needs_consent(event, pupil, reader, at)
    queued = reason is None and booking is None and (place or event.seats_left <= 0)
    return SeatPanel(
        event=event,
        pupil=pupil,
        own=reader.pk == pupil.person_id,
        booking=booking,
        place=place,
        ahead=_ahead(event, place) if queued else 0,
        usually=usually_given_back(event, at=at) if queued else None,
        reason=reason,
        last=None if decided or reason else rules.why_only_queue(event, pupil, at),
        consent=CONSENTS.get(rules.CONSENT) if ticks else None,
    )


def bookable_pupils(person: Person) -> list[Pupil]:
    """For whom this person may book: one's children, or one's classes. One query."""
    reach = Pupil.objects.within_reach_of(person, Permission.EVENTS_BOOK)
    found = reach.select_related("person", "school_class")
    return list(found.order_by("person__last_name", "person__first_name")[:CHILDREN_SHOWN])


def usually_given_back(event: Event, *, at: datetime) -> int | None:
    """Seats that came back at an average past event of this programme; None when too few."""
    past = Event.objects.published().filter(
        program=event.program, ends_at__gt=at - LOOK_BACK, ends_at__lte=at
    )
    given_back = ~Q(bookings__status__in=Booking.LIVE) & Q(bookings__isnull=False)
    sums = past.aggregate(
        events=Count("pk", distinct=True), back=Count("bookings", filter=given_back, distinct=True)
    )
    if sums["events"] < ENOUGH_EVENTS:
        return None
    back: float = sums["back"] / sums["events"]
    return round(back)


def _ahead(event: Event, place: WaitlistEntry | None) -> int:
    before = event.waitlist.open()
    if place:
        before = before.filter(created_at__lt=place.created_at).exclude(pk=place.pk)
    return before.count()


@dataclass(frozen=True, slots=True)
class TicketPage:
    """All that `ticket.html` needs to know."""

    booking: Booking
    event: Event
    own: bool
    code: SafeString | None  # the QR code as SVG, while the seat is confirmed and ahead
    said: Approval | None  # the last word of a guardian
    guardians: int  # who can be asked by letter
    decides: bool  # the reader is the guardian who is asked
    hours_left: int  # of the hold
    is_over: bool
    can_cancel: bool

    @property
    def state(self) -> str:
        """awaiting, school, confirmed, over, or why the booking ended."""
        if self.booking.is_awaiting:
            agreed = self.said is not None and self.said.decision == Approval.Decision.APPROVED
            return "school" if agreed else "awaiting"
        if self.booking.is_confirmed:
            return "over" if self.is_over else "confirmed"
        if self.event.is_cancelled:
            return "event_cancelled"
        return str(self.booking.status)


def ticket_page(booking: Booking, reader: Person, *, at: datetime) -> TicketPage:
    """Up to three queries besides the booking with its event and pupil."""
    event = booking.event
    is_over = event.ends_at <= at
    code = None
    if booking.is_confirmed and not is_over:
        code = mark_safe(qr.svg(tickets.address(booking.pk, at)))  # noqa: S308 # drawn by us
    left = booking.held_until - at if booking.held_until else timedelta(0)
    asked = booking.pupil.guardianships.active().exclude(guardian__email="")
    return TicketPage(
        booking=booking,
        event=event,
        own=reader.pk == booking.pupil.person_id,
        code=code,
        said=booking.approvals.order_by("at").last(),
        guardians=asked.count() if booking.is_awaiting else 0,
        decides=booking.is_awaiting and rules.guardian_link(booking.pupil, reader) is not None,
        hours_left=max(0, round(left.total_seconds() / 3600)),
        is_over=is_over,
        can_cancel=booking.is_live and at < event.starts_at,
    )


def upcoming(pupil: Pupil, *, at: datetime) -> list[Booking]:
    """Live bookings of events that are not over, soonest first. One query."""
    live = pupil.bookings.live().filter(event__ends_at__gt=at)
    return list(live.select_related("event__site__parent").order_by("event__starts_at"))


def open_places(pupil: Pupil, *, at: datetime) -> list[WaitlistEntry]:
    """Places in queues, offers first. One query."""
    ahead = pupil.waitlist.open().filter(event__booking_closes_at__gt=at)
    return list(ahead.select_related("event__site__parent").order_by("status", "created_at"))
