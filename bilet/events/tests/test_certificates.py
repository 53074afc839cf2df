"""Certificates: when they come, what they say, and that nobody can change one."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.events import credentials
from bilet.events.actions import day
from bilet.events.actions.certificates import issue_certificate, revoke_certificate
from bilet.events.actions.outcomes import Sheet, assess, reflect
from bilet.events.models import Certificate
from bilet.testing.day import make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking
from bilet.testing.factories import make_parent, make_person, make_pupil, make_staff

pytestmark = pytest.mark.django_db


def make_certificate(**fields):
    booking = make_guest(make_event_today(), **fields)
    reflect(booking, "after", interest=4, verdict="liked")
    return Certificate.objects.get(booking=booking)


def part(token, n):
    text = token.split(".")[n]
    return json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def packed(data):
    return urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def page_of(certificate, client):
    return client.get(reverse("events:certificate", args=[certificate.pk]))


# When it comes.


def test_it_comes_by_itself_after_coming_and_looking_back():
    booking = make_guest(make_event_today())
    assert issue_certificate(booking) is None
    reflect(booking, "after", interest=1, verdict="disliked")
    assert Certificate.objects.get().booking == booking


def test_it_comes_after_the_mentors_words_too():
    event = make_event_today()
    booking = make_guest(event)
    criterion = event.passport.criteria[0].id
    assess(event, [Sheet(booking.pk, {criterion: "start"})], by=make_mentor(event))
    assert Certificate.objects.get().booking == booking


def test_who_was_marked_late_gets_it_at_that_moment():
    event = make_event_today()
    booking = make_booking(event)
    reflect(booking, "after", interest=4, verdict="mixed")
    assert not Certificate.objects.exists()
    day.check_in(event, booking.pk, by=make_mentor(event))
    assert Certificate.objects.get().booking == booking


def test_a_mark_taken_back_revokes_it_and_a_new_mark_restores_it():
    certificate = make_certificate()
    event, booking = certificate.booking.event, certificate.booking
    day.undo_check_in(event, booking.pk)
    certificate.refresh_from_db()
    assert certificate.revoked_at
    day.check_in(event, booking.pk, by=make_person())
    certificate.refresh_from_db()
    assert certificate.revoked_at is None
    assert Certificate.objects.count() == 1


# What it says.


def test_the_credential_is_an_open_badge_in_the_shape_of_the_standard():
    certificate = make_certificate()
    header, claims = part(certificate.credential, 0), part(certificate.credential, 1)
    assert (header["alg"], header["typ"]) == ("EdDSA", "JWT")
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    achievement = claims["credentialSubject"]["achievement"]
    assert achievement["name"] == certificate.booking.event.title
    assert achievement["criteria"]["narrative"]


def test_no_name_and_no_number_of_the_pupil_is_in_it():
    certificate = make_certificate()
    text = json.dumps(part(certificate.credential, 1), ensure_ascii=False)
    pupil = certificate.booking.pupil
    for secret in (pupil.person.last_name, pupil.nickname, str(pupil.pk), str(pupil.person_id)):
        assert secret not in text


def test_two_certificates_of_one_pupil_cannot_be_told_to_be_of_one():
    pupil = make_pupil()
    first, second = make_certificate(pupil=pupil), make_certificate(pupil=pupil)
    who = [part(c.credential, 1)["credentialSubject"]["identifier"][0] for c in (first, second)]
    assert who[0]["identityHash"] != who[1]["identityHash"]
    for one in who:
        assert one["identityHash"] == credentials.identity(pupil.pk, one["salt"])


def test_anybody_can_check_the_signature_with_the_published_key(client):
    certificate = make_certificate()
    response = client.get(reverse("events:certificate-credential", args=[certificate.pk]))
    token = response.content.decode()
    kid = part(token, 0)["kid"]
    key = client.get(kid.removeprefix("http://localhost:8000")).json()
    assert key["x"] == client.get("/.well-known/jwks.json").json()["keys"][0]["x"]
    public = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(key["x"] + "="))
    signed, _dot, signature = token.rpartition(".")
    public.verify(urlsafe_b64decode(signature + "=="), signed.encode())


# That nobody can change it.


def test_a_changed_credential_is_refused(client):
    certificate = make_certificate()
    head, _claims, signature = certificate.credential.split(".")
    claims = part(certificate.credential, 1)
    claims["credentialSubject"]["achievement"]["name"] = "Космонавт"
    certificate.credential = ".".join([head, packed(claims), signature])
    certificate.save()
    assert credentials.verify(certificate.credential) is None
    page = page_of(certificate, client).text
    assert "Космонавт" not in page
    assert 'role="alert"' in page


def test_a_credential_signed_with_nothing_is_refused():
    certificate = make_certificate()
    _head, claims, _signature = certificate.credential.split(".")
    for header in ({"alg": "none"}, {"alg": "HS256", "typ": "JWT"}):
        assert credentials.verify(f"{packed(header)}.{claims}.") is None
    assert credentials.verify("") is None
    assert credentials.verify("a.b.c") is None


def test_another_pupils_credential_does_not_hold_here(client):
    mine, other = make_certificate(), make_certificate()
    mine.credential = other.credential
    mine.save()
    assert 'role="alert"' in page_of(mine, client).text


def test_the_key_of_tickets_signs_nothing_that_passes_for_a_certificate():
    from bilet.events import tickets

    token = tickets.sign(make_booking().pk, timezone.now())
    assert credentials.verify(token) is None


def test_revocation_shows_on_the_page_and_in_the_list(client):
    certificate = make_certificate()
    assert client.get("/certificates/revocations.json").json()["revokedCredential"] == []
    assert revoke_certificate(certificate)
    assert not revoke_certificate(certificate)
    assert "отозван" in page_of(certificate, client).text.lower()
    (listed,) = client.get("/certificates/revocations.json").json()["revokedCredential"]
    assert listed["id"] == part(certificate.credential, 1)["id"]
    client.force_login(certificate.booking.pupil.person)
    assert client.get(reverse("events:certificate-pdf", args=[certificate.pk])).status_code == 404


# Who sees the name.


def test_the_page_shows_the_name_to_the_family_alone(client):
    certificate = make_certificate()
    pupil = certificate.booking.pupil
    name = pupil.person.last_name
    assert name not in page_of(certificate, client).text
    client.force_login(make_parent(make_pupil()))
    assert name not in page_of(certificate, client).text
    for person in (pupil.person, make_parent(pupil)):
        client.force_login(person)
        assert name in page_of(certificate, client).text


def test_the_sheet_with_the_name_is_for_the_family(client):
    certificate = make_certificate()
    address = reverse("events:certificate-pdf", args=[certificate.pk])
    client.force_login(make_parent(make_pupil()))
    assert client.get(address).status_code == 404
    client.force_login(certificate.booking.pupil.person)
    response = client.get(address)
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]


def test_only_the_site_that_vouched_takes_it_back(client):
    certificate = make_certificate()
    address = reverse("events:certificate-revocation", args=[certificate.pk])
    site = certificate.booking.event.site
    strangers = [
        make_staff(Role.SITE_MANAGER, make_event_today().site),
        certificate.booking.pupil.person,
        make_mentor(certificate.booking.event),
    ]
    for person in strangers:
        client.force_login(person)
        assert client.post(address).status_code == 404
    client.force_login(make_staff(Role.SITE_MANAGER, site))
    client.post(address)
    certificate.refresh_from_db()
    assert certificate.revoked_at


def test_the_public_page_costs_two_queries(client, django_assert_max_num_queries):
    certificate = make_certificate()
    with django_assert_max_num_queries(2):
        page_of(certificate, client)
