"""A guardian's word: by a link, from the cabinet, confirmed by the school, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.events import actions, errors
from bilet.events.actions.approvals import new_request
from bilet.events.models import Approval, ApprovalRequest, Booking, Event
from bilet.events.queries.approvals import waiting_for
from bilet.people.actions.guardians import confirm_by_school
from bilet.people.models import Consent, Guardianship
from bilet.people.rules import has_consent
from bilet.testing.events import make_booking, make_event, make_online_event
from bilet.testing.factories import make_class, make_parent, make_pupil, make_teacher

pytestmark = pytest.mark.django_db
Status = Booking.Status
HTMX = {"HX-Request": "true"}
YES, NO = {"decision": "approved"}, {"decision": "declined"}


def awaiting(event=None, **pupil_fields):
    pupil = make_pupil(**{"age": 12} | pupil_fields)
    return make_booking(event, pupil, status="awaiting")


def page(token) -> str:
    return reverse("events:approval", args=[token])


def status(booking):
    booking.refresh_from_db()
    return booking.status


def link_for(booking, *, level=2):
    """A letter's token for a guardian of that level."""
    parent = make_parent(booking.pupil, level=level)
    link = Guardianship.objects.get(guardian=parent)
    return new_request(booking, guardianship=link, sent_to=parent.email), parent


# --- by a link ---


def test_every_guardian_with_an_address_gets_a_letter():
    event, pupil = make_event(), make_pupil(age=12)
    mother, father, silent = make_parent(pupil), make_parent(pupil), make_parent(pupil)
    silent.email = ""
    silent.save()
    actions.book_seat(event=event, pupil=pupil, booked_by=pupil.person)
    assert set(OutboxMessage.objects.values_list("to", flat=True)) == {mother.email, father.email}


def test_opening_the_link_changes_nothing(client):
    booking = awaiting()
    token, _ = link_for(booking)
    for _time in range(2):
        text = client.get(page(token)).text
    assert "Отказать" in text
    assert "Согласиться" in text
    assert status(booking) == Status.AWAITING_APPROVAL


def test_the_page_answers_what_a_parent_asks(client):
    event = make_event()
    type(event.site).objects.filter(pk=event.site_id).update(address="ул. Мира, 5")
    token, _ = link_for(awaiting(event))
    text = client.get(page(token)).text
    for words in ("ул. Мира, 5", "90", "Группа: 6 человек", "Безопасность", "Передумать можно до"):
        assert words in text
    assert "Отдельное согласие" in text or "отдельное согласие" in text


def test_one_tap_without_signing_in_confirms_the_seat(client):
    booking = awaiting()
    token, parent = link_for(booking)
    response = client.post(page(token), YES, follow=True)
    assert "Вы согласились" in response.text
    assert status(booking) == Status.CONFIRMED
    word = Approval.objects.get()
    assert (word.by, word.level, word.channel) == (parent, 2, "link")
    assert has_consent(booking.pupil, "booking_to_site")


def test_a_second_tap_is_harmless(client):
    booking = awaiting()
    token, _ = link_for(booking)
    for _time in range(2):
        assert client.post(page(token), YES, follow=True).status_code == 200
    assert Approval.objects.count() == Consent.objects.count() == 1


def test_a_no_gives_the_seat_back_and_asks_for_no_name(client):
    booking = awaiting()
    token = new_request(booking)
    client.post(page(token), NO)
    assert status(booking) == Status.DECLINED
    assert booking.event.__class__.objects.get().seats_taken == 0


def test_a_yes_can_be_taken_back_until_booking_closes(client):
    booking = awaiting()
    token, _ = link_for(booking)
    client.post(page(token), YES)
    assert "Передумать можно до" in client.get(page(token)).text
    client.post(page(token), NO)
    assert status(booking) == Status.DECLINED


def test_a_no_can_be_taken_back_while_there_are_seats(client):
    booking = awaiting(make_event(seats_total=1))
    token, _ = link_for(booking)
    client.post(page(token), NO)
    client.post(page(token), YES)
    assert status(booking) == Status.CONFIRMED
    client.post(page(token), NO)
    make_booking(Event.objects.get())
    client.post(page(token), YES, headers={"Referer": f"http://testserver{page(token)}"})
    assert status(booking) == Status.DECLINED
    assert Event.objects.get().seats_taken == 1


def test_a_second_guardian_sees_that_the_first_has_decided(client):
    booking = awaiting()
    first, mother = link_for(booking)
    second, _ = link_for(booking)
    client.post(page(first), YES)
    text = client.get(page(second)).text
    assert f"Согласие уже есть: {mother.polite_name}" in text


def test_the_no_of_one_guardian_is_not_overruled_by_the_other():
    booking = awaiting()
    mother, father = make_parent(booking.pupil), make_parent(booking.pupil)
    actions.decline_booking(booking, by=mother)
    with pytest.raises(errors.DeclinedByOtherError):
        actions.approve_booking(booking, by=father)
    assert actions.approve_booking(booking, by=mother)


def test_an_unknown_link_is_404_and_says_what_to_do(client):
    response = client.get(page("nonsense"))
    assert response.status_code == 404
    assert "Такой ссылки нет" in response.text


def test_a_link_after_booking_has_closed_is_410(client):
    booking = awaiting()
    token, _ = link_for(booking)
    ApprovalRequest.objects.update(expires_at=timezone.now())
    response = client.get(page(token))
    assert response.status_code == 410
    assert client.post(page(token), YES).status_code == 410
    assert status(booking) == Status.AWAITING_APPROVAL


