"""The author's preview: keys and all, for one test, on the author's machine alone."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from django.conf import settings as site
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve, reverse

from bilet.assessments import form_document
from bilet.assessments.preview import page_of
from bilet.assessments.views.preview import preview
from bilet.config.cli import main
from bilet.config.preview import free_port, lay_out
from bilet.content import kinds

TESTS = Path(site.CONTENT_DIR) / "instruments"
CODE = "r05_routes"


@pytest.fixture
def author(tmp_path) -> Path:
    """The author's own folder of content, with one test in it."""
    folder = tmp_path / "mine"
    shutil.copytree(TESTS / CODE, folder / "instruments" / CODE)
    return folder


@pytest.fixture
def previewing(author, settings, tmp_path):
    """The site as `bilet preview` sets it up; returns a function that changes a file."""
    lay_out(CODE, source=author, site=Path(site.CONTENT_DIR), target=tmp_path / "laid")
    settings.PREVIEW, settings.PREVIEW_SOURCE = CODE, author
    settings.CONTENT_DIR = tmp_path / "laid"
    settings.ROOT_URLCONF = "bilet.config.urls_preview"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "bilet.assessments.preview.FreshContent"]
    kinds.forget()
    yield lambda file, old, new: change(author / "instruments" / CODE / file, old, new)
    kinds.forget()
    form_document.document.cache_clear()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    # Two changes within one tick of the clock are two changes all the same.
    stamp = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(stamp, stamp))


def seen(client) -> str:
    return client.get(f"/preview/{CODE}/").text


# In production there is no such page


def test_the_site_has_no_address_setting_or_middleware_of_the_preview():
    with pytest.raises(Resolver404):
        resolve(f"/preview/{CODE}/")
    assert not hasattr(site, "PREVIEW")
    assert not [name for name in site.MIDDLEWARE if "preview" in name]


@pytest.mark.django_db
def test_the_site_answers_404_whatever_is_asked(client):
    for path in (f"/preview/{CODE}/", "/preview/", f"/preview/{CODE}/?seed=1"):
        assert client.get(path).status_code == 404


def test_the_view_itself_refuses_outside_of_a_preview():
    for code in (CODE, "", "x"):
        with pytest.raises(Http404):
            preview(RequestFactory().get("/"), code=code)


