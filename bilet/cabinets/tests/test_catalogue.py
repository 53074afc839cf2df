"""The catalogue with what the apps above it know: what can be tried, what is marked and tried."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.utils import timezone

from bilet.guidance.models import ProfessionMark
from bilet.people.requests import GUEST_COOKIE
from bilet.professions.library import PROFESSIONS
from bilet.testing.events import make_event
from bilet.testing.factories import make_organization, make_parent, make_pupil
from bilet.testing.guidance import make_told_run
from bilet.trials.library import PROGRAMS

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
NOW, FAVOURITES = "/professions/now/", "/professions/favourites/"


def codes(response):
    return [answer.card.code for answer in response.context["page"].answers]


def notes(response, code):
    answers = response.context["page"].answers
    return [note.text for answer in answers if answer.card.code == code for note in answer.notes]


@pytest.fixture
def program():
    """A programme that does not run in the browser, so that only an event opens it."""
    return next(p for p in PROGRAMS.all().values() if "online_self" not in p.formats)


@pytest.fixture
def pupil():
    return make_pupil(grade=9)


@pytest.fixture
def soon(program):
    """An event of `program` with free seats; changes are its own."""

    def make(region, *, days=5, **changes):
        return make_event(
            region=region,
            site=changes.pop("site", None) or make_organization("site", parent=region),
            program=program.code,
            profession=program.profession,
            field=PROFESSIONS.get(program.profession).field,
            starts_at=timezone.now() + timedelta(days=days),
            **changes,
        )

    return make


# What can be tried this month


def test_an_online_trial_is_there_for_everybody(client):
    online = {p.profession for p in PROGRAMS.all().values() if "online_self" in p.formats}
    assert set(codes(client.get(NOW))) == online != set()
    text = notes(client.get(NOW), "it02")[0].replace("\u00a0", " ")
    assert text.startswith("Онлайн сейчас, ")


def test_an_event_with_a_free_seat_opens_its_profession(client, pupil, soon, program):
    client.force_login(pupil.person)
    assert program.profession not in codes(client.get(NOW))
    event = soon(pupil.region, seats_total=3)
    response = client.get(NOW)
    assert program.profession in codes(response)
    assert "3 места" in notes(response, program.profession)[0]
    assert f"/events/{event.pk}/" in response.text


@pytest.mark.parametrize(
    "changes",
    [{"days": 40}, {"seats_total": 1, "seats_taken": 1}, {"grade_from": 10, "grade_to": 11},
     {"status": "cancelled"}, {"status": "draft"}],
)  # fmt: skip
def test_an_event_that_one_cannot_come_to_opens_nothing(client, pupil, soon, program, changes):
    soon(pupil.region, **changes)
    client.force_login(pupil.person)
    assert program.profession not in codes(client.get(NOW))


def test_another_region_is_no_place_for_a_pupil_but_is_for_a_guest(client, pupil, soon, program):
    soon(make_organization("region", code="RU-TVE", path="ru/69/"))
    assert program.profession in codes(client.get(NOW))
    client.force_login(pupil.person)
    assert program.profession not in codes(client.get(NOW))


def test_a_pupil_may_look_at_the_own_municipality_alone(client, pupil, soon, program):
    town = make_organization("municipality", path=f"{pupil.region.path}1/", parent=pupil.region)
    other = make_organization("municipality", path=f"{pupil.region.path}2/", parent=pupil.region)
    pupil.school = make_organization("school", path=f"{town.path}1/", parent=town)
    pupil.save()
    site = make_organization("site", path=f"{other.path}1/", parent=other)
    soon(pupil.region, site=site)
    client.force_login(pupil.person)
    assert program.profession in codes(client.get(NOW))
    assert program.profession not in codes(client.get(NOW, {"where": town.pk}))
    near = make_organization("site", path=f"{town.path}2/", parent=town)
    soon(pupil.region, site=near)
    assert program.profession in codes(client.get(NOW, {"where": town.pk}))


def test_a_place_that_is_not_offered_is_no_wish(client, pupil, soon, program):
    soon(pupil.region)
    client.force_login(pupil.person)
    for where in ("x", make_organization("region", code="RU-TVE", path="ru/69/").pk):
        assert program.profession in codes(client.get(NOW, {"where": where}))


def test_a_guest_chooses_a_region(client, soon, program):
    near, far = (
        make_organization("region", code=code, path=path)
        for code, path in (("RU-MOS", "ru/50/"), ("RU-TVE", "ru/69/"))
    )
    soon(far)
    assert program.profession in codes(client.get(NOW, {"where": far.pk}))
    assert program.profession not in codes(client.get(NOW, {"where": near.pk}))


def test_the_search_and_the_filters_work_on_what_can_be_tried(client):
    assert codes(client.get(NOW, {"q": "программист"})) == ["it02"]
    assert codes(client.get(NOW, {"q": "кинолог"})) == []
    fields = {PROFESSIONS.get(code).field for code in codes(client.get(NOW, {"field": "it"}))}
    assert fields == {"it"}


def test_htmx_gets_the_answers_alone(client):
    part = client.get(NOW, headers=HTMX)
    assert "<html" not in part.text
    assert codes(part) == codes(client.get(NOW))


def test_nothing_to_try_says_what_to_do(client, pupil, monkeypatch):
    monkeypatch.setattr("bilet.cabinets.queries.catalogue._runs_online", lambda *_args: False)
    client.force_login(pupil.person)
    text = client.get(NOW).text
    assert "На эти дни свободных мест нет" in text
    assert 'href="/events/"' in text


def test_what_can_be_tried_costs_two_queries_more_than_signing_in(
    client, pupil, soon, django_assert_num_queries
):
    for _ in range(5):
        soon(pupil.region)
    with django_assert_num_queries(2):  # regions, events
        client.get(NOW)
    client.force_login(pupil.person)
    with django_assert_num_queries(5):  # session, person, pupil; region and school, events
        client.get(NOW)


# What is marked and tried


def test_a_pupil_finds_favourites_and_wishes_the_latest_first(client, pupil):
    for days, (code, kind) in enumerate([("in09", "favourite"), ("it02", "wish"),
                                         ("ag02", "hidden")]):  # fmt: skip
        ProfessionMark.objects.create(
            pupil=pupil, profession=code, kind=kind, at=timezone.now() - timedelta(days=9 - days)
        )
    client.force_login(pupil.person)
    response = client.get(FAVOURITES)
    assert codes(response) == ["it02", "in09"]
    assert notes(response, "in09") == ["В избранном"]


def test_what_was_tried_stands_there_with_its_verdict(client, pupil):
    make_told_run(pupil, profession="in09", verdict="disliked")
    client.force_login(pupil.person)
    assert notes(client.get(FAVOURITES), "in09") == ["Попробовано: не понравилось"]


def test_a_guest_has_favourites_too(client):
    run = make_told_run(guest=uuid4(), profession="in09")
    ProfessionMark.objects.create(guest=run.guest, profession="it02", kind="favourite")
    client.cookies[GUEST_COOKIE] = signing.dumps(run.guest.hex, salt="guest")
    assert codes(client.get(FAVOURITES)) == ["it02", "in09"]


def test_nobody_sees_the_marks_of_another(client, pupil):
    ProfessionMark.objects.create(pupil=pupil, profession="in09", kind="favourite")
    assert codes(client.get(FAVOURITES)) == []
    client.force_login(make_pupil().person)
    assert codes(client.get(FAVOURITES)) == []


def test_who_marked_nothing_is_told_how(client):
    assert "нажми «В избранное»" in client.get(FAVOURITES).text


def test_an_adult_is_told_that_marks_are_the_pupils(client, pupil):
    client.force_login(make_parent(pupil))
    assert "Отметки ставит сам ученик" in client.get(FAVOURITES).text


# One profession


def test_the_card_tells_what_was_tried_of_it_and_how_it_was(client, pupil):
    make_told_run(pupil, profession="in09", verdict="liked", interest_before=3, interest_after=4)
    make_told_run(pupil, profession="it02", verdict="disliked")
    client.force_login(pupil.person)
    part = client.get("/professions/in09/mine/", headers=HTMX).text
    assert "понравилось" in part
    assert "не понравилось" not in part
    assert "Интерес до пробы — 3, после — 4 из 5" in part
    assert "В избранное" in part


def test_without_scripts_it_is_a_page_of_its_own(client):
    text = client.get("/professions/in09/mine/").text
    assert "<html" in text
    assert "Сварщик" in text
    assert 'href="/professions/in09/mine/"' in client.get("/professions/in09/").text


def test_an_unknown_profession_is_404(client):
    assert client.get("/professions/zz99/mine/").status_code == 404
