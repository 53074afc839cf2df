"""Ways of asking that no instrument of the site uses yet, and the borders of bands."""

from typing import Any

import numpy as np
import pytest

from bilet.assessments.attention import flags_of
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.scorers import band_of, measures, scores_of
from bilet.testing.assessments import packed

BANDS = {"low": "low", "middle": "middle", "high": "high"}


def make_instrument(format_: str, method: str, **parts: Any) -> Instrument:
    """An instrument with two scales, `one` and `two`."""
    texts = dict.fromkeys(
        ("title", "promise", "question", "measures", "not_said", "lead", "flat", "source",
         "talk", "avoid", "license", "evidence"), "text",
    )  # fmt: skip
    scales = [
        {"code": code, "title": code, "leading": code, "about": code, "bands": BANDS}
        for code in ("one", "two")
    ]
    return Instrument.model_validate(
        {
            "code": "x01_made_up", "version": 1, "status": "draft", "group": "skills",
            "language": "ru", "next_step": "test", "grades": {"from": 6, "to": 11}, "minutes": 5,
            "evidence_class": "C", "format": format_, "method": method, "scales": scales,
        } | texts | parts
    )  # fmt: skip


def likert(method: str) -> Instrument:
    responses = [{"id": f"r{n}", "value": n, "label": str(n)} for n in range(1, 6)]
    items = [
        {"id": f"{scale}{n}", "text": "text", "scale": scale, "keyed": -1 if n == 4 else 1}
        for scale in ("one", "two")
        for n in range(1, 6)
    ]
    return make_instrument("likert", method, responses=responses, items=items)


def test_a_mean_of_ratings_turns_reversed_items_round():
    answers = {f"one{n}": "r5" for n in range(1, 6)} | {f"two{n}": "r3" for n in range(1, 6)}
    one, two = scores_of(likert("likert_mean"), 0, answers)
    assert (one.value, two.value) == (pytest.approx(4.2), pytest.approx(3))
    assert (one.lowest, one.highest) == (1, 5)
    assert (one.band, two.band) == ("high", "middle")


def test_a_sum_is_the_mean_times_the_items():
    answers = {f"one{n}": f"r{n}" for n in range(1, 6)}
    (mean,) = scores_of(likert("likert_mean"), 0, answers)
    (total,) = scores_of(likert("likert_sum"), 0, answers)
    assert total.value == pytest.approx(5 * mean.value)


def test_triads_count_the_chosen_scales():
    items = [
        {
            "id": f"t{n}",
            "text": "text",
            "options": [
                {"id": "a", "text": "a", "scale": "one"},
                {"id": "b", "text": "b", "scale": "two"},
                {"id": "c", "text": "c", "scale": "one" if n % 2 else "two"},
            ],
        }
        for n in range(10)
    ]
    instrument = make_instrument("triads", "triad_count", items=items)
    one, two = measures(instrument, {f"t{n}": "c" for n in range(10)})
    assert (one.value, two.value) == (5, 5)
    assert scores_of(instrument, 0, {f"t{n}": "a" for n in range(7)}) == []


def choice() -> Instrument:
    items = [
        {
            "id": f"q{n}",
            "text": "text",
            "scale": "one" if n < 6 else "two",
            "options": [{"id": o, "text": o, "keyed": float(o == "b")} for o in "abcd"],
        }
        for n in range(12)
    ]
    return make_instrument("choice", "percent_correct", items=items)


def test_right_answers_are_counted_and_what_was_passed_over_is_wrong():
    answers = {f"q{n}": "b" for n in range(12) if n not in (1, 7)} | {"q2": "a"}
    one, two = measures(choice(), answers)
    assert one.value == pytest.approx(100 * 4 / 6)
    assert two.value == pytest.approx(100 * 5 / 6)


def test_questions_after_the_last_answer_were_not_seen():
    one, two = measures(choice(), {f"q{n}": "b" for n in range(6)})
    assert one.value == 100
    assert np.isnan(two.value)


@pytest.mark.parametrize(
    ("value", "band"),
    [(0, "low"), (11.99, "low"), (12, "middle"), (17.99, "middle"), (18, "high"), (24, "high")],
)
def test_a_band_begins_on_its_border(value, band):
    assert band_of(value, (12, 18)) == band


def test_attention_counts_ratings_and_not_questions():
    hasty = packed({f"q{n}": "b" for n in range(12)}, seconds=0.2)
    assert flags_of(choice(), hasty) == {"speed", "longstring"}
    untimed = {item: given | {"t": None} for item, given in hasty.items()}
    assert flags_of(choice(), untimed) == {"longstring"}


def test_statements_answered_against_each_other_raise_a_flag():
    test = INSTRUMENTS.get("p02_five_traits_short", "ru")
    low, high = test.responses[0].id, test.responses[-1].id
    agreed = {pair.first: high for pair in test.pairs} | {pair.second: low for pair in test.pairs}
    torn = agreed | {pair.second: high for pair in test.pairs[:2]}
    middle = {item.id: test.responses[2].id for item in test.items}
    assert "contradictions" not in flags_of(test, packed(middle | agreed))
    assert "contradictions" in flags_of(test, packed(middle | torn))
