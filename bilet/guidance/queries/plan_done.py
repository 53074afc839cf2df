"""Which steps of a plan are done by themselves: the test, the trial, the lesson says it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Value

from bilet.assessments.models import Sitting
from bilet.courses.library import COURSES, lessons_of
from bilet.courses.models import CheckTry, LessonDone
from bilet.events.models import Attendance
from bilet.guidance.models import PlanStep
from bilet.people.models import Owner, Pupil
from bilet.trials.models import TrialRun

Kind = PlanStep.Kind
Moments = dict[tuple[str, str], list[datetime]]  # (kind, code) → when it was done


def done_of(owner: Owner, steps: Iterable[PlanStep]) -> dict[UUID, datetime]:
    """Open steps whose thing was done after the step was made, with the first such moment.

    At most four queries.
    """
    open_ = [step for step in steps if step.done_at is None and step.code]
    moments = _moments(owner, open_)
    found: dict[UUID, datetime] = {}
    for step in open_:
        after = [at for at in moments.get((step.kind, step.code), []) if at >= step.made_at]
        if after:
            found[step.pk] = min(after)
    return found


def _moments(owner: Owner, steps: list[PlanStep]) -> Moments:
    codes: dict[str, set[str]] = {}
    for step in steps:
        codes.setdefault(step.kind, set()).add(step.code)
    tests, trials = codes.get(Kind.TEST, set()), codes.get(Kind.TRIAL, set())
    found: Moments = {}
    rows = _tests(owner, tests) + _runs(owner, trials)
    if owner.pupil is not None:
        rows += _events(owner.pupil, codes.get(Kind.EVENT, set()), trials)
        rows += _courses(owner.pupil.person_id, codes.get(Kind.COURSE, set()))
    for kind, code, at in rows:
        found.setdefault((kind, code), []).append(at)
    return found


Row = tuple[str, str, datetime]


def _tests(owner: Owner, codes: set[str]) -> list[Row]:
    """A test done in haste is not done yet."""
    if not codes:
        return []
    rows = Sitting.objects.of(owner).with_attention().filter(instrument__in=codes)
    return [
        (Kind.TEST, code, at) for code, at in rows.values_list("instrument", "finished_at") if at
    ]


def _runs(owner: Owner, codes: set[str]) -> list[Row]:
    if not codes:
        return []
    rows = TrialRun.objects.of(owner).finished().filter(program__in=codes)
    return [(Kind.TRIAL, code, at) for code, at in rows.values_list("program", "finished_at") if at]


def _events(pupil: Pupil, events: set[str], trials: set[str]) -> list[Row]:
    """An event at a site is a trial as well, and a larger one."""
    if not events | trials:
        return []
    rows = Attendance.objects.filter(
        booking__pupil=pupil, booking__event__program__in=events | trials
    ).values_list("booking__event__program", "at")
    return [
        (kind, code, at)
        for code, at in rows
        for kind, wanted in ((Kind.EVENT, events), (Kind.TRIAL, trials))
        if code in wanted
    ]


def _courses(person: UUID, codes: set[str]) -> list[Row]:
    """A lesson is done when it is done, a course with its last lesson or check. One query."""
    if not codes:
        return []
    names = {code.partition("/")[0] for code in codes}
    lessons = LessonDone.objects.filter(person=person, course__in=names).values_list(
        Value("lesson"), "course", "lesson", "at"
    )
    checks = CheckTry.objects.filter(person=person, course__in=names, passed=True).values_list(
        Value("check"), "course", F("module"), "at"
    )
    done = list(lessons.order_by().union(checks.order_by(), all=True))
    parts: dict[tuple[str, str, str], datetime] = {}
    for part, course, name, at in done:
        key = (part, course, name)
        parts[key] = min(at, parts.get(key, at))
    found: list[Row] = []
    for code in codes:
        moments = [parts.get(key) for key in _parts_of(code)]
        known = [at for at in moments if at is not None]
        if known and len(known) == len(moments):
            found.append((Kind.COURSE, code, max(known)))
    return found


def _parts_of(code: str) -> list[tuple[str, str, str]]:
    """What has to be done: the one lesson, or every lesson and check of the course."""
    name, slash, lesson = code.partition("/")
    if slash:
        return [("lesson", name, lesson)]
    course = COURSES.get(name)
    if course is None:
        return []
    return [
        *(("lesson", name, each.id) for each in lessons_of(course)),
        *(("check", name, module.id) for module in course.modules),
    ]
