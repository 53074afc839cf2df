"""A pupil's own plan: what they want to understand and try, step by step, and why."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bilet.people.models import OwnedQuerySet, OwnedRow, Person

GOALS_SIGNS, WORDS_SIGNS, STEP_SIGNS, NOTE_SIGNS = 400, 1000, 200, 300


class OwnPlan(OwnedRow):
    """The one plan of a pupil or a guest; its words are kept in versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # From the age of own consent on the family reads the plan only while this is on.
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet["OwnPlan"].as_manager()

    class Meta(OwnedRow.Meta):
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], name="plan_once_for_pupil"),
            models.UniqueConstraint(fields=["guest"], name="plan_once_for_guest"),
        ]

    def __str__(self) -> str:
        return f"Plan of {self.pupil or 'a guest'}"


class PlanVersion(models.Model):
    """What the person wanted and thought at one time. Never changed: a new word is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(OwnPlan, models.CASCADE, related_name="versions")
    goals = models.CharField(max_length=GOALS_SIGNS, blank=True)  # one a line
    words = models.CharField(max_length=WORDS_SIGNS, blank=True)  # why I think so now
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(goals="") | ~Q(words=""), name="plan_version_says_something"
            )
        ]
        indexes = [models.Index(fields=["plan", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y}: {self.goals[:40]}"

    @property
    def goal_lines(self) -> list[str]:
        return [line.strip() for line in self.goals.splitlines() if line.strip()]


class PlanStep(models.Model):
    """One thing to do. A test, a trial, an event and a course are done by themselves."""

    class Kind(models.TextChoices):
        TRIAL = "trial", _("Online trial")
        EVENT = "event", _("Event with a mentor")
        TEST = "test", pgettext_lazy("step of a plan", "Test")
        COURSE = "course", pgettext_lazy("step of a plan", "Course")
        SUBJECT = "subject", _("School subject")
        OPEN_DAY = "open_day", _("Open day")
        TALK = "talk", pgettext_lazy("step of a plan", "Talk")
        OTHER = "other", pgettext_lazy("step of a plan", "Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(OwnPlan, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=STEP_SIGNS, blank=True)  # the person's own
    # The test, the programme (of a trial or an event), `course` or `course/lesson`, the subject.
    code = models.CharField(max_length=125, blank=True)
    profession = models.CharField(max_length=10, blank=True)  # what it is for
    due = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)  # by the person's own word

    class Meta:
        ordering = [models.F("due").asc(nulls_last=True), "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(code="") | ~Q(profession=""),
                name="plan_step_says_something",
            ),
            models.UniqueConstraint(
                fields=["plan", "kind", "code"],
                condition=Q(done_at__isnull=True) & ~Q(code=""),
                name="plan_step_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words or self.code or self.profession}"


class TeacherNote(models.Model):
    """A short word of the teacher-navigator in the plan, read by the pupil and by the family."""

    class Phrase(models.TextChoices):
        TRY = "try", _("Try one more thing, unlike the last one.")
        COMPARE = "compare", _("Put two cards of professions side by side and compare.")
        ASK = "ask", _("Ask somebody who works so what a usual day is like.")
        DATE = "date", _("Give one step of the plan a date.")
        HOME = "home", _("Show the plan at home and talk it over.")
        MOVES = "moves", _("The plan is moving: look what has changed since September.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(OwnPlan, models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=300)
    phrase = models.CharField(max_length=8, choices=Phrase)
    words = models.CharField(max_length=NOTE_SIGNS, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["plan", "-at"])]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.phrase}"
