"""What came of an event: who was there, how it went, what changed."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bilet.events.models.bookings import Booking
from bilet.people.models import Person


class Attendance(models.Model):
    """The pupil came."""

    class How(models.TextChoices):
        QR = "qr", _("by the ticket's code")
        LIST = "list", _("from the list")

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="attendance")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=5, choices=How)

    def __str__(self) -> str:
        return f"{self.booking} at {self.at:%H:%M}"


class Assessment(models.Model):
    """The mentor's words about one pupil, seen by the pupil and the family."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="assessment")
    mentor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mentor_name = models.CharField(max_length=300)
    strength = models.CharField(max_length=300, blank=True)  # chosen from the phrase bank
    next_try = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Assessment of {self.booking}"


class Mark(models.Model):
    """One criterion of the programme."""

    class Level(models.TextChoices):
        START = "start", _("the first step is made")
        CLOSE = "close", pgettext_lazy("level", "almost there")
        DONE = "done", pgettext_lazy("level", "done")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=40)
    level = models.CharField(max_length=5, choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="mark_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class Reflection(models.Model):
    """How interesting the profession is to the pupil, before and after."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("before the trial")
        AFTER = "after", _("after the trial")

    class Verdict(models.TextChoices):
        LIKED = "liked", _("I want more of this")
        MIXED = "mixed", _("Partly")
        DISLIKED = "disliked", _("Not for me")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="reflections")
    moment = models.CharField(max_length=6, choices=Moment)
    interest = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    words = models.CharField(max_length=500, blank=True)  # for the pupil's own eyes and family
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "moment"], name="reflection_once"),
            models.CheckConstraint(condition=Q(interest__range=(1, 5)), name="interest_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.booking}, {self.moment}: {self.interest}"


class Certificate(models.Model):
    """A signed record that the pupil did the trial. Its page shows no name by default."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    booking = models.OneToOneField(Booking, models.CASCADE, related_name="certificate")
    credential = models.TextField()  # Open Badges 3.0, a signed JWT
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Certificate for {self.booking}"
