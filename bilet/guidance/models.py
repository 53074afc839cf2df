"""What a person says about professions, and the advice they were given."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models import OwnedQuerySet, OwnedRow


class ProfessionMark(OwnedRow):
    """«Хочу», «в избранное», «не моё» about one profession."""

    class Kind(models.TextChoices):
        WISH = "wish", _("I think of this one")  # the expressed choice
        FAVOURITE = "favourite", _("Favourite")
        HIDDEN = "hidden", _("Not for me")

    class Reason(models.TextChoices):
        DULL = "dull", _("Does not interest me")
        CONDITIONS = "conditions", _("The conditions do not suit me")
        ROUTE = "route", _("The way there is too long")
        TRIED = "tried", _("I tried it and did not like it")
        OTHER = "other", _("Another reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profession = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedRow.Meta):
        ordering = ["-at"]
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "profession", "kind"],
                condition=Q(pupil__isnull=False),
                name="mark_once_per_pupil",
            ),
            models.UniqueConstraint(
                fields=["guest", "profession", "kind"],
                condition=Q(guest__isnull=False),
                name="mark_once_per_guest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {self.kind}"


class Advice(OwnedRow):
    """A version of the advice: what was recommended then, and what had changed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    # [[profession, score], …] in order, as shown; never queried.
    ranking = models.JSONField(default=list)
    # The evidence that was new: {"kind": "first" | "test" | "run" | "event" | "mark" | "less",
    # "title", "code", "profession", "mark", and "keys" of all facts it was made from}
    cause = models.JSONField(default=dict)
    evidence_key = models.CharField(max_length=64)  # hash of all evidence it was made from

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Advice of {self.at:%d.%m.%Y}"
