"""A parent's course: a lesson with a captioned film, the check at its end, how far one is."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
from django.conf import settings
from playwright.sync_api import expect

from bilet.courses.library import COURSES
from tests.journeys.people import make_misha, make_mother, make_town, signed_in
from tests.journeys.seeing import see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

COURSE = "talk_about_choice"


@pytest.fixture
def film() -> Path:
    """A second of film where the rendered one of the first lesson would lie."""
    folder = Path(settings.MEDIA_ROOT) / "films"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{COURSE}-start_the_talk.ru.0123456789ab.mp4"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", "-f", "lavfi"]
    source = "color=c=teal:s=320x180:d=1"
    subprocess.run([*command, "-i", source, str(file)], check=True)  # noqa: S603
    poster = file.with_suffix(".jpg")
    subprocess.run([*command, "-i", source, "-frames:v", "1", str(poster)], check=True)  # noqa: S603
    yield file
    file.unlink()
    poster.unlink()


def test_a_parent_watches_a_captioned_film_passes_the_check_and_sees_the_progress(
    page_at, device, live_server, film
):
    mother = make_mother(make_misha(make_town()))
    phone = signed_in(device(), mother, live_server.url)
    page = page_at("/home/", on=phone)
    course = COURSES.get(COURSE)
    page.get_by_role("link", name=course.title).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(course.title)
    see(page, "11-course")
    page.get_by_role("link", name="Начать").last.tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Начать без допроса")
    video = page.locator("video")
    expect(video).to_have_js_property("readyState", 4)
    captions = video.evaluate(
        """async (video) => {
            const track = video.textTracks[0];
            track.mode = "showing";
            for (let tries = 0; tries < 100 && !track.cues?.length; tries++)
                await new Promise((resolve) => setTimeout(resolve, 50));
            return [...(track.cues ?? [])].map((cue) => cue.text);
        }"""
    )
    assert "Ну что, кем будешь?" in captions[0]
    part = page.request.get(
        live_server.url + f"/courses/films/{film.name}", headers={"Range": "bytes=100-199"}
    )
    assert part.status == 206
    assert part.body() == film.read_bytes()[100:200]
    page.get_by_text("Фильм словами").tap()
    expect(page.locator("main")).to_contain_text("Это не лень и не упрямство")
    see(page, "11-lesson")

    lessons = course.modules[0].lessons
    for lesson in lessons[1:]:
        page.get_by_role("button", name="Готово, следующий урок").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
    page.get_by_role("button", name="Готово, к проверке").tap()
    see(page, "11-check", heading="проверка")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("button", name="Готово").tap()
    expect(page.get_by_role("alert")).to_contain_text("без ответа")
    for question in course.modules[0].check:
        right = next(answer for answer in question.answers if answer.right)
        page.locator(f"input[name={question.id}][value={right.id}]").check()
    page.get_by_role("button", name="Готово").tap()
    expect(page.locator("main .lead")).to_contain_text("Модуль пройден")
    see(page, "11-check-passed")

    page.get_by_role("link", name="К курсу").tap()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", str(len(lessons) + 1))
    see(page, "11-course-done")


def test_a_visitor_reads_a_lesson_without_signing_in_while_the_film_is_not_rendered(page_at):
    page = page_at(f"/courses/{COURSE}/start_the_talk/")
    expect(page.locator("main")).to_contain_text("Фильм готовится")
    expect(page.locator("main")).to_contain_text("Ну что, кем будешь?")
    expect(page.get_by_text("После входа запомним")).to_be_visible()
    see(page, "11-lesson-visitor")
