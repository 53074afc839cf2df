"""Sittings and their scores."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.people.models import OwnedQuerySet, OwnedRow, Person, Pupil, SchoolClass


class SittingQuerySet(OwnedQuerySet["Sitting"]):
    def finished(self) -> SittingQuerySet:
        return self.filter(finished_at__isnull=False)

    def with_attention(self) -> SittingQuerySet:
        """Finished, and not flagged twice: these count in matching and statistics."""
        return self.finished().filter(is_flagged=False)


class Sitting(OwnedRow):
    """One person taking one version of one instrument; its answers packed in one row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    language = models.CharField(max_length=5, default="ru")
    # {item: {"v": answer, "t": milliseconds, "s": sequence number of the client}}
    answers = models.JSONField(default=dict)
    # 1 right, 0 wrong, None never seen, in the order shown; empty where nothing is right or wrong.
    marks = ArrayField(models.SmallIntegerField(null=True), default=list, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    flags = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_flagged = models.BooleanField(default=False)  # two flags or more: take it again, calmly
    # Answered on paper and typed in at school: no times are known. By whom, while they work here.
    is_entered = models.BooleanField(default=False)
    entered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = SittingQuerySet.as_manager()

    class Meta(OwnedRow.Meta):
        ordering = ["-started_at"]
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "instrument", "version", "seed"],
                condition=Q(is_entered=True),
                name="sheet_entered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "instrument", "-finished_at"]),
            models.Index(fields=["instrument", "finished_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} v{self.version}, {self.started_at:%d.%m.%Y}"


class ScaleScore(models.Model):
    """A person's number on a scale, and how sure it is."""

    class Band(models.TextChoices):
        LOW = "low", _("low")
        MIDDLE = "middle", _("middle")
        HIGH = "high", _("high")

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="scores")
    scale = models.CharField(max_length=40)
    value = models.FloatField()
    standard_error = models.FloatField()
    lowest = models.FloatField()  # of the scale, for the picture
    highest = models.FloatField()
    band = models.CharField(max_length=6, choices=Band)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "scale"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.scale}: {self.value:g} ± {self.standard_error:g}"


class Opinion(models.Model):
    """What the person says of the result: like me, or not."""

    sitting = models.OneToOneField(Sitting, models.CASCADE, related_name="opinion")
    fits = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.sitting}: {'fits' if self.fits else 'does not fit'}"


class SharedResult(models.Model):
    """The pupil shows this result to the family, with scales and numbers.

    There is a row as long as it is shown. What follows from it: `rules.adult_reads`.
    """

    sitting = models.OneToOneField(Sitting, models.CASCADE, related_name="shared")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.sitting}: shown to the family"


class ShownToTeacher(models.Model):
    """The pupil shows this result to the teacher-navigators of the class, with scales and numbers.

    There is a row as long as it is shown; in another class it counts for nothing.
    """

    sitting = models.OneToOneField(Sitting, models.CASCADE, related_name="shown_to_teacher")
    school_class = models.ForeignKey(SchoolClass, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.sitting}: shown to the teacher"


class SharedAll(models.Model):
    """The pupil shows every result to the family, coming ones too; sensitive ones stay apart."""

    pupil = models.OneToOneField(Pupil, models.CASCADE, related_name="shared_all")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.pupil}: all results shown to the family"


class Guess(models.Model):
    """What a guardian thinks the child feels about six directions of a test.

    It may be given anew until the pupil agrees to compare it; from then on it stays as it is,
    and so does the sitting it is compared with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="guesses")
    guardian = models.ForeignKey(Person, models.CASCADE, related_name="guesses")
    instrument = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    answers = models.JSONField()  # {scale: step}, from 0 (not at all) to 4 (very much)
    at = models.DateTimeField(default=timezone.now)
    # False: the guardian had opened the child's results before, so the guess is not a blind one.
    is_blind = models.BooleanField(default=True)
    sitting = models.ForeignKey(Sitting, models.CASCADE, null=True, related_name="guesses")
    compared_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # the pupil has closed the comparison again

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "guardian", "instrument", "version"], name="guess_once"
            ),
            models.CheckConstraint(
                condition=Q(sitting__isnull=True, compared_at__isnull=True, closed_at__isnull=True)
                | Q(sitting__isnull=False, compared_at__isnull=False),
                name="guess_compared_with_a_sitting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} about {self.pupil}: {self.instrument} v{self.version}"

    @property
    def is_fixed(self) -> bool:
        """Compared once, it cannot be given anew."""
        return self.compared_at is not None

    @property
    def is_open(self) -> bool:
        """Whether both may look at the comparison now."""
        return self.is_fixed and self.closed_at is None


class PlayerSettings(OwnedRow):
    """What makes tests easier for this person: a need, never a diagnosis; seen by nobody else."""

    more_time = models.BooleanField(_("More time for each question"), default=False)
    aloud = models.BooleanField(_("A button that reads questions aloud"), default=False)
    easy_words = models.BooleanField(_("Simpler words, where there are any"), default=False)
    pictures = models.BooleanField(_("Pictures beside the words"), default=False)
    large_print = models.BooleanField(_("Larger print"), default=False)

    objects = OwnedQuerySet["PlayerSettings"].as_manager()

    class Meta(OwnedRow.Meta):
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], name="settings_once_for_pupil"),
            models.UniqueConstraint(fields=["guest"], name="settings_once_for_guest"),
        ]

    def __str__(self) -> str:
        return ", ".join(name for name, is_on in self.as_data().items() if is_on) or "as usual"

    def as_data(self) -> dict[str, bool]:
        """Names and whether they are on, as the player takes them."""
        return {name: getattr(self, name) for name in SETTINGS}


SETTINGS = ("more_time", "aloud", "easy_words", "pictures", "large_print")
