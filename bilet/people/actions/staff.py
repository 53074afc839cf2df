"""People who work here: invited by those above them."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from bilet.access.grants import Role
from bilet.core import mail
from bilet.orgs.models import Organization
from bilet.people.actions.codes import issue_sign_in_link
from bilet.people.actions.guardians import Adult, adult_by_email
from bilet.people.models import Membership, Person


@transaction.atomic
def employ(person: Person, organization: Organization, role: Role) -> Membership:
    """Give `person` a staff role in `organization`; a second call finds the first one."""
    found, _new = Membership.objects.get_or_create(
        person=person, organization=organization, role=role
    )
    return found


@transaction.atomic
def invite(
    adult: Adult,
    organization: Organization,
    role: Role,
    *,
    by: Person | None = None,
    at: datetime | None = None,
) -> Membership:
    """Give an adult a role and send a sign-in link; somebody who has the role gets no letter.

    Args:
        by: Who invites; None when it is the installation itself.
    """
    person = adult_by_email(adult)
    if found := person.memberships.filter(organization=organization, role=role).first():
        return found
    membership = employ(person, organization, role)
    mail.send(
        to=person.email,
        template="people/mail/staff_invite.txt",
        context={"person": person, "membership": membership, "by": by},
        link=reverse("people:sign-in-link", args=[issue_sign_in_link(person, at=at)]),
        language=person.language,
    )
    return membership


def part_with(membership: Membership) -> None:
    """The person works here no longer: at the next request every door below is closed."""
    membership.delete()
