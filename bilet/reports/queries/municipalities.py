"""Plan and fact of every municipality (or region), for the map and its table twin."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from bilet.orgs.models import Organization
from bilet.people.models import Guardianship
from bilet.people.policy import policy
from bilet.reports.base import Period
from bilet.reports.models import Plan
from bilet.reports.queries.scopes import events_below, pupils_below, sittings_below, tried_in


@dataclass(frozen=True, slots=True)
class Place:
    """One row: a municipality of a region, or a region of the federation."""

    organization: Organization
    pupils: int
    tested: int
    tried: int
    events: int
    parents: int
    plan: int

    @property
    def share(self) -> float | None:
        """Pupils with a test of those planned; None where nothing is planned."""
        return self.tested / self.plan if self.plan else None


def places(scope: Organization, period: Period) -> list[Place]:
    """Five queries, however many places."""
    kind = (
        Organization.Kind.REGION
        if scope.kind == Organization.Kind.FEDERATION
        else Organization.Kind.MUNICIPALITY
    )
    below = list(Organization.objects.below(scope).filter(kind=kind).order_by("name"))
    depth = len(below[0].path.split("/")) - 1 if below else 0
    where = "region__path" if kind == Organization.Kind.REGION else "school__path"
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for path, name, number in _counts(scope, period, where):
        sums[name][_above(path, depth)] += number
    plans = Plan.objects.filter(organization__in=below, year=period.since.year)
    planned = dict(plans.filter(metric=Plan.Metric.PUPILS).values_list("organization", "value"))
    return [
        Place(
            organization=each,
            plan=planned.get(each.pk, 0),
            **{name: sums[name][each.path] for name in FACTS},
        )
        for each in below
    ]


def _counts(
    scope: Organization, period: Period, where: str
) -> Iterator[tuple[str | None, str, int]]:
    """(path of a school, site or region; what is counted; how many), in three queries."""
    pupils = pupils_below(scope, period)
    finished = sittings_below(scope, period).filter(pupil=OuterRef("pk"))
    counted = (
        pupils.annotate(tested=Exists(finished), tried=tried_in(period))
        .values_list(where)
        .annotate(
            number=Count("pk"),
            with_test=Count("pk", filter=Q(tested=True)),
            with_trial=Count("pk", filter=Q(tried=True)),
        )
    )
    for path, number, tested, tried in counted:
        yield from ((path, "pupils", number), (path, "tested", tested), (path, "tried", tried))
    held = events_below(scope, period).order_by().values_list("site__path")
    for path, number in held.annotate(number=Count("pk")):
        yield path, "events", number
    parents = (
        Guardianship.objects.active()
        .filter(pupil__in=pupils)
        .order_by()
        .values_list(f"pupil__{where}", "guardian")
        .distinct()
    )
    yield from ((path, "parents", 1) for path, _guardian in parents)


FACTS = ("pupils", "tested", "tried", "events", "parents")


def _above(path: str | None, depth: int) -> str:
    """The path of the place that `path` lies in; "" for a pupil without a school."""
    return "/".join((path or "").split("/")[:depth]) + "/" if path else ""


def publishable(values: list[int]) -> list[int | None]:
    """A column as it may be published: small numbers hidden, and not to be found by subtraction.

    When only one cell is hidden, the sum would give it away: the next smallest is hidden too.
    """
    small = policy().small_cell
    hidden = {n for n, value in enumerate(values) if 0 < value < small}
    if len(hidden) == 1:
        rest = [(value, n) for n, value in enumerate(values) if value >= small]
        hidden |= {min(rest)[1]} if rest else set()
    return [None if n in hidden else value for n, value in enumerate(values)]
