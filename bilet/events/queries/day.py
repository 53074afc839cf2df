"""The list at the door, and the pages of the site and of the mentor."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from bilet.access.grants import Permission
from bilet.events import phrases, rules
from bilet.events.models import Assessment, Attendance, Booking, Event, WaitlistEntry
from bilet.events.models.events import EventQuerySet
from bilet.people.models import Person, Pupil
from bilet.trials.program import Criterion, Program, Step, Supply

PAST_SHOWN = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Guest:
    """What a site may know of a pupil: a short name, the grade, what helps."""

    booking: Booking
    attendance: Attendance | None

    @property
    def name(self) -> str:
        return self.booking.pupil.site_name

    @property
    def grade(self) -> int:
        return self.booking.pupil.grade

    @property
    def needs(self) -> list[str]:
        """In words."""
        labels = dict(Booking.Need.choices)
        return [str(labels[need]) for need in self.booking.needs if need in labels]

    @property
    def is_here(self) -> bool:
        return self.attendance is not None


def guests(event: Event, person: Person, *, at: datetime) -> list[Guest]:
    """Who holds a confirmed seat, by name; nobody outside the days when a site may know.

    One query.
    """
    if not rules.sees_guests(event, at):
        return []
    reach = Pupil.objects.within_reach_of(person, Permission.EVENTS_RUN, at=at)
    held = event.bookings.confirmed().filter(pupil__in=reach)
    found = [
        Guest(booking, getattr(booking, "attendance", None))
        for booking in held.select_related("pupil__person", "attendance")
    ]
    return sorted(found, key=lambda guest: guest.name.casefold().replace("ё", "е"))


@dataclass(frozen=True, slots=True)
class SiteEvents:
    """All that `site_events.html` needs to know."""

    coming: list[Event]
    past: list[Event]


def site_events(person: Person, *, at: datetime) -> SiteEvents:
    """Events of the person's own sites with their counts, soonest and latest first. One query."""
    events = _counted(Event.objects.within_reach_of(person, Permission.EVENTS_PLAN))
    shown = events.filter(ends_at__gt=at - PAST_SHOWN).select_related("site")
    found = list(shown.order_by("starts_at", "pk"))  # sums forget the order of the model
    return SiteEvents(
        coming=[event for event in found if event.ends_at > at],
        past=[event for event in reversed(found) if event.ends_at <= at],
    )


def _counted(events: EventQuerySet) -> EventQuerySet:
    """With `approved`, `awaiting`, `queued` and `attended`."""
    held = Q(bookings__status=Booking.Status.CONFIRMED)
    return events.annotate(
        approved=Count("bookings", filter=held, distinct=True),
        awaiting=Count(
            "bookings",
            filter=Q(bookings__status=Booking.Status.AWAITING_APPROVAL),
            distinct=True,
        ),
        queued=Count("waitlist", filter=Q(waitlist__status__in=WaitlistEntry.OPEN), distinct=True),
        attended=Count("bookings__attendance", filter=held, distinct=True),
    )


@dataclass(frozen=True, slots=True)
class NeededSupply:
    supply: Supply
    quantity: int


def supply_list(program: Program, pupils: int) -> list[NeededSupply]:
    """What to have ready for so many pupils: per person × pupils, per group once; rounded up."""
    return [
        NeededSupply(supply, math.ceil(supply.quantity * (pupils if supply.per == "person" else 1)))
        for supply in program.supplies
    ]


@dataclass(frozen=True, slots=True)
class MentorEvents:
    """All that `mentor.html` needs to know."""

    today: list[Event]
    coming: list[Event]
    to_assess: list[Event]
    past: list[Event]


def mentor_events(person: Person, *, at: datetime) -> MentorEvents:
    """The person's own events: today's, the coming ones, and those that wait for words.

    One query.
    """
    held = Q(bookings__status=Booking.Status.CONFIRMED)
    mine = Event.objects.filter(mentors=person, ends_at__gt=at - PAST_SHOWN)
    mine = mine.exclude(status=Event.Status.CANCELLED).annotate(
        approved=Count("bookings", filter=held, distinct=True),
        attended=Count("bookings__attendance", distinct=True),
        assessed=Count("bookings__assessment", distinct=True),
    )
    found = list(mine.select_related("site").order_by("starts_at", "pk"))
    past = [event for event in reversed(found) if event.ends_at <= at]
    return MentorEvents(
        today=[event for event in found if event.ends_at > at and _is_today(event, at)],
        coming=[event for event in found if event.ends_at > at and not _is_today(event, at)],
        to_assess=[event for event in past if _waits_for_words(event, at)],
        past=[event for event in past if not _waits_for_words(event, at)],
    )


