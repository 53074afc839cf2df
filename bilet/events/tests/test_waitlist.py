"""The queue: a seat given back is offered to the first, then to the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.events import actions, errors
from bilet.events.actions.waitlist import offer_leftovers
from bilet.events.models import Booking, WaitlistEntry
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import make_parent, make_pupil

pytestmark = pytest.mark.django_db
Status = WaitlistEntry.Status


def full_event(**fields):
    event = make_event(seats_total=1, **fields)
    return event, make_booking(event)


def join(event, pupil=None):
    pupil = pupil or make_pupil()
    return actions.join_waitlist(event=event, pupil=pupil, joined_by=pupil.person)


def seats(event):
    event.refresh_from_db()
    return event.seats_taken


def status(entry):
    entry.refresh_from_db()
    return entry.status


def test_a_seat_given_back_is_offered_to_the_first_in_the_queue():
    event, booking = full_event()
    first, second = join(event), join(event)
    actions.cancel_booking(booking)
    assert (status(first), status(second)) == (Status.OFFERED, Status.WAITING)
    assert seats(event) == 1
    assert OutboxMessage.objects.filter(to=first.pupil.person.email).exists()


def test_an_offered_seat_is_nobody_elses():
    event, booking = full_event()
    join(event)
    actions.cancel_booking(booking)
    other = make_pupil()
    with pytest.raises(errors.EventFullError):
        actions.book_seat(event=event, pupil=other, booked_by=other.person, agreed=True)


def test_an_accepted_offer_becomes_a_booking_and_a_second_tap_finds_it():
    event, booking = full_event()
    place = join(event)
    actions.cancel_booking(booking)
    mine = actions.accept_offer(place, by=place.pupil.person, agreed=True)
    assert mine.is_confirmed
    assert actions.accept_offer(place, by=place.pupil.person) == mine
    assert (status(place), seats(event)) == (Status.TAKEN, 1)


def test_booking_with_an_offer_in_hand_takes_the_offer():
    event, booking = full_event()
    place = join(event)
    actions.cancel_booking(booking)
    actions.book_seat(event=event, pupil=place.pupil, booked_by=place.pupil.person, agreed=True)
    assert (status(place), seats(event)) == (Status.TAKEN, 1)


def test_a_young_pupil_who_accepts_waits_for_a_parent():
    event, booking = full_event()
    pupil = make_pupil(age=12)
    parent = make_parent(pupil)
    place = join(event, pupil)
    actions.cancel_booking(booking)
    assert actions.accept_offer(place, by=pupil.person).is_awaiting
    assert OutboxMessage.objects.filter(to=parent.email, link__contains="/approvals/").exists()


def test_a_refused_offer_goes_to_the_next():
    event, booking = full_event()
    first, second = join(event), join(event)
    actions.cancel_booking(booking)
    assert actions.leave_waitlist(first)
    assert (status(first), status(second)) == (Status.LEFT, Status.OFFERED)
    assert seats(event) == 1


def test_an_offer_nobody_answers_lapses_and_goes_to_the_next():
    event, booking = full_event()
    first, second = join(event), join(event)
    actions.cancel_booking(booking)
    assert actions.lapse_offers(at=timezone.now() + timedelta(hours=25)) == 1
    assert (status(first), status(second)) == (Status.LAPSED, Status.OFFERED)
    with pytest.raises(errors.OfferGoneError):
        actions.accept_offer(first, by=first.pupil.person, agreed=True)


def test_an_empty_queue_leaves_the_seat_free():
    event, booking = full_event()
    actions.leave_waitlist(join(event))
    actions.cancel_booking(booking)
    assert seats(event) == 0


def test_joining_twice_keeps_the_place():
    event, _ = full_event()
    pupil = make_pupil()
    assert join(event, pupil) == join(event, pupil)


def test_who_joins_when_a_seat_has_just_become_free_is_offered_it():
    event = make_event(seats_total=1)
    assert join(event).status == Status.OFFERED
    assert seats(event) == 1


def test_an_expired_hold_goes_to_the_queue():
    event = make_event(seats_total=1)
    pupil = make_pupil(age=12)
    actions.book_seat(event=event, pupil=pupil, booked_by=pupil.person)
    place = join(event)
    actions.expire_holds(at=timezone.now() + timedelta(hours=49))
    assert status(place) == Status.OFFERED


def test_no_offers_are_made_after_booking_has_closed():
    event, booking = full_event()
    place = join(event)
    after = event.booking_closes_at + timedelta(minutes=1)
    actions.cancel_booking(booking, at=after)
    assert status(place) == Status.WAITING


def test_more_seats_go_to_the_queue_first():
    event, _ = full_event()
    first, second = join(event), join(event)
    actions.change_seats(event, seats_total=3)
    assert {status(first), status(second)} == {Status.OFFERED}
    assert seats(event) == 3


def test_fewer_seats_than_taken_are_refused():
    event = make_event()
    make_booking(event)
    make_booking(event)
    with pytest.raises(errors.SeatsInUseError):
        actions.change_seats(event, seats_total=1)


def test_who_missed_events_gets_what_the_others_leave():
    event = make_event(seats_total=1)
    held_back = make_waitlist_entry(event, not_before=event.booking_closes_at - timedelta(days=1))
    assert offer_leftovers() == 0
    assert offer_leftovers(at=event.booking_closes_at - timedelta(hours=20)) == 1
    assert status(held_back) == Status.OFFERED


def test_a_pupil_who_books_leaves_the_queue():
    event, booking = full_event()
    pupil = make_pupil()
    place = make_waitlist_entry(event, pupil, not_before=event.starts_at)
    actions.cancel_booking(booking)
    actions.book_seat(event=event, pupil=pupil, booked_by=pupil.person, agreed=True)
    assert status(place) == Status.TAKEN
    assert Booking.objects.live().count() == seats(event) == 1
