"""A film is as long as its script says, and its captions hold every word of it."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from imageio_ffmpeg import get_ffmpeg_exe

from bilet.courses import films, lettering
from bilet.courses.course import Film
from bilet.courses.library import COURSES, lessons_of

ART = settings.CONTENT_DIR / "courses" / "art"
SECONDS = (2, 2.5, 2, 3.5, 2)


def a_film(**changes: object) -> Film:
    scenes = [
        {
            "id": f"s{number}",
            "seconds": seconds,
            "art": "door",
            "title": "Проба № 1" if number == 1 else None,
            "caption": f"Слово {number} <и> дело",
        }
        for number, seconds in enumerate(SECONDS)
    ]
    return Film.model_validate({"scenes": [{**scene, **changes} for scene in scenes]})


def seconds_of(file: Path) -> float:
    asked = subprocess.run(  # noqa: S603
        [get_ffmpeg_exe(), "-i", str(file)], capture_output=True, text=True, check=False
    )
    found = re.search(r"Duration: (\d+):(\d+):([\d.]+)", asked.stderr)
    assert found, asked.stderr
    hours, minutes, rest = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def in_seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def test_every_caption_is_there_and_the_times_follow_each_other():
    text = films.captions(a_film())
    times = re.findall(r"^([\d:.]+) --> ([\d:.]+)$", text, re.MULTILINE)
    assert text.startswith("WEBVTT\n\n")
    assert [in_seconds(end) - in_seconds(start) for start, end in times] == list(SECONDS)
    assert [start for start, _ in times[1:]] == [end for _, end in times[:-1]]
    assert all(f"Слово {number} &lt;и&gt; дело" in text for number in range(len(SECONDS)))


def test_the_transcript_is_the_captions_without_times():
    assert films.transcript(a_film()).split("\n\n")[2] == "Слово 2 <и> дело"


def test_a_minute_is_written_as_a_minute():
    film = a_film(seconds=20)
    assert "00:01:20.000 --> 00:01:40.000" in films.captions(film)


def test_a_rendered_film_has_the_length_of_its_script_and_a_poster(tmp_path):
    out = tmp_path / "film.mp4"
    films.render_film(a_film(), out, language="ru", art=ART)
    assert seconds_of(out) == pytest.approx(sum(SECONDS), abs=0.1)
    assert out.with_suffix(".jpg").stat().st_size > 1000
    assert sorted(f.name for f in tmp_path.iterdir()) == ["film.jpg", "film.mp4"]


def test_a_film_that_exists_is_not_made_again(tmp_path):
    out = tmp_path / "film.mp4"
    out.write_bytes(b"made before")
    films.render_film(a_film(), out, language="ru", art=ART)
    assert out.read_bytes() == b"made before"


def test_the_key_follows_the_script_and_the_drawing(tmp_path):
    (tmp_path / "door.svg").write_bytes((ART / "door.svg").read_bytes())
    before = films.film_key(a_film(), tmp_path)
    assert films.film_key(a_film(), tmp_path) == before
    assert films.film_key(a_film(caption="Иначе"), tmp_path) != before
    (tmp_path / "door.svg").write_bytes((ART / "phone.svg").read_bytes())
    assert films.film_key(a_film(), tmp_path) != before


def test_a_missing_drawing_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"scene s0.*no_such\.svg"):
        films.render_film(a_film(art="no_such"), tmp_path / "film.mp4", language="ru", art=ART)


def test_all_films_are_made_once_and_outdated_ones_go(tmp_path, monkeypatch):
    made: list[str] = []

    def instead(film: Film, out: Path, *, language: str, art: Path) -> None:
        if not out.exists():
            made.append(out.name)
            out.write_bytes(b"film")

    monkeypatch.setattr(films, "render_film", instead)
    old = tmp_path / "first_choice-gone.ru.0123456789ab.mp4"
    other = tmp_path / "readme.txt"
    old.touch()
    other.touch()
    first = films.render_all(tmp_path)
    assert films.render_all(tmp_path) == first
    assert sorted(made) == sorted(file.name for file in first)
    assert films.find_film(tmp_path, "first_choice", "try_first", "en") in first
    assert films.find_film(tmp_path, "first_choice", "gone", "ru") is None
    assert other.exists()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_course_has_a_film_of_about_a_minute(language):
    for course in COURSES.all(language).values():
        told = [lesson.film for lesson in lessons_of(course) if lesson.film]
        assert told, course.code
        assert all(45 <= films.length(film) <= 75 for film in told), course.code


def test_courses_are_without_mistakes():
    assert COURSES.mistakes() == []


def test_long_titles_take_two_rows_of_even_length():
    short = lettering.title_card("Одно слово")
    long = lettering.title_card("Ошибаться здесь дёшево, поэтому пробуй чаще и без страха")
    assert long.height > short.height
    assert long.width < films.WIDTH - 2 * films.TITLE_PLACE[0]


def test_titles_are_written_without_our_typeface_too(monkeypatch):
    monkeypatch.setattr(lettering, "font_files", list)
    lettering.title_card.cache_clear()
    card = lettering.title_card("Дверь # [открыта]")
    lettering.title_card.cache_clear()
    assert card.mode == "RGBA"
    assert 150 < card.width < films.WIDTH
