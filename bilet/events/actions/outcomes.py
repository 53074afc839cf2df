"""What came of an event: the pupil's word before and after, and the mentor's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bilet.events import errors, phrases, rules
from bilet.events.actions import certificates
from bilet.events.models import Assessment, Booking, Event, Mark, Reflection
from bilet.people.models import Consent, Person
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program

Moment = Reflection.Moment


@dataclass(frozen=True, slots=True)
class Sheet:
    """A mentor's row about one pupil: levels by criterion, and two phrases by their codes.

    An empty phrase is chosen from the marks.
    """

    booking: UUID
    marks: Mapping[str, str] = field(default_factory=dict)
    strength: str = ""
    next_try: str = ""


@transaction.atomic
def reflect(
    booking: Booking,
    moment: str,
    *,
    interest: int,
    verdict: str = "",
    words: str = "",
    at: datetime | None = None,
) -> Reflection:
    """Keep how interesting the profession is to the pupil now. Saying it again replaces it.

    Raises:
        DomainError: the moment has not come, or has passed.
    """
    at = at or timezone.now()
    rules.check_reflection(booking, moment, at)
    after = moment == Moment.AFTER
    reflection, _new = Reflection.objects.update_or_create(
        booking=booking,
        moment=moment,
        defaults={
            "interest": interest,
            "verdict": verdict if after else "",
            "words": words.strip() if after else "",
            "at": at,
        },
    )
    if after:
        certificates.issue_due([booking.pk], at=at)
    return reflection


@transaction.atomic
def assess(
    event: Event, sheets: Collection[Sheet], *, by: Person, at: datetime | None = None
) -> list[Booking]:
    """Keep the mentor's words about all pupils at once. Saving again replaces them.

    A fixed number of queries. Rows without a mark are left as they are.

    Returns:
        Bookings of pupils about whom nothing was written: the family has not agreed to it.

    Raises:
        DomainError: the time is over, a pupil was not checked in, or the words are not those of
            the programme.
    """
    at = at or timezone.now()
    rules.check_assessable(event, at)
    program = PROGRAMS.get(event.program, "ru")
    if program is None:
        raise errors.NoProgramError
    filled = {sheet.booking: sheet for sheet in sheets if any(sheet.marks.values())}
    bookings = event.bookings.confirmed().select_for_update(no_key=True, of=("self",))
    found = list(bookings.filter(pk__in=filled, attendance__isnull=False).select_related("pupil"))
    if len(found) != len(filled):
        raise errors.NotCheckedInError
    agreed = rules.agree_to_feedback([booking.pupil_id for booking in found])
    open_to = [booking for booking in found if booking.pupil_id in agreed]
    _keep(program, {booking.pk: filled[booking.pk] for booking in open_to}, by, at)
    certificates.issue_due([booking.pk for booking in open_to], at=at)
    return [booking for booking in found if booking.pupil_id not in agreed]


def forget_withdrawn_feedback() -> int:
    """Delete the mentor's words about pupils whose family has taken the consent back."""
    latest = (
        Consent.objects.filter(purpose=rules.FEEDBACK)
        .order_by("pupil", "-at")
        .distinct("pupil")
        .values_list("pupil_id", "decision")
    )
    withdrawn = [pupil for pupil, decision in latest if decision == Consent.Decision.WITHDRAWN]
    gone, _rows = Assessment.objects.filter(booking__pupil__in=withdrawn).delete()
    return gone


def _keep(program: Program, sheets: Mapping[UUID, Sheet], by: Person, at: datetime) -> None:
    rows = Assessment.objects.bulk_create(
        [_assessment(program, sheet, by, at) for sheet in sheets.values()],
        update_conflicts=True,
        unique_fields=["booking"],
        update_fields=["mentor", "mentor_name", "strength", "next_try", "at"],
    )
    Mark.objects.bulk_create(
        [
            Mark(assessment=row, criterion=criterion, level=level)
            for row in rows
            for criterion, level in sheets[row.booking_id].marks.items()
            if level
        ],
        update_conflicts=True,
        unique_fields=["assessment", "criterion"],
        update_fields=["level"],
    )


def _assessment(program: Program, sheet: Sheet, by: Person, at: datetime) -> Assessment:
    rules.check_marks(program, sheet.marks)
    strengths, next_tries = phrases.strengths(program), phrases.next_tries(program)
    strength = sheet.strength or phrases.suggested_strength(program, sheet.marks)
    next_try = sheet.next_try or phrases.suggested_next_try(program, sheet.marks)
    chosen = (phrases.text_of(strengths, strength), phrases.text_of(next_tries, next_try))
    if bool(strength) > bool(chosen[0]) or not chosen[1]:
        raise errors.NotInTheBankError
    return Assessment(
        booking_id=sheet.booking,
        mentor=by,
        mentor_name=by.polite_name,
        strength=chosen[0],
        next_try=chosen[1],
        at=at,
    )
