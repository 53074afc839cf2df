"""What changes when a person learns."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from bilet.courses.course import Course, Module
from bilet.courses.errors import UnansweredError
from bilet.courses.models import CheckTry, LessonDone
from bilet.people.models import Person

PASS = 0.7  # share of right answers


def finish_lesson(
    person: Person, course: Course, lesson: str, *, at: datetime | None = None
) -> None:
    """Remember that the lesson is done; the first time counts."""
    LessonDone.objects.get_or_create(
        person=person, course=course.code, lesson=lesson, defaults={"at": at or timezone.now()}
    )


def unanswered(module: Module, answers: Mapping[str, str]) -> list[str]:
    """Questions of the check that `answers` leaves out."""
    return [q.id for q in module.check if answers.get(q.id) not in {a.id for a in q.answers}]


def take_check(
    person: Person,
    course: Course,
    module: Module,
    answers: Mapping[str, str],
    *,
    at: datetime | None = None,
) -> CheckTry:
    """Mark the answers of one go. Anybody may try again.

    Raises:
        UnansweredError: a question has no answer, or an answer that it does not offer.
    """
    if left := unanswered(module, answers):
        raise UnansweredError(left=len(left))
    right = sum(
        any(a.right and a.id == answers[question.id] for a in question.answers)
        for question in module.check
    )
    return CheckTry.objects.create(
        person=person,
        course=course.code,
        module=module.id,
        answers={question.id: answers[question.id] for question in module.check},
        right=right,
        total=len(module.check),
        passed=right >= PASS * len(module.check),
        at=at or timezone.now(),
    )
