"""Whatever people do, in whatever order, the seat count tells the truth."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bilet.core.errors import DomainError
from bilet.events import actions
from bilet.events.models import Booking, WaitlistEntry
from bilet.testing.events import make_event
from bilet.testing.factories import make_parent, make_pupil

PUPILS = 4
DOINGS = [
    "book", "approve", "decline", "cancel", "expire", "join", "leave", "accept", "lapse", "resize",
]  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(0, PUPILS - 1)), max_size=25)


class SeatCount(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(steps=STEPS, seats=st.integers(0, 3))
    def test_seats_taken_equals_live_bookings_and_open_offers(self, steps, seats):
        event = make_event(seats_total=seats)
        pupils = [make_pupil(age=12) for _ in range(PUPILS)]
        parents = [make_parent(pupil, level=1 + n % 2) for n, pupil in enumerate(pupils)]
        for step, who in steps:
            with suppress(DomainError):
                getattr(self, step)(event, pupils[who], parents[who])
            event.refresh_from_db()
            offers = event.waitlist.offered().count()
            assert event.seats_taken == event.bookings.live().count() + offers
            assert event.seats_taken <= event.seats_total
            # A seat is never free while somebody waits for it.
            assert event.seats_left == 0 or not event.waitlist.waiting().exists()

    def book(self, event, pupil, parent):
        actions.book_seat(event=event, pupil=pupil, booked_by=pupil.person)

    def approve(self, event, pupil, parent):
        if booking := self.last(event, pupil):
            actions.approve_booking(booking, by=parent)

    def decline(self, event, pupil, parent):
        if booking := self.last(event, pupil):
            actions.decline_booking(booking, by=parent)

    def cancel(self, event, pupil, parent):
        if booking := self.last(event, pupil):
            actions.cancel_booking(booking)

    def expire(self, event, pupil, parent):
        actions.expire_holds(at=timezone.now() + timedelta(hours=49))

    def join(self, event, pupil, parent):
        actions.join_waitlist(event=event, pupil=pupil, joined_by=pupil.person)

    def leave(self, event, pupil, parent):
        if place := self.place(event, pupil):
            actions.leave_waitlist(place)

    def accept(self, event, pupil, parent):
        if place := self.place(event, pupil):
            actions.accept_offer(place, by=parent, agreed=True)

    def lapse(self, event, pupil, parent):
        actions.lapse_offers(at=timezone.now() + timedelta(hours=25))

    def resize(self, event, pupil, parent):
        actions.change_seats(event, seats_total=event.seats_total % 4 + 1)

    def last(self, event, pupil):
        return Booking.objects.filter(event=event, pupil=pupil).last()

    def place(self, event, pupil):
        return WaitlistEntry.objects.filter(event=event, pupil=pupil).last()
