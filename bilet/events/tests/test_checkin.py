"""At the door: who comes in, how often it is written, and what the phone is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.events import errors, tickets
from bilet.events.actions import day
from bilet.events.models import Attendance, Booking
from bilet.people.models import Look
from bilet.testing.day import make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_parent, make_person, make_pupil

pytestmark = pytest.mark.django_db


def ticket_of(booking):
    return tickets.sign(booking.pk, timezone.now())


def test_a_ticket_lets_in_once_however_often_it_is_read():
    event = make_event_today()
    booking, mentor = make_booking(event), make_mentor(event)
    first = day.scan(event, ticket_of(booking), by=mentor)
    again = day.scan(event, ticket_of(booking), by=mentor)
    assert (first.is_new, again.is_new) == (True, False)
    assert Attendance.objects.count() == 1
    assert again.attendance.how == Attendance.How.QR


def test_the_whole_address_of_the_code_works_like_the_token():
    event = make_event_today()
    booking = make_booking(event)
    address = tickets.address(booking.pk, timezone.now())
    assert day.scan(event, f"{address}/", by=make_person()).is_new


def test_six_typed_signs_are_enough_and_look_alikes_do_not_matter():
    event = make_event_today()
    booking = make_booking(event)
    typed = booking.door_code.replace("0", "o").replace("1", "l").lower()
    assert day.scan(event, f" {typed[:3]}-{typed[3:]} ", by=make_person()).booking == booking


def test_an_unknown_short_code_says_what_to_do():
    event = make_event_today()
    with pytest.raises(errors.UnknownDoorCodeError, match="ZZZZZZ"):
        day.scan(event, "ZZZZZZ", by=make_person())


def test_a_forged_ticket_is_refused():
    event = make_event_today()
    token = ticket_of(make_booking(event))
    other = ticket_of(make_booking(event))
    with pytest.raises(errors.ForgedTicketError):
        day.scan(event, token[:27] + other[27:], by=make_person())


def test_a_ticket_of_another_event_names_that_event():
    event, other = make_event_today(), make_event(program="code_timetable")
    with pytest.raises(errors.OtherEventTicketError, match=other.title):
        day.scan(event, ticket_of(make_booking(other)), by=make_person())


def test_a_ticket_of_last_week_has_expired():
    event = make_event_today()
    old = make_event(starts_at=timezone.now() - timedelta(days=7))
    with pytest.raises(errors.TicketExpiredError):
        day.scan(event, ticket_of(make_booking(old)), by=make_person())


def test_a_seat_given_back_does_not_let_in():
    event = make_event_today()
    booking = make_booking(event, status=Booking.Status.CANCELLED)
    with pytest.raises(errors.SeatGivenBackError):
        day.scan(event, ticket_of(booking), by=make_person())


def test_a_seat_that_waits_for_a_parent_does_not_let_in():
    event = make_event_today()
    booking = make_booking(event, status=Booking.Status.AWAITING_APPROVAL)
    with pytest.raises(errors.SeatNotApprovedError):
        day.check_in(event, booking.pk, by=make_person())


def test_a_booking_that_is_not_there_is_no_ticket():
    with pytest.raises(errors.ForgedTicketError):
        day.check_in(make_event_today(), uuid4(), by=make_person())


def test_the_list_opens_three_hours_before_the_start():
    event = make_event(starts_at=timezone.now() + timedelta(hours=4))
    booking = make_booking(event)
    with pytest.raises(errors.DeskNotOpenError):
        day.check_in(event, booking.pk, by=make_person())
    assert day.check_in(
        event, booking.pk, by=make_person(), now=timezone.now() + timedelta(hours=1, minutes=1)
    ).is_new


def test_the_list_closes_after_three_days():
    event = make_event(starts_at=timezone.now() - timedelta(days=4))
    booking = make_booking(event)
    with pytest.raises(errors.DeskClosedError):
        day.check_in(event, booking.pk, by=make_person())


def test_a_scan_without_a_network_keeps_its_own_time():
    event = make_event_today()
    scanned = timezone.now() - timedelta(minutes=25)
    done = day.check_in(event, make_booking(event).pk, by=make_person(), at=scanned)
    assert done.attendance.at == scanned


def test_a_phone_with_a_wrong_clock_writes_neither_the_future_nor_the_far_past():
    event, now = make_event_today(), timezone.now()
    ahead = day.check_in(
        event, make_booking(event).pk, by=make_person(), at=now + timedelta(days=1), now=now
    )
    behind = day.check_in(
        event, make_booking(event).pk, by=make_person(), at=now - timedelta(days=9), now=now
    )
    assert ahead.attendance.at == now
    assert behind.attendance.at == event.starts_at - timedelta(hours=3)


def test_a_mark_on_the_wrong_person_is_taken_back_once():
    event = make_event_today()
    booking = make_guest(event)
    assert day.undo_check_in(event, booking.pk)
    assert not day.undo_check_in(event, booking.pk)
    assert not Attendance.objects.exists()


def test_a_mark_at_another_event_cannot_be_taken_back_here():
    event, other = make_event_today(), make_event_today()
    booking = make_guest(other)
    assert not day.undo_check_in(event, booking.pk)
    assert Attendance.objects.count() == 1


def test_seeing_a_list_is_written_down_once_an_hour():
    pupils, mentor, now = [make_pupil(), make_pupil()], make_person(), timezone.now()
    for minutes in (0, 10, 59, 61):
        at = now + timedelta(minutes=minutes)
        day.record_looks(mentor, pupils, Look.What.BOOKING, at=at)
    assert Look.objects.count() == 4


def test_needs_are_words_of_the_list_alone():
    booking = make_booking()
    day.tell_needs(booking, ["quiet", "autism", "large"])
    booking.refresh_from_db()
    assert booking.needs == ["large", "quiet"]


def test_families_of_empty_seats_get_one_kind_letter():
    event = make_event(starts_at=timezone.now() - timedelta(hours=6))
    make_guest(event)
    absent = make_guest(event, here=False)
    make_parent(absent.pupil)
    assert (day.tell_missed(), day.tell_missed()) == (1, 0)
    letters = OutboxMessage.objects.filter(subject__contains=event.title)
    assert {letter.to for letter in letters} == {
        absent.pupil.person.email,
        absent.pupil.guardianships.get().guardian.email,
    }
    absent.refresh_from_db()
    assert absent.is_confirmed


def test_a_list_that_nobody_kept_says_nothing_about_anybody():
    event = make_event(starts_at=timezone.now() - timedelta(hours=6))
    make_parent(make_guest(event, here=False).pupil)
    assert day.tell_missed() == 0


def test_no_letter_before_late_phones_had_their_time():
    event = make_event(starts_at=timezone.now() - timedelta(hours=3))
    make_guest(event)
    make_guest(event, here=False)
    assert day.tell_missed() == 0
