"""The pages of the door, the mentor and the pupil's word, with and without JavaScript."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.events import tickets
from bilet.events.models import Attendance
from bilet.people.models import Look
from bilet.testing.day import make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import (
    make_class,
    make_parent,
    make_pupil,
    make_staff,
    make_teacher,
)

pytestmark = pytest.mark.django_db


def signed_in(client, person):
    client.force_login(person)
    return client


def make_manager(event):
    return make_staff(Role.SITE_MANAGER, event.site)


def checkin(event):
    return reverse("events:checkin", args=[event.pk])


def marks(event):
    return reverse("events:attendances", args=[event.pk])


def send(client, event, **given):
    return client.post(marks(event), json.dumps(given), content_type="application/json")


# Who may open the list.


def test_the_list_is_for_the_mentor_and_the_manager_of_this_event(client):
    event = make_event_today()
    booking = make_guest(event, here=False)
    for person in (make_mentor(event), make_manager(event)):
        assert booking.pupil.site_name in signed_in(client, person).get(checkin(event)).text
    strangers = (
        make_mentor(make_event_today()),
        make_manager(make_event_today()),
        booking.pupil.person,
        make_parent(booking.pupil),
        make_teacher(make_class()),
    )
    for person in strangers:
        assert signed_in(client, person).get(checkin(event)).status_code == 404
        assert client.post(marks(event), {"booking": booking.pk}).status_code == 404
    assert not Attendance.objects.exists()


def test_a_site_reads_a_short_name_a_grade_and_what_helps_and_nothing_else(client):
    event = make_event_today()
    pupil = make_pupil(grade=7)
    booking = make_guest(event, pupil=pupil, here=False)
    booking.needs = ["large"]
    booking.save()
    page = signed_in(client, make_manager(event)).get(checkin(event)).text
    assert pupil.site_name in page
    assert "7\xa0класс" in page or "7 класс" in page
    assert "крупный шрифт" in page
    for secret in (pupil.person.last_name, pupil.school.name, str(pupil.birth_date)):
        assert secret not in page


def test_names_are_open_around_the_day_only(client):
    for start in (timedelta(days=20), timedelta(days=-40)):
        event = make_event(starts_at=timezone.now() + start)
        booking = make_booking(event)
        page = signed_in(client, make_manager(event)).get(checkin(event)).text
        assert booking.pupil.site_name not in page


def test_a_list_leaves_a_trace_for_every_family(client):
    event = make_event_today()
    make_guest(event)
    make_guest(event)
    client = signed_in(client, make_mentor(event))
    client.get(checkin(event))
    client.get(reverse("events:mentor-event", args=[event.pk]))
    assert Look.objects.filter(what=Look.What.BOOKING).count() == 2


# Marking.


def test_a_plain_form_marks_and_comes_back(client):
    event = make_event_today()
    booking = make_guest(event, here=False)
    response = signed_in(client, make_mentor(event)).post(
        marks(event), {"booking": booking.pk}, follow=True
    )
    assert response.redirect_chain == [(checkin(event), 302)]
    assert booking.pupil.site_name in response.text
    assert Attendance.objects.get().how == Attendance.How.LIST


def test_a_typed_code_in_a_plain_form_marks_too(client):
    event = make_event_today()
    booking = make_guest(event, here=False)
    signed_in(client, make_mentor(event)).post(marks(event), {"ticket": booking.door_code})
    assert Attendance.objects.get().booking == booking


def test_the_scanner_hears_whether_it_was_the_first(client):
    event = make_event_today()
    booking = make_guest(event, here=False)
    client = signed_in(client, make_mentor(event))
    token = tickets.sign(booking.pk, timezone.now())
    first, again = send(client, event, ticket=token), send(client, event, ticket=token)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["new"] is True
    assert again.json() == first.json() | {"new": False}
    assert first.json()["name"] == booking.pupil.site_name


def test_the_scanner_hears_the_reason_of_a_refusal_in_words(client):
    event, other = make_event_today(), make_event(program="code_timetable")
    client = signed_in(client, make_mentor(event))
    token = tickets.sign(make_booking(other).pk, timezone.now())
    response = send(client, event, ticket=token)
    assert response.status_code == 422
    assert other.title in response.json()["error"]
    assert response.json()["kind"] == "OtherEventTicketError"


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"booking": "x"}', "\x00"])
def test_nonsense_from_a_scanner_is_not_found(client, body):
    event = make_event_today()
    client = signed_in(client, make_mentor(event))
    response = client.post(marks(event), body, content_type="application/json")
    assert response.status_code == 404


def test_a_mark_is_undone_by_form_and_by_script(client):
    event = make_event_today()
    client = signed_in(client, make_mentor(event))
    for kind in ({}, {"content_type": "application/json"}):
        booking = make_guest(event)
        address = reverse("events:attendance-removal", args=[event.pk, booking.pk])
        assert client.post(address, **kind).status_code in (200, 302)
        assert not Attendance.objects.filter(booking=booking).exists()


@pytest.mark.parametrize("size", [5, 50])
def test_the_list_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries, size):
    event = make_event_today(seats_total=size)
    for _ in range(size):
        make_guest(event, here=False)
    signed_in(client, make_mentor(event))
    with django_assert_max_num_queries(11):
        client.get(checkin(event))


# The address inside the QR code.


def address_of(booking):
    return reverse("events:ticket-link", args=[tickets.sign(booking.pk, timezone.now())])


def test_a_strangers_camera_learns_only_that_the_ticket_is_real(client):
    booking = make_guest(make_event_today(), here=False)
    for person in (None, make_parent(make_pupil()), make_manager(make_event_today())):
        if person:
            client.force_login(person)
        response = client.get(address_of(booking))
        assert response.status_code == 200
        for secret in (booking.pupil.site_name, booking.event.title, booking.event.site.name):
            assert secret not in response.text


def test_the_staff_of_the_event_can_mark_from_there(client):
    booking = make_guest(make_event_today(), here=False)
    page = signed_in(client, make_manager(booking.event)).get(address_of(booking)).text
    assert booking.pupil.site_name in page
    assert marks(booking.event) in page


def test_the_pupil_comes_to_the_own_ticket(client):
    booking = make_booking()
    response = signed_in(client, booking.pupil.person).get(address_of(booking))
    assert response.url == reverse("events:booking", args=[booking.pk])


def test_a_ticket_of_a_seat_given_back_no_longer_holds(client):
    booking = make_booking(status="cancelled")
    assert "больше не действует" in client.get(address_of(booking)).text


def test_a_code_that_is_no_ticket_says_so(client):
    booking = make_booking()
    gone = reverse("events:ticket-link", args=[tickets.sign(uuid4(), timezone.now())])
    for address in ("/t/x", "/t/AAAA/", gone, address_of(booking)[:-4] + "AAAA"):
        response = client.get(address)
        assert response.status_code == 404
        assert "не билет" in response.text
