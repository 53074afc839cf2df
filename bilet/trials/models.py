"""Runs of trial programmes in the browser."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models import OwnedQuerySet, OwnedRow, Person


class TrialRunQuerySet(OwnedQuerySet["TrialRun"]):
    def finished(self) -> TrialRunQuerySet:
        return self.filter(finished_at__isnull=False)


class TrialRun(OwnedRow):
    """One person trying one programme online."""

    class Verdict(models.TextChoices):
        LIKED = "liked", _("I want more of this")
        MIXED = "mixed", _("Partly")
        DISLIKED = "disliked", _("Not for me")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    program = models.CharField(max_length=60)
    program_version = models.PositiveSmallIntegerField()
    profession = models.CharField(max_length=10)
    field = models.CharField(max_length=20)
    # The product itself (code, poster, seams), as the island keeps it; shown, never queried.
    product = models.JSONField(default=dict)
    saved_seq = models.PositiveBigIntegerField(default=0)
    steps_done = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    feedback = models.JSONField(default=list)  # what the automatic check said
    interest_before = models.PositiveSmallIntegerField(null=True)
    interest_after = models.PositiveSmallIntegerField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    words = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    # The mentor's word on the product.
    review_asked_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    mentor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mentor_name = models.CharField(max_length=300, blank=True)
    review = models.JSONField(default=dict)  # criterion → level, and chosen phrases

    objects = TrialRunQuerySet.as_manager()

    class Meta(OwnedRow.Meta):
        ordering = ["-started_at"]
        constraints = [
            *OwnedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(interest_before__isnull=True) | Q(interest_before__range=(1, 5)),
                name="run_interest_before_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(interest_after__isnull=True) | Q(interest_after__range=(1, 5)),
                name="run_interest_after_1_to_5",
            ),
        ]
        indexes = [models.Index(fields=["program", "review_asked_at"])]

    def __str__(self) -> str:
        return f"{self.program} by {self.pupil or 'a guest'}"
