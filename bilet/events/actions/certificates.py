"""Certificates: issued by themselves when a trial is done, revoked and restored by hand."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bilet.events import credentials
from bilet.events.models import Booking, Certificate, Reflection
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program


def issue_certificate(booking: Booking, *, at: datetime | None = None) -> Certificate | None:
    """The certificate of a trial that was attended and looked back at; None before that.

    A second call finds the first one.
    """
    issue_due([booking.pk], at=at)
    return Certificate.objects.filter(booking=booking).first()


def issue_due(bookings: Collection[UUID], *, at: datetime | None = None) -> int:
    """Issue what is due among `bookings`: came, and then reflected or was assessed.

    Two queries for any number of them; of two racing callers one writes.
    """
    at = at or timezone.now()
    after = Reflection.objects.filter(booking=OuterRef("pk"), moment=Reflection.Moment.AFTER)
    due = (
        Booking.objects.confirmed()
        .filter(pk__in=bookings, attendance__isnull=False, certificate=None)
        .filter(Q(assessment__isnull=False) | Exists(after))
        .select_related("event__site")
    )
    made = [certificate for booking in due if (certificate := _made(booking, at))]
    Certificate.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def revoke_certificate(certificate: Certificate, *, at: datetime | None = None) -> bool:
    """Say from now on that it does not hold. A second call does nothing."""
    valid = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    revoked = valid.update(revoked_at=at or timezone.now())
    certificate.refresh_from_db()
    return bool(revoked)


@transaction.atomic
def follow_attendance(booking: Booking, *, at: datetime) -> None:
    """A certificate holds exactly as long as the attendance it speaks of is on record."""
    mine = Certificate.objects.filter(booking=booking)
    if Booking.objects.filter(pk=booking.pk, attendance__isnull=False).exists():
        mine.update(revoked_at=None)
        issue_due([booking.pk], at=at)
    else:
        mine.filter(revoked_at=None).update(revoked_at=at)


def _made(booking: Booking, at: datetime) -> Certificate | None:
    program = PROGRAMS.get(booking.event.program, "ru")
    if program is None:  # taken out of the content: nothing to vouch for
        return None
    achieved = credentials.Achieved(
        certificate=uuid4(),
        program=program.code,
        title=program.title,
        description=program.result.strip(),
        criteria=_narrative(program),
        skills=tuple(program.skills),
        subject=booking.pupil_id,
        salt=secrets.token_hex(16),
        began_at=booking.event.starts_at,
        ended_at=booking.event.ends_at,
        issued_at=at,
        place=booking.event.site.name,
    )
    return Certificate(
        id=achieved.certificate,
        booking=booking,
        credential=credentials.sign(achieved),
        issued_at=at,
    )


def _narrative(program: Program) -> str:
    """What one does to get it, in Russian Markdown."""
    watched = "\n".join(
        f"- {criterion.title}: {criterion.levels[-1].text}" for criterion in program.criteria
    )
    return f"{program.task.strip()}\n\nНа что смотрит наставник:\n\n{watched}"