def test_no_variable_of_the_environment_turns_the_preview_on_for_the_site(tmp_path):
    """Only other settings do, and they need another database."""
    asked = (
        "import django, sys; from django.conf import settings; django.setup();"
        "from django.urls import get_resolver;"
        "print(hasattr(settings, 'PREVIEW'), settings.ROOT_URLCONF,"
        " any('preview' in str(p.pattern) for p in get_resolver().url_patterns))"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", asked],
        env=os.environ | {"BILET_PREVIEW": CODE, "BILET_PREVIEW_CONTENT": str(tmp_path),
                          "DJANGO_SETTINGS_MODULE": "bilet.config.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["False", "bilet.config.urls", "False"]


# What the author sees


@pytest.mark.django_db
def test_every_item_stands_with_scale_key_and_both_languages(client, previewing):
    text = seen(client)
    page = page_of(CODE, 1)
    assert len(page.items) == 16
    for item in page.items:
        assert item.text.ru in text
        assert item.text.en in text
        assert item.scale == "Знание путей"
        assert sum(option.is_right for option in item.options) == 1
    assert text.count(">верно<") == 16
    assert "Ошибок не найдено" in text
    for scale in page.scales:
        for _band, both in scale.bands:
            assert both.ru in text
            assert both.en in text


@pytest.mark.django_db
def test_a_change_is_seen_after_a_reload(client, previewing):
    assert "Совсем новый вопрос" not in seen(client)
    old = page_of(CODE, 1).items[0].text.ru
    previewing("instrument.yaml", old, "Совсем новый вопрос про пути?")
    assert "Совсем новый вопрос" in seen(client)
    form = client.get(reverse("assessments:form", args=[CODE, 1, "ru"]))
    assert form.json()["items"][0]["text"] == "Совсем новый вопрос про пути?"
    assert form["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_mistake_that_still_reads_is_told_beside_the_items(client, previewing):
    previewing(
        "instrument.yaml",
        "promise: ",
        "promise: Расписание, исследование, объяснение, отображение, предположение — ",
    )
    text = seen(client)
    assert "Надо исправить 1 ошибку" in text.replace("\u00a0", " ")
    assert "words are long" in text
    assert page_of(CODE, 1).items[0].text.ru in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("instrument.yaml", "format: choice", "format: choise", "Input should be"),
        ("instrument.yaml", "items:", "items: [", "line"),
        ("instrument.yaml", f"code: {CODE}", "code: r99_other", "name the folder r99_other"),
        ("en.yaml", "title:", "titel:", "is not in the Russian file"),
    ],
)
def test_a_broken_file_is_told_in_words_on_every_page(client, previewing, file, old, new, told):
    previewing(file, old, new)
    for path in (f"/preview/{CODE}/", "/tests/", f"/tests/{CODE}/"):
        page = client.get(path)
        assert page.status_code == 422
        assert told in page.text
        assert f"instruments/{CODE}/{file}" in page.text or "name the folder" in told
        assert "Traceback" not in page.text
    previewing(file, new, old)
    assert "Ошибок не найдено" in seen(client)


@pytest.mark.django_db
def test_the_button_begins_the_test_and_the_start_page_leads_back(client, previewing):
    assert f'action="{reverse("assessments:sittings", args=[CODE])}"' in seen(client)
    begun = client.post(reverse("assessments:sittings", args=[CODE]))
    assert client.get(begun.url).status_code == 200
    assert client.get("/").url == f"/preview/{CODE}/"
    assert client.get("/preview/i02_interests_short/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("code", sorted(path.parent.name for path in TESTS.glob("*/en.yaml")))
def test_every_test_of_the_bank_can_be_previewed(client, settings, code, rf):
    settings.PREVIEW, settings.PREVIEW_SOURCE = code, Path(site.CONTENT_DIR)
    page = preview(rf.get("/", {"seed": "3"}), code=code)
    assert page.status_code == 200
    assert page_of(code, 3).scales[0].bands[0][1].en in page.content.decode().replace("&#x27;", "'")


# The command


def test_a_laid_out_folder_has_one_test_and_all_other_content(author, tmp_path):
    (author / "trials").mkdir()
    target = tmp_path / "laid"
    for _again in range(2):
        lay_out(CODE, source=author, site=Path(site.CONTENT_DIR), target=target)
    assert [path.name for path in (target / "instruments").iterdir()] == [CODE]
    assert (target / "trials").resolve() == (author / "trials").resolve()
    assert (target / "professions").resolve() == Path(site.CONTENT_DIR) / "professions"
    assert (author / "instruments" / CODE / "instrument.yaml").exists()


def test_an_unknown_test_is_refused_with_the_names_of_those_that_are_there(author, tmp_path):
    with pytest.raises(click.ClickException, match=f"Tests there: {CODE}"):
        lay_out("r99_none", source=author, site=author, target=tmp_path / "laid")


@pytest.mark.parametrize("code", ["../../etc", "R05", "a b", ""])
def test_a_name_that_is_no_code_is_refused_before_anything_is_touched(code):
    result = CliRunner().invoke(main, ["preview", code])
    assert result.exit_code == 1
    assert "is no code of a test" in result.output


@pytest.mark.slow
def test_the_command_serves_the_authors_files_from_a_database_of_its_own(author, tmp_path):
    port = free_port()
    command = [sys.executable, "-c", "from bilet.config.cli import main; main()", "preview", CODE,
               "--content", str(author), "--port", str(port), "--no-open"]  # fmt: skip
    env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    env |= {"BILET_VAR": str(tmp_path / "var"), "DATABASE_URL": "postgresql://nowhere:1/x"}
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, env=env, stdout=pipe, stderr=same) as run:  # noqa: S603
        try:
            address = f"http://localhost:{port}/preview/{CODE}/"
            assert "Пути после школы" in _read(address, run)
            change(author / "instruments" / CODE / "instrument.yaml", "title: Пути после школы",
                   "title: Дороги после школы")  # fmt: skip
            assert "Дороги после школы" in _read(address, run)
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=30)


def _read(address: str, run: "subprocess.Popen[bytes]") -> str:
    """The page, as soon as the server answers."""
    for _ in range(240):
        assert run.poll() is None, run.stdout.read().decode() if run.stdout else ""
        try:
            with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310
                return re.sub(r"\s+", " ", page.read().decode())
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server does not answer")
