"""The mentor's pages and the pupil's word, with and without JavaScript."""

import pytest
from django.urls import reverse

from bilet.access.grants import Role
from bilet.events.models import Assessment, Reflection
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
    for address in (
        mentor_event(event),
        reverse("events:checkin", args=[event.pk]),
        reverse("events:mentor"),
    ):
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
