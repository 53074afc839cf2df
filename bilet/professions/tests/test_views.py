"""The pages of the catalogue, open to everybody."""

import pytest

from bilet.professions.library import PROFESSIONS

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_catalogue_shows_the_fields_and_asks_the_database_nothing(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/professions/")
    assert "Промышленность" in response.text
    assert "Сварщик" in response.text


def test_a_question_is_answered_as_a_page_and_as_a_fragment(client):
    page = client.get("/professions/", {"q": "ветиринар"})
    part = client.get("/professions/", {"q": "ветиринар"}, headers=HTMX)
    assert "Ветеринарный врач" in page.text
    assert "Ветеринарный врач" in part.text
    assert "<html" in page.text
    assert "<html" not in part.text
    assert "HX-Request" in page["Vary"]
    assert "Нашлась 1 профессия" in part.text


@pytest.mark.parametrize(
    ("name", "value"),
    [("field", "health"), ("subject", "chemistry"), ("klimov", "nature"), ("online", "on")],
)
def test_filters_narrow_the_catalogue(client, name, value):
    found = client.get("/professions/", {name: value}).context["found"]
    assert 0 < len(found) < len(PROFESSIONS.all())
    checks = {
        "field": lambda card: card.field == value,
        "subject": lambda card: value in card.subjects,
        "klimov": lambda card: value in card.klimov,
        "online": lambda card: card.online == "yes",
    }
    assert all(checks[name](card) for card in found)


def test_a_filter_that_does_not_exist_is_no_filter(client):
    response = client.get("/professions/", {"field": "magic", "subject": "<script>"})
    assert len(response.context["found"]) == len(PROFESSIONS.all())


def test_an_empty_answer_says_what_to_do(client):
    assert "Попробуй другое слово" in client.get("/professions/", {"q": "абракадаброид"}).text


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("code", PROFESSIONS.all("ru"))
def test_every_card_is_shown_whole_in_both_languages(client, code, language):
    client.cookies["language"] = language
    card = PROFESSIONS.get(code, language)
    response = client.get(f"/professions/{code}/")
    shown = response.text.replace("\u00a0", " ")
    assert response.status_code == 200
    assert card.person in shown
    assert card.day[0].time in shown
    assert card.routes.after11[0].code in shown
    source = "O*NET® 30.2, U.S. Department of Labor, CC BY 4.0"
    assert (source in shown) == (card.riasec.source == "onet")


def test_an_unknown_card_is_404(client):
    assert client.get("/professions/zz99/").status_code == 404


def test_two_professions_stand_side_by_side(client):
    text = client.get("/professions/compare/", {"a": "in09", "b": "tr01", "c": "in09"}).text
    assert text.count('<th scope="col"') == 2
    assert "Автомеханик" in text
    assert "Общее" in text


def test_a_comparison_of_nothing_asks_for_a_choice(client):
    assert "Выбери две профессии" in client.get("/professions/compare/", {"a": "zz99"}).text
