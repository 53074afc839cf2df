"""Codes that open one thing once: on a card, on the board, in a link."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models.persons import Person
from bilet.people.models.pupils import Pupil, SchoolClass


class AccessCode(models.Model):
    """Only the hash of a code is kept. See `people.codes` for making and comparing."""

    class Kind(models.TextChoices):
        CLASS = "class", _("Class code")  # many times, until it expires
        LOGIN_CARD = "login_card", _("Login card")  # many times, until a new one is printed
        GUARDIAN_SLIP = "guardian", _("Guardian's slip")  # once
        CHILD_INVITE = "child", _("Invitation of a child")  # once
        ADULT_LINK = "adult", _("Sign-in link of an adult")  # once

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    code_hash = models.CharField(max_length=64, unique=True)
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, related_name="codes")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, null=True, related_name="codes")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="codes")
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pupil__isnull=False)
                | Q(school_class__isnull=False)
                | Q(person__isnull=False),
                name="code_opens_something",
            )
        ]
        indexes = [models.Index(fields=["kind", "pupil"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.created_at:%d.%m.%Y}"
