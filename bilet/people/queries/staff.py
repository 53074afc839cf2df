"""Who works below whom."""

from django.db.models import QuerySet

from bilet.access.grants import INVITES, Permission, Role
from bilet.people.models import Membership, Person

ROWS = 300


def invitable(person: Person) -> list[Role]:
    """Roles that the person may give, in the order of the table."""
    given = [role for own in person.roles() for role in INVITES.get(own, ())]
    return [role for role in Role if role in given]


def staff_below(person: Person, roles: list[Role]) -> "QuerySet[Membership]":
    """Memberships in the person's subtree that the person may give. One query."""
    return (
        Membership.objects.filter(
            organization__in=person.works_over(Permission.STAFF_MANAGE), role__in=roles
        )
        .exclude(person=person)
        .select_related("person", "organization")
        .order_by("organization__path", "role")[:ROWS]
    )
