"""A test without scripts: ordinary pages, each kept before the next one comes."""

import re

import pytest
from django.urls import reverse

from bilet.assessments import plain_pages
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.scorers import scores_of
from bilet.assessments.tests.test_sitting_pages import begin, player_data
from bilet.testing.assessments import INTERESTS, some_answers

pytestmark = pytest.mark.django_db

PLAIN = [i.code for i in INSTRUMENTS.all("ru").values() if i.is_questionnaire]


@pytest.mark.parametrize("code", PLAIN)
def test_without_scripts_the_same_questions_stand_on_a_few_pages(client, code):
    sitting = begin(client, code)
    address = reverse("assessments:plain", args=[sitting.pk])
    page = client.get(reverse("assessments:sitting", args=[sitting.pk]))
    assert address in page.text
    instrument = INSTRUMENTS.get(code)
    given = some_answers(instrument, sitting.seed)
    shown = []
    while not address.endswith("/result/"):
        page = client.get(address)
        questions = page.context["page"].questions["items"]
        assert 1 <= len(questions) <= plain_pages.MOST
        shown += [item["id"] for item in questions]
        own = {item["id"]: given[item["id"]] for item in questions if item["id"] in given}
        address = client.post(address, as_fields(instrument, own) | main_button(page)).url
    sitting.refresh_from_db()
    assert address == reverse("assessments:result", args=[sitting.pk])
    assert len(shown) == len(set(shown))
    assert set(given) <= set(shown)
    assert {item: answer["v"] for item, answer in sitting.answers.items()} == given
    assert len(sitting.scores.all()) == len(scores_of(instrument, sitting.seed, given))


def main_button(page) -> dict[str, str]:
    """What the large button under a page of questions sends."""
    found = re.search(r'<button type="submit" class="btn go full[^>]*>', page.text)[0]
    name, value = (re.search(rf'{part}="([^"]*)"', found) for part in ("name", "value"))
    return {name[1]: value[1]} if name else {}


def as_fields(instrument, given) -> dict[str, str | list[str]]:
    """The answers as a browser sends them from the form."""
    kinds = {item.id: instrument.format_of(item) for item in instrument.items}
    fields: dict[str, str | list[str]] = {}
    for item, value in given.items():
        if kinds.get(item) == "multi_select":
            fields[item] = list(value)
        elif isinstance(value, dict):
            fields |= {f"{item}.{part}": one for part, one in value.items()}
        else:
            fields[item] = value
    return fields


@pytest.mark.parametrize(
    ("code", "fields", "complaint"),
    [
        ("p04_work_values", "ranking", "Каждое место"),
        ("i11_best_worst", "best_worst", "не может быть и тем и другим"),
        ("i07_choice_matrix", "multi_select", "не больше 3"),
    ],
)
def test_the_plain_page_says_what_is_wrong_with_an_answer(client, code, fields, complaint):
    sitting = begin(client, code)
    instrument = INSTRUMENTS.get(code)
    item = next(i for i in instrument.items if instrument.format_of(i) == fields)
    options = [option.id for option in item.options]
    wrong = {
        "ranking": {f"{item.id}.{option}": "1" for option in options},
        "best_worst": {f"{item.id}.best": options[0], f"{item.id}.worst": options[0]},
        "multi_select": {item.id: options[:4]},
    }[fields]
    page = client.post(reverse("assessments:plain", args=[sitting.pk]), wrong)
    assert complaint in page.text
    sitting.refresh_from_db()
    assert sitting.answers == {}


def test_a_mistake_keeps_the_page_and_is_led_to(client):
    sitting = begin(client, "i11_best_worst")
    address = f"{reverse('assessments:plain', args=[sitting.pk])}?page=2"
    item = INSTRUMENTS.get("i11_best_worst").items[5]
    first, other = (option.id for option in item.options[:2])
    for button in ({"to": "1"}, {"to": "3"}, {"later": "1"}, {}):
        wrong = {f"{item.id}.best": first, f"{item.id}.worst": first}
        page = client.post(address, wrong | button)
        assert f'href="#id_{item.id}.best"' in page.text
        assert f'id="id_{item.id}.best"' in page.text
    mended = {f"{item.id}.best": first, f"{item.id}.worst": other}
    assert client.post(address, mended | {"to": "1"}).url.endswith("?page=1")
    sitting.refresh_from_db()
    assert sitting.answers[item.id]["v"] == {"best": first, "worst": other}


