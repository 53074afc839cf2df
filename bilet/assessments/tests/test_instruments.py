"""Every instrument of the site is whole: shape, worked examples, evidence, no item twice."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from bilet.assessments.form_document import form
from bilet.assessments.instruments import Instrument, Vectors
from bilet.assessments.library import INSTRUMENTS, TOLERANCE, answered_by, misses
from bilet.assessments.scorers import cuts_of, measures, range_of, scores_of
from bilet.content.reader import read_part
from bilet.testing.assessments import some_answers

ALL = list(INSTRUMENTS.all("ru").values())
FOLDER = settings.CONTENT_DIR / "instruments"


def vectors() -> list:
    return [
        pytest.param(instrument, vector, id=f"{instrument.code}-{n}")
        for instrument in ALL
        for n, vector in enumerate(
            read_part(Vectors, FOLDER / instrument.code / "vectors.yaml").vectors
        )
    ]


def codes(instruments: list[Instrument]) -> list[str]:
    return [instrument.code for instrument in instruments]


@pytest.mark.parametrize(("instrument", "vector"), vectors())
def test_the_worked_examples_of_every_instrument_come_out(instrument, vector):
    assert list(misses(instrument, vector)) == []
    codes = [scale.code for scale in instrument.scales]
    found = measures(answered_by(instrument, vector), vector.answers)
    given = dict(zip(codes, found, strict=True))
    for scale, wanted in vector.scores.items():
        value, error = given[scale]
        if wanted is None:
            assert value != value  # noqa: PLR0124 # NaN: no score
        else:
            assert value == pytest.approx(wanted, abs=TOLERANCE)
            assert error > 0


def test_all_files_together_have_no_mistakes():
    assert INSTRUMENTS.mistakes() == []


@pytest.mark.parametrize("instrument", ALL, ids=codes(ALL))
def test_a_full_sitting_scores_every_scale_within_its_error(instrument):
    scores = scores_of(instrument, 7, some_answers(instrument))
    scales = {scale.code: scale for scale in instrument.scales}
    if instrument.method == "multi_select_matrix":  # only what was chosen
        assert scores
    else:
        assert [score.scale for score in scores] == list(scales)
    for score in scores:
        scale = scales[score.scale]
        low, high = range_of(instrument, scale)
        assert (score.lowest, score.highest) == (low, high)
        assert low < cuts_of(instrument, scale)[0] < cuts_of(instrument, scale)[1] < high
        assert 0 < score.error <= (high - low) / 2


@pytest.mark.parametrize("instrument", ALL, ids=codes(ALL))
def test_nothing_answered_gives_no_score(instrument):
    assert scores_of(instrument, 7, {}) == []


@pytest.mark.parametrize("instrument", ALL, ids=codes(ALL))
@pytest.mark.parametrize("value", ["zzz", {"a": "zzz"}, {"tapped": [399], "last": 399}])
def test_nonsense_answers_never_break_the_scoring(instrument, value):
    answers = dict.fromkeys(sorted(instrument.item_ids), value)
    for score in scores_of(instrument, 7, answers):
        assert score.error >= 0


@pytest.mark.parametrize("instrument", ALL, ids=codes(ALL))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_form_tells_the_questions_and_never_the_keys(instrument, language):
    told = INSTRUMENTS.get(instrument.code, language)
    document = form(told, 7, language)
    assert keys_in(document) <= {
        "code", "version", "language", "format", "title", "question", "minutes", "responses",
        "items", "task", "id", "label", "text", "easy", "options", "practice", "blocks",
        "seconds", "stems", "targets", "cells", "limit", "most", "picture", "svg", "alt",
        "prompt", "data", "board", "rows", "stream", "trials", "rule", "sign", "unknown", "judged",
    } | DRAWN | {str(n) for n in range(1, 20)}  # fmt: skip
    blocks = document["task"]["blocks"] if document["task"] else []
    asked = {part["id"] for part in document["items"] + blocks}
    assert asked <= instrument.item_ids if instrument.sample else asked == instrument.item_ids


# What own formats draw from: mazes and towers.
DRAWN = {"width", "height", "walls", "start", "goal", "limit", "commands", "heights"}


def keys_in(data) -> set[str]:
    if isinstance(data, dict):
        return set(data) | {key for value in data.values() for key in keys_in(value)}
    return {key for value in data for key in keys_in(value)} if isinstance(data, list) else set()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of one instrument to spoil, with its page of evidence."""
    copy = tmp_path / "content"
    shutil.copytree(FOLDER / "r01_readiness_young", copy / "instruments" / "r01_readiness_young")
    (tmp_path / "docs/psychometrics").mkdir(parents=True)
    (tmp_path / "docs/psychometrics/r01_readiness_young.md").write_text("evidence")
    return copy


def spoil(content: Path, file: str, change) -> list[str]:
    path = content / "instruments" / "r01_readiness_young" / file
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return INSTRUMENTS.mistakes(content)


def test_an_untouched_copy_has_no_mistakes(content):
    assert INSTRUMENTS.mistakes(content) == []


def test_a_wrong_worked_example_is_named(content):
    mistakes = spoil(
        content, "vectors.yaml", lambda d: d["vectors"][0]["scores"].update(awareness=3)
    )
    assert len(mistakes) == 1
    assert "vectors.yaml" in mistakes[0]
    assert "awareness: the scorer gives 18" in mistakes[0]


def test_an_example_with_an_unknown_item_or_scale_is_named(content):
    def change(data):
        data["vectors"][0]["answers"]["nobody"] = "r1"
        data["vectors"][1]["scores"]["nothing"] = 3

    text = "\n".join(spoil(content, "vectors.yaml", change))
    assert "unknown item ['nobody']" in text
    assert "unknown scale ['nothing']" in text


def test_a_missing_page_of_evidence_is_named(content):
    shutil.rmtree(content.parent / "docs/psychometrics")
    assert "write the page of evidence" in INSTRUMENTS.mistakes(content)[0]


def test_missing_examples_are_named(content):
    (content / "instruments/r01_readiness_young/vectors.yaml").unlink()
    assert "vectors.yaml" in INSTRUMENTS.mistakes(content)[0]


def test_a_folder_of_another_name_is_named(content):
    folder = content / "instruments"
    (folder / "r01_readiness_young").rename(folder / "r99_other")
    assert "name the folder r01_readiness_young" in INSTRUMENTS.mistakes(content)[0]


def test_two_items_that_ask_the_same_are_named(content):
    def change(data):
        data["items"][4]["text"] = data["items"][0]["text"].upper() + "!"

    text = "\n".join(spoil(content, "instrument.yaml", change))
    assert "items in1 and in2 ask nearly the same" in text


def test_cuts_that_fall_are_a_mistake(content):
    text = "\n".join(
        spoil(content, "instrument.yaml", lambda d: d["scales"][0].update(cuts=[18, 12]))
    )
    assert "cuts: the first number must be below the second" in text
