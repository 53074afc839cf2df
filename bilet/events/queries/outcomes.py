"""What came of a pupil's events. Guidance, cabinets and the ticket page read it here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bilet.core.charts import Bar
from bilet.events import phrases, rules
from bilet.events.models import Assessment, Booking, Certificate, Event, Mark, Reflection
from bilet.people.models import Person, Pupil
from bilet.trials.library import PROGRAMS

Moment = Reflection.Moment
LEVELS = {Mark.Level.START: 1, Mark.Level.CLOSE: 2, Mark.Level.DONE: 3}


@dataclass(frozen=True, slots=True)
class GivenMark:
    """One criterion, in the words of the programme."""

    criterion: str
    title: str
    level: str  # start, close, done
    words: str  # what the mentor saw

    @property
    def steps(self) -> int:
        """One to three, for a picture."""
        return LEVELS[Mark.Level(self.level)]


@dataclass(frozen=True, slots=True)
class TriedEvent:
    """A seat at an event that has begun, and all that came of it."""

    booking_id: UUID
    event: Event  # with its site
    attended: bool
    before: int | None  # interest, 1–5
    after: int | None
    verdict: str  # liked, mixed, disliked, or nothing yet
    words: str  # the pupil's own
    marks: tuple[GivenMark, ...]
    strength: str
    next_try: str
    mentor_name: str
    certificate: Certificate | None

    @property
    def program(self) -> str:
        return self.event.program

    @property
    def profession(self) -> str:
        return self.event.profession

    @property
    def field(self) -> str:
        return self.event.field

    @property
    def date(self) -> datetime:
        return self.event.starts_at

    @property
    def title(self) -> str:
        return self.event.title

    @property
    def change(self) -> int | None:
        """How much the interest moved; None while one of the two is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def levels(self) -> dict[str, str]:
        """Marks by criterion."""
        return {mark.criterion: mark.level for mark in self.marks}

    @property
    def has_mentor_words(self) -> bool:
        return bool(self.marks)


def outcomes_of(pupil: Pupil, *, at: datetime) -> list[TriedEvent]:
    """Every event of the pupil that has begun, the latest first. Four queries.

    The mentor's words are left out unless the family agrees to them now.
    """
    begun = (
        pupil.bookings.confirmed()
        .exclude(event__status=Event.Status.CANCELLED)
        .filter(event__starts_at__lte=at)
        .select_related("event__site", "attendance", "assessment", "certificate")
        .prefetch_related("reflections", "assessment__marks")
        .order_by("-event__starts_at")
    )
    bookings = list(begun)
    agreed = pupil.pk in rules.agree_to_feedback([pupil.pk])
    return [_tried(booking, with_mentor=agreed) for booking in bookings]


@dataclass(frozen=True, slots=True)
class Reflections:
    """All that `_reflection.html` needs to know."""

    tried: TriedEvent
    asks: str  # before, after, or nothing: what the pupil can answer now
    missed: bool
    own: bool
    verdicts: list[tuple[str, str]]

    @property
    def interests(self) -> range:
        return range(1, 6)

    @property
    def answered(self) -> bool:
        return (self.tried.before if self.asks == Moment.BEFORE else self.tried.after) is not None

    @property
    def bars(self) -> list[Bar]:
        """Before and after, for a picture."""
        asked = ((_("Before the trial"), self.tried.before), (_("After"), self.tried.after))
        return [
            Bar(label, value, _("%(value)s of 5") % {"value": value})
            for label, value in asked
            if value is not None
        ]


def reflections_of(booking: Booking, reader: Person, *, at: datetime) -> Reflections | None:
    """What is asked of the pupil now, and what came of the event; None when it is not the
    reader's business. Up to seven queries.
    """
    if not booking.is_confirmed or booking.event.is_cancelled:
        return None
    if not rules.reads_outcomes(reader, booking.pupil):
        return None
    fresh = (
        Booking.objects.filter(pk=booking.pk)
        .select_related("event__site", "attendance", "assessment", "certificate")
        .prefetch_related("reflections", "assessment__marks")
    )
    agreed = booking.pupil_id in rules.agree_to_feedback([booking.pupil_id])
    own = reader.pk == booking.pupil.person_id
    missed = rules.was_missed(booking, at)
    return Reflections(
        tried=_tried(fresh.get(), with_mentor=agreed),
        asks=_asks(booking.event, at) if own and not missed else "",
        missed=missed,
        own=own,
        verdicts=[(str(value), str(label)) for value, label in Reflection.Verdict.choices],
    )


def _asks(event: Event, at: datetime) -> str:
    return Moment.BEFORE if at < event.starts_at else Moment.AFTER


def _tried(booking: Booking, *, with_mentor: bool) -> TriedEvent:
    said = {reflection.moment: reflection for reflection in booking.reflections.all()}
    before, after = said.get(Moment.BEFORE), said.get(Moment.AFTER)
    assessment = _one(booking, "assessment") if with_mentor else None
    code = booking.event.program
    return TriedEvent(
        booking_id=booking.pk,
        event=booking.event,
        attended=_one(booking, "attendance") is not None,
        before=before.interest if before else None,
        after=after.interest if after else None,
        verdict=after.verdict if after else "",
        words=after.words if after else "",
        marks=_marks(code, assessment),
        strength=phrases.in_language_of_page(code, assessment.strength) if assessment else "",
        next_try=phrases.in_language_of_page(code, assessment.next_try) if assessment else "",
        mentor_name=assessment.mentor_name if assessment else "",
        certificate=_one(booking, "certificate"),
    )


def _marks(program_code: str, assessment: Assessment | None) -> tuple[GivenMark, ...]:
    """Marks in the order of the programme; those of criteria it no longer has are left out."""
    program = PROGRAMS.get(program_code)
    if program is None or assessment is None:
        return ()
    given: Mapping[str, str] = {mark.criterion: mark.level for mark in assessment.marks.all()}
    return tuple(
        GivenMark(criterion.id, criterion.title, level.id, level.text)
        for criterion in program.criteria
        for level in criterion.levels
        if given.get(criterion.id) == level.id
    )


def _one(booking: Booking, name: str):  # type: ignore[no-untyped-def]  # one of three models
    """The row on the other side of a one-to-one link, or None."""
    return getattr(booking, name) if hasattr(booking, name) else None
