"""The link between an adult and a child, and how sure it is."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models.persons import Person
from bilet.people.models.pupils import Pupil


class GuardianshipQuerySet(models.QuerySet["Guardianship"]):
    def active(self) -> GuardianshipQuerySet:
        return self.filter(status=Guardianship.Status.ACTIVE)

    def of_level(self, level: int) -> GuardianshipQuerySet:
        return self.active().filter(level__gte=level)


class Guardianship(models.Model):
    """`guardian` decides for `pupil`. A pupil may have several guardians, and the other way."""

    class Level(models.IntegerChoices):
        NONE = 0, _("not confirmed")
        CODES = 1, _("confirmed by codes of both sides")
        SCHOOL = 2, _("confirmed by the school")
        STATE = 3, _("confirmed by the state or in person")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        FROZEN = "frozen", _("Frozen while it is disputed")
        ENDED = "ended", _("Ended")

    class Relation(models.TextChoices):
        PARENT = "parent", _("Parent")
        GUARDIAN = "guardian", _("Guardian")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guardian = models.ForeignKey(Person, models.CASCADE, related_name="guardian_of")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="guardianships")
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.PARENT)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.NONE)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    evidence = models.CharField(max_length=200, blank=True)  # "code", "paper, file 12", …
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["guardian", "pupil"], name="guardianship_once"),
            models.CheckConstraint(
                condition=Q(level__lt=2) | Q(confirmed_at__isnull=False),
                name="guardianship_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} for {self.pupil}"
