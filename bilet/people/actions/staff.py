"""Who works where."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from bilet.access.grants import Role
from bilet.core import mail
from bilet.orgs.models import Organization
from bilet.people.actions.codes import issue_sign_in_link
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
    email: str, organization: Organization, role: Role, *, at: datetime | None = None
) -> Person:
    """Give the owner of `email` a staff role, and send them the link to sign in."""
    email = email.strip().lower()
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person(username=email, email=email)
        person.set_unusable_password()
        person.save()
    employ(person, organization, role)
    mail.send(
        to=person.email,
        template="people/mail/sign_in.txt",
        context={"person": person},
        link=reverse("people:sign-in-link", args=[issue_sign_in_link(person, at=at)]),
        language=person.language,
    )
    return person