def test_the_plain_pages_can_be_left_and_gone_on_with(client):
    sitting = begin(client)
    address = reverse("assessments:plain", args=[sitting.pk])
    client.post(address, {"r1": "v4", "later": "1"})
    assert "checked" in client.get(address).text
    client.post(address, {"r1": "v0", "i1": "v2", "later": "1"})
    sitting.refresh_from_db()
    assert {item: given["v"] for item, given in sitting.answers.items()} == {"r1": "v0", "i1": "v2"}
    assert sitting.finished_at is None


def test_going_on_begins_where_an_answer_is_missing(client):
    """Thirty questions on three pages: the second one is answered but for its last question."""
    items = [item.id for item in INSTRUMENTS.get(INTERESTS).items]
    sitting = begin(client)
    address = reverse("assessments:plain", args=[sitting.pk])
    client.post(f"{address}?page=1", dict.fromkeys(items[:10], "v4") | {"to": "2"})
    client.post(f"{address}?page=2", dict.fromkeys(items[10:19], "v4") | {"later": "1"})
    assert client.get(address).context["page"].number == 2
    last = client.get(f"{address}?page=3")
    assert last.context["page"].skipped == [2]
    assert "1 вопрос раньше остался без ответа" in last.text
    client.post(f"{address}?page=2", {items[19]: "v4", "to": "3"})
    assert client.get(f"{address}?page=3").context["page"].skipped == []
    sitting.refresh_from_db()
    assert len(sitting.answers) == 20


def test_a_skipped_question_does_not_stop_anybody(client):
    sitting = begin(client)
    address = reverse("assessments:plain", args=[sitting.pk])
    assert client.post(f"{address}?page=1", {"to": "2"}).url == f"{address}?page=2"
    item = INSTRUMENTS.get(INTERESTS).items[-1].id
    assert client.post(f"{address}?page=3", {item: "v4"}).url.endswith("/result/")


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("0", 1), ("2", 2), ("99", 3), ("9" * 5000, 3), ("x", 1), ("-1", 1), ("", 1), ("²", 1)],
)
def test_a_page_that_is_not_there_is_the_nearest_one(client, wanted, number):
    sitting = begin(client)
    address = reverse("assessments:plain", args=[sitting.pk])
    assert client.get(address, {"page": wanted}).context["page"].number == number


@pytest.mark.parametrize(
    ("kind", "count", "sizes"),
    [
        ("likert", 2, [2]),
        ("likert", 10, [10]),
        ("likert", 11, [5, 6]),
        ("likert", 24, [8, 8, 8]),
        ("likert", 65, [9, 10, 9, 9, 9, 10, 9]),
        ("best_worst", 13, [4, 5, 4]),  # each is answered twice
        ("rate_options", 12, [2, 3, 2, 3, 2]),  # and each of these four times
    ],
)
def test_pages_are_about_equally_long(kind, count, sizes):
    items = [{"id": f"q{n}", "options": [{}] * 4} for n in range(count)]
    document = {"format": kind, "items": items}
    pages = [plain_pages.page_of(document, {}, str(n)) for n in range(1, len(sizes) + 1)]
    assert [len(page.questions["items"]) for page in pages] == sizes
    assert [page.of for page in pages] == [len(sizes)] * len(sizes)


@pytest.mark.parametrize(
    ("code", "words"),
    [("p07_responsibility", ("Лучше всего", "Хуже всего")), ("i11_best_worst", ("Больше всего",))],
)
def test_what_is_judged_is_better_or_worse_and_what_is_wished_for_more_or_less(client, code, words):
    sitting = begin(client, code)
    page = client.get(reverse("assessments:plain", args=[sitting.pk]))
    assert all(f"<legend>{word}" in page.text for word in words)
    data = player_data(client.get(reverse("assessments:sitting", args=[sitting.pk])))
    assert client.get(data["form_url"]).json()["judged"] is (len(words) == 2)


def test_the_plain_page_refuses_a_made_up_answer(client):
    sitting = begin(client)
    response = client.post(reverse("assessments:plain", args=[sitting.pk]), {"r1": "v9"})
    assert response.status_code == 200
    sitting.refresh_from_db()
    assert sitting.answers == {}


def test_a_task_on_time_has_no_plain_page(client):
    sitting = begin(client, "a04_calculation")
    assert client.get(reverse("assessments:plain", args=[sitting.pk])).status_code == 404
