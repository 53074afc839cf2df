"""The advice a person was given."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from bilet.people.models import OwnedQuerySet, OwnedRow


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
