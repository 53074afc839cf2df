"""Make a valid object with one call; say only what the test is about."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from bilet.access.grants import Role
from bilet.orgs.models import Organization
from bilet.people.models import Guardianship, Membership, Person, Pupil, SchoolClass

_number = count(1)


def make_organization(kind: str = "school", *, path: str = "", **fields: Any) -> Organization:
    n = next(_number)
    path = path or f"ru/50/{n:04}/"
    return Organization.objects.create(
        **{"kind": kind, "name": f"{kind} {n}", "path": path} | fields
    )


def make_region(path: str = "ru/50/", **fields: Any) -> Organization:
    """The region at `path`; the same one when it is there."""
    found = Organization.objects.filter(path=path).first()
    return found or make_organization("region", path=path, **fields)


def make_person(**fields: Any) -> Person:
    n = next(_number)
    return Person.objects.create(
        **{"username": f"person-{n}", "email": f"person-{n}@example.org"} | fields
    )


def make_class(school: Organization | None = None, *, grade: int = 8, **fields: Any) -> SchoolClass:
    n = next(_number)
    defaults = {"letter": str(n), "year": 2026, "school": school or make_organization()}
    return SchoolClass.objects.create(grade=grade, **defaults | fields)


def make_pupil(age: int = 15, *, school: Organization | None = None, **fields: Any) -> Pupil:
    """A pupil of grade 8 with a name, whose region is `ru/50/`."""
    n = next(_number)
    born = date(timezone.now().year - age, 1, 1)
    defaults = {
        "birth_date": born,
        "grade": 8,
        "nickname": f"Рысь-{n}",
        "school": school or make_organization(),
        "region": fields.pop("region", None) or make_region(),
    }
    person = make_person(first_name="Аня", last_name=f"Тестова{n}")
    return Pupil.objects.create(person=person, **defaults | fields)


def make_guest_like_pupil(**fields: Any) -> Pupil:
    """A young pupil before any consent: a nickname, nothing else."""
    pupil = make_pupil(**{"birth_date": None} | fields)
    pupil.person.first_name = pupil.person.last_name = ""
    pupil.person.save()
    return pupil


def make_parent(*children: Pupil, level: int = 2) -> Person:
    """A guardian of `children`, confirmed by the school unless `level` says otherwise."""
    parent = make_person(first_name="Ирина", patronymic="Петровна")
    for child in children:
        Guardianship.objects.create(
            guardian=parent, pupil=child, level=level, confirmed_at=timezone.now()
        )
    return parent


def make_staff(role: Role, organization: Organization) -> Person:
    person = make_person()
    Membership.objects.create(person=person, organization=organization, role=role)
    return person


def make_teacher(school_class: SchoolClass) -> Person:
    teacher = make_staff(Role.TEACHER, school_class.school)
    school_class.teachers.add(teacher)
    return teacher
