"""A test on paper: the same questions as on screen, and nobody's name."""

import json
import re
import shutil
import subprocess

import pytest
from django.urls import reverse

from bilet.assessments import form_document, paper
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.paper import Paper
from bilet.testing.assessments import INTERESTS

SEED = 123_456_789
ALL = list(INSTRUMENTS.all("ru").values())
PRINTED = [test.code for test in ALL if paper.is_printable(test)]
TYPED = [test.code for test in ALL if paper.may_be_typed_in(test)]
SENSITIVE = [test.code for test in ALL if test.is_sensitive]


def sheet_of(code: str, seed: int = SEED, language: str = "ru") -> Paper:
    return Paper(INSTRUMENTS.get(code, language), seed, language)


# What is printed


def test_all_but_tasks_against_the_clock_and_games_are_printed():
    assert len(PRINTED) >= 35
    for test in ALL:
        is_on_screen_only = test.task is not None or test.format in ("robot", "tower")
        assert (test.code in PRINTED) == (not is_on_screen_only)


@pytest.mark.parametrize("code", PRINTED)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_same_seed_asks_the_same_on_screen_and_on_paper(code, language):
    printed = paper.sheet(sheet_of(code, language=language))
    asked = form_document.form(INSTRUMENTS.get(code, language), SEED, language)
    assert printed["question"] == asked["question"]
    assert printed["legend"] == [response["label"] for response in asked["responses"]]
    assert len(printed["items"]) == len(asked["items"])
    for shown, item in zip(printed["items"], asked["items"], strict=True):
        assert shown["text"] == item["text"]
        assert [o["text"] for o in shown["options"]] == [o["text"] for o in item["options"]]
        pictures = [("figure" if part.get("svg") else None) for part in [item, *item["options"]]]
        assert pictures == [
            "figure" if part["figure"] else None for part in [shown, *shown["options"]]
        ]


def test_another_seed_asks_something_else():
    one, other = (paper.sheet(sheet_of("a02_number_series", seed))["items"] for seed in (1, 2))
    assert [item["text"] for item in one] != [item["text"] for item in other]


@pytest.mark.parametrize("code", [INTERESTS, "r05_routes", "a06_logic", "a03_tables"])
def test_the_words_of_the_pdf_are_those_of_the_screen(code):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    made = paper.pdf(sheet_of(code))
    words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True)  # noqa: S607, PLW1510
    text = plain(words.stdout.decode())
    asked = form_document.form(INSTRUMENTS.get(code, "ru"), SEED, "ru")
    for item in asked["items"]:
        for line in item["text"].split("\n"):
            assert plain(line) in text
        for option in item["options"]:
            assert plain(option["text"]) in text
    assert "123456789" in text


def plain(text: str) -> str:
    """Letters and digits alone: lines are broken elsewhere on paper."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("code", ["a01_matrices", "a08_folding", "a03_tables", "p03_values"])
def test_a_sheet_is_a_tagged_pdf(code):
    made = paper.pdf(sheet_of(code))
    assert made.startswith(b"%PDF-")
    assert b"StructTreeRoot" in made


def test_pictures_are_printed_black_on_white():
    """Their colours come from a style sheet that paper does not have."""
    data = json.dumps(paper.sheet(sheet_of("a01_matrices"))["items"])
    assert "<svg" in data
    assert "currentColor" not in data
    assert "class=" not in data
    made = paper.printed('<svg x="1"><path class="ground" stroke="currentColor"/></svg>')
    assert made == ('<svg font-family="Golos Text" x="1"><path fill="#fff" stroke="#000"/></svg>')


def test_a_sheet_asks_for_a_number_or_a_nickname_and_names_its_own_address(settings):
    settings.SITE_URL = "https://bilet.example"
    made = paper.sheet(sheet_of(INTERESTS))
    assert made["words"]["own"] == "Мой номер в журнале или прозвище"
    assert made["address"] == f"bilet.example/paper/{INTERESTS}/v1/{SEED}/"
    assert made["qr"].startswith("<svg")
    assert made["seed"] == "123\u00a0456\u00a0789"


def test_an_english_sheet_is_typed_in_as_an_english_one():
    english = sheet_of(INTERESTS, language="en")
    assert english.path.endswith(f"/{SEED}/?language=en")
    assert [o["letter"] for o in paper.sheet(sheet_of("r05_routes", language="en"))["items"][0][
        "options"]] == ["A", "B", "C", "D"]  # fmt: skip


@pytest.mark.parametrize("code", SENSITIVE)
def test_a_sensitive_sheet_stays_with_the_pupil(code):
    made = paper.sheet(sheet_of(code))
    assert (made["qr"], made["address"]) == ("", "")
    assert "в школе его не собирают" in made["words"]["stays"]


def test_no_question_has_more_options_than_there_are_letters():
    for test in ALL:
        assert all(len(item.options) <= len(paper.LETTERS["ru"]) for item in test.items)
    assert len(paper.LETTERS["ru"]) == len(paper.LETTERS["en"])


# The address of the sheet


@pytest.mark.django_db
def test_a_guest_prints_a_sheet_and_the_same_one_again(client):
    address = reverse("assessments:paper", args=[INTERESTS])
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    seed = re.search(r"-(\d{9})\.pdf", response["Content-Disposition"])[1]
    again = client.get(address, {"seed": seed})
    assert again["Content-Disposition"] == response["Content-Disposition"]
    other = client.get(address)
    assert other["Content-Disposition"] != response["Content-Disposition"]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", ["-1", "x", "9" * 30, "", "²"])
def test_a_seed_that_is_none_is_made_anew(client, seed):
    response = client.get(reverse("assessments:paper", args=[INTERESTS]), {"seed": seed})
    assert re.search(r"-\d{9}\.pdf", response["Content-Disposition"])


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["a04_calculation", "a16_robot", "x99_no"])
def test_what_needs_the_screen_is_not_printed(client, code):
    assert client.get(reverse("assessments:paper", args=[code])).status_code == 404


@pytest.mark.django_db
def test_the_page_of_a_test_offers_to_print_it_where_that_is_possible(client):
    for code in (INTERESTS, "a04_calculation"):
        page = client.get(reverse("assessments:instrument", args=[code])).text
        assert (reverse("assessments:paper", args=[code]) in page) == (code == INTERESTS)
