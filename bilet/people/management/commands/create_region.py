"""Put a region of the content into the tree, and invite the one who will run it."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from bilet.access.grants import Role
from bilet.core import mail
from bilet.core.errors import DomainError
from bilet.orgs.actions import create_region
from bilet.orgs.models import Organization
from bilet.people.actions.codes import issue_sign_in_link
from bilet.people.actions.guardians import Adult, adult_by_email
from bilet.people.models import Membership


class Command(BaseCommand):
    help = "Create a region (as RU-MOS) from content/regions, and invite its operator by letter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("region", help="Code of the region (ISO 3166-2), as RU-MOS.")
        parser.add_argument("--operator", required=True, help="E-mail of its first operator.")

    def handle(self, *args: object, **options: str) -> None:
        email = options["operator"]
        try:
            validate_email(email)
            with transaction.atomic():
                region = create_region(options["region"])
                _appoint(email, region)
        except ValidationError:
            raise CommandError(f"{email} is no e-mail address: check --operator") from None
        except DomainError as error:
            raise CommandError(str(error)) from None
        count = region.children.count()
        self.stdout.write(f"{region.name}: {count} municipalities; a letter goes to {email}")


def _appoint(email: str, region: Organization) -> None:
    """The first operator of a region: nobody of the region could invite them."""
    person = adult_by_email(Adult(email=email, first_name=""))
    Membership.objects.get_or_create(
        person=person, organization=region, role=Role.REGIONAL_OPERATOR
    )
    mail.send(
        to=person.email,
        template="people/mail/sign_in.txt",
        context={"person": person},
        link=reverse("people:sign-in-link", args=[issue_sign_in_link(person)]),
        language=person.language,
    )
