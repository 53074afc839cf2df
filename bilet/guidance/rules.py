"""Who reads what of guidance. Rules read; they never write."""

from datetime import date

from bilet.assessments.rules import reads_results
from bilet.people.models import Person, Pupil, SchoolClass
from bilet.people.rules import consents_alone, has_consent

READINESS_TO_TEACHER = "readiness_to_teacher"


def teaches(person: Person, school_class: SchoolClass | None) -> bool:
    """Whether the person is a teacher-navigator of the class. One query.

    The consent about readiness names them alone: who runs the school does not read it.
    """
    return school_class is not None and school_class.teachers.filter(pk=person.pk).exists()


def helps_to_begin(person: Person, pupil: Pupil) -> bool:
    """A teacher-navigator of the class, while the family has it open. Two queries."""
    return teaches(person, pupil.school_class) and has_consent(pupil, READINESS_TO_TEACHER)


def reads_plan(person: Person, pupil: Pupil, *, is_shared: bool, today: date) -> bool:
    """The pupil; the family to whom results are open, from 14 on only if the pupil shares it."""
    if person.pk == pupil.person_id:
        return True
    return reads_results(person, pupil) and (is_shared or not consents_alone(pupil, today))
