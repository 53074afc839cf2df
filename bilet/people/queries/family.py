"""What the family's pages read."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from bilet.people.models import Consent, Guardianship, Look, Pupil

LOOKS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class DataPage:
    """What is kept about a pupil, in the words of the page."""

    pupil: Pupil
    looks: list[Look]
    guardians: list[Guardianship]
    consents: dict[str, Consent]


def data_page(pupil: Pupil) -> DataPage:
    """Three queries."""
    return DataPage(
        pupil=pupil,
        looks=list(pupil.looks.all()[:LOOKS_SHOWN]),
        guardians=list(pupil.guardianships.active().select_related("guardian", "confirmed_by")),
        consents=Consent.objects.latest_decisions(pupil),
    )


def today(pupil: Pupil) -> date:
    """The date where the pupil lives."""
    return timezone.localdate(timezone=pupil.region.zone)
