"""What makes a test of the bank bad is named: spoiled copies."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from bilet.assessments.blocks import BLOCKS
from bilet.assessments.checks import wording
from bilet.assessments.checks.choices import at_least
from bilet.assessments.checks.wording import measure
from bilet.assessments.instruments import (
    TIMED,
    Generated,
    Instrument,
    Item,
    Option,
    Scale,
    Task,
)
from bilet.assessments.library import INSTRUMENTS
from bilet.testing.content import spoilt

TESTS = Path(settings.CONTENT_DIR) / "instruments"


def the_one(mistakes: list[str], *words: str) -> None:
    """Exactly one mistake, with file and these words."""
    (mistake,) = mistakes
    for word in ("instrument.yaml", *words):
        assert word in mistake


WHOLE = [
    "r05_routes",
    "a01_matrices",
    "a04_calculation",
    "i02_interests_short",
    "r04_world_of_work",
]


@pytest.mark.parametrize("code", WHOLE)
def test_an_untouched_copy_has_no_mistakes(tmp_path, code):
    assert spoilt(tmp_path, code) == []


def test_a_sentence_too_long_for_the_young_is_named(tmp_path):
    def change(data):
        data["items"][3]["text"] = (
            "Сколотить вместе с соседом по даче новый скворечник из старых досок, "
            "которые давно лежат в сарае"
        )

    the_one(spoilt(tmp_path, "i02_interests_short", change), "16 words in a sentence", "at most 11")


def test_a_heap_of_long_words_is_named(tmp_path):
    def change(data):
        data["scales"][0]["bands"]["low"] = (
            "Исследовательская деятельность сейчас непривлекательна для тебя."
        )

    the_one(
        spoilt(tmp_path, "i02_interests_short", change),
        "scales.realistic.bands.low",
        "2 of 6 words are long (Исследовательская, непривлекательна)",
    )


def test_a_few_long_words_by_themselves_are_no_mistake(tmp_path):
    """«Решить логическую головоломку» is taken in at a glance."""
    change = {"text": "Составить увлекательную головоломку"}
    assert spoilt(tmp_path, "i02_interests_short", lambda d: d["items"][0].update(change)) == []


def test_the_page_for_authors_states_the_limits_and_every_field():
    page = (settings.BASE_DIR / "docs/authors.md").read_text(encoding="utf-8")
    limits = (wording.ASKED, wording.ASKED_YOUNG, wording.DESCRIBED, wording.SYLLABLES)
    for limit in (*limits, f"{wording.LONG_SHARE:.0%}".replace("%", " %")):
        assert f"**{limit}**" in page
    assert wording.TOLD == wording.ASKED
    for model in (Instrument, Item, Option, Scale, Task, Generated):
        unnamed = [
            name
            for name in model.model_fields
            if f"`{name}`" not in page and f"`{name}:" not in page
        ]
        assert unnamed == [], model


def test_the_measure_counts_words_sentences_and_syllables():
    found = measure("Составить расписание. Кто-то, может быть, придёт? «Да».")
    assert found is not None
    assert (found.words, found.sentences, found.long) == (7, 3, ["расписание"])
    assert measure("5 + 7 = …") is None


def test_one_item_in_two_tests_of_a_format_is_named_whatever_the_endings(tmp_path):
    """A test in a folder of one's own is compared with the tests of the site."""
    other = INSTRUMENTS.all("ru")["i04_fields"].items[0].text

    def change(data):
        data["items"][0]["text"] = " ".join(reversed(other.split())) + "."

    the_one(spoilt(tmp_path, "i02_interests_short", change), "stands in i04_fields too", other)


def test_alike_words_in_another_format_are_no_mistake(tmp_path):
    """«Сварщик» on a card and the same words rated are two questions."""
    card = INSTRUMENTS.all("ru")["i06_profession_cards"].items[0].text
    assert spoilt(tmp_path, "i02_interests_short", lambda d: d["items"][0].update(text=card)) == []


def test_two_copies_in_one_folder_name_the_later_one_once(tmp_path):
    def change(data):
        data["code"] = "i99_copy"
        data["items"] = data["items"][:1] + [
            item | {"text": f"Сделать {n} поделку из бумаги {n}"}
            for n, item in enumerate(data["items"][1:], 100)
        ]

    spoilt(tmp_path, "i02_interests_short")
    shutil.copytree(TESTS / "i02_interests_short", tmp_path / "instruments/i99_copy")
    mistakes = spoilt(tmp_path, "i99_copy", change)
    told = [m for m in mistakes if "stands in" in m]
    assert len(told) == 1
    assert "i99_copy/instrument.yaml" in told[0]


