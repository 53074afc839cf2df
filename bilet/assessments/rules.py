"""What may be begun, finished and saved. Rules read; they never write."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import IntEnum

from bilet.access.grants import Permission
from bilet.assessments.errors import (
    AdultSittingError,
    NothingAnsweredError,
    OutdatedSittingError,
    UnreadableAnswersError,
)
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.people.models import Owner, Person, Pupil
from bilet.people.rules import has_consent, keeps_details, may_read_details

RESUMED_FOR = timedelta(days=14)


def check_may_sit(owner: Owner) -> None:
    """Tests belong to pupils and guests; an adult's account has no results."""
    if owner.pupil is None and owner.guest is None:
        raise AdultSittingError


def resumed_since(at: datetime) -> datetime:
    """A sitting begun after this moment is gone on with; an older one is begun anew."""
    return at - RESUMED_FOR


def check_known_items(instrument: str, version: int, items: Iterable[str]) -> None:
    """Answers name questions of the instrument. Those of an older version are taken as they are:
    a phone may have been offline while the test was changed.
    """
    present = INSTRUMENTS.get(instrument)
    if present is None or present.version != version:
        return
    if unknown := sorted(set(items) - present.item_ids):
        raise UnreadableAnswersError(what=f"answers.{unknown[0]}")


def check_finishable(sitting: Sitting) -> Instrument:
    """The instrument by which the sitting is scored."""
    instrument = INSTRUMENTS.get(sitting.instrument, sitting.language)
    if instrument is None or instrument.version != sitting.version:
        raise OutdatedSittingError
    if not sitting.answers:
        raise NothingAnsweredError
    return instrument


def reads_results(person: Person, pupil: Pupil) -> bool:
    """The pupil; and a guardian the site is sure of, when results are shown to the family."""
    if person.pk == pupil.person_id:
        return True
    known = may_read_details(pupil, person.pk, Permission.RESULTS_READ)
    return known and has_consent(pupil, "results_to_guardian")


class Reads(IntEnum):
    """How much of one result an adult of the family reads."""

    NOTHING = 0  # not even that there is such a result
    MEANING = 1  # the headline, what it means, how to talk about it
    DETAILS = 2  # scales and numbers too


def family_reads(
    pupil: Pupil, instrument: str, *, shared: bool, shares_all: bool, today: date
) -> Reads:
    """What an adult for whom `reads_results` holds may read: the one place that decides it.

    A sensitive result belongs to the pupil alone until it is shared by itself. Of the others the
    family of a younger pupil reads everything; from the age of own consent on the pupil decides
    about scales and numbers, one by one or for all at once.
    """
    if shared:
        return Reads.DETAILS
    if is_sensitive(instrument):
        return Reads.NOTHING
    return Reads.MEANING if keeps_details(pupil, today) and not shares_all else Reads.DETAILS


def is_sensitive(instrument: str) -> bool:
    """A test that is not kept any more counts as sensitive: nothing is known of it."""
    found = INSTRUMENTS.get(instrument)
    return found is None or found.is_sensitive


def sensitive_tests() -> list[str]:
    """Codes of tests that adults see only where the pupil shares them; never in reports."""
    return [code for code, test in INSTRUMENTS.all().items() if test.is_sensitive]
