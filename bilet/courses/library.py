"""Where courses lie, the texts of their lessons, and the mistakes one file cannot show."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bilet.content.errors import ContentError
from bilet.content.kinds import ContentKind
from bilet.content.reader import LANGUAGES, read_part
from bilet.courses.course import Course, Film, Lesson, Question

CAPTION_SIGNS = 120
TITLE_SIGNS = 60
SIGNS_PER_SECOND = 20  # a caption that asks for faster reading is too long for its scene


def lesson_text(course: str, lesson: str, language: str, root: Path | None = None) -> str:
    """The Markdown of a lesson, in one language.

    Raises:
        ContentError: the file is missing or is not UTF-8.
    """
    file = _lesson_file((root or settings.CONTENT_DIR) / "courses" / course, lesson, language)
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ContentError(f"{file}: {error}; write the lesson there") from error


def lessons_of(course: Course) -> list[Lesson]:
    """Every lesson of a course, in order."""
    return [lesson for module in course.modules for lesson in module.lessons]


def _lesson_file(folder: Path, lesson: str, language: str) -> Path:
    return folder / "lessons" / (f"{lesson}.md" if language == "ru" else f"{lesson}.{language}.md")


def _mistakes(parts: dict[str, Course], root: Path) -> Iterator[str]:
    for code in parts:
        folder = root / "courses" / code
        if not (folder / "course.yaml").exists():
            yield f"{folder}: the course {code} lies in another folder; name the folder {code}"
            continue
        for language in LANGUAGES:
            course = read_part(Course, folder / "course.yaml", language=language)
            place = f"{folder}/course.yaml ({language})"
            yield from _mistakes_in_lessons(course, folder, language)
            for module in course.modules:
                yield from (f"{place}: {m}" for q in module.check for m in _mistakes_in_check(q))


def _mistakes_in_lessons(course: Course, folder: Path, language: str) -> Iterator[str]:
    seen: set[str] = set()
    for lesson in lessons_of(course):
        file = _lesson_file(folder, lesson.id, language)
        if lesson.id in seen:
            yield f"{folder}: the lesson id {lesson.id} is used twice; films are named by it"
        seen.add(lesson.id)
        if not file.exists() or not file.read_text(encoding="utf-8").strip():
            yield f"{file}: the lesson has no text; write it"
        if lesson.film is not None:
            art = folder.parent / "art"
            yield from (f"{file.stem}: {m}" for m in _mistakes_in_film(lesson.film, art))


def _mistakes_in_film(film: Film, art: Path) -> Iterator[str]:
    for scene in film.scenes:
        if not (art / f"{scene.art}.svg").exists():
            yield f"scene {scene.id}: {art / scene.art}.svg is missing; draw it or name another"
        if len(scene.caption) > CAPTION_SIGNS:
            yield f"scene {scene.id}: the caption is longer than {CAPTION_SIGNS} signs; shorten it"
        if len(scene.caption) > SIGNS_PER_SECOND * scene.seconds:
            yield f"scene {scene.id}: {scene.seconds} s are too short to read the caption; add some"
        if scene.title and len(scene.title) > TITLE_SIGNS:
            yield f"scene {scene.id}: the title is longer than {TITLE_SIGNS} signs; shorten it"


def _mistakes_in_check(question: Question) -> Iterator[str]:
    right = [answer for answer in question.answers if answer.right]
    if len(right) != 1:
        yield f"question {question.id}: {len(right)} right answers; mark exactly one"


COURSES = ContentKind(
    folder="courses",
    pattern="*/course.yaml",
    model=Course,
    key=lambda course: course.code,
    also=_mistakes,
)
