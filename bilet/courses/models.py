"""How far a person has come in a course."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from bilet.people.models import Person


class LessonDone(models.Model):
    """The person has been through a lesson."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lessons_done")
    course = models.CharField(max_length=60)
    lesson = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "lesson"], name="lesson_done_once")
        ]
        indexes = [models.Index(fields=["course"])]

    def __str__(self) -> str:
        return f"{self.course}/{self.lesson}"


class CheckTry(models.Model):
    """One go at the check at the end of a module."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="check_tries")
    course = models.CharField(max_length=60)
    module = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)  # question → answer, to show the explanations
    right = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["course", "module"])]

    def __str__(self) -> str:
        return f"{self.course}/{self.module}: {self.right} of {self.total}"
