"""Who reads what of guidance, and what a plan may hold. Rules read; they never write."""

from datetime import date, timedelta

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.rules import reads_results
from bilet.courses.library import COURSES, lessons_of
from bilet.guidance import errors
from bilet.guidance.models import OwnPlan, PlanStep
from bilet.people.models import Person, Pupil
from bilet.people.rules import has_consent, keeps_details, teaches
from bilet.professions.library import PROFESSIONS
from bilet.professions.words import SUBJECTS
from bilet.trials.library import PROGRAMS

READINESS_TO_TEACHER = "readiness_to_teacher"
MOST_OPEN_STEPS = 30
A_MOMENT = timedelta(milliseconds=1)


def helps_to_begin(person: Person, pupil: Pupil) -> bool:
    """A teacher-navigator of the class, while the family has it open. Two queries."""
    return teaches(person, pupil.school_class) and has_consent(pupil, READINESS_TO_TEACHER)


def reads_plan(person: Person, pupil: Pupil, *, is_shared: bool, today: date) -> bool:
    """The pupil; the family to whom results are open, from 14 on only if the pupil shares it."""
    if person.pk == pupil.person_id:
        return True
    return reads_results(person, pupil) and (is_shared or not keeps_details(pupil, today))


def check_thing(kind: str, code: str, profession: str) -> None:
    """What a step leads to is really there."""
    if code and not _is_thing(kind, code):
        raise errors.UnknownThingError
    if profession and PROFESSIONS.get(profession) is None:
        raise errors.UnknownThingError


def _is_thing(kind: str, code: str) -> bool:
    match kind:
        case PlanStep.Kind.TEST:
            return INSTRUMENTS.get(code) is not None
        case PlanStep.Kind.TRIAL | PlanStep.Kind.EVENT:
            return PROGRAMS.get(code) is not None
        case PlanStep.Kind.COURSE:
            return _is_course(code)
        case PlanStep.Kind.SUBJECT:
            return code in SUBJECTS
        case _:
            return False


def _is_course(code: str) -> bool:
    """`course`, or `course/lesson`."""
    name, slash, lesson = code.partition("/")
    course = COURSES.get(name)
    if course is None:
        return False
    return not slash or lesson in {each.id for each in lessons_of(course)}


def check_room(plan: OwnPlan) -> None:
    """A list nobody can keep in view is no plan. One query."""
    if plan.steps.filter(done_at__isnull=True).count() >= MOST_OPEN_STEPS:
        raise errors.TooManyStepsError(most=MOST_OPEN_STEPS)


def check_may_open(step: PlanStep) -> None:
    """One thing stands open once. One query."""
    same = PlanStep.objects.filter(plan=step.plan_id, kind=step.kind, code=step.code)
    if step.code and same.filter(done_at__isnull=True).exclude(pk=step.pk).exists():
        raise errors.StepIsOpenError
