"""What a person says about professions."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models import OwnedQuerySet, OwnedRow


class ProfessionMark(OwnedRow):
    """«Хочу», «в избранное», «не моё», «своя проба» about one profession."""

    class Kind(models.TextChoices):
        WISH = "wish", _("I think of this one")  # the expressed choice
        FAVOURITE = "favourite", _("Favourite")
        HIDDEN = "hidden", _("Not for me")
        TRIED = "tried", _("I have tried it elsewhere")  # in a club, with parents, in summer

    class Reason(models.TextChoices):
        DULL = "dull", _("Does not interest me")
        CONDITIONS = "conditions", _("The conditions do not suit me")
        ROUTE = "route", _("The way there is too long")
        TRIED = "tried", _("I tried it and did not like it")
        OTHER = "other", _("Another reason")

    class Verdict(models.TextChoices):
        LIKED = "liked", _("I want more")
        MIXED = "mixed", _("Some of it yes, some no")
        DISLIKED = "disliked", _("Not mine")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profession = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)  # of what was tried
    at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedRow.Meta):
        ordering = ["-at"]
        constraints = [
            *OwnedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="tried") ^ Q(verdict=""), name="mark_verdict_of_what_was_tried"
            ),
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
