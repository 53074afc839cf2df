"""Rules about age, consent and guardians. They read; they never write."""

from datetime import date, datetime
from uuid import UUID

from bilet.access.grants import Permission
from bilet.people import errors
from bilet.people.models import AccessCode, Consent, Person, Pupil, SchoolClass
from bilet.people.policy import CONSENTS, REQUIRED, policy

MAX_WRONG_TRIES = 5


def check_usable(code: AccessCode | None, at: datetime, *, once: bool) -> AccessCode:
    """The code, when it may be used at the moment `at`; the reason why not otherwise."""
    if code is None:
        raise errors.UnknownCodeError
    if code.wrong_tries >= MAX_WRONG_TRIES or code.expires_at <= at:
        raise errors.ExpiredCodeError
    if once and code.used_at is not None:
        raise errors.UsedCodeError
    return code


def check_plausible_age(birth_date: date, today: date) -> None:
    """A pupil of grades 6–11 is between 9 and 21."""
    age = (
        today.year
        - birth_date.year
        - ((today.month, today.day) < (birth_date.month, birth_date.day))
    )
    if not 9 <= age <= 21:
        raise errors.WrongAgeError(age=age)


def consents_alone(pupil: Pupil, today: date) -> bool:
    """Whether the pupil decides about their own data."""
    return not pupil.is_younger_than(policy().own_consent_age, today)


def keeps_details(pupil: Pupil, today: date) -> bool:
    """Whether the pupil, and not the family, decides who reads scales and numbers of results.

    From the age of own consent on. An unknown age counts as old enough: the stricter rule.
    """
    age = pupil.age_on(today)
    return age is None or age >= policy().own_consent_age


def has_consent(pupil: Pupil, purpose: str = REQUIRED) -> bool:
    """Whether the last decision about `purpose` allows it. One query."""
    last = Consent.objects.filter(pupil=pupil, purpose=purpose).order_by("-at").first()
    return last is not None and allows(last, pupil)


def allows(last: Consent, pupil: Pupil) -> bool:
    """Whether this last decision about the pupil holds today."""
    given_in, now_in = last.school_class_id, pupil.school_class_id
    return holds(last.purpose, last.decision, given_in=given_in, now_in=now_in)


def holds(purpose: str, decision: str, *, given_in: UUID | None, now_in: UUID | None) -> bool:
    """Whether a last decision allows `purpose` in the class where the pupil is now."""
    document = CONSENTS.get(purpose)
    ends = document is not None and document.ends_with_class
    return decision == Consent.Decision.GIVEN and (not ends or given_in == now_in is not None)


def teaches(person: Person, school_class: SchoolClass | None) -> bool:
    """Whether the person is a teacher-navigator of the class. One query.

    Consents that name the teacher-navigator name nobody else: who runs the school reads nothing.
    """
    return school_class is not None and school_class.teachers.filter(pk=person.pk).exists()


def may_read_details(pupil: Pupil, person_id: UUID, permission: Permission) -> bool:
    """Guardians read results from the level that the policy asks for."""
    needed = policy().guardian_levels.results
    if permission != Permission.RESULTS_READ:
        return True
    return pupil.guardianships.of_level(needed).filter(guardian_id=person_id).exists()
