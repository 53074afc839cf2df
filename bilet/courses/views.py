"""Pages of courses: open to everybody; progress is kept for those who signed in."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from bilet.content.kinds import spoken
from bilet.core.ranges import ranged_file
from bilet.courses import actions, films, queries
from bilet.courses.course import Answer, Course, Lesson, Module, Question
from bilet.courses.library import COURSES, lesson_text, lessons_of
from bilet.people.models import Person
from bilet.people.requests import SignedInRequest

TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg"}


@login_not_required
@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    """The shelf: for pupils and for parents."""
    person = _person(request)
    context = {
        "for_pupils": queries.progress_of(person, audience="pupil"),
        "for_parents": queries.progress_of(person, audience="parent"),
    }
    return render(request, "courses/courses.html", context)


@login_not_required
@require_GET
def course(request: HttpRequest, code: str) -> HttpResponse:
    """One course: modules, lessons, how far one is."""
    found = _course_or_404(code)
    progress = next(p for p in queries.progress_of(_person(request)) if p.course.code == code)
    modules = [(module, progress.steps(module)) for module in found.modules]
    context = {"course": found, "progress": progress, "modules": modules}
    return render(request, "courses/course.html", context)


@login_not_required
@require_GET
def lesson(request: HttpRequest, code: str, lesson_id: str) -> HttpResponse:
    """One lesson: film with captions, text, one thing to do today."""
    found = _course_or_404(code)
    module, here = _lesson_or_404(found, lesson_id)
    lessons = lessons_of(found)
    place = [each.id for each in lessons].index(here.id)
    context = {
        "course": found,
        "module": module,
        "lesson": here,
        "text": lesson_text(code, here.id, spoken()),
        "film": _film(code, here),
        "transcript": films.transcript(here.film) if here.film else "",
        "number": place + 1,
        "count": len(lessons),
        "is_last": here.id == module.lessons[-1].id,
    }
    return render(request, "courses/lesson.html", context)


@require_POST
def lesson_done(request: SignedInRequest, code: str, lesson_id: str) -> HttpResponse:
    """Remember the lesson and go on to the next one, or to the check of the module."""
    found = _course_or_404(code)
    module, here = _lesson_or_404(found, lesson_id)
    actions.finish_lesson(request.user, found, here.id)
    if here.id == module.lessons[-1].id:
        return redirect("courses:check", code=code, module_id=module.id)
    following = lessons_of(found)[[each.id for each in lessons_of(found)].index(here.id) + 1]
    return redirect("courses:lesson", code=code, lesson_id=following.id)


@require_GET
def check(request: SignedInRequest, code: str, module_id: str) -> HttpResponse:
    """The check at the end of a module; after a go, every answer explained."""
    found = _course_or_404(code)
    module = _module_or_404(found, module_id)
    tried = queries.last_try(request.user, found, module)
    again = "again" in request.GET
    context = {
        "course": found,
        "module": module,
        "tried": None if again else tried,
        "questions": _questions(module, tried.answers if tried and not again else {}),
    }
    return render(request, "courses/check.html", context)


@require_POST
def check_tries(request: SignedInRequest, code: str, module_id: str) -> HttpResponse:
    """Take the check."""
    found = _course_or_404(code)
    module = _module_or_404(found, module_id)
    answers = {question.id: request.POST.get(question.id, "") for question in module.check}
    if left := actions.unanswered(module, answers):
        context = {
            "course": found,
            "module": module,
            "tried": None,
            "questions": _questions(module, answers),
            "left": left,
        }
        return render(request, "courses/check.html", context, status=422)
    actions.take_check(request.user, found, module, answers)
    return redirect("courses:check", code=code, module_id=module.id)


def _questions(
    module: Module, given: Mapping[str, str]
) -> list[tuple[Question, list[tuple[Answer, bool]]]]:
    """Questions with their answers, and whether each was chosen."""
    return [
        (question, [(answer, given.get(question.id) == answer.id) for answer in question.answers])
        for question in module.check
    ]


@login_not_required
@require_GET
def film_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A film or its poster; in ranges, as players ask."""
    file = _films_folder() / name
    if file.suffix not in TYPES or not file.is_file() or file.parent != _films_folder():
        raise Http404
    return ranged_file(request, file, content_type=TYPES[file.suffix])


@login_not_required
@require_GET
def captions(request: HttpRequest, code: str, lesson_id: str) -> HttpResponse:
    """WebVTT captions of a lesson's film, in the language of the page."""
    _module, here = _lesson_or_404(_course_or_404(code), lesson_id)
    if here.film is None:
        raise Http404
    return HttpResponse(films.captions(here.film), content_type="text/vtt; charset=utf-8")


def _film(code: str, lesson: Lesson) -> dict[str, str] | None:
    """Names of the film's files; None while the film is not rendered."""
    if lesson.film is None:
        return None
    file = films.find_film(_films_folder(), code, lesson.id, spoken())
    if file is None:
        return None
    return {"mp4": file.name, "jpg": f"{file.stem}.jpg"}


def _films_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "films"


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _course_or_404(code: str) -> Course:
    found = COURSES.get(code)
    if found is None:
        raise Http404
    return found


def _lesson_or_404(course: Course, lesson_id: str) -> tuple[Module, Lesson]:
    for module in course.modules:
        for each in module.lessons:
            if each.id == lesson_id:
                return module, each
    raise Http404


def _module_or_404(course: Course, module_id: str) -> Module:
    found = next((module for module in course.modules if module.id == module_id), None)
    if found is None:
        raise Http404
    return found
