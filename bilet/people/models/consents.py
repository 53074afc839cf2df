"""Consents: one row per decision about one purpose, never changed afterwards."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models.persons import Person
from bilet.people.models.pupils import Pupil, SchoolClass


class ConsentQuerySet(models.QuerySet["Consent"]):
    def latest_decisions(self, pupil: Pupil) -> dict[str, Consent]:
        """The last decision for each purpose. One query."""
        rows = self.filter(pupil=pupil).order_by("purpose", "-at").distinct("purpose")
        return {consent.purpose: consent for consent in rows}


class Consent(models.Model):
    """Who decided what about which purpose, and the very text they saw."""

    class Decision(models.TextChoices):
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Channel(models.TextChoices):
        WEB = "web", _("On this site")
        PAPER = "paper", _("On paper, kept at the school")
        STATE = "state", _("State identity service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="consents")
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()  # of the guardian's link at that moment
    purpose = models.CharField(max_length=40)
    # In which the pupil was at that moment: some consents hold there and nowhere else.
    school_class = models.ForeignKey(SchoolClass, models.SET_NULL, null=True, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision)
    document_version = models.PositiveSmallIntegerField()
    text_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    channel = models.CharField(max_length=10, choices=Channel)
    at = models.DateTimeField(default=timezone.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["pupil", "purpose", "-at"])]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.decision} ({self.at:%d.%m.%Y})"
