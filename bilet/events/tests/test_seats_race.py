"""Many people press the button in the same second."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from bilet.core.errors import DomainError
from bilet.events import actions
from bilet.events.models import Approval, Booking, Event, WaitlistEntry
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_sixteen_pupils_race_for_six_seats():
    event = make_event(seats_total=6)
    won = race([booking_of(event, make_pupil()) for _ in range(16)])
    assert len(found(won)) == 6
    assert_sum(event, 6)


def test_one_pupil_races_to_be_in_eight_places_at_once():
    pupil, event = make_pupil(), make_event()
    same_time = [make_event(starts_at=event.starts_at) for _ in range(7)]
    won = race([booking_of(each, pupil) for each in [event, *same_time]])
    assert len(found(won)) == Booking.objects.live().count() == 1


def test_a_double_click_books_once_and_both_presses_find_the_same_booking():
    event, pupil = make_event(), make_pupil()
    won = race([booking_of(event, pupil)] * 8)
    assert len(won) == 8
    assert len({booking.pk for booking in won}) == 1
    assert_sum(event, 1)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_approval_and_the_end_of_the_hold_race_and_one_wins(_round):
    event = make_event()
    booking = make_booking(event, make_pupil(age=12), status="awaiting")
    parent = make_parent(booking.pupil)
    late = timezone.now() + timedelta(hours=49)
    race(
        [
            lambda: actions.approve_booking(booking, by=parent),
            lambda: actions.expire_holds(at=late),
            lambda: actions.approve_booking(Booking.objects.get(), by=parent),
        ]
    )
    booking.refresh_from_db()
    event.refresh_from_db()
    approved = booking.status == Booking.Status.CONFIRMED
    assert approved or booking.status == Booking.Status.EXPIRED
    assert Approval.objects.count() == event.seats_taken == int(approved)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_who_joins_while_a_seat_is_given_back_is_offered_it(_round):
    event = make_event(seats_total=1)
    booking = make_booking(event)
    pupil = make_pupil()
    race(
        [
            lambda: actions.cancel_booking(booking),
            lambda: actions.join_waitlist(event=event, pupil=pupil, joined_by=pupil.person),
        ]
    )
    assert WaitlistEntry.objects.get().status == WaitlistEntry.Status.OFFERED
    assert_sum(event, 1)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_offer_taken_and_lapsed_at_once_is_one_or_the_other(_round):
    event = make_event(seats_total=1)
    booking = make_booking(event)
    first, second = make_waitlist_entry(event), make_waitlist_entry(event)
    actions.cancel_booking(booking)
    late = timezone.now() + timedelta(hours=25)
    race(
        [
            lambda: actions.accept_offer(first, by=first.pupil.person, agreed=True),
            lambda: actions.lapse_offers(at=late),
            lambda: actions.leave_waitlist(second),
        ]
    )
    event.refresh_from_db()
    assert_sum(event, event.seats_taken)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_cancelled_event_holds_nobody(_round):
    event = make_event(seats_total=4)
    bookings = [make_booking(event) for _ in range(3)]
    race(
        [
            lambda: actions.cancel_event(event, by=bookings[0].pupil.person),
            *[booking_of(event, make_pupil()) for _ in range(3)],
            lambda: actions.cancel_booking(bookings[0]),
            lambda: actions.decline_booking(bookings[1], by=None),
        ]
    )
    assert_sum(event, 0)


def assert_sum(event: Event, taken: int) -> None:
    event.refresh_from_db()
    live = event.bookings.live().count() + event.waitlist.offered().count()
    assert event.seats_taken == live == taken <= event.seats_total


def booking_of(event: Event, pupil) -> Callable[[], Booking]:
    return lambda: actions.book_seat(event=event, pupil=pupil, booked_by=pupil.person, agreed=True)


def found(results: list[object]) -> list[Booking]:
    return [result for result in results if isinstance(result, Booking)]


def race(calls: list[Callable[[], object]]) -> list[object]:
    """Run all calls at once in threads; what those that were not refused returned."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return call()
        except DomainError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(calls)) as pool:
        return [result for result in pool.map(run, calls) if result is not None]
