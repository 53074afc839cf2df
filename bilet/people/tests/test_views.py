"""Ways in and the family's pages, as a browser sees them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.core.models import OutboxMessage
from bilet.people.actions import codes, consents
from bilet.people.models import AccessCode, Consent, Guardianship, Look, Person, Pupil
from bilet.people.policy import CONSENTS, REQUIRED
from bilet.testing.factories import (
    make_class,
    make_guest_like_pupil,
    make_organization,
    make_parent,
    make_person,
    make_pupil,
    make_region,
    make_teacher,
)

pytestmark = pytest.mark.django_db


def all_consents(answer: str = "yes") -> dict[str, str]:
    return dict.fromkeys(CONSENTS.all(), answer)


def adult(email: str = "mama@example.org") -> dict[str, str]:
    return {"own_name": "Ирина", "own_last_name": "Котова", "email": email}


CHILD = {"first_name": "Аня", "last_name": "Котова", "birth_date": "2014-05-01"}


def test_a_pupil_joins_a_class_and_gets_a_card(client):
    make_region()
    school_class = make_class(make_organization("school", path="ru/50/1/"))
    code = codes.issue_class_code(school_class, by=make_teacher(school_class))
    response = client.post(reverse("people:join"), {"code": code.lower()})
    page = client.post(response.url, {"number": 5})
    pupil = Pupil.objects.get()
    assert pupil.nickname in page.text
    own_code = re.search(r"<b>([0-9A-Z-]{14})</b>", page.text).group(1)
    client.logout()
    card = reverse("people:card-login", args=[own_code])
    assert pupil.nickname in client.get(card).text
    client.post(card)
    assert client.session["_auth_user_id"] == str(pupil.person_id)


def test_opening_a_card_signs_nobody_in_before_the_button(client):
    code = codes.issue_card(make_pupil(), by=None)
    client.get(reverse("people:card-login", args=[code]))
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_is_answered_in_words_and_not_with_an_error(client):
    response = client.get(reverse("people:card-login", args=["ZZZZ-ZZZZ-ZZZZ"]))
    assert response.status_code == 422
    assert "Такого кода нет" in response.text


def test_guessing_a_code_is_slowed_down(client):
    url = reverse("people:card-login", args=["ZZZZ-ZZZZ-ZZZZ"])
    for _ in range(60):
        client.get(url)
    assert "Слишком много попыток" in client.get(url).text


def test_a_parent_comes_by_a_slip_and_decides_on_one_page(client):
    pupil = make_guest_like_pupil()
    url = reverse("people:guardian-slip", args=[codes.issue_guardian_slip(pupil, by=make_person())])
    assert "Аня" not in client.get(url).text
    response = client.post(url, adult() | CHILD | all_consents())
    assert response.status_code == 302
    pupil = Pupil.objects.select_related("person").get(pk=pupil.pk)
    assert str(pupil) == "Аня Котова"
    assert Guardianship.objects.get().level == 1
    assert Consent.objects.filter(pupil=pupil).count() == len(CONSENTS.all())


def test_no_consent_is_ticked_beforehand(client):
    pupil = make_guest_like_pupil()
    url = reverse("people:guardian-slip", args=[codes.issue_guardian_slip(pupil, by=make_person())])
    assert "checked" not in client.get(url).text.split("<main", 1)[1]


def test_without_the_first_consent_nothing_is_kept(client):
    pupil = make_guest_like_pupil()
    url = reverse("people:guardian-slip", args=[codes.issue_guardian_slip(pupil, by=make_person())])
    response = client.post(url, adult() | CHILD | all_consents() | {REQUIRED: "no"})
    assert response.status_code == 422
    assert not Guardianship.objects.exists()
    assert not Person.objects.filter(email="mama@example.org").exists()


def test_somebody_elses_address_must_be_proved_first(client):
    make_person(email="mama@example.org")
    pupil = make_guest_like_pupil()
    url = reverse("people:guardian-slip", args=[codes.issue_guardian_slip(pupil, by=make_person())])
    response = client.post(url, adult() | CHILD | all_consents())
    assert response.status_code == 409
    assert not Guardianship.objects.exists()


def test_a_parent_adds_a_child_and_gets_its_card(client):
    region = make_region()
    data = adult() | CHILD | all_consents() | {"grade": 7, "region": str(region.pk)}
    page = client.post(reverse("people:new-child"), data)
    assert "карточка" in page.text.lower()
    assert Pupil.objects.get().guardianships.get().level == 1


def test_a_sign_in_letter_says_the_same_about_unknown_addresses(client):
    make_person(email="known@example.org")
    pages = [
        client.post(reverse("people:sign-in-links"), {"email": email}).text.replace(email, "…")
        for email in ("known@example.org", "unknown@example.org")
    ]
    token = re.compile(r"[A-Za-z0-9]{64}")
    assert len({token.sub("", page) for page in pages}) == 1
    assert OutboxMessage.objects.count() == 1


def test_a_sign_in_link_works_once(client):
    person = make_person()
    url = reverse("people:sign-in-link", args=[codes.issue_sign_in_link(person)])
    assert client.post(url).status_code == 302
    client.logout()
    assert "использован" in client.post(url).text


def test_a_girl_of_twelve_is_sent_to_a_parent_and_her_name_is_not_kept(client):
    pupil = make_guest_like_pupil()
    client.force_login(pupil.person)
    born = (timezone.now() - timedelta(days=12 * 366)).date().isoformat()
    response = client.post(
        reverse("people:own-name"), CHILD | all_consents() | {"birth_date": born}
    )
    assert response.status_code == 422
    pupil.refresh_from_db()
    assert pupil.birth_date is None
    assert not Consent.objects.exists()


def test_from_fourteen_a_pupil_consents_alone(client):
    pupil = make_guest_like_pupil()
    client.force_login(pupil.person)
    born = (timezone.now() - timedelta(days=15 * 366)).date().isoformat()
    client.post(reverse("people:own-name"), CHILD | all_consents() | {"birth_date": born})
    assert Consent.objects.filter(actor=pupil.person).count() == len(CONSENTS.all())


def test_the_family_sees_who_looked_and_takes_everything_along(client):
    pupil = make_pupil()
    parent = make_parent(pupil)
    client.force_login(parent)
    export = client.get(reverse("people:pupil-export", args=[pupil.pk]))
    assert "people.Pupil" in export.json()
    assert AccessCode._meta.label not in export.json()
    assert Look.objects.get().actor == parent
    assert "Ирина Петровна" in client.get(reverse("people:pupil-data", args=[pupil.pk])).text


def test_a_wrong_name_deletes_nothing_and_the_right_one_everything(client):
    pupil = make_pupil()
    client.force_login(make_parent(pupil))
    url = reverse("people:pupil-erasure", args=[pupil.pk])
    assert client.post(url, {"name": "Оля"}).status_code == 422
    assert client.post(url, {"name": "Аня"}).status_code == 302
    assert not Pupil.objects.exists()


def test_a_consent_is_taken_back_with_one_button(client):
    pupil = make_pupil()
    parent = make_parent(pupil)
    consents.decide(pupil, dict.fromkeys(CONSENTS.all(), True), by=parent)
    client.force_login(parent)
    url = reverse("people:pupil-consents", args=[pupil.pk])
    client.post(url, {"purpose": "research", "decision": "withdraw"})
    assert Consent.objects.latest_decisions(pupil)["research"].decision == "withdrawn"


def test_cards_and_slips_are_printed_as_tagged_pdf(client):
    make_region()
    school_class = make_class(make_organization("school", path="ru/50/1/"))
    pupil = make_guest_like_pupil(school_class=school_class, number=3)
    client.force_login(make_teacher(school_class))
    for name in ("people:class-cards", "people:class-slips"):
        response = client.post(reverse(name, args=[school_class.pk]))
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
    assert pupil.codes.count() == 2


def test_staff_without_a_second_factor_reach_only_its_page(client, settings):
    settings.DEMO = False
    school_class = make_class()
    client.force_login(make_teacher(school_class))
    response = client.get(reverse("people:new-class"))
    assert response.url.startswith(reverse("people:second-factor"))
    assert "otpauth" not in response.text


def test_the_sign_in_page_is_a_page_like_the_others(client):
    page = client.get(reverse("people:login")).text
    assert "выдуманы" in page
    assert 'value="en"' in page


@pytest.mark.parametrize("page", ["people:join", "people:card", "people:slip"])
def test_a_strange_code_is_said_beside_the_field_and_stays_there(client, page):
    response = client.post(reverse(page), {"code": "AB/CD?E"})
    assert response.status_code == 422
    assert "Такого кода нет" in response.content.decode()
    assert 'value="AB/CD?E"' in response.content.decode()


def test_a_card_is_understood_where_the_code_of_the_class_is_asked(client):
    card = codes.issue_card(make_pupil(), by=None)
    response = client.post(reverse("people:join"), {"code": card.lower()})
    assert response.url == reverse("people:card-login", args=[card.lower()])
