"""The one gate to pupils' data: who reaches whom."""

import pytest

from bilet.access.grants import Permission, Role
from bilet.people.models import Guardianship, Pupil
from bilet.testing.events import make_booking
from bilet.testing.factories import (
    make_class,
    make_organization,
    make_parent,
    make_pupil,
    make_staff,
    make_teacher,
)

pytestmark = pytest.mark.django_db
SEE = Permission.PUPIL_SEE


def reach(person, permission=SEE):
    return set(Pupil.objects.within_reach_of(person, permission))


def test_a_pupil_reaches_themself_alone():
    pupil, _other = make_pupil(), make_pupil()
    assert reach(pupil.person) == {pupil}


def test_a_parent_reaches_every_child_and_no_other():
    first, second, _other = make_pupil(), make_pupil(), make_pupil()
    assert reach(make_parent(first, second)) == {first, second}


def test_a_frozen_link_reaches_nobody():
    pupil = make_pupil()
    parent = make_parent(pupil)
    Guardianship.objects.update(status=Guardianship.Status.FROZEN)
    assert reach(parent) == set()


def test_a_teacher_reaches_their_own_class_and_not_its_results():
    school_class = make_class()
    pupil = make_pupil(school_class=school_class, school=school_class.school)
    make_pupil(school=school_class.school)
    teacher = make_teacher(school_class)
    assert reach(teacher) == {pupil}
    assert reach(teacher, Permission.RESULTS_READ) == set()


@pytest.mark.parametrize("role", [Role.REGIONAL_OPERATOR, Role.FEDERAL_OPERATOR])
@pytest.mark.parametrize("permission", list(Permission))
def test_an_operator_reaches_no_single_pupil(role, permission):
    make_pupil(school=make_organization(path="ru/50/7/"))
    operator = make_staff(role, make_organization("region", path="ru/51/"))
    assert reach(operator, permission) == set()


def test_a_mentor_reaches_the_pupils_of_their_event_while_they_work_there():
    booking = make_booking()
    mentor = make_staff(Role.MENTOR, booking.event.site)
    booking.event.mentors.add(mentor)
    assert reach(mentor, Permission.EVENTS_RUN) == {booking.pupil}
    mentor.memberships.all().delete()
    assert reach(mentor, Permission.EVENTS_RUN) == set()
