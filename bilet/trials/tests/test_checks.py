"""What the server works out of a product itself."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilet.testing.trials import poster as tidy_poster
from bilet.testing.trials import steady_stroke, weld_product
from bilet.trials.checks import feedback_of, poster, read_product, steps_made, weld
from bilet.trials.library import PROGRAMS
from bilet.trials.tests.vectors import FILE, SEAM, make_vectors

DESIGN, WELD, CODE = "design_poster", "weld_seam", "code_timetable"


def task_of(code):
    return PROGRAMS.get(code).online


def made(code, raw):
    product = read_product(task_of(code), raw)
    assert product is not None
    return product


def test_the_vectors_for_the_browser_are_up_to_date():
    assert json.loads(FILE.read_text(encoding="utf-8")) == make_vectors()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.478), ("#1B1B3A", "#1B1B3A", 1.0)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert poster.contrast(one, other) == expected == poster.contrast(other, one)


@pytest.mark.parametrize(
    ("speed", "arc", "kind"),
    [(3.0, 2.5, "sound"), (1.0, 2.5, "burn"), (6.0, 2.5, "thin"), (3.0, 5.0, "spatter"),
     (3.0, 8.0, "gap"), (3.0, 0.1, "gap")],
)  # fmt: skip
def test_speed_and_arc_make_the_seam(speed, arc, kind):
    seam = task_of(WELD).seams[0]
    bead = weld.bead(seam, [steady_stroke(seam.length_mm, speed=speed, arc=arc)])
    assert bead.shares[kind] > 0.95


numbers = st.integers(-100_000, 10_000_000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(numbers, max_size=60), max_size=5))
def test_any_strokes_give_shares_that_add_up(strokes):
    seam = task_of(WELD).seams[0]
    bead = weld.bead(seam, strokes)
    assert abs(sum(bead.shares.values()) - 1) < 0.005
    assert all(0 <= segment.width < 100 for segment in bead.segments)


def test_the_poster_of_a_tidy_hand_passes_every_check():
    product = made(DESIGN, {"versions": [tidy_poster()]})
    notes = feedback_of(task_of(DESIGN), product)
    assert [note["check"] for note in notes] == list(poster.CHECKS)
    assert all(note["ok"] for note in notes), notes


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"rules": {"ink": 3}}, "contrast"),
        ({"title": {"x": 5}}, "margins"),
        ({"date": {"y": 100}}, "overlap"),
        ({"title": {"step": 4}}, "order"),
        ({"date": {"x": 100}, "place": {"x": 140}, "rules": {"x": 180}}, "lines"),
        ({"date": {"step": 2}}, "distance"),
        ({"picture": {"step": 9}, "rules": {"step": 6}, "bring": {"step": 6}}, "air"),
    ],
)
def test_each_check_of_a_poster_sees_its_own_fault(change, check):
    product = made(DESIGN, {"versions": [tidy_poster(**change)]})
    failed = {n["check"] for n in feedback_of(task_of(DESIGN), product) if not n["ok"]}
    assert check in failed


def test_a_poster_without_its_blocks_is_no_version():
    empty = tidy_poster() | {"blocks": {}}
    product = made(DESIGN, {"versions": [empty, tidy_poster()]})
    assert steps_made(task_of(DESIGN), product) == ["version_2"]
    assert {note["version"] for note in feedback_of(task_of(DESIGN), product)} == {2}


def test_what_the_browser_boasts_of_a_seam_is_not_read():
    product = made(WELD, weld_product(speed=1.0))
    (note,) = feedback_of(task_of(WELD), product)
    assert note["shares"]["burn"] > 0.95
    assert note["speed"] == pytest.approx(1.0, abs=0.05)


def test_the_best_of_the_passes_counts():
    passes = [weld_product(speed)["seams"]["flat"][0] for speed in (1.0, 3.0, 6.0)]
    (note,) = feedback_of(task_of(WELD), made(WELD, {"seams": {"flat": passes}}))
    assert note["attempt"] == 1
    assert note["attempts"] == 3


def test_checks_of_code_say_that_the_browser_said_so():
    work = {"code": "…", "runs": 2, "passed": {"early": True, "made_up": True}}
    notes = feedback_of(task_of(CODE), made(CODE, {"stages": {"bus": work, "nowhere": work}}))
    assert {note["by"] for note in notes} == {"browser"}
    assert [note["check"] for note in notes if note["ok"]] == ["early"]


@pytest.mark.parametrize(
    "raw",
    [
        {"stages": {"bus": {"code": 1}}},
        {"stages": {"bus": {"code": "x" * 20_001}}},
        {"stages": {"БУС": {"code": ""}}},
        {"stages": []},
    ],
)
def test_what_is_no_product_is_not_read(raw):
    assert read_product(task_of(CODE), raw) is None


@pytest.mark.parametrize("x", [float("nan"), float("inf"), 10_000, "0"])
def test_a_block_lies_on_the_table_or_nowhere(x):
    raw = {"versions": [tidy_poster(title={"x": x})]}
    found = read_product(task_of(DESIGN), raw)
    assert found is None or x == "0"


def test_the_seam_of_the_vectors_is_like_a_real_one():
    assert set(SEAM) == set(type(task_of(WELD).seams[0]).model_fields)