def test_right_options_that_are_the_longest_are_named(tmp_path):
    def change(data):
        for item in data["items"]:
            for option in item["options"]:
                option["text"] += ", вот и весь ответ" * (option.get("keyed") == 1)

    text = "\n".join(spoilt(tmp_path, "r05_routes", change))
    assert "items: the longest option is the right one in" in text
    assert "length gives the key away" in text


def test_longest_options_in_english_are_named_too(tmp_path):
    keys = {
        (item.id, option.id)
        for item in INSTRUMENTS.all("ru")["r05_routes"].items
        for option in item.options
        if option.keyed == 1
    }

    def change(data):
        for item in data["items"]:
            for option in item["options"]:
                option["text"] += " or so they say" * ((item["id"], option["id"]) in keys)

    the_one(spoilt(tmp_path, "r05_routes", change, "en.yaml"), "(in English)")


def test_chance_is_reckoned_as_the_binomial_does():
    assert at_least(0, [0.25] * 8) == pytest.approx(1)
    assert at_least(8, [0.25] * 8) == pytest.approx(0.25**8)
    assert at_least(5, [0.5] * 10) == pytest.approx(638 / 1024)


def test_right_options_that_crowd_one_place_are_named(tmp_path):
    def change(data):
        for item in data["items"]:
            item["options"].sort(key=lambda option: option.get("keyed") != 1)

    mistakes = spoilt(tmp_path, "r05_routes", change)
    assert any("stands in place 1 in 16 of 16, evenly it would be 4" in m for m in mistakes)
    assert any("stands in place 4 in 0 of 16" in m for m in mistakes)


def test_minutes_far_from_the_limits_are_named(tmp_path):
    the_one(
        spoilt(tmp_path, "a01_matrices", lambda d: d.update(seconds_per_item=10)),
        "seconds_per_item: 3 minutes in all",
        "promises 15",
    )
    mistakes = spoilt(tmp_path, "a04_calculation", lambda d: d["task"].update(seconds=600))
    assert any("task.seconds: 20 minutes in all" in mistake for mistake in mistakes)


def test_a_generator_that_nobody_knows_is_named(tmp_path):
    mistakes = spoilt(tmp_path, "a01_matrices", lambda d: d["generated"].update(generator="magic"))
    assert any("generated.generator: there is no generator magic" in m for m in mistakes)
    mistakes = spoilt(tmp_path, "a04_calculation", lambda d: d["task"].update(generator="sums"))
    assert any("task.generator: there is no generator sums" in m for m in mistakes)
    mistakes = spoilt(tmp_path, "r04_world_of_work", lambda d: d["generated"].update(kinds=["x"]))
    assert any("generated.kinds: unknown ['x']" in m for m in mistakes)


def test_every_timed_format_has_blocks():
    assert set(BLOCKS) == TIMED


def test_a_scale_without_a_worked_example_is_named(tmp_path):
    def change(data):
        for vector in data["vectors"]:
            vector["scores"].pop("realistic", None)

    (mistake,) = spoilt(tmp_path, "i02_interests_short", change, "vectors.yaml")
    assert "vectors.yaml: vectors: no example gives a score of ['realistic']" in mistake


def test_all_complaints_about_one_shape_are_told_at_once(tmp_path):
    def change(data):
        data["responses"] = data["responses"][:1]
        data["scales"].append(data["scales"][0] | {"code": "lonely"})

    text = "\n".join(spoilt(tmp_path, "i02_interests_short", change))
    assert "scales: ['lonely'] have no items" in text
    assert "responses: this format needs at least two" in text


@pytest.mark.parametrize(
    ("code", "change", "words"),
    [
        ("r05_routes", lambda d: d["items"][0]["options"].append({"id": "a", "text": "Ещё"}),
         "options: ['a'] is used twice"),
        ("i02_interests_short", lambda d: d["responses"].append(d["responses"][0] | {"value": 7}),
         "responses: ['v0'] is used twice"),
        ("r05_routes", lambda d: d["grades"].update({"from": 11, "to": 8}), "grades: `from`"),
        ("p07_responsibility", lambda d: d["items"][0]["options"][0].update(keyed=1),
         "names one best"),
        ("p05_teamwork", lambda d: d["items"][0]["options"][0].update(keyed=9),
         "experts' rating, `keyed` from 1 to 5"),
        ("i07_choice_matrix", lambda d: d["cells"][0].update(row="nobody"),
         "cells: unknown options ['nobody']"),
    ],
)  # fmt: skip
def test_names_and_keys_that_cannot_be_are_named(tmp_path, code, change, words):
    assert any(words in mistake for mistake in spoilt(tmp_path, code, change))
