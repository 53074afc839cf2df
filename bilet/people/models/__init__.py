"""People and how they belong together."""

from bilet.people.models.codes import AccessCode
from bilet.people.models.consents import Consent
from bilet.people.models.guardians import Guardianship
from bilet.people.models.looks import Look
from bilet.people.models.persons import Membership, Person
from bilet.people.models.pupils import (
    OwnedQuerySet,
    OwnedRow,
    Owner,
    Pupil,
    PupilQuerySet,
    SchoolClass,
)

__all__ = [
    "AccessCode",
    "Consent",
    "Guardianship",
    "Look",
    "Membership",
    "OwnedQuerySet",
    "OwnedRow",
    "Owner",
    "Person",
    "Pupil",
    "PupilQuerySet",
    "SchoolClass",
]
