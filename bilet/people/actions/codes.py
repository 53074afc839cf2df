"""Give out codes and take them back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bilet.people import rules
from bilet.people.codes import code_hash, new_code
from bilet.people.models import AccessCode, Person, Pupil, SchoolClass

Kind = AccessCode.Kind
CLASS_CODE_LIVES = timedelta(days=14)
CARD_LIVES = timedelta(days=400)  # a school year and the summer
SLIP_LIVES = timedelta(days=60)
SIGN_IN_LINK_LIVES = timedelta(minutes=30)


@transaction.atomic
def issue_class_code(school_class: SchoolClass, *, by: Person, at: datetime | None = None) -> str:
    """A new code of the class; the one before it dies."""
    _kill(AccessCode.objects.filter(kind=Kind.CLASS, school_class=school_class), at)
    return _issue(Kind.CLASS, CLASS_CODE_LIVES, at, school_class=school_class, created_by=by)


@transaction.atomic
def issue_card(pupil: Pupil, *, by: Person | None, at: datetime | None = None) -> str:
    """A new login card of the pupil; the old one dies."""
    _kill(AccessCode.objects.filter(kind=Kind.LOGIN_CARD, pupil=pupil), at)
    return _issue(Kind.LOGIN_CARD, CARD_LIVES, at, pupil=pupil, created_by=by)


def issue_guardian_slip(pupil: Pupil, *, by: Person, at: datetime | None = None) -> str:
    """A code that makes one adult a guardian of the pupil. Several may be out: two parents."""
    return _issue(Kind.GUARDIAN_SLIP, SLIP_LIVES, at, pupil=pupil, created_by=by)


def issue_sign_in_link(person: Person, *, at: datetime | None = None) -> str:
    """A code for one sign-in of an adult, sent by letter."""
    return _issue(Kind.ADULT_LINK, SIGN_IN_LINK_LIVES, at, person=person)


def find_code(code: str, kind: str, *, at: datetime | None = None) -> AccessCode:
    """The usable code of this kind.

    Raises:
        DomainError: there is none, it is out of date, or it has been used.
    """
    found = AccessCode.objects.select_related(
        "pupil__person", "pupil__school", "pupil__school_class", "school_class__school", "person"
    ).filter(kind=kind, code_hash=code_hash(code))
    once = kind in (Kind.GUARDIAN_SLIP, Kind.ADULT_LINK, Kind.CHILD_INVITE)
    return rules.check_usable(found.first(), at or timezone.now(), once=once)


def use_once(code: AccessCode, *, at: datetime | None = None) -> bool:
    """Mark the code as used; of two racing callers only one gets True."""
    used = AccessCode.objects.filter(pk=code.pk, used_at=None).update(used_at=at or timezone.now())
    return bool(used)


def count_wrong_try(code: AccessCode) -> None:
    """After five wrong answers a code is burnt."""
    AccessCode.objects.filter(pk=code.pk).update(wrong_tries=F("wrong_tries") + 1)


def _issue(kind: str, lives: timedelta, at: datetime | None, **opens: object) -> str:
    code = new_code()
    AccessCode.objects.create(
        kind=kind, code_hash=code_hash(code), expires_at=(at or timezone.now()) + lives, **opens
    )
    return code


def _kill(codes: "object", at: datetime | None) -> None:
    codes.filter(expires_at__gt=at or timezone.now()).update(  # type: ignore[attr-defined]
        expires_at=at or timezone.now()
    )
