"""Who looked at a child's data: shown to the family."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models.persons import Person
from bilet.people.models.pupils import Pupil


class Look(models.Model):
    """An adult opened a page with a pupil's data."""

    class What(models.TextChoices):
        RESULTS = "results", _("test results")
        GUIDANCE = "guidance", _("recommendations")
        PLAN = "plan", _("the plan")
        PROGRESS = "progress", _("progress")
        BOOKING = "booking", _("a booking")
        ASSESSMENT = "assessment", _("the mentor's words")
        EXPORT = "export", _("all data, as a file")
        CARD = "card", _("the login card")
        CONSENTS = "consents", _("consents")

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="looks")
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=300)
    role = models.CharField(max_length=30)
    what = models.CharField(max_length=20, choices=What)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["pupil", "-at"])]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.what} ({self.at:%d.%m.%Y})"
