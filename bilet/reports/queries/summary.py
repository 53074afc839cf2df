"""The region sums up: every number of the press release, each with the rows behind it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Subquery, Value
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
    """All numbers of `scope` in the period. Four queries."""
    values = _content() | _people(scope, period) | _tests(scope, period) | _trials(scope, period)
    numbers = [
        Number(code, title, values[code], report, children)
        for code, title, report, children in NUMBERS
    ]
    return Summary(scope=scope, period=period, numbers=numbers)


def _content() -> dict[str, int]:
    """What is open to everybody: numbers of the content itself."""
    courses = COURSES.all().values()
    return {
        "tests_available": len(INSTRUMENTS.all()),
        "professions_described": len(PROFESSIONS.all()),
        "courses": len(courses),
        "courses_for_parents": sum(course.audience == "parent" for course in courses),
    }


def _people(scope: Organization, period: Period) -> dict[str, int]:
    pupils = pupils_below(scope, period)
    links = Guardianship.objects.active().filter(pupil__in=pupils, created_at__lt=period.until)
    regions = Organization.objects.below(scope).filter(kind=Organization.Kind.REGION)
    numbers = {"pupils": (pupils, "pk"), "parents": (links, "guardian"), "regions": (regions, "pk")}
    columns = [_number_of(rows, of) for rows, of in numbers.values()]
    counted = Organization.objects.filter(pk=scope.pk).values_list(*columns).get()
    return dict(zip(numbers, counted, strict=True))


def _number_of(rows: "QuerySet[Any]", of: str) -> Subquery:
    """How many different `of` there are, as one column of a query."""
    number = Func(F(of), template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(found=number).values("found"))


def _tests(scope: Organization, period: Period) -> dict[str, int]:
    counted = sittings_below(scope, period).aggregate(
        tests_taken=Count("pk"),
        with_attention=Count("pk", filter=Q(is_flagged=False)),
        pupils_tested=Count("pupil", distinct=True),
    )
    return dict(counted)


def _trials(scope: Organization, period: Period) -> dict[str, int]:
    """Events, and the professions that could be tried and were."""
    held = events_below(scope, period).aggregate(
        number=Count("pk"),
        online=Count("pk", filter=Q(format="online")),
        professions=ArrayAgg("profession", distinct=True, default=[]),
    )
    tried = defaultdict(set)
    came = attendances_below(scope, period).values_list(
        Value("event"), "booking__event__profession"
    )
    runs = runs_below(scope, period).order_by().values_list(Value("run"), "profession")
    for how, profession in came.union(runs):
        tried[how].add(profession)
    online = {program.profession for program in PROGRAMS.all().values() if program.online}
    return {
        "events": held["number"],
        "events_online": held["online"],
        "professions": len(online | set(held["professions"]) | tried["run"]),
        "professions_tried": len(tried["event"] | tried["run"]),
    }


NUMBERS: list[tuple[str, Promise, str, bool]] = [
    ("pupils", _("pupils joined"), "pupils-by-school", True),
    ("pupils_tested", _("pupils took at least one test"), "pupils-with-a-test", True),
    ("tests_taken", _("tests taken"), "tests-by-instrument", True),
    ("with_attention", _("of them with attention"), "tests-with-attention", True),
    ("tests_available", _("tests open to everybody"), "tests-open", False),
    ("events", _("practical events"), "events", False),
    ("events_online", _("of them online"), "events-online", False),
    ("professions", _("professions can be tried"), "professions", False),
    ("professions_tried", _("professions were tried"), "professions-tried", False),
    ("professions_described", _("professions are described"), "professions-described", False),
    ("parents", _("parents are here"), "parents-by-school", True),
    ("courses", _("courses are open"), "courses", False),
    ("courses_for_parents", _("of them for parents"), "courses-for-parents", False),
    ("regions", _("regions take part"), "regions", False),
]


def school_year(scope: Organization, at: datetime) -> Period:
    """From the first of September of the running school year to the moment `at`."""
    local = at.astimezone(scope.zone)
    year = local.year if local.month >= 9 else local.year - 1
    return Period(since=datetime(year, 9, 1, tzinfo=scope.zone), until=at)
