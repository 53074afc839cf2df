"""The link between an adult and a child: made, confirmed, frozen, ended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from bilet.core import mail
from bilet.people import errors
from bilet.people.actions.codes import count_wrong_try, use_once
from bilet.people.models import AccessCode, Guardianship, Person, Pupil

Level = Guardianship.Level


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult who says who they are."""

    email: str
    first_name: str
    last_name: str = ""
    patronymic: str = ""


@transaction.atomic
def accept_slip(
    code: AccessCode, adult: Person, *, birth_date: date | None, at: datetime | None = None
) -> Guardianship:
    """An adult takes a child under their wing by the code on a slip: level G1.

    Args:
        birth_date: The child's; checked when the child has told it.

    Raises:
        DomainError: the code was used, the birth date is wrong, or it is the child themself.
    """
    pupil = code.pupil
    if pupil is None:
        raise errors.UnknownCodeError
    if adult.pk == pupil.person_id:
        raise errors.OwnGuardianError
    if pupil.birth_date and birth_date != pupil.birth_date:
        raise errors.WrongBirthDateError
    if not use_once(code, at=at):
        raise errors.UsedCodeError
    return link(pupil, adult, level=Level.CODES, evidence="code")


def refuse_wrong_birth_date(code: AccessCode) -> None:
    """Count the wrong try outside the transaction that was rolled back."""
    count_wrong_try(code)


def link(
    pupil: Pupil, adult: Person, *, level: int, evidence: str, by: Person | None = None
) -> Guardianship:
    """Make the link, or raise its level; it never sinks by this."""
    made, _new = Guardianship.objects.get_or_create(
        guardian=adult, pupil=pupil, defaults={"level": Level.NONE}
    )
    if made.status == Guardianship.Status.ENDED:
        made.status, made.level = Guardianship.Status.ACTIVE, Level.NONE
    if level > made.level:
        made.level, made.evidence = level, evidence
        made.confirmed_by, made.confirmed_at = by, timezone.now()
    made.save()
    return made


@transaction.atomic
def confirm_by_school(guardianship: Guardianship, *, by: Person, evidence: str) -> Guardianship:
    """The school has compared the adult with the personal file: level G2."""
    confirmed = link(
        guardianship.pupil, guardianship.guardian, level=Level.SCHOOL, evidence=evidence, by=by
    )
    for path in settings.GUARDIAN_CONFIRMED_LISTENERS:
        import_string(path)(confirmed)
    return confirmed


def freeze(guardianship: Guardianship) -> None:
    """A dispute: the adult reads nothing until it is settled."""
    Guardianship.objects.filter(pk=guardianship.pk).update(status=Guardianship.Status.FROZEN)


def end(guardianship: Guardianship) -> None:
    Guardianship.objects.filter(pk=guardianship.pk).update(status=Guardianship.Status.ENDED)


def adult_by_email(adult: Adult) -> Person:
    """The person with this address; created without a password when there is none.

    Nothing of an existing person is changed: who owns the address is proved by a letter.
    """
    email = adult.email.strip().lower()
    found = Person.objects.filter(email__iexact=email).first()
    if found:
        return found
    person = Person(
        username=email,
        email=email,
        first_name=adult.first_name.strip(),
        last_name=adult.last_name.strip(),
        patronymic=adult.patronymic.strip(),
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return Person.objects.get(email__iexact=email)
    return person


def guardian_by_link(
    pupil: Pupil, adult: Adult, *, birth_date: date, evidence: str = "approval link"
) -> Guardianship:
    """An adult who came by a link that the pupil sent or showed: level G1 until the school looks.

    Raises:
        DomainError: the birth date is not the pupil's, or the adult is the pupil.
    """
    if pupil.birth_date and birth_date != pupil.birth_date:
        raise errors.WrongBirthDateError
    person = adult_by_email(adult)
    if person.pk == pupil.person_id:
        raise errors.OwnGuardianError
    return link(pupil, person, level=Level.CODES, evidence=evidence)


def tell_family(pupil: Pupil, new: Guardianship) -> None:
    """Other guardians learn that one more adult has joined, without the contact."""
    others = pupil.guardianships.active().exclude(pk=new.pk).select_related("guardian")
    for other in others:
        if other.guardian.email:
            mail.send(
                to=other.guardian.email,
                template="people/mail/new_guardian.txt",
                context={"pupil": pupil, "new": new},
                link=f"/pupils/{pupil.pk}/data/",
                language=other.guardian.language,
            )
