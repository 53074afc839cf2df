"""Plan and fact of every municipality (or region), for the map and its table twin."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

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
    """Eight queries, however many places."""
    kind = (
        Organization.Kind.REGION
        if scope.kind == Organization.Kind.FEDERATION
        else Organization.Kind.MUNICIPALITY
    )
    below = list(Organization.objects.below(scope).filter(kind=kind).order_by("name"))
    depth = len(below[0].path.split("/")) if below else 0
    pupils = pupils_below(scope, period)

    def by_place(paths: list[str | None]) -> Counter[str]:
        return Counter("/".join(p.split("/")[: depth - 1]) + "/" for p in paths if p)

    where = "region__path" if kind == Organization.Kind.REGION else "school__path"
    tested = sittings_below(scope, period).order_by().values("pupil")
    counts = {
        "pupils": by_place(list(pupils.values_list(where, flat=True))),
        "tested": by_place(list(pupils.filter(pk__in=tested).values_list(where, flat=True))),
        "tried": by_place(list(pupils.filter(Q(tried_in(period))).values_list(where, flat=True))),
        "events": by_place(list(events_below(scope, period).values_list("site__path", flat=True))),
        "parents": by_place(
            list(
                Guardianship.objects.active()
                .filter(pupil__in=pupils)
                .values_list("guardian", f"pupil__{where}")
                .distinct()
                .values_list(f"pupil__{where}", flat=True)
            )
        ),
    }
    plans = Plan.objects.filter(organization__in=below, year=period.since.year)
    planned = dict(plans.filter(metric=Plan.Metric.PUPILS).values_list("organization", "value"))
    return [
        Place(
            organization=each,
            plan=planned.get(each.pk, 0),
            **{name: counted[each.path] for name, counted in counts.items()},
        )
        for each in below
    ]


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
