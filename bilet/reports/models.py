"""What was planned, to be set against what happened."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization


class Plan(models.Model):
    """A planned number of one organisation for one school year."""

    class Metric(models.TextChoices):
        PUPILS = "pupils", _("Pupils with a test")
        TRIALS = "trials", _("Pupils with a trial")
        EVENTS = "events", _("Events held")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField()  # in which the school year begins
    metric = models.CharField(max_length=10, choices=Metric)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "metric"], name="plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.year}: {self.metric} {self.value}"
