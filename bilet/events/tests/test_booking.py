"""Booking a seat: who may, when, and what stays true."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.events import actions, errors
from bilet.events.actions.booking import release_after_withdrawal
from bilet.events.models import Attendance, Booking, Event
from bilet.people.actions import consents
from bilet.people.models import Consent
from bilet.testing.events import make_booking, make_event, make_online_event
from bilet.testing.factories import make_class, make_parent, make_pupil, make_teacher

pytestmark = pytest.mark.django_db
Status = Booking.Status


def book(event, pupil, by=None, **options):
    return actions.book_seat(
        event=event, pupil=pupil, booked_by=by or pupil.person, **{"agreed": True} | options
    )


def test_a_pupil_of_14_books_at_once():
    event, pupil = make_event(), make_pupil(age=14)
    booking = book(event, pupil)
    event.refresh_from_db()
    assert booking.status == Status.CONFIRMED
    assert event.seats_left == 5


def test_the_guardian_of_a_pupil_of_14_is_told_and_may_object():
    event, pupil = make_event(), make_pupil(age=14)
    parent = make_parent(pupil)
    booking = book(event, pupil)
    letter = OutboxMessage.objects.get(to=parent.email)
    assert "/approvals/" in letter.link
    assert actions.decline_booking(booking, by=parent)
    event.refresh_from_db()
    assert (booking.status, event.seats_left) == (Status.DECLINED, 6)


def test_a_younger_pupil_waits_for_a_parent():
    event, pupil = make_event(), make_pupil(age=12)
    booking = book(event, pupil)
    assert booking.status == Status.AWAITING_APPROVAL
    assert actions.approve_booking(booking, by=make_parent(pupil))
    assert booking.status == Status.CONFIRMED


def test_an_unknown_birth_date_counts_as_young():
    assert book(make_event(), make_pupil(birth_date=None)).is_awaiting


def test_a_parents_own_booking_needs_no_approval():
    event, pupil = make_event(), make_pupil(age=12)
    booking = book(event, pupil, make_parent(pupil))
    assert booking.status == Status.CONFIRMED
    assert booking.approvals.get().decision == "approved"


def test_a_teachers_booking_waits_for_the_parent_of_a_young_pupil():
    school_class = make_class()
    pupil = make_pupil(age=12, school=school_class.school, school_class=school_class)
    assert book(make_event(), pupil, make_teacher(school_class)).is_awaiting


def test_a_second_press_finds_the_booking_of_the_first():
    event, pupil = make_event(), make_pupil()
    assert book(event, pupil) == book(event, pupil)
    event.refresh_from_db()
    assert event.seats_left == 5


def test_the_last_seat_goes_to_the_first():
    event = make_event(seats_total=1)
    book(event, make_pupil())
    with pytest.raises(errors.EventFullError, match="Последнее место"):
        book(event, make_pupil())


def test_nobody_is_in_two_places_at_once():
    event, pupil = make_event(), make_pupil()
    clash = make_event(starts_at=event.starts_at + timedelta(minutes=30))
    book(event, pupil)
    with pytest.raises(errors.BusyThenError, match="Шов"):
        book(clash, pupil)


def test_the_next_event_may_begin_when_the_first_ends():
    event, pupil = make_event(), make_pupil()
    book(event, pupil)
    assert book(make_event(starts_at=event.ends_at), pupil).is_confirmed


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"booking_opens_at": timezone.now() + timedelta(days=1)}, errors.NotOpenYetError),
        ({"booking_closes_at": timezone.now() - timedelta(days=1)}, errors.BookingClosedError),
        ({"grade_from": 9}, errors.WrongGradeError),
        ({"status": Event.Status.CANCELLED}, errors.EventCancelledError),
    ],
)
def test_a_refusal_says_why(fields, error):
    with pytest.raises(error):
        book(make_event(**fields), make_pupil())


def test_after_two_missed_events_there_is_only_the_queue():
    pupil = make_pupil()
    for days in (10, 20):
        miss(pupil, days)
    event = make_event()
    with pytest.raises(errors.MissedEventsError):
        book(event, pupil)
    place = actions.join_waitlist(event=event, pupil=pupil, joined_by=pupil.person)
    assert place.status == "waiting"


def test_events_where_nobody_was_checked_in_are_not_held_against_anybody():
    pupil = make_pupil()
    for days in (10, 20):
        miss(pupil, days, somebody_came=False)
    assert book(make_event(), pupil).is_confirmed


def test_what_was_missed_three_months_ago_is_forgotten():
    pupil = make_pupil()
    for days in (70, 90):
        miss(pupil, days)
    assert book(make_event(), pupil).is_confirmed


def miss(pupil, days, *, somebody_came=True):
    event = make_event(starts_at=timezone.now() - timedelta(days=days))
    make_booking(event, pupil)
    if somebody_came:
        Attendance.objects.create(booking=make_booking(event), how="qr")


def test_the_consent_for_the_site_is_asked_for_once():
    pupil = make_pupil()
    with pytest.raises(errors.ConsentNeededError):
        book(make_event(), pupil, agreed=False)
    book(make_event(), pupil)
    assert Consent.objects.get(pupil=pupil).purpose == "booking_to_site"
    later = make_event(starts_at=timezone.now() + timedelta(days=9))
    assert book(later, pupil, agreed=False).is_confirmed


def test_a_teacher_cannot_consent_for_a_pupil():
    school_class = make_class()
    pupil = make_pupil(age=15, school=school_class.school, school_class=school_class)
    with pytest.raises(errors.ConsentNeededError):
        book(make_event(), pupil, make_teacher(school_class))


def test_a_withdrawn_consent_gives_the_seats_back():
    event, pupil = make_event(), make_pupil()
    booking = book(event, pupil)
    consents.withdraw(pupil, "booking_to_site", by=pupil.person)
    booking.refresh_from_db()
    event.refresh_from_db()
    assert (booking.status, event.seats_taken) == (Status.CANCELLED, 0)
    release_after_withdrawal(pupil, "booking_to_site")


def test_an_unapproved_seat_goes_back():
    event, pupil = make_event(), make_pupil(age=12)
    booking = book(event, pupil)
    assert actions.expire_holds(at=timezone.now() + timedelta(hours=47)) == 0
    assert actions.expire_holds(at=timezone.now() + timedelta(hours=49)) == 1
    assert not actions.approve_booking(booking, by=make_parent(pupil))
    event.refresh_from_db()
    assert event.seats_left == 6


def test_a_hold_never_outlives_booking():
    event = make_event(booking_closes_at=timezone.now() + timedelta(hours=3))
    assert book(event, make_pupil(age=12)).held_until == event.booking_closes_at


def test_a_cancelled_seat_is_free_again_and_cancelling_twice_is_harmless():
    event, pupil = make_event(seats_total=1), make_pupil()
    booking = book(event, pupil)
    assert actions.cancel_booking(booking, by=pupil.person)
    assert not actions.cancel_booking(booking, by=pupil.person)
    assert book(event, make_pupil()).is_confirmed


def test_a_seat_is_not_given_back_once_the_event_has_begun():
    booking = make_booking(make_event(starts_at=timezone.now() - timedelta(minutes=5)))
    with pytest.raises(errors.TooLateToCancelError):
        actions.cancel_booking(booking)


def test_a_booking_online_waits_for_a_parent_too():
    assert book(make_online_event(), make_pupil(age=12)).is_awaiting
