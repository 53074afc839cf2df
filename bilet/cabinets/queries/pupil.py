"""A pupil's own page: the next stop, the map of lines, what is booked and done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count, Exists, OuterRef, Q

from bilet.core.charts import Line, Station
from bilet.events.models import Booking, WaitlistEntry
from bilet.guidance.engine.facts import Evidence
from bilet.guidance.queries.evidence import evidence_of
from bilet.guidance.queries.next_step import NextStep, next_step
from bilet.guidance.queries.trial_words import person_of
from bilet.people.models import Guardianship, Owner, Pupil
from bilet.professions.fields import FIELD_NAMES
from bilet.trials.library import PROGRAMS

State = Literal["tried", "not_mine", "booked", "open"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One try, online or at a site."""

    program: str
    profession: str
    field: str
    at: datetime
    verdict: str

    @property
    def title(self) -> str:
        if not self.program:  # tried elsewhere
            return person_of(self.profession)
        found = PROGRAMS.get(self.program)
        return found.title if found else self.program


@dataclass(frozen=True, slots=True)
class PupilHome:
    pupil: Pupil
    step: NextStep
    bookings: list[Booking]
    waiting: list[WaitlistEntry]
    tried: list[Tried]
    tests_done: int
    lines: list[Line]
    stations: list[Station]
    has_guardian: bool
    zone: str  # of the pupil's region, for the days on the page

    @property
    def professions_tried(self) -> int:
        """Different things tried: what this platform counts."""
        return len({each.profession for each in self.tried})


def pupil_home(pupil: Pupil, *, at: datetime) -> PupilHome:
    """Everything on the pupil's page."""
    owner = Owner(pupil=pupil)
    live = Booking.objects.live().filter(pupil=pupil, event__ends_at__gte=at)
    bookings = list(live.select_related("event__site").order_by("event__starts_at"))
    evidence = evidence_of(owner, at=at)
    tried = tried_in(evidence)
    waiting = WaitlistEntry.objects.filter(
        pupil=pupil, status__in=["waiting", "offered"], event__starts_at__gte=at
    )
    tests_done, has_guardian, zone = _tests_guardian_zone(pupil)
    return PupilHome(
        pupil=pupil,
        step=next_step(owner, at, evidence),
        bookings=bookings,
        waiting=list(waiting.select_related("event__site")),
        tried=tried,
        tests_done=tests_done,
        lines=[Line(code, str(name)) for code, name in FIELD_NAMES.items()],
        stations=[*_stations(tried), *_booked(bookings)],
        has_guardian=has_guardian,
        zone=zone,
    )


def _tests_guardian_zone(pupil: Pupil) -> tuple[int, bool, str]:
    """How many different tests are done, whether an adult is linked, the time zone. One query."""
    done = Count(
        "sittings__instrument", distinct=True, filter=Q(sittings__finished_at__isnull=False)
    )
    linked = Exists(Guardianship.objects.active().filter(pupil=OuterRef("pk")))
    row = Pupil.objects.filter(pk=pupil.pk).annotate(tests_done=done, has_guardian=linked)
    return row.values_list("tests_done", "has_guardian", "region__time_zone").get()


def tried_in(evidence: Evidence) -> list[Tried]:
    """All tries, online and at sites, the last first."""
    tries = [Tried(t.program, t.profession, t.field, t.at, t.verdict) for t in evidence.trials]
    return sorted(tries, key=lambda each: each.at, reverse=True)


def _stations(tried: list[Tried]) -> list[Station]:
    return [
        Station(t.field, t.title, "not_mine" if t.verdict == "disliked" else "tried")
        for t in reversed(tried)
    ]


def _booked(bookings: list[Booking]) -> list[Station]:
    programs = PROGRAMS.all()
    return [
        Station(
            b.event.field,
            programs[b.event.program].title if b.event.program in programs else b.event.program,
            "booked",
        )
        for b in bookings
    ]
