"""What an operator's sources say of pay and vacancies. The cards themselves are content."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q

from bilet.orgs.models import Organization

MONTHS_SHOWN = 18  # older figures say nothing of work today
LARGEST_NUMBER = 100_000_000  # beyond it a figure is a slip of the keyboard


class LabourFigureQuerySet(models.QuerySet["LabourFigure"]):
    def shown_on(self, day: date) -> LabourFigureQuerySet:
        """Figures that are not too old on `day`."""
        return self.filter(date__gte=oldest_shown(day))

    def of_places(self, regions: Iterable[uuid.UUID]) -> LabourFigureQuerySet:
        """Figures of these regions, and of the whole country."""
        return self.filter(Q(region__isnull=True) | Q(region__in=list(regions)))


def oldest_shown(day: date) -> date:
    """The first day of the month that lies 18 months before `day`."""
    months = day.year * 12 + day.month - 1 - MONTHS_SHOWN
    return date(months // 12, months % 12 + 1, 1)


class LabourFigure(models.Model):
    """What one source says of one profession, in a region or in the whole country."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profession = models.CharField(max_length=10)  # a code of the catalogue
    region = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )  # empty: the whole country
    salary_from = models.PositiveIntegerField(null=True, blank=True)  # roubles a month
    salary_to = models.PositiveIntegerField(null=True, blank=True)
    vacancies = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)  # whose figures these are, as it is shown
    date = models.DateField()  # the day of which they tell

    objects = LabourFigureQuerySet.as_manager()

    class Meta:
        ordering = ["profession", "region_id", "source", "-date"]
        constraints = [
            models.UniqueConstraint(
                fields=["profession", "region", "source", "date"],
                nulls_distinct=False,
                name="labour_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(salary_from__lte=F("salary_to")), name="labour_salary_in_order"
            ),
            models.CheckConstraint(
                condition=Q(salary_from__isnull=False)
                | Q(salary_to__isnull=False)
                | Q(vacancies__isnull=False),
                name="labour_figure_says_something",
            ),
            models.CheckConstraint(
                condition=Q(salary_from__gt=0) & Q(salary_to__gt=0), name="labour_salary_above_0"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="labour_figure_has_source"),
        ]
        indexes = [models.Index(fields=["source", "date"])]

    def __str__(self) -> str:
        return f"{self.profession}: {self.source}, {self.date:%d.%m.%Y}"
