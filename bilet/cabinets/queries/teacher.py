"""The teacher-navigator's board: who has done what, and who waits for whom."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from bilet.assessments.models import Sitting
from bilet.assessments.rules import RESULTS_TO_TEACHER
from bilet.cabinets.queries.consents import with_consent
from bilet.events.models import Attendance, Booking
from bilet.guidance.rules import READINESS_TO_TEACHER
from bilet.people.models import Guardianship, Person, Pupil, SchoolClass
from bilet.people.queries.school import classes_of
from bilet.people.rules import teaches
from bilet.trials.models import TrialRun


@dataclass(frozen=True, slots=True)
class Row:
    """One pupil on the board."""

    pupil: Pupil
    tests: int
    trials: int
    booked: int
    awaiting: int
    guardian: Guardianship | None
    is_open: bool  # the family lets the teacher see where to begin
    shows_results: bool  # and summaries of tests

    @property
    def is_stuck(self) -> bool:
        """Nothing done, or something waits for an adult."""
        return self.tests == 0 or self.awaiting > 0


@dataclass(frozen=True, slots=True)
class Board:
    school_class: SchoolClass
    rows: list[Row]
    to_confirm: list[Guardianship]
    helps: bool  # whether the reader teaches this class, and so may be shown more than steps

    @property
    def started(self) -> int:
        return sum(row.tests > 0 for row in self.rows)

    @property
    def tried(self) -> int:
        return sum(row.trials > 0 for row in self.rows)

    @property
    def with_guardian(self) -> int:
        return sum(row.guardian is not None for row in self.rows)

    @property
    def awaiting(self) -> int:
        return sum(row.awaiting > 0 for row in self.rows)


def classes_with_counts(person: Person) -> QuerySet[SchoolClass]:
    """The person's classes with numbers of pupils and of guardians to confirm. One query."""
    unconfirmed = Q(pupils__guardianships__status="active", pupils__guardianships__level__lt=2)
    return (
        classes_of(person)
        .select_related("school")
        .annotate(
            size=Count("pupils", distinct=True),
            to_confirm=Count("pupils__guardianships", filter=unconfirmed, distinct=True),
        )
    )


def board(school_class: SchoolClass, reader: Person, *, at: datetime) -> Board:
    """Nine queries for any size of class."""
    pupils = list(school_class.pupils.select_related("person").order_by("number", "nickname"))
    links = list(
        Guardianship.objects.active()
        .filter(pupil__school_class=school_class)
        .select_related("guardian", "pupil__person")
    )
    best = {link.pupil_id: link for link in sorted(links, key=lambda link: link.level)}
    tests = _count(Sitting.objects.finished(), "pupil", school_class, "instrument")
    runs = _count(TrialRun.objects.finished(), "pupil", school_class, "program")
    came = Counter(
        Attendance.objects.filter(booking__pupil__school_class=school_class).values_list(
            "booking__pupil", flat=True
        )
    )
    live = Counter(
        Booking.objects.live()
        .filter(pupil__school_class=school_class, event__ends_at__gte=at)
        .values_list("pupil", "status")
    )
    helps = teaches(reader, school_class)
    everybody = school_class.pupils.all()
    open_ = with_consent(everybody, READINESS_TO_TEACHER) if helps else set()
    shown = with_consent(everybody, RESULTS_TO_TEACHER) if helps else set()
    rows = [
        Row(
            pupil=pupil,
            tests=tests[pupil.pk],
            trials=runs[pupil.pk] + came[pupil.pk],
            booked=live[(pupil.pk, "confirmed")],
            awaiting=live[(pupil.pk, "awaiting")],
            guardian=best.get(pupil.pk),
            is_open=pupil.pk in open_,
            shows_results=pupil.pk in shown,
        )
        for pupil in pupils
    ]
    to_confirm = [link for link in links if link.level < Guardianship.Level.SCHOOL]
    return Board(school_class=school_class, rows=rows, to_confirm=to_confirm, helps=helps)


def _count(rows: "QuerySet[Any]", owner: str, school_class: SchoolClass, what: str) -> Counter[Any]:
    pairs = rows.filter(pupil__school_class=school_class).values_list(owner, what).distinct()
    return Counter(pupil for pupil, _what in pairs)
