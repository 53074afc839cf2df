"""Pages and fragments of booking, as a browser sees them with and without htmx."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.people.models import Look
from bilet.testing.events import (
    make_booking,
    make_event,
    make_online_event,
    make_waitlist_entry,
)
from bilet.testing.factories import make_class, make_parent, make_pupil, make_teacher

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
AGREED = {"agreed": "yes"}


def bookings_url(event, pupil) -> str:
    return reverse("events:bookings", args=[event.pk, pupil.pk])


def panel_url(event, pupil) -> str:
    return reverse("events:event-for-pupil", args=[event.pk, pupil.pk])


def ticket_url(booking) -> str:
    return reverse("events:booking", args=[booking.pk])


def test_booking_replaces_the_seat_panel(client):
    event, pupil = make_event(), make_pupil()
    client.force_login(pupil.person)
    response = client.post(bookings_url(event, pupil), AGREED, headers=HTMX)
    assert response.status_code == 200
    assert "Открыть билет" in response.text
    assert "<html" not in response.text


def test_without_javascript_the_same_form_leads_to_the_ticket(client):
    event, pupil = make_event(), make_pupil()
    client.force_login(pupil.person)
    response = client.post(bookings_url(event, pupil), AGREED, follow=True)
    assert response.redirect_chain[-1][0] == ticket_url(Booking.objects.get())
    assert "<svg" in response.text


def test_a_refusal_is_shown_in_place(client):
    event, pupil = make_event(seats_total=0), make_pupil()
    client.force_login(pupil.person)
    response = client.post(bookings_url(event, pupil), AGREED, headers=HTMX)
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#messages"
    assert "очередь" in response.text


def test_without_the_tick_nothing_is_booked(client):
    event, pupil = make_event(), make_pupil()
    client.force_login(pupil.person)
    assert "agreed" in client.get(panel_url(event, pupil)).text
    assert client.post(bookings_url(event, pupil), headers=HTMX).status_code == 422
    assert not Booking.objects.exists()


def test_a_stranger_does_not_learn_that_the_child_exists(client):
    event, pupil = make_event(), make_pupil()
    booking = make_booking(event, pupil)
    place = make_waitlist_entry(make_event(), pupil)
    client.force_login(make_parent(make_pupil()))
    for name, args in [
        ("event-for-pupil", [event.pk, pupil.pk]),
        ("booking", [booking.pk]),
        ("booking-calendar", [booking.pk]),
        ("booking-approval", [booking.pk]),
    ]:
        assert client.get(reverse(f"events:{name}", args=args)).status_code == 404, name
    for name, args in [
        ("bookings", [event.pk, pupil.pk]),
        ("places", [event.pk, pupil.pk]),
        ("booking-cancellation", [booking.pk]),
        ("approval-requests", [booking.pk]),
        ("place-acceptance", [place.pk]),
        ("place-leaving", [place.pk]),
    ]:
        assert client.post(reverse(f"events:{name}", args=args)).status_code == 404, name


def test_a_guest_sees_the_event_and_how_to_come_in(client):
    response = client.get(reverse("events:event", args=[make_event().pk]))
    assert response.status_code == 200
    assert "Шов, который держит" in response.text
    assert "коду класса" in response.text
    assert ">Записаться<" not in response.text


def test_a_draft_is_nobodys(client):
    event = make_event(status=Event.Status.DRAFT)
    assert client.get(reverse("events:event", args=[event.pk])).status_code == 404


def test_a_parent_chooses_the_child(client):
    event, one, two = make_event(), make_pupil(), make_pupil()
    client.force_login(make_parent(one, two))
    page = client.get(reverse("events:event", args=[event.pk])).text
    assert panel_url(event, one) in page
    assert panel_url(event, two) in page


def test_a_teacher_looks_at_a_ticket_and_the_family_sees_it(client):
    school_class = make_class()
    pupil = make_pupil(school=school_class.school, school_class=school_class)
    booking = make_booking(pupil=pupil)
    client.force_login(make_teacher(school_class))
    assert client.get(ticket_url(booking)).status_code == 200
    assert Look.objects.get().what == Look.What.BOOKING


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_full_event_has_a_queue(client, headers):
    event, pupil = make_event(seats_total=1), make_pupil()
    make_booking(event)
    make_waitlist_entry(event)
    make_waitlist_entry(event)
    client.force_login(pupil.person)
    assert "ждут свободного места 2 человека" in client.get(panel_url(event, pupil)).text
    places = reverse("events:places", args=[event.pk, pupil.pk])
    response = client.post(places, headers=headers, follow=True)
    assert "Ты в очереди, перед тобой 2 человека" in response.text


def test_an_offered_seat_is_taken_in_one_tap(client):
    event, pupil = make_event(), make_pupil()
    until = timezone.now() + timedelta(hours=5)
    place = make_waitlist_entry(event, pupil, status="offered", offered_until=until)
    Event.objects.update(seats_taken=1)
    client.force_login(pupil.person)
    assert "Место освободилось" in client.get(panel_url(event, pupil)).text
    url = reverse("events:place-acceptance", args=[place.pk])
    assert "Открыть билет" in client.post(url, AGREED, headers=HTMX).text


def test_an_offer_is_let_go(client):
    event, pupil = make_event(), make_pupil()
    until = timezone.now() + timedelta(hours=5)
    place = make_waitlist_entry(event, pupil, status="offered", offered_until=until)
    Event.objects.update(seats_taken=1)
    client.force_login(pupil.person)
    client.post(reverse("events:place-leaving", args=[place.pk]))
    place.refresh_from_db()
    event.refresh_from_db()
    assert (place.status, event.seats_taken) == (WaitlistEntry.Status.LEFT, 0)


def test_a_ticket_that_waits_has_no_code_and_shows_the_way_to_the_parent(client):
    pupil = make_pupil(age=12)
    booking = make_booking(pupil=pupil, status="awaiting")
    client.force_login(pupil.person)
    page = client.get(ticket_url(booking)).text
    assert "ждёт родителя" in page
    assert "ticket-code" not in page
    assert reverse("events:approval-requests", args=[booking.pk]) in page


def test_the_link_for_the_parent_is_shown_once(client):
    pupil = make_pupil(age=12)
    booking = make_booking(pupil=pupil, status="awaiting")
    client.force_login(pupil.person)
    url = reverse("events:approval-requests", args=[booking.pk])
    assert "/approvals/" in client.post(url, follow=True).text
    assert "/approvals/" not in client.get(ticket_url(booking)).text


def test_the_link_goes_by_letter_to_the_address_the_pupil_names(client):
    from bilet.core.models import OutboxMessage

    pupil = make_pupil(age=12)
    booking = make_booking(pupil=pupil, status="awaiting")
    client.force_login(pupil.person)
    url = reverse("events:approval-requests", args=[booking.pk])
    assert client.post(url, {"email": "not an address"}).status_code == 422
    client.post(url, {"email": "mother@example.org"})
    assert "/approvals/" in OutboxMessage.objects.get(to="mother@example.org").link


def test_the_seat_is_given_back_from_the_ticket(client):
    booking = make_booking()
    client.force_login(booking.pupil.person)
    url = reverse("events:booking-cancellation", args=[booking.pk])
    assert "место возвращено" in client.post(url, follow=True).text.lower()


def test_an_online_event_shows_its_link_only_on_a_confirmed_ticket(client):
    event, pupil = make_online_event(), make_pupil()
    booking = make_booking(event, pupil)
    client.force_login(pupil.person)
    assert event.meeting_url in client.get(ticket_url(booking)).text
    assert event.meeting_url not in client.get(panel_url(event, pupil)).text
    Booking.objects.update(status="awaiting", held_until=timezone.now())
    assert event.meeting_url not in client.get(ticket_url(booking)).text


def test_the_calendar_file_says_zone_place_and_reminder(client):
    booking = make_booking()
    client.force_login(booking.pupil.person)
    response = client.get(reverse("events:booking-calendar", args=[booking.pk]))
    assert response["Content-Type"] == "text/calendar"
    text = response.text
    for line in ("BEGIN:VTIMEZONE", "DTSTART;TZID=Europe/Moscow:", "TRIGGER:-PT2H"):
        assert line in text


def test_pages_cost_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    event, pupil = make_event(seats_total=1), make_pupil()
    make_booking(event)
    place = make_waitlist_entry(event, pupil)
    booking = make_booking(pupil=pupil, status="awaiting")
    client.force_login(pupil.person)
    with django_assert_max_num_queries(14):
        client.get(panel_url(event, pupil))
    place.delete()
    with django_assert_max_num_queries(15):
        client.get(panel_url(event, pupil))
    with django_assert_max_num_queries(10):
        client.get(ticket_url(booking))