def test_the_link_of_an_adult_who_is_no_longer_a_guardian_is_closed(client):
    booking = awaiting()
    token, _ = link_for(booking)
    Guardianship.objects.update(status="frozen")
    assert client.post(page(token), YES).status_code == 410
    assert status(booking) == Status.AWAITING_APPROVAL


def test_a_hold_that_ran_out_is_said_in_words(client):
    booking = awaiting()
    token, _ = link_for(booking)
    actions.expire_holds(at=timezone.now() + timedelta(hours=49))
    assert "Время на ответ вышло" in client.get(page(token)).text


# --- an adult nobody knows yet ---


def adult(booking, **fields):
    return {
        "first_name": "Ольга",
        "last_name": "Тестова",
        "relation": "guardian",
        "birth_date": booking.pupil.birth_date.isoformat(),
        "email": "olga@example.org",
        **YES,
        **fields,
    }


def test_an_unknown_adult_says_who_they_are_and_the_school_confirms(client):
    booking = awaiting()
    token = new_request(booking)
    response = client.post(page(token), adult(booking), follow=True)
    assert "Теперь школа" in response.text
    assert status(booking) == Status.AWAITING_APPROVAL
    link = Guardianship.objects.get(pupil=booking.pupil)
    assert (link.level, link.relation) == (1, "guardian")
    confirm_by_school(link, by=make_parent(), evidence="the personal file")
    assert status(booking) == Status.CONFIRMED


def test_a_yes_without_a_name_shows_the_form_again(client):
    booking = awaiting()
    response = client.post(page(new_request(booking)), YES)
    assert response.status_code == 422
    assert status(booking) == Status.AWAITING_APPROVAL


def test_a_wrong_birth_date_is_said_beside_the_field_and_cannot_be_guessed(client):
    booking = awaiting()
    token = new_request(booking)
    wrong = adult(booking, birth_date="2000-01-01")
    assert client.post(page(token), wrong).status_code == 422
    assert not Guardianship.objects.exists()
    for _time in range(4):
        client.post(page(token), wrong)
    refusal = client.post(page(token), adult(booking), headers=HTMX)
    assert refusal.status_code == 422
    assert not Guardianship.objects.exists()


def test_a_pupil_is_not_their_own_adult(client):
    booking = awaiting(make_online_event())
    token = new_request(booking)
    client.force_login(booking.pupil.person)
    assert client.post(page(token), adult(booking), headers=HTMX).status_code == 422
    assert status(booking) == Status.AWAITING_APPROVAL


# --- levels ---


def test_the_yes_of_a_guardian_the_school_does_not_know_is_kept_and_waits_for_the_school():
    school_class = make_class()
    teacher = make_teacher(school_class)
    booking = awaiting(school=school_class.school, school_class=school_class)
    parent = make_parent(booking.pupil, level=1)
    assert actions.approve_booking(booking, by=parent)
    assert booking.status == Status.AWAITING_APPROVAL
    assert booking.held_until > timezone.now() + timedelta(days=4)
    assert OutboxMessage.objects.filter(to=teacher.email).exists()
    assert not actions.approve_booking(booking, by=parent)


def test_online_the_codes_of_both_sides_are_enough():
    booking = awaiting(make_online_event())
    actions.approve_booking(booking, by=make_parent(booking.pupil, level=1))
    assert booking.status == Status.CONFIRMED


def test_the_school_confirming_one_parent_confirms_nothing_of_the_other():
    booking = awaiting()
    mother, father = make_parent(booking.pupil, level=1), make_parent(booking.pupil, level=1)
    actions.approve_booking(booking, by=mother)
    confirm_by_school(Guardianship.objects.get(guardian=father), by=mother, evidence="file")
    assert status(booking) == Status.AWAITING_APPROVAL


def test_a_stranger_decides_nothing():
    booking = awaiting()
    with pytest.raises(errors.NoGuardianError):
        actions.approve_booking(booking, by=make_parent(make_pupil()))


# --- from the cabinet ---


def test_a_signed_in_parent_decides_from_the_cabinet(client):
    booking = awaiting()
    parent = make_parent(booking.pupil)
    client.force_login(parent)
    url = reverse("events:booking-approval", args=[booking.pk])
    assert "Согласиться" in client.get(url).text
    assert [b.pk for b in waiting_for(parent)] == [booking.pk]
    client.post(url, YES)
    assert status(booking) == Status.CONFIRMED
    assert waiting_for(parent) == []


def test_a_parents_view_of_the_ticket_leads_to_the_decision(client):
    booking = awaiting()
    client.force_login(make_parent(booking.pupil))
    ticket = client.get(reverse("events:booking", args=[booking.pk])).text
    assert reverse("events:booking-approval", args=[booking.pk]) in ticket


def test_neither_the_pupil_nor_a_teacher_approves(client):
    school_class = make_class()
    booking = awaiting(school=school_class.school, school_class=school_class)
    url = reverse("events:booking-approval", args=[booking.pk])
    for person in (booking.pupil.person, make_teacher(school_class)):
        client.force_login(person)
        assert client.post(url, YES).status_code == 404


def test_the_approval_page_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    booking = awaiting()
    for _time in range(8):
        token, _ = link_for(booking)
    with django_assert_max_num_queries(6):
        client.get(page(token))
