"""The pages of the door, the mentor and the pupil's word, with and without JavaScript."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.events import tickets
from bilet.events.models import Assessment, Attendance, Reflection
from bilet.people.models import Look
from bilet.testing.day import make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import (
    make_class,
    make_parent,
    make_person,
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


# The mentor.


def mentor_event(event):
    return reverse("events:mentor-event", args=[event.pk])


def test_a_mentor_sees_own_events_and_the_group(client):
    event, other = make_event_today(room="Зал 7"), make_event_today(room="Зал 8")
    booking = make_guest(event)
    client = signed_in(client, make_mentor(event))
    assert "Зал 7" in client.get(reverse("events:mentor")).text
    assert "Зал 8" not in client.get(reverse("events:mentor")).text
    page = client.get(mentor_event(event)).text
    assert booking.pupil.site_name in page
    assert event.passport.steps[0].mentor.split()[0] in page
    assert client.get(mentor_event(other)).status_code == 404


def test_who_is_no_mentor_any_more_leads_nothing(client):
    event = make_event_today()
    make_guest(event)
    mentor = make_mentor(event)
    mentor.memberships.all().delete()
    client = signed_in(client, mentor)
    for address in (mentor_event(event), checkin(event), reverse("events:mentor")):
        assert client.get(address).status_code == 404


def test_the_site_manager_does_not_read_the_mentors_sheet(client):
    event = make_event_today()
    client = signed_in(client, make_manager(event))
    assert client.get(mentor_event(event)).status_code == 404
    address = reverse("events:assessments", args=[event.pk])
    assert client.post(address).status_code == 404


def test_the_pages_of_work_are_not_there_for_a_family(client):
    pupil = make_pupil()
    for person in (pupil.person, make_parent(pupil)):
        client.force_login(person)
        for name in ("mentor", "site-events", "new-event"):
            assert client.get(reverse(f"events:{name}")).status_code == 404


def sheet(event, bookings, level="done"):
    return {
        f"{booking.pk}.{criterion.id}": level
        for booking in bookings
        for criterion in event.passport.criteria
    }


def test_a_whole_sheet_is_saved_by_one_form(client):
    event = make_event_today()
    bookings = [make_guest(event) for _ in range(3)]
    client = signed_in(client, make_mentor(event))
    given = sheet(event, bookings) | {
        f"{bookings[0].pk}.+": f"{event.passport.criteria[1].id}.close"
    }
    response = client.post(reverse("events:assessments", args=[event.pk]), given, follow=True)
    assert response.status_code == 200
    assert Assessment.objects.count() == 3
    chosen = Assessment.objects.get(booking=bookings[0])
    assert chosen.strength.startswith(event.passport.criteria[1].title)
    page = client.get(mentor_event(event)).text
    assert page.count('value="done" checked') == 3 * len(event.passport.criteria)
    assert page.count(" selected") >= 6


def test_the_sheet_says_calmly_about_whom_nothing_is_written(client):
    event = make_event_today()
    booking = make_guest(event, heard=False)
    client = signed_in(client, make_mentor(event))
    page = client.get(mentor_event(event)).text
    assert "отзыв не пишем" in page
    assert f"{booking.pk}." not in page
    address = reverse("events:assessments", args=[event.pk])
    response = client.post(address, sheet(event, [booking]), follow=True)
    assert "отзыв не записан" in response.text
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("size", [5, 50])
def test_the_mentors_page_costs_a_fixed_number_of_queries(
    client, django_assert_max_num_queries, size
):
    event = make_event_today(seats_total=size)
    for _ in range(size):
        make_guest(event)
    signed_in(client, make_mentor(event))
    with django_assert_max_num_queries(13):
        client.get(mentor_event(event))


@pytest.mark.parametrize("size", [5, 50])
def test_the_list_of_groups_costs_a_fixed_number_of_queries(
    client, django_assert_max_num_queries, size
):
    mentor = make_mentor(*[make_event() for _ in range(size)])
    signed_in(client, mentor)
    with django_assert_max_num_queries(7):
        client.get(reverse("events:mentor"))


# The pupil's word.


def say(client, booking, moment, **given):
    return client.post(reverse("events:reflections", args=[booking.pk, moment]), given)


def test_the_pupil_says_one_number_before_and_sees_it_kept(client):
    booking = make_booking()
    client = signed_in(client, booking.pupil.person)
    response = say(client, booking, "before", interest=3)
    assert response.url.startswith(reverse("events:booking", args=[booking.pk]))
    assert Reflection.objects.get().interest == 3
    assert "Ответ сохранён" in client.get(response.url).text


def test_after_the_trial_the_page_shows_what_has_changed(client):
    booking = make_guest(make_event_today())
    booking.reflections.create(moment="before", interest=4)
    client = signed_in(client, booking.pupil.person)
    response = say(client, booking, "after", interest=1, verdict="disliked", words="Шумно")
    page = client.get(response.url).text
    assert "Одной развилкой меньше" in page
    assert "Интерес стал меньше" in page
    assert "Шумно" in page
    assert page.count("1 из 5") >= 2  # the picture and its table


def test_htmx_gets_the_part_alone(client):
    booking = make_booking()
    client = signed_in(client, booking.pupil.person)
    address = reverse("events:reflections", args=[booking.pk, "before"])
    response = client.post(address, {"interest": 5}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="reflection"' in response.text


@pytest.mark.parametrize(
    "given", [{}, {"interest": 9, "verdict": "liked"}, {"interest": 3}, {"interest": "x"}]
)
def test_half_an_answer_is_not_kept(client, given):
    booking = make_guest(make_event_today())
    say(signed_in(client, booking.pupil.person), booking, "after", **given)
    assert not Reflection.objects.exists()


def test_nobody_answers_for_the_pupil(client):
    school_class = make_class()
    booking = make_booking(pupil=make_pupil(school_class=school_class))
    others = (
        make_parent(booking.pupil),
        make_teacher(school_class),
        make_mentor(booking.event),
        make_person(),
    )
    for person in others:
        response = say(signed_in(client, person), booking, "before", interest=5)
        assert response.status_code == 404
    assert not Reflection.objects.exists()


def test_a_moment_that_does_not_exist_is_not_found(client):
    booking = make_booking()
    client = signed_in(client, booking.pupil.person)
    assert say(client, booking, "during", interest=3).status_code == 404


def test_the_family_tells_what_helps(client):
    booking = make_booking()
    client = signed_in(client, make_parent(booking.pupil))
    client.post(reverse("events:booking-needs", args=[booking.pk]), {"needs": ["quiet", "time"]})
    booking.refresh_from_db()
    assert booking.needs == ["quiet", "time"]
    client.force_login(make_parent(make_pupil()))
    address = reverse("events:booking-needs", args=[booking.pk])
    assert client.post(address, {"needs": []}).status_code == 404


def test_the_ticket_shows_the_short_code_of_the_door(client):
    booking = make_booking()
    page = signed_in(client, booking.pupil.person).get(reverse("events:booking", args=[booking.pk]))
    assert booking.door_code in page.text
