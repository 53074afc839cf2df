"""Classes: made by the teacher-navigator, filled with seats or from a list of numbers."""

from django.db import transaction

from bilet.orgs.models import Organization
from bilet.people.actions.codes import issue_card, issue_guardian_slip
from bilet.people.actions.pupils import seat_in
from bilet.people.models import Person, Pupil, SchoolClass


@transaction.atomic
def make_class(
    school: Organization, *, grade: int, letter: str, year: int, teacher: Person
) -> SchoolClass:
    """The class of this year; the same one when it is there already, with one teacher more."""
    school_class, _new = SchoolClass.objects.get_or_create(
        school=school, grade=grade, letter=letter.strip().upper(), year=year
    )
    school_class.teachers.add(teacher)
    return school_class


@transaction.atomic
def prepare_seats(school_class: SchoolClass, count: int) -> list[Pupil]:
    """Seats for the numbers 1…count of the register that nobody has taken yet."""
    taken = set(school_class.pupils.values_list("number", flat=True))
    return [seat_in(school_class, n) for n in range(1, count + 1) if n not in taken]


@transaction.atomic
def print_cards(pupils: list[Pupil], *, by: Person) -> list[tuple[Pupil, str]]:
    """New login cards; the old ones of these pupils die."""
    return [(pupil, issue_card(pupil, by=by)) for pupil in pupils]


@transaction.atomic
def print_slips(pupils: list[Pupil], *, by: Person) -> list[tuple[Pupil, str]]:
    """Guardian's slips, one for each pupil."""
    return [(pupil, issue_guardian_slip(pupil, by=by)) for pupil in pupils]
