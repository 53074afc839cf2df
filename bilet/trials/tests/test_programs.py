"""The catalogue and the passports."""

import pytest
from django.urls import reverse

from bilet.testing.factories import make_person, make_pupil
from bilet.testing.trials import make_run
from bilet.trials import passports
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Supply

pytestmark = pytest.mark.django_db


def page(client, code="weld_seam"):
    return client.get(reverse("trials:program", args=[code])).content.decode()


@pytest.mark.parametrize("way", ["online_self", "online_mentor", "onsite", "nonsense"])
def test_everybody_sees_programmes_by_the_way_they_are_done(client, way):
    response = client.get(reverse("trials:programs"), {"way": way})
    assert response.status_code == 200
    assert "Афиша, которую читают на ходу" in response.content.decode()


def test_a_programme_is_listed_only_where_it_is_held(client):
    online = client.get(reverse("trials:programs"), {"way": "online_self"}).content.decode()
    onsite = client.get(reverse("trials:programs"), {"way": "onsite"}).content.decode()
    title = "Смена на посту"
    assert title not in online
    assert title in onsite


def test_the_catalogue_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("trials:programs"))


def test_a_passport_shows_everything_one_asks_for(client):
    shown = page(client)
    program = PROGRAMS.get("weld_seam")
    assert program.steps[-1].title in shown
    assert "/events/?profession=in09" in shown
    assert "Попробуй онлайн" in shown


def test_an_unknown_programme_is_not_there(client):
    assert client.get(reverse("trials:program", args=["nothing"])).status_code == 404


def test_a_programme_without_an_online_task_offers_events_alone(client):
    shown = page(client, "first_aid_post")
    assert "Попробуй онлайн" not in shown
    assert "/events/?profession=" in shown


def test_a_pupil_who_has_begun_goes_on(client, django_assert_max_num_queries):
    pupil = make_pupil()
    run = make_run("weld_seam", pupil=pupil)
    client.force_login(pupil.person)
    with django_assert_max_num_queries(6):
        shown = page(client)
    assert reverse("trials:run", args=[run.pk]) in shown


def test_an_adult_is_told_how_to_look_around(client):
    client.force_login(make_person())
    assert "в приватном окне" in page(client)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_passport_comes_as_a_document(client, language):
    client.cookies["language"] = language
    response = client.get(reverse("trials:passport", args=["weld_seam"]), {"pupils": 7})
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("code", sorted(PROGRAMS.all("ru")))
def test_every_programme_has_a_passport_on_paper(client, code):
    response = client.get(reverse("trials:passport", args=[code]))
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("asked", ["0", "-3", "1e9", "999", "٣", "'", ""])
def test_a_strange_number_of_pupils_breaks_nothing(client, asked):
    response = client.get(reverse("trials:passport", args=["weld_seam"]), {"pupils": asked})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("per", "quantity", "pupils", "expected"),
    [("person", 2, 7, 14), ("person", 0.5, 7, 4), ("group", 1, 7, 2), ("group", 3, 6, 3)],
)
def test_supplies_are_counted_for_pupils_or_for_their_groups(per, quantity, pupils, expected):
    supply = Supply(name="x", spec="y", quantity=quantity, per=per)
    assert passports.quantity(supply, pupils=pupils, group=6) == expected
