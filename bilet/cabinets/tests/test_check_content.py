"""The author's command: silent on good content, precise about bad."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from bilet.trials.library import PROGRAMS


def test_the_content_of_this_repository_has_no_mistakes(capsys):
    call_command("check_content")
    assert "no mistakes" in capsys.readouterr().out


def test_the_json_counts_every_kind(capsys):
    call_command("check_content", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["mistakes"] == []
    assert said["counts"]["instruments"] >= 8
    assert said["counts"]["professions"] >= 30
    assert said["counts"]["trials"] >= 6


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
    assert any("colour" in mistake for mistake in PROGRAMS.mistakes(tmp_path))


def test_an_anchor_is_refused(broken, tmp_path):
    (broken / "program.yaml").write_text("code: &a x\nversion: *a\n", encoding="utf-8")
    assert any("anchors are not used" in mistake for mistake in PROGRAMS.mistakes(tmp_path))


def test_the_command_fails_on_a_mistake(broken, tmp_path, monkeypatch):
    (broken / "program.yaml").unlink()
    shutil.copytree(settings.CONTENT_DIR / "policy", tmp_path / "policy")
    (broken / "program.yaml").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(settings, "CONTENT_DIR", tmp_path)
    with pytest.raises(CommandError, match="Field required"):
        call_command("check_content")