def _is_today(event: Event, at: datetime) -> bool:
    zone = event.site.zone
    return timezone.localdate(event.starts_at, zone) <= timezone.localdate(at, zone)


def _waits_for_words(event: Event, at: datetime) -> bool:
    counts: tuple[int, int] = (getattr(event, "attended", 0), getattr(event, "assessed", 0))
    return counts[1] < counts[0] and not rules.is_assessment_locked(event, at)


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step of the programme and when it begins by the clock."""

    step: Step
    begins: datetime


def timed_steps(event: Event, program: Program) -> list[TimedStep]:
    """The steps one after another from the start of the event."""
    timed: list[TimedStep] = []
    begins = event.starts_at
    for step in program.steps:
        timed.append(TimedStep(step, begins))
        begins += timedelta(minutes=step.minutes)
    return timed


@dataclass(frozen=True, slots=True)
class GridCell:
    """One pupil under one criterion."""

    guest: Guest
    name: str  # of the form's field
    level: str  # marked already


@dataclass(frozen=True, slots=True)
class GridRow:
    """One criterion: what each level looks like, and a cell for each pupil."""

    criterion: Criterion
    cells: list[GridCell]


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """The two phrases about one pupil, by their codes."""

    guest: Guest
    strength: str
    next_try: str


@dataclass(frozen=True, slots=True)
class AssessmentGrid:
    """All that `_mentor_grid.html` needs to know."""

    rows: list[GridRow]
    words: list[ChosenWords]
    unheard: list[Guest]  # came, but the family has not agreed to a mentor's words
    strengths: dict[str, list[phrases.Phrase]]
    next_tries: dict[str, list[phrases.Phrase]]
    is_locked: bool


def assessment_grid(
    event: Event, program: Program, group: Iterable[Guest], *, at: datetime
) -> AssessmentGrid:
    """The mentor's sheet for those who came. Three queries."""
    came = [guest for guest in group if guest.is_here]
    agreed = rules.agree_to_feedback([guest.booking.pupil_id for guest in came])
    open_to = [guest for guest in came if guest.booking.pupil_id in agreed]
    known = {
        row.booking_id: row
        for row in Assessment.objects.filter(booking__event=event).prefetch_related("marks")
    }
    marks = {
        pk: {mark.criterion: mark.level for mark in row.marks.all()} for pk, row in known.items()
    }
    return AssessmentGrid(
        rows=[_grid_row(criterion, open_to, marks) for criterion in program.criteria],
        words=[_chosen(program.code, guest, known.get(guest.booking.pk)) for guest in open_to],
        unheard=[guest for guest in came if guest.booking.pupil_id not in agreed],
        strengths=_by_criterion(phrases.strengths(program)),
        next_tries=_by_criterion(phrases.next_tries(program)),
        is_locked=rules.is_assessment_locked(event, at),
    )


def _grid_row(
    criterion: Criterion, group: list[Guest], marks: dict[UUID, dict[str, str]]
) -> GridRow:
    cells = [
        GridCell(
            guest,
            f"{guest.booking.pk}.{criterion.id}",
            marks.get(guest.booking.pk, {}).get(criterion.id, ""),
        )
        for guest in group
    ]
    return GridRow(criterion, cells)


def _chosen(code: str, guest: Guest, known: Assessment | None) -> ChosenWords:
    if known is None:
        return ChosenWords(guest, "", "")
    return ChosenWords(
        guest,
        phrases.code_in(code, phrases.strengths, known.strength),
        phrases.code_in(code, phrases.next_tries, known.next_try),
    )


def _by_criterion(bank: list[phrases.Phrase]) -> dict[str, list[phrases.Phrase]]:
    grouped: dict[str, list[phrases.Phrase]] = defaultdict(list)
    for phrase in bank:
        grouped[phrase.criterion].append(phrase)
    return dict(grouped)
