"""Learning: open to everybody, remembered for those who signed in."""

from pathlib import Path

import pytest
from django.urls import reverse

from bilet.courses.library import COURSES, lessons_of
from bilet.courses.models import CheckTry, LessonDone
from bilet.testing.factories import make_person

pytestmark = pytest.mark.django_db
CODE = "talk_about_choice"


@pytest.fixture
def course():
    return COURSES.all("ru")[CODE]


def right_answers(module) -> dict[str, str]:
    return {q.id: next(a.id for a in q.answers if a.right) for q in module.check}


def test_a_guest_reads_any_lesson(client, course):
    for lesson in lessons_of(course):
        page = client.get(reverse("courses:lesson", args=[CODE, lesson.id]))
        assert page.status_code == 200
        assert lesson.title in page.text


def test_all_four_courses_stand_on_the_shelf(client):
    page = client.get(reverse("courses:courses")).text
    assert all(course.title in page for course in COURSES.all("ru").values())


def test_the_whole_course_is_finished_step_by_step(client, course):
    person = make_person()
    client.force_login(person)
    for lesson in lessons_of(course):
        client.post(reverse("courses:lesson-done", args=[CODE, lesson.id]))
    for module in course.modules:
        response = client.post(
            reverse("courses:tries", args=[CODE, module.id]), right_answers(module), follow=True
        )
        assert "Модуль пройден" in response.text
    assert LessonDone.objects.filter(person=person).count() == len(lessons_of(course))


def test_a_lesson_done_twice_counts_once(client, course):
    client.force_login(make_person())
    url = reverse("courses:lesson-done", args=[CODE, lessons_of(course)[0].id])
    client.post(url)
    client.post(url)
    assert LessonDone.objects.count() == 1


def test_an_unanswered_question_is_named_and_nothing_is_kept(client, course):
    client.force_login(make_person())
    module = course.modules[0]
    answers = right_answers(module)
    answers.popitem()
    url = reverse("courses:tries", args=[CODE, module.id])
    page = client.post(url, answers)
    assert page.status_code == 422
    assert "1 вопрос остался" in page.text
    assert page.text.split("<main", 1)[1].count(" checked") == len(answers)
    assert not CheckTry.objects.exists()


def test_wrong_answers_are_explained_and_one_may_try_again(client, course):
    client.force_login(make_person())
    module = course.modules[0]
    wrong = {q.id: next(a.id for a in q.answers if not a.right) for q in module.check}
    page = client.post(reverse("courses:tries", args=[CODE, module.id]), wrong, follow=True).text
    assert module.check[0].explain in page
    assert not CheckTry.objects.get().passed


def test_captions_are_there_for_every_film(client, course):
    lesson = next(lesson for lesson in lessons_of(course) if lesson.film)
    captions = client.get(reverse("courses:captions", args=[CODE, lesson.id])).text
    assert captions.startswith("WEBVTT")
    assert all(scene.caption in captions for scene in lesson.film.scenes)


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        (None, 200, b"0123456789"),
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=20-", 416, b""),
        ("bytes=oops", 416, b""),
    ],
)
def test_a_film_is_served_in_ranges(client, settings, asked, status, body):
    folder = Path(settings.MEDIA_ROOT) / "films"
    folder.mkdir(exist_ok=True)
    (folder / "a-b.ru.0123456789ab.mp4").write_bytes(b"0123456789")
    headers = {"range": asked} if asked else {}
    response = client.get(
        reverse("courses:film", args=["a-b.ru.0123456789ab.mp4"]), headers=headers
    )
    assert response.status_code == status
    assert b"".join(response) == body


def test_no_other_file_is_served(client):
    assert client.get("/courses/films/..%2Fkeys%2Fsecret_key").status_code == 404


def test_the_shelf_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    client.force_login(make_person())
    with django_assert_max_num_queries(7):
        client.get(reverse("courses:courses"))
