"""What a step of a plan leads to: its name and its address, in the language of the page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bilet.assessments.library import INSTRUMENTS
from bilet.courses.library import COURSES, lessons_of
from bilet.guidance.models import PlanStep
from bilet.professions.library import PROFESSIONS
from bilet.professions.words import SUBJECTS
from bilet.trials.library import PROGRAMS

Kind = PlanStep.Kind


@dataclass(frozen=True, slots=True)
class Thing:
    title: str
    href: str = ""
    field: str = ""  # of work, for its colour


def thing_of(kind: str, code: str, profession: str = "") -> Thing | None:
    """None when the step names nothing, or something the content has lost."""
    match kind:
        case Kind.TEST:
            return _test(code)
        case Kind.TRIAL | Kind.EVENT:
            return _program(kind, code)
        case Kind.COURSE:
            return _course(code)
        case Kind.SUBJECT:
            return _subject(code, profession)
        case _:
            return _profession(kind, profession)


def _test(code: str) -> Thing | None:
    test = INSTRUMENTS.get(code)
    return Thing(test.title, reverse("assessments:instrument", args=[code])) if test else None


def _program(kind: str, code: str) -> Thing | None:
    program = PROGRAMS.get(code)
    if program is None:
        return None
    card = PROFESSIONS.get(program.profession)
    href = reverse("trials:program", args=[code])
    if kind == Kind.EVENT:
        href = f"{reverse('events:search')}?profession={program.profession}"
    return Thing(program.title, href, str(card.field) if card else "")


def _course(code: str) -> Thing | None:
    name, _slash, wanted = code.partition("/")
    course = COURSES.get(name)
    if course is None:
        return None
    lesson = next((each for each in lessons_of(course) if each.id == wanted), None)
    if lesson is not None:
        return Thing(lesson.title, reverse("courses:lesson", args=[name, lesson.id]))
    return Thing(course.title, reverse("courses:course", args=[name]))


def _subject(code: str, profession: str) -> Thing | None:
    if code not in SUBJECTS:
        return None
    card = PROFESSIONS.get(profession) if profession else None
    if card is None:
        return Thing(str(SUBJECTS[code]))
    names = {"subject": SUBJECTS[code], "person": card.person}
    return Thing(
        _("%(subject)s: what it is needed for in the work “%(person)s”") % names,
        reverse("professions:profession", args=[card.code]),
        str(card.field),
    )


def _profession(kind: str, code: str) -> Thing | None:
    card = PROFESSIONS.get(code) if code else None
    if card is None:
        return None
    titles = {
        Kind.OPEN_DAY: _("Where it is taught: %(person)s"),
        Kind.TALK: _("Ask somebody who works so: %(person)s"),
    }
    title = titles.get(Kind(kind), "%(person)s") % {"person": card.person}
    href = reverse("professions:profession", args=[code])
    return Thing(title, href, str(card.field))
