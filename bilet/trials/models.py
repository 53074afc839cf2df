"""Runs of trial programmes in the browser."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.access.grants import Permission
from bilet.orgs.models import Organization
from bilet.people.models import Consent, OwnedQuerySet, OwnedRow, Person

# A mentor answers within two weeks, and sees a work no longer than a month after the trial
# (content/consents/mentor_feedback.yaml promises it); so it is asked for within the rest.
REVIEW_WITHIN = timedelta(days=14)
MENTOR_SEES_FOR = timedelta(days=30)
ASKED_WITHIN = MENTOR_SEES_FOR - REVIEW_WITHIN
MENTOR_FEEDBACK = "mentor_feedback"  # the purpose of the consent


class TrialRunQuerySet(OwnedQuerySet["TrialRun"]):
    def finished(self) -> TrialRunQuerySet:
        return self.filter(finished_at__isnull=False)

    def awaiting_review(self, at: datetime) -> TrialRunQuerySet:
        """Asked for less than two weeks ago, and nobody has answered."""
        return self.filter(review_asked_at__gt=at - REVIEW_WITHIN, reviewed_at__isnull=True)

    def within_mentor_reach_of(self, person: Person, *, at: datetime) -> TrialRunQuerySet:
        """Runs whose product `person` may see as a mentor: the one gate of reviews.

        The pupil lives in the region of the mentor's work, the consent stands today, the word is
        asked for and not given yet, or given by this very mentor.
        """
        paths = person.workplaces(Permission.TRIALS_REVIEW).values_list("path", flat=True)
        latest = Consent.objects.filter(pupil=OuterRef("pupil"), purpose=MENTOR_FEEDBACK)
        decision = Subquery(latest.order_by("-at").values("decision")[:1])
        asked = Q(review_asked_at__gt=at - REVIEW_WITHIN, reviewed_at__isnull=True)
        return self.annotate(consent=decision).filter(
            asked | Q(reviewed_at__isnull=False, mentor=person),
            consent=Consent.Decision.GIVEN,
            finished_at__gt=at - MENTOR_SEES_FOR,
            pupil__region__in=_regions_of(list(paths)),
        )


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
    # The product itself (code, poster, seams, sheet), as the island keeps it; shown, never queried.
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

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    def review_due(self) -> datetime | None:
        """Until when a mentor may answer."""
        return self.review_asked_at + REVIEW_WITHIN if self.review_asked_at else None


def _regions_of(paths: list[str]) -> models.QuerySet[Organization]:
    """The regions in whose subtrees these organisations lie."""
    above = {path[: i + 1] for path in paths for i, sign in enumerate(path) if sign == "/"}
    return Organization.objects.filter(kind=Organization.Kind.REGION, path__in=above)
