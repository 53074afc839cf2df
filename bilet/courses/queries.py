"""What the pages of courses read."""

from dataclasses import dataclass
from typing import Any

from bilet.courses.course import Course, Lesson, Module
from bilet.courses.library import COURSES, lessons_of
from bilet.courses.models import CheckTry, LessonDone
from bilet.people.models import Person


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one person is in one course."""

    course: Course
    lessons_done: frozenset[str]
    modules_passed: frozenset[str]

    @property
    def total(self) -> int:
        """Lessons and checks."""
        return len(lessons_of(self.course)) + len(self.course.modules)

    @property
    def done(self) -> int:
        return len(self.lessons_done) + len(self.modules_passed)

    @property
    def is_finished(self) -> bool:
        return self.done >= self.total

    def next_lesson(self) -> Lesson | None:
        """The first lesson that is not done."""
        return next((ls for ls in lessons_of(self.course) if ls.id not in self.lessons_done), None)

    def steps(self, module: Module) -> list[dict[str, Any]]:
        """Rows of the list of steps of a module."""
        upcoming = self.next_lesson()
        return [
            {
                "lesson": lesson,
                "title": lesson.title,
                "status": self._status(lesson, upcoming),
                "minutes": lesson.minutes,
            }
            for lesson in module.lessons
        ]

    def _status(self, lesson: Lesson, upcoming: Lesson | None) -> str:
        if lesson.id in self.lessons_done:
            return "done"
        return "now" if upcoming is not None and lesson.id == upcoming.id else "todo"


def progress_of(person: Person | None, *, audience: str | None = None) -> list[Progress]:
    """Progress in every course of `audience`, in the order of the shelf. Two queries."""
    lessons: dict[str, set[str]] = {}
    passed: dict[str, set[str]] = {}
    if person is not None:
        for course, lesson in LessonDone.objects.filter(person=person).values_list(
            "course", "lesson"
        ):
            lessons.setdefault(course, set()).add(lesson)
        for course, module in CheckTry.objects.filter(person=person, passed=True).values_list(
            "course", "module"
        ):
            passed.setdefault(course, set()).add(module)
    return [
        Progress(
            course=course,
            lessons_done=frozenset(lessons.get(course.code, ())) & _lesson_ids(course),
            modules_passed=frozenset(passed.get(course.code, ())) & {m.id for m in course.modules},
        )
        for course in COURSES.all().values()
        if audience in (None, course.audience)
    ]


def last_try(person: Person, course: Course, module: Module) -> CheckTry | None:
    """One query."""
    return CheckTry.objects.filter(person=person, course=course.code, module=module.id).first()


def _lesson_ids(course: Course) -> frozenset[str]:
    return frozenset(lesson.id for lesson in lessons_of(course))
