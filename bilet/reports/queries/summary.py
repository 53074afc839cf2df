"""The region sums up: every number of the press release, each with the rows behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.assessments.library import INSTRUMENTS
from bilet.courses.library import COURSES
from bilet.orgs.models import Organization
from bilet.people.models import Guardianship
from bilet.people.policy import policy
from bilet.professions.library import PROFESSIONS
from bilet.reports.base import Period
from bilet.reports.queries.scopes import (
    attendances_below,
    events_below,
    pupils_below,
    runs_below,
    sittings_below,
)
from bilet.trials.library import PROGRAMS


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the summary."""

    code: str
    title: Promise
    value: int
    # The report whose rows (or their total column) are this number; "" for the content's own.
    report: str = ""
    counts_children: bool = False

    def published(self) -> int | None:
        """The number as it may leave the house: None when it would show a few children."""
        hidden = self.counts_children and 0 < self.value < policy().small_cell
        return None if hidden else self.value


@dataclass(frozen=True, slots=True)
class Summary:
    scope: Organization
    period: Period
    numbers: list[Number]

    def number(self, code: str) -> Number:
        return next(number for number in self.numbers if number.code == code)


def summary(scope: Organization, period: Period) -> Summary:
    """All numbers of `scope` in the period. A fixed number of queries."""
    numbers = [
        Number(code, title, count(scope, period), report, children)
        for code, title, count, report, children in NUMBERS
    ]
    return Summary(scope=scope, period=period, numbers=numbers)


def _pupils(scope: Organization, period: Period) -> int:
    return pupils_below(scope, period).count()


def _pupils_tested(scope: Organization, period: Period) -> int:
    return sittings_below(scope, period).values("pupil").distinct().count()


def _tests_taken(scope: Organization, period: Period) -> int:
    return sittings_below(scope, period).count()


def _with_attention(scope: Organization, period: Period) -> int:
    return sittings_below(scope, period).filter(is_flagged=False).count()


def _tests_available(_scope: Organization, _period: Period) -> int:
    return len(INSTRUMENTS.all())


def _events(scope: Organization, period: Period) -> int:
    return events_below(scope, period).count()


def _events_online(scope: Organization, period: Period) -> int:
    return events_below(scope, period).filter(format="online").count()


def _professions_offered(scope: Organization, period: Period) -> int:
    online = {program.profession for program in PROGRAMS.all().values() if program.online}
    held = events_below(scope, period).values_list("profession", flat=True).distinct()
    runs = runs_below(scope, period).values_list("profession", flat=True).distinct()
    return len(online | set(held) | set(runs))


def _professions_tried(scope: Organization, period: Period) -> int:
    came = set(attendances_below(scope, period).distinct())
    runs = runs_below(scope, period).values_list("profession", flat=True).distinct()
    return len(came | set(runs))


def _parents(scope: Organization, period: Period) -> int:
    links = Guardianship.objects.active().filter(
        pupil__in=pupils_below(scope, period), created_at__lt=period.until
    )
    return links.values("guardian").distinct().count()


def _courses(_scope: Organization, _period: Period) -> int:
    return len(COURSES.all())


def _courses_for_parents(_scope: Organization, _period: Period) -> int:
    return sum(course.audience == "parent" for course in COURSES.all().values())


def _professions_described(_scope: Organization, _period: Period) -> int:
    return len(PROFESSIONS.all())


def _regions(scope: Organization, _period: Period) -> int:
    return Organization.objects.filter(
        kind=Organization.Kind.REGION, path__startswith=scope.path
    ).count()


Count = Callable[[Organization, Period], int]
NUMBERS: list[tuple[str, Promise, Count, str, bool]] = [
    ("pupils", _("pupils joined"), _pupils, "pupils-by-school", True),
    ("pupils_tested", _("pupils took at least one test"), _pupils_tested, "", True),
    ("tests_taken", _("tests taken"), _tests_taken, "tests-by-instrument", True),
    ("with_attention", _("of them with attention"), _with_attention, "", True),
    ("tests_available", _("tests open to everybody"), _tests_available, "", False),
    ("events", _("practical events"), _events, "events", False),
    ("events_online", _("of them online"), _events_online, "events-online", False),
    ("professions", _("professions can be tried"), _professions_offered, "professions", False),
    (
        "professions_tried", _("professions were tried"), _professions_tried,
        "professions-tried", False,
    ),
    ("professions_described", _("professions are described"), _professions_described, "", False),
    ("parents", _("parents are here"), _parents, "parents-by-school", True),
    ("courses", _("courses are open"), _courses, "courses", False),
    ("courses_for_parents", _("of them for parents"), _courses_for_parents, "", False),
    ("regions", _("regions take part"), _regions, "regions", False),
]  # fmt: skip


def school_year(scope: Organization, at: datetime) -> Period:
    """From the first of September of the running school year to the moment `at`."""
    local = at.astimezone(scope.zone)
    year = local.year if local.month >= 9 else local.year - 1
    return Period(since=datetime(year, 9, 1, tzinfo=scope.zone), until=at)
