"""The pages of the catalogue, open to everybody."""

import re
from urllib.parse import urlencode

import pytest

from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Field_
from bilet.professions.templatetags.scenes import FOLDER, scene

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


# What the shapes of a scene may be; `.scene` of guidance.css dresses them.
CLASSES = {*"abcefghiklorstvw", "o h", "o s", "o b"}


def cards(response):
    return [answer.card for answer in response.context["page"].answers]


def test_the_catalogue_shows_the_fields_and_asks_the_database_nothing(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/professions/")
    assert "Промышленность" in response.text
    assert "Сварщик" in response.text


def test_every_way_leads_to_as_many_cards_as_it_promises(client):
    ways = client.get("/professions/").context["page"].ways
    assert (len(ways.fields), len(ways.subjects), len(ways.objects)) == (13, 16, 5)
    for name, choices in (
        ("field", ways.fields), ("subject", ways.subjects), ("klimov", ways.objects),
    ):  # fmt: skip
        for way in choices:
            assert len(cards(client.get("/professions/", {name: way.code}))) == way.count > 0


def test_every_card_stands_under_its_letter(client):
    letters = client.get("/professions/").context["page"].letters
    assert [letter for letter, _ in letters] == sorted({letter for letter, _ in letters})
    assert all(card.person[0] == letter for letter, group in letters for card in group)
    assert sum(len(group) for _, group in letters) == len(PROFESSIONS.all())


def test_each_filter_can_be_taken_off_alone(client):
    asked = {"q": "сварка", "subject": "physics", "online": "on"}
    wishes = client.get("/professions/", asked).context["page"].chosen
    assert [wish.name for wish in wishes][:2] == ["«сварка»", "Физика"]
    assert [wish.query for wish in wishes] == [
        urlencode({k: v for k, v in asked.items() if k != gone}) for gone in asked
    ]


def test_filters_together_narrow_more(client):
    both = cards(client.get("/professions/", {"subject": "physics", "klimov": "people"}))
    assert both
    assert all("physics" in card.subjects and "people" in card.klimov for card in both)


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
    found = cards(client.get("/professions/", {name: value}))
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
    assert len(cards(response)) == len(PROFESSIONS.all())


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


@pytest.mark.parametrize("code", ["in09", "it11", "bl16"])
def test_a_card_asks_the_database_for_its_figures_alone(client, django_assert_num_queries, code):
    with django_assert_num_queries(1):
        client.get(f"/professions/{code}/")


@pytest.mark.parametrize("field", Field_)
def test_every_field_has_its_scene_of_the_one_system(field):
    svg = (FOLDER / f"{field}.svg").read_text(encoding="utf-8")
    assert len(svg.encode()) <= 4096
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">')
    # Colours come from the page alone: themes and forced colours swap them.
    assert not re.search(r"#|fill=|stroke=|style|<text|<image|<script|var\(", svg)
    assert set(re.findall(r'class="([^"]+)"', svg)) <= CLASSES
    assert 'aria-hidden="true"' in scene(field)
    assert f"field-{field}" in scene(field)


def test_there_is_no_scene_of_what_is_no_field():
    with pytest.raises(ValueError, match="magic"):
        scene("magic")


@pytest.mark.parametrize("code", ["in09", "he01", "it02"])
def test_a_card_and_its_field_show_the_scene(client, code):
    field = PROFESSIONS.get(code).field
    picture = f'class="picture scene field-{field}"'
    assert picture in client.get(f"/professions/{code}/").text
    assert picture in client.get("/professions/", {"field": field}).text


def test_an_unknown_card_is_404(client):
    assert client.get("/professions/zz99/").status_code == 404


def test_two_professions_stand_side_by_side(client):
    text = client.get("/professions/compare/", {"a": "in09", "b": "tr01", "c": "in09"}).text
    assert text.count('<th scope="col"') == 2
    assert "Автомеханик" in text
    assert "Общее" in text


def test_a_comparison_of_nothing_asks_for_a_choice(client):
    assert "Выбери две профессии" in client.get("/professions/compare/", {"a": "zz99"}).text
