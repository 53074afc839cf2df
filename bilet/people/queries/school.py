"""What the teacher's pages read."""

from datetime import date

from django.db.models import Q, QuerySet

from bilet.access.grants import Role
from bilet.people.models import Person, SchoolClass


def classes_of(person: Person) -> QuerySet[SchoolClass]:
    """Classes the person teaches, or all classes of a school they run."""
    schools = person.memberships.filter(role=Role.SCHOOL_ADMIN).values("organization")
    reach = Q(teachers=person) | Q(school__in=schools)
    return SchoolClass.objects.filter(reach).distinct()


def school_year(day: date) -> int:
    """The year in which the school year of `day` began; a new one begins in August."""
    return day.year if day.month >= 8 else day.year - 1
