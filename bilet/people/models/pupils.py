"""Pupils, their classes, and the one gate to their data."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.access.grants import Permission, Role, roles_with
from bilet.orgs.models import Organization
from bilet.people.models.persons import Person

# Mentors and sites see a pupil from two weeks before the event to a month after it.
SITE_SEES_BEFORE = timedelta(days=14)
SITE_SEES_AFTER = timedelta(days=30)


class SchoolClass(models.Model):
    """A class of one school year: «7 «Б»»."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(Organization, models.PROTECT, related_name="classes")
    grade = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()  # the year in which the school year begins
    teachers = models.ManyToManyField(Person, related_name="classes", blank=True)

    class Meta:
        ordering = ["grade", "letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "grade", "letter", "year"], name="class_once_a_year"
            ),
            models.CheckConstraint(condition=Q(grade__range=(1, 11)), name="class_grade_1_to_11"),
        ]

    def __str__(self) -> str:
        return f"{self.grade} «{self.letter}»"


class PupilQuerySet(models.QuerySet["Pupil"]):
    def within_reach_of(
        self, person: Person, permission: Permission, *, at: datetime | None = None
    ) -> PupilQuerySet:
        """Pupils on whom `person` holds `permission`: the one gate to pupils' data."""
        roles = roles_with(permission)
        reach = Q(pk__in=[])
        if Role.PUPIL in roles:
            reach |= Q(person=person)
        if Role.PARENT in roles:
            reach |= Q(pk__in=person.guardian_of.active().values("pupil"))
        if Role.TEACHER in roles:
            reach |= Q(school_class__teachers=person)
        if Role.SCHOOL_ADMIN in roles:
            own = person.memberships.filter(role=Role.SCHOOL_ADMIN)
            reach |= Q(school__in=own.values("organization"))
        return self.filter(reach | _at_events(person, roles, at or timezone.now())).distinct()


def _at_events(person: Person, roles: frozenset[Role], at: datetime) -> Q:
    """Pupils with a seat at the person's own events, around the day."""
    around = Q(
        bookings__status="confirmed",
        bookings__event__starts_at__lte=at + SITE_SEES_BEFORE,
        bookings__event__ends_at__gte=at - SITE_SEES_AFTER,
    )
    reach = Q(pk__in=[])
    if Role.MENTOR in roles:
        # Who has left the work of a mentor reaches nobody any more.
        is_mentor = Exists(person.memberships.filter(role=Role.MENTOR))
        reach |= around & Q(is_mentor, bookings__event__mentors=person)
    if Role.SITE_MANAGER in roles:
        sites = person.memberships.filter(role=Role.SITE_MANAGER).values("organization")
        reach |= around & Q(bookings__event__site__in=sites)
    return reach


class Pupil(models.Model):
    """A child at school, and all that the platform knows about them hangs here.

    Before a consent is given a young pupil has only `nickname` and a class: no name, no birth
    date (`design`: nothing personal is kept without a consent).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="pupil")
    nickname = models.CharField(max_length=40)  # «Рысь-27»: made by us, says nothing
    birth_date = models.DateField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField()
    school = models.ForeignKey(
        Organization, models.PROTECT, related_name="pupils", null=True, blank=True
    )
    school_class = models.ForeignKey(
        SchoolClass, models.SET_NULL, related_name="pupils", null=True, blank=True
    )
    # In the class register: how a teacher knows a pupil who has no name here.
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    # The region whose events the pupil sees: the school's, or the family's choice.
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PupilQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grade__range=(1, 11)), name="pupil_grade_1_to_11"),
            models.UniqueConstraint(
                fields=["school_class", "number"], name="pupil_number_once_in_a_class"
            ),
        ]

    def __str__(self) -> str:
        return self.person.get_full_name() or self.nickname

    @property
    def short_name(self) -> str:
        """«Аня» for the family, the nickname while there is no name."""
        return self.person.first_name or self.nickname

    @property
    def site_name(self) -> str:
        """What a site sees: «Аня К.»."""
        last = self.person.last_name
        return f"{self.short_name} {last[0]}." if last else self.short_name

    def age_on(self, day: date) -> int | None:
        """Full years on `day`; None while the birth date is not known."""
        if self.birth_date is None:
            return None
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def is_younger_than(self, years: int, day: date) -> bool:
        """Unknown age counts as young: the stricter rule."""
        age = self.age_on(day)
        return age is None or age < years


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose test or trial this is: a pupil's, or a guest's who has only a cookie."""

    pupil: Pupil | None = None
    guest: uuid.UUID | None = None


Row = TypeVar("Row", bound="OwnedRow")


class OwnedQuerySet(models.QuerySet[Row]):
    def of(self, owner: Owner) -> Self:
        if owner.pupil is not None:
            return self.filter(pupil=owner.pupil)
        return self.filter(guest=owner.guest) if owner.guest else self.none()


class OwnedRow(models.Model):
    """A row that belongs to a pupil or, before there is one, to a guest."""

    pupil = models.ForeignKey(
        Pupil, models.CASCADE, null=True, blank=True, verbose_name=_("pupil"),
        related_name="%(class)ss",
    )  # fmt: skip
    guest = models.UUIDField(null=True, blank=True, db_index=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(pupil__isnull=False, guest__isnull=True)
                | Q(pupil__isnull=True, guest__isnull=False),
                name="%(class)s_has_one_owner",
            )
        ]
