"""What holds for every page: health, languages, display, refusals, a database that is down."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from bilet.core import mail
from bilet.core.errors import DomainError, TooManyTriesError
from bilet.core.http import DomainErrorMiddleware, own_address
from bilet.core.jobs import deliver
from bilet.core.middleware import database_down
from bilet.core.models import OutboxMessage
from bilet.core.throttle import count_try, forget_tries
from bilet.people.models import Person


def test_the_process_says_that_it_lives(client):
    assert client.get(reverse("core:healthz")).text == "ok"


@pytest.mark.django_db
def test_it_is_ready_with_database_migrations_and_jobs(client):
    response = client.get(reverse("core:readyz"))
    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "jobs": True}


@pytest.mark.django_db
def test_a_job_that_nobody_works_on_makes_it_not_ready(client):
    from django.db import connection

    deliver.defer(message_id="00000000-0000-0000-0000-000000000000")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '11 minutes'")
    assert client.get(reverse("core:readyz")).json()["jobs"] is False


@pytest.mark.django_db
def test_russian_comes_first_whatever_the_browser_says(client):
    page = client.get(reverse("cabinets:start"), headers={"accept-language": "en-GB,en"})
    assert page["Content-Language"] == "ru"
    client.post(reverse("core:language"), {"language": "en", "next": "/"})
    assert client.get(reverse("cabinets:start"))["Content-Language"] == "en"


@pytest.mark.django_db
def test_the_low_vision_version_is_the_same_page_with_other_tokens(client):
    client.post(reverse("core:display"), {"text": "huge", "scheme": "inverse", "next": "/"})
    page = client.get(reverse("cabinets:start")).text
    assert 'data-text="huge"' in page
    assert 'data-scheme="inverse"' in page
    client.post(reverse("core:display"), {"reset": "1"})
    assert "data-text" not in client.get(reverse("cabinets:start")).text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "javascript:alert(1)", "/\x00", None]
)
def test_nobody_is_led_elsewhere(elsewhere):
    request = RequestFactory().get("/")
    assert own_address(request, elsewhere) == "/"


@pytest.mark.django_db
def test_a_page_that_does_not_exist_is_said_in_words(client):
    page = client.get("/no-such-page/")
    assert page.status_code == 404
    assert "<h1>" in page.text


@pytest.mark.django_db
def test_a_form_from_an_old_page_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)
    page = client.post(reverse("core:language"), {"language": "en"})
    assert page.status_code == 403
    assert "<h1>" in page.text


def refuse(_request) -> HttpResponse:
    raise DomainError


def test_a_refusal_of_a_page_is_a_page_and_of_a_fragment_a_fragment(db):
    middleware = DomainErrorMiddleware(refuse)
    request = RequestFactory().get("/")
    page = middleware.process_exception(request, DomainError())
    assert (page.status_code, "<html" in page.text) == (422, True)
    request = RequestFactory().post("/", headers={"hx-request": "true"})
    fragment = middleware.process_exception(request, DomainError())
    assert (fragment.status_code, "<html" in fragment.text) == (422, False)


def test_a_database_that_is_down_is_said_in_words_with_when_to_come_again():
    def view(_request):
        raise OperationalError("connection refused")

    response = database_down(view)(RequestFactory().get("/"))
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "connection refused" not in response.text


@pytest.mark.django_db
def test_tries_are_counted_and_forgotten_after_a_success():
    for _ in range(3):
        count_try("door", limit=3, within=timedelta(minutes=5))
    with pytest.raises(TooManyTriesError):
        count_try("door", limit=3, within=timedelta(minutes=5))
    forget_tries("door")
    count_try("door", limit=3, within=timedelta(minutes=5))


@pytest.mark.django_db
def test_a_letter_leaves_once_and_stays_readable_in_the_demo(settings, mailoutbox):
    person = Person.objects.create(username="x", email="x@example.org", first_name="Ирина")
    letter = mail.send(
        to=person.email, template="people/mail/sign_in.txt", context={"person": person}, link="/x/"
    )
    assert letter.subject == "Вход в «Билет»"
    settings.DEMO = False
    deliver(message_id=str(letter.pk))
    deliver(message_id=str(letter.pk))
    assert len(mailoutbox) == 1
    assert OutboxMessage.objects.get().sent_at


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_private_pages_are_kept_by_no_cache(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="somebody"))
    assert "no-store" in client.get(reverse("people:settings"))["Cache-Control"]


@pytest.mark.django_db
def test_nothing_of_others_may_run_on_a_page(client):
    policy = client.get(reverse("cabinets:start"))["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
