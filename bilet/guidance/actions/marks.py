"""Marks on professions, and versions of the advice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bilet.guidance import errors
from bilet.guidance.engine.beliefs import Beliefs
from bilet.guidance.engine.changes import cause_of, ranking_of
from bilet.guidance.models import Advice, ProfessionMark
from bilet.people.models import Owner, Pupil
from bilet.professions.library import PROFESSIONS

Kind = ProfessionMark.Kind
YES = (Kind.WISH, Kind.FAVOURITE)


@transaction.atomic
def mark_profession(
    owner: Owner,
    code: str,
    kind: str,
    reason: str = "",
    *,
    verdict: str = "",
    at: datetime | None = None,
) -> ProfessionMark:
    """«Думаю об этой», «в избранное», «не моё», or a try elsewhere with its verdict.

    The last word counts: «no» takes back «yes». What was tried stays tried.

    Raises:
        UnknownProfessionError: the catalogue has no such profession.
        UnknownMarkError: no such kind of mark, no such reason, or a try without a verdict.
    """
    if PROFESSIONS.get(code) is None:
        raise errors.UnknownProfessionError
    _check_mark(kind, reason, verdict)
    hides = kind == Kind.HIDDEN
    same = ProfessionMark.objects.of(owner).filter(profession=code)
    if hides:
        same.filter(kind__in=YES).delete()
    elif kind in YES:
        same.filter(kind=Kind.HIDDEN).delete()
    mark, _ = ProfessionMark.objects.update_or_create(
        pupil=owner.pupil,
        guest=owner.guest,
        profession=code,
        kind=kind,
        defaults={
            "reason": (reason or ProfessionMark.Reason.OTHER) if hides else "",
            "verdict": verdict,
            "at": at or timezone.now(),
        },
    )
    return mark


def _check_mark(kind: str, reason: str, verdict: str) -> None:
    known_reason = not reason or reason in ProfessionMark.Reason.values
    known_verdict = (
        (verdict in ProfessionMark.Verdict.values) if kind == Kind.TRIED else not verdict
    )
    if kind not in Kind.values or not known_reason or not known_verdict:
        raise errors.UnknownMarkError


def unmark(owner: Owner, code: str, kind: str) -> None:
    """Take a mark back; nothing happens when there is none."""
    ProfessionMark.objects.of(owner).filter(profession=code, kind=kind).delete()


def remember_advice(
    owner: Owner, beliefs: Beliefs, last: Advice | None, *, at: datetime
) -> Advice | None:
    """Keep a version of the advice when its evidence is new.

    Returns:
        The new version; None when nothing changed or there is nothing to remember.
    """
    key = beliefs.evidence.fingerprint
    if not beliefs.evidence.keys and last is None:
        return None
    if (last is not None and last.evidence_key == key) or not (owner.pupil or owner.guest):
        return None
    return Advice.objects.create(
        pupil=owner.pupil,
        guest=owner.guest,
        at=at,
        ranking=ranking_of(beliefs),
        cause=cause_of(beliefs.evidence, last.cause.get("keys", []) if last else []),
        evidence_key=key,
    )


@transaction.atomic
def claim_marks(guest: UUID, pupil: Pupil) -> None:
    """What a guest marked and was advised goes to the pupil; the pupil's own marks win."""
    own = ProfessionMark.objects.filter(pupil=pupil, profession=OuterRef("profession"))
    same = own.filter(kind=OuterRef("kind"))
    contrary = own.filter(kind=Kind.HIDDEN)
    theirs = ProfessionMark.objects.filter(guest=guest)
    theirs.filter(
        Exists(same)
        | (Q(kind__in=YES) & Exists(contrary))
        | (Q(kind=Kind.HIDDEN) & Exists(own.filter(kind__in=YES)))
    ).delete()
    theirs.update(pupil=pupil, guest=None)
    Advice.objects.filter(guest=guest).update(pupil=pupil, guest=None)


def forget_guest_marks(*, before: datetime) -> int:
    """Delete marks and advice of guests of long ago. Returns how many rows went."""
    guests = {"guest__isnull": False, "at__lt": before}
    marks, _ = ProfessionMark.objects.filter(**guests).delete()
    advice, _ = Advice.objects.filter(**guests).delete()
    return marks + advice
