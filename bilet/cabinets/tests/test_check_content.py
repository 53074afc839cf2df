"""The author's command: silent on good content, precise about bad."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bilet.content.mistakes import Mistake, parts_of
from bilet.testing.content import spoilt
from bilet.trials.library import PROGRAMS


def test_the_content_of_this_repository_has_no_mistakes(capsys):
    call_command("check_content")
    assert "no mistakes" in capsys.readouterr().out


def test_the_json_counts_every_kind(capsys):
    call_command("check_content", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["errors"] == []
    assert said["counts"]["instruments"] >= 50
    assert said["counts"]["professions"] >= 89
    assert said["counts"]["trials"] >= 6


# Programmes: the shape of a file


@pytest.fixture
def broken(tmp_path, settings) -> Path:
    """A copy of one programme, to be spoilt."""
    folder = tmp_path / "trials" / "weld_seam"
    shutil.copytree(Path(settings.CONTENT_DIR) / "trials" / "weld_seam", folder)
    return folder


def test_broken_yaml_is_named_with_its_line(broken, tmp_path):
    (broken / "program.yaml").write_text("code: [weld_seam\nversion: 1\n", encoding="utf-8")
    (mistake,) = PROGRAMS.mistakes(tmp_path)
    assert "program.yaml" in mistake
    assert "line 2" in mistake


def test_an_unknown_key_and_a_missing_translation_are_named(broken, tmp_path):
    main, english = broken / "program.yaml", broken / "en.yaml"
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace("title:", "titel:", 1), encoding="utf-8")
    assert any("titel" in mistake for mistake in PROGRAMS.mistakes(tmp_path))
    english.write_text(text, encoding="utf-8")
    main.write_text(main.read_text(encoding="utf-8") + "\ncolour: red\n", encoding="utf-8")
    (mistake,) = PROGRAMS.mistakes(tmp_path)
    assert "colour" in mistake
    assert "check how it is spelled" in mistake


def test_an_anchor_is_refused(broken, tmp_path):
    (broken / "program.yaml").write_text("code: &a x\nversion: *a\n", encoding="utf-8")
    assert any("anchors are not used" in mistake for mistake in PROGRAMS.mistakes(tmp_path))


def test_the_command_fails_on_a_mistake(broken, tmp_path):
    (broken / "program.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match="Field required; add it"):
        call_command("check_content", str(tmp_path))


# Folders


def test_a_folder_of_ones_own_is_checked_by_itself(broken, tmp_path, capsys):
    call_command("check_content", str(tmp_path))
    assert "1 trials" in capsys.readouterr().out
    (broken / "program.yaml").write_text("code: weld_seam\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"weld_seam/program\.yaml"):
        call_command("check_content", str(broken))


def test_only_mistakes_in_the_folder_are_told(tmp_path):
    for code in ("r05_routes", "p09_emotions"):
        spoilt(tmp_path, code, lambda d: d.update(colour="red"))
    with pytest.raises(CommandError) as refusal:
        call_command("check_content", str(tmp_path / "instruments" / "r05_routes"))
    assert "r05_routes" in str(refusal.value)
    assert "p09_emotions" not in str(refusal.value)


def test_a_folder_that_is_no_content_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="name a folder of content"):
        call_command("check_content", str(tmp_path))
    with pytest.raises(CommandError, match="there is no such folder"):
        call_command("check_content", str(tmp_path / "nowhere"))


def test_the_json_of_a_mistake_has_file_place_and_message(tmp_path, capsys):
    def change(data):
        data["items"][0]["scale"] = "nothing"
        data["items"][1]["id"] = data["items"][2]["id"]

    spoilt(tmp_path, "r05_routes", change)
    with pytest.raises(CommandError):
        call_command("check_content", "--json", str(tmp_path))
    said = json.loads(capsys.readouterr().out)
    assert said["counts"]["instruments"] == 1
    file = str(tmp_path / "instruments/r05_routes/instrument.yaml")
    first, second = said["errors"][:2]
    assert set(first) == {"file", "place", "message"}
    assert (first["file"], first["place"]) == (file, "items")
    assert "is used twice; give each item its own" in first["message"]
    assert "unknown scale ['nothing']" in second["message"]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("/a/b.yaml: items.x: too long; cut it", [("/a/b.yaml", "items.x", "too long; cut it")]),
        ("/a/b.yaml:\n  code: bad\n  items: none; add", [
            ("/a/b.yaml", "code", "bad"), ("/a/b.yaml", "items", "none; add")]),
        ("/a/b: evidence is missing; write it", [("/a/b", "", "evidence is missing; write it")]),
        ("/a/b.yaml: no colon\n  in \"<string>\", line 7, column 2", [
            ("/a/b.yaml", "line 7", 'no colon in "<string>", line 7, column 2')]),
        ("professions/ar02: neighbours: x has no card", [
            ("professions/ar02", "neighbours", "x has no card")]),
        ("something odd", [("", "", "something odd")]),
    ],
)  # fmt: skip
def test_a_told_mistake_is_taken_apart(said, parts):
    assert list(parts_of(said)) == [Mistake(*part) for part in parts]
