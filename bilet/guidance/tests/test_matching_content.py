"""What professions ask for, as authors write it: mistakes are named, the narrowest rule wins."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from bilet.guidance.engine.aptitudes import Aptitude, as_level, in_levels
from bilet.guidance.engine.library import MATCHING, aptitudes, opposites
from bilet.guidance.engine.wishes import BOTH, HIGH, LOW
from bilet.professions.library import PROFESSIONS


def card(code):
    return PROFESSIONS.all("ru")[code]


@pytest.fixture
def spoilt(tmp_path, settings):
    """Replace a text in a copy of the file, and tell the mistakes."""
    shutil.copytree(Path(settings.CONTENT_DIR) / "matching", tmp_path / "matching")

    def mistakes(name, old, new):
        file = tmp_path / "matching" / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return MATCHING.mistakes(tmp_path)

    return mistakes


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("aptitudes.yaml", "a07_rotation.rotation", "a07_rotation.turning", "no such scale"),
        ("aptitudes.yaml", "a07_rotation.rotation", "a13_two_back.updating", "class A or B"),
        ("aptitudes.yaml", "a07_rotation.rotation", "a08_folding.folding", "named twice"),
        ("aptitudes.yaml", "[bl07, it14]", "[bl07, zz99]", "zz99: no card"),
        ("aptitudes.yaml", '"2141"', '"9999"', "9999: no card"),
        ("aptitudes.yaml", "professions: [it15]", "professions: [it15, bl20]", "none is for bl20"),
        ("aptitudes.yaml", "{level: 3", "{level: 4", "level"),
        ("aptitudes.en.yaml", "title: ", "titel: ", "titel"),
        ("conditions.yaml", "t: i09_conditions", "t: i99_dreams", "no test i99_dreams"),
        ("conditions.yaml", "code: place", "code: palace", "'place'"),
        ("conditions.yaml", "[travel]", "[]", "travel: neither end"),
        ("conditions.yaml", "[travel]", "[flying]", "conditions"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file(spoilt, file, old, new, said):
    found = spoilt(file, old, new)
    assert any(said in mistake and "matching" in mistake for mistake in found), found


def test_the_narrowest_rule_wins():
    asked = Aptitude.model_validate({
        "code": "x", "title": "X", "asks": "x", "scales": ["a.b"],
        "needs": [
            {"level": 1, "fields": ["industry"]}, {"level": 2, "isco": ["72"]},
            {"level": 3, "isco": ["7212"]}, {"level": 0, "professions": ["in08"]},
        ],
    })  # fmt: skip
    levels = {
        code: asked.level_for(card(code)) for code in ("in20", "in07", "in09", "in08", "bl20")
    }
    assert levels == {"in20": 1, "in07": 2, "in09": 3, "in08": 0, "bl20": 0}


def test_levels_lie_where_the_bands_of_a_test_begin():
    assert as_level(50, (50, 75)) == 1
    assert as_level(75, (50, 75)) == 3
    assert in_levels(12.5, (50, 75)) == pytest.approx(as_level(62.5, (50, 75)) - 1)


def test_a_card_shows_one_end_of_a_pair_both_or_neither():
    place = next(pair for pair in opposites() if pair.code == "place")
    assert (place.end_of(card("it02")), place.end_of(card("ag03")), place.end_of(card("in09"))) == (
        LOW, HIGH, BOTH,
    )  # fmt: skip
    travel = next(pair for pair in opposites() if pair.code == "travel")
    assert np.isnan(travel.end_of(card("it02")))


def test_a_sentence_about_what_matters_reads_on():
    """«Здесь важно …» needs a verb in its first form."""
    for each in aptitudes("ru"):
        assert each.asks.split()[0].rstrip(",").endswith(("ть", "но")), each.asks
    assert all(each.asks.startswith("to ") for each in aptitudes("en"))
