"""Rows of a subtree within a period: the one place where reports say what belongs to whom."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bilet.assessments.models import Sitting, SittingQuerySet
from bilet.events.models import Attendance, Event
from bilet.orgs.models import Organization
from bilet.people.models import Pupil, PupilQuerySet
from bilet.reports.base import Period
from bilet.trials.models import TrialRun


def pupils_below(scope: Organization, period: Period) -> PupilQuerySet:
    """Pupils of the subtree who had come before the period's end."""
    if scope.kind in (Organization.Kind.FEDERATION, Organization.Kind.REGION):
        # A family that came by itself has a region and no school.
        own = Q(region__path__startswith=scope.path)
    else:
        own = Q(school__path__startswith=scope.path)
    return Pupil.objects.filter(own, created_at__lt=period.until)


def sittings_below(scope: Organization, period: Period) -> SittingQuerySet:
    return Sitting.objects.finished().filter(
        pupil__in=pupils_below(scope, period),
        finished_at__gte=period.since,
        finished_at__lt=period.until,
    )


def events_below(scope: Organization, period: Period) -> "QuerySet[Event]":
    """Events that took place: published, and begun within the period."""
    return (
        Event.objects.published()
        .below(scope)
        .filter(starts_at__gte=period.since, starts_at__lt=period.until)
    )


def attendances_below(scope: Organization, period: Period) -> "QuerySet[Any, Any]":
    """The profession of every attendance of the subtree's pupils."""
    return Attendance.objects.filter(
        booking__pupil__in=pupils_below(scope, period),
        at__gte=period.since,
        at__lt=period.until,
    ).values_list("booking__event__profession", flat=True)


def runs_below(scope: Organization, period: Period) -> "QuerySet[TrialRun]":
    return TrialRun.objects.finished().filter(
        pupil__in=pupils_below(scope, period),
        finished_at__gte=period.since,
        finished_at__lt=period.until,
    )


def tried_in(period: Period) -> Exists:
    """Whether a pupil (the outer row) tried anything in the period."""
    came = Attendance.objects.filter(
        booking__pupil=OuterRef("pk"), at__gte=period.since, at__lt=period.until
    )
    runs = TrialRun.objects.finished().filter(
        pupil=OuterRef("pk"), finished_at__gte=period.since, finished_at__lt=period.until
    )
    return Exists(came) | Exists(runs)  # type: ignore[return-value]
