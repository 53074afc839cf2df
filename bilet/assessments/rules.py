"""What may be begun, finished and saved. Rules read; they never write."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from bilet.access.grants import Permission, Role
from bilet.assessments.errors import (
    AdultSittingError,
    GuessFixedError,
    NoTeacherReadsError,
    NothingAnsweredError,
    NothingToCompareError,
    OutdatedSittingError,
    UnreadableAnswersError,
)
from bilet.assessments.instruments import Instrument, Scale
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Guess, Sitting, SittingQuerySet
from bilet.people.models import Look, Owner, Person, Pupil, SchoolClass
from bilet.people.rules import has_consent, keeps_details, may_read_details, teaches

RESUMED_FOR = timedelta(days=14)
RESULTS_TO_TEACHER = "results_to_teacher"


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


class Reader(StrEnum):
    """As whom somebody reads summaries of tests and of advice."""

    PUPIL = "pupil"
    FAMILY = "family"
    TEACHER = "teacher"


ROLES = {Reader.FAMILY: Role.PARENT, Reader.TEACHER: Role.TEACHER}


def reader_of(person: Person, pupil: Pupil) -> Reader | None:
    """None: not at all. Who is of the family and teaches the class reads as family.

    At most four queries.
    """
    if person.pk == pupil.person_id:
        return Reader.PUPIL
    if reads_results(person, pupil):
        return Reader.FAMILY
    is_teacher = teaches(person, pupil.school_class) and teacher_reads(pupil)
    return Reader.TEACHER if is_teacher else None


def teacher_reads(pupil: Pupil) -> bool:
    """Whether the teacher-navigators of the pupil's class are let see summaries. One query."""
    return has_consent(pupil, RESULTS_TO_TEACHER)


def reading_class(pupil: Pupil) -> SchoolClass:
    """The class whose teacher-navigators read summaries. At most two queries."""
    if pupil.school_class is None or not teacher_reads(pupil):
        raise NoTeacherReadsError
    return pupil.school_class


class Reads(IntEnum):
    """How much of one result an adult reads."""

    NOTHING = 0  # not even that there is such a result
    MEANING = 1  # the headline, what it means, how to talk about it
    DETAILS = 2  # scales and numbers too


def adult_reads(
    pupil: Pupil, instrument: str, *, shared: bool, shares_all: bool, today: date
) -> Reads:
    """What an adult who is a `Reader` may read: the one place that decides it.

    A sensitive result belongs to the pupil alone until it is shared by itself. Of the others the
    adults of a younger pupil read everything; from the age of own consent on the pupil decides
    about scales and numbers: for the family one by one or for all at once, for the teacher one by
    one. What is shown to the one is not shown to the other.
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


# Both give a score for each of the six directions, so a guess of six steps lies beside them.
GUESSED = ("i02_interests_short", "i06_profession_cards")
GUESS_STEPS = 5
# An adult who has opened these has seen what the child is drawn to, or may have.
SEEN_BY = (Look.What.RESULTS, Look.What.GUIDANCE, Look.What.PLAN, Look.What.EXPORT)


def guessed_test(code: str) -> Instrument | None:
    """The test, when a guardian may guess the child's result of it."""
    return INSTRUMENTS.get(code) if code in GUESSED else None


def guessed_scales(instrument: Instrument) -> list[Scale]:
    """The six directions; other scales of the test are not guessed."""
    return [scale for scale in instrument.scales if scale.riasec]


def check_open(guess: Guess) -> None:
    """A guess stays as it is from the moment it has been compared."""
    if guess.is_fixed:
        raise GuessFixedError


def is_blind(pupil: Pupil, guardian: Person, instrument: Instrument) -> bool:
    """Whether the guardian has not looked since the child finished the test. Two queries."""
    taken = comparable_sittings(pupil, instrument.code, instrument.version)
    first = taken.order_by("finished_at").values_list("finished_at", flat=True).first()
    if first is None:
        return True
    looks = Look.objects.filter(pupil=pupil, actor=guardian, what__in=SEEN_BY, at__gte=first)
    return not looks.exists()


def sitting_to_compare(guess: Guess) -> Sitting:
    """The child's newest result of that version, taken with attention."""
    taken = comparable_sittings(guess.pupil, guess.instrument, guess.version)
    newest = taken.order_by("-finished_at").first()
    if newest is None:
        raise NothingToCompareError
    return newest


def comparable_sittings(pupil: Pupil, instrument: str, version: int) -> SittingQuerySet:
    return Sitting.objects.with_attention().filter(
        pupil=pupil, instrument=instrument, version=version
    )
