"""One dated run of a trial programme at a site or online."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.access.grants import Permission, Role, roles_with
from bilet.orgs.models import Organization
from bilet.people.models import Person
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program

# Needs that a programme or a site meets, as a family reads them; never diagnoses.
ACCESS_NAMES: dict[str, Promise | str] = {
    "hearing": _("for those who hear badly"),
    "vision": _("for those who see badly"),
    "mobility": _("without stairs, on a wheelchair too"),
    "speech": _("for those who find it hard to speak"),
    "autism": _("for autistic children: quiet and predictable"),
    "learning": _("in plain words, step by step"),
    "long_illness": _("with pauses, for those who tire quickly"),
}


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> EventQuerySet:
        return self.filter(status=Event.Status.PUBLISHED)

    def for_grade(self, grade: int) -> EventQuerySet:
        return self.filter(grade_from__lte=grade, grade_to__gte=grade)

    def open_for_booking(self, at: datetime) -> EventQuerySet:
        return self.published().filter(booking_opens_at__lte=at, booking_closes_at__gt=at)

    def with_free_seats(self) -> EventQuerySet:
        return self.filter(seats_taken__lt=F("seats_total"))

    def below(self, scope: Organization) -> EventQuerySet:
        """Events of the sites in the subtree of `scope`."""
        return self.filter(site__path__startswith=scope.path)

    def within_reach_of(self, person: Person, permission: Permission) -> EventQuerySet:
        """Events that `person` mentors or whose site they manage, as the permission allows."""
        roles = roles_with(permission)
        reach = Q(pk__in=[])
        if Role.MENTOR in roles:
            # Who has left the work of a mentor leads nothing any more.
            is_mentor = Exists(person.memberships.filter(role=Role.MENTOR))
            reach |= Q(is_mentor, pk__in=person.mentored_events.values("pk"))
        if Role.SITE_MANAGER in roles:
            managed = person.memberships.filter(role=Role.SITE_MANAGER)
            reach |= Q(site__in=managed.values("organization"))
        return self.filter(reach)


class Event(models.Model):
    """One dated run of a trial programme at a site or online."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")

    class Format(models.TextChoices):
        ONSITE = "onsite", _("On site")
        ONLINE = "online", _("Online with a mentor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Codes of the content: the programme, and what it said when the event was planned.
    program = models.CharField(max_length=60)
    program_version = models.PositiveSmallIntegerField()
    profession = models.CharField(max_length=10)
    field = models.CharField(max_length=20)
    format = models.CharField(max_length=10, choices=Format)
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    site = models.ForeignKey(Organization, models.PROTECT, related_name="events")
    region = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    mentors = models.ManyToManyField(Person, related_name="mentored_events", blank=True)
    room = models.CharField(max_length=100, blank=True)
    meeting_url = models.URLField(blank=True)
    access = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    booking_opens_at = models.DateTimeField()
    booking_closes_at = models.DateTimeField()
    grade_from = models.PositiveSmallIntegerField()
    grade_to = models.PositiveSmallIntegerField()
    seats_total = models.PositiveSmallIntegerField()
    # Live bookings and open offers to the queue; written by `actions.seats` only.
    seats_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats_taken__lte=F("seats_total")), name="event_not_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="event_starts_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(grade_from__lte=F("grade_to")), name="event_grades_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "status", "starts_at"]),
            models.Index(fields=["site", "starts_at"]),
            models.Index(fields=["profession", "starts_at"]),
            models.Index(fields=["starts_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.program}, {self.starts_at:%d.%m.%Y %H:%M}"

    @property
    def passport(self) -> Program | None:
        """The programme as it is written today, in the language of the page."""
        return PROGRAMS.get(self.program)

    @property
    def title(self) -> str:
        passport = self.passport
        return passport.title if passport else self.program

    @property
    def profession_title(self) -> str:
        card = PROFESSIONS.get(self.profession)
        return card.title if card else ""

    @property
    def field_name(self) -> str:
        return str(FIELD_NAMES.get(self.field, ""))

    @property
    def grades(self) -> tuple[int, int]:
        return (self.grade_from, self.grade_to)

    @property
    def access_names(self) -> list[str]:
        return [str(name) for code, name in ACCESS_NAMES.items() if code in self.access]

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def is_cancelled(self) -> bool:
        return self.status == Event.Status.CANCELLED

    @property
    def seats_left(self) -> int:
        return self.seats_total - self.seats_taken

    @property
    def is_online(self) -> bool:
        return self.format == Event.Format.ONLINE

    def is_open_at(self, at: datetime) -> bool:
        return (
            self.status == Event.Status.PUBLISHED
            and self.booking_opens_at <= at < self.booking_closes_at
        )

    def suits_grade(self, grade: int) -> bool:
        return self.grade_from <= grade <= self.grade_to
