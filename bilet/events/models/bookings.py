"""A pupil's seat at an event, and the queue for one."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.events.models.events import Event
from bilet.people.codes import ALPHABET
from bilet.people.models import Person, Pupil


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> BookingQuerySet:
        """Bookings that occupy a seat."""
        return self.filter(status__in=Booking.LIVE)

    def confirmed(self) -> BookingQuerySet:
        return self.filter(status=Booking.Status.CONFIRMED)

    def overlapping(self, event: Event) -> BookingQuerySet:
        return self.filter(event__starts_at__lt=event.ends_at, event__ends_at__gt=event.starts_at)


class Booking(models.Model):
    """A pupil's seat at an event."""

    class Status(models.TextChoices):
        AWAITING_APPROVAL = "awaiting", _("Waits for a parent")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined by a parent")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Not approved in time")

    class Need(models.TextChoices):
        """What helps to take part: told to the site; never a diagnosis."""

        CLOSER = "closer", _("a place closer to the mentor")
        WRITTEN = "written", _("the task in writing")
        LARGE = "large", _("large print")
        FACING = "facing", _("speak facing me")
        SIGN = "sign", _("a sign language interpreter")
        STEP_FREE = "step_free", _("a way without steps")
        SEATED = "seated", _("work sitting down")
        QUIET = "quiet", _("pauses and a quiet corner")
        TIME = "time", _("a little more time")
        COMPANION = "companion", _("an adult comes along")

    LIVE = (Status.AWAITING_APPROVAL, Status.CONFIRMED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="bookings")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="bookings")
    booked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    held_until = models.DateTimeField(null=True, blank=True)
    needs = ArrayField(models.CharField(max_length=20, choices=Need), default=list, blank=True)
    reminded_at = models.DateTimeField(null=True)
    # When the family was told that the pupil did not come.
    missed_told_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "pupil"],
                condition=Q(status__in=["awaiting", "confirmed"]),
                name="booking_one_live_per_pupil",
            ),
            models.CheckConstraint(
                condition=~Q(status="awaiting") | Q(held_until__isnull=False),
                name="booking_hold_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["status", "held_until"])]

    def __str__(self) -> str:
        return f"{self.pupil} at {self.event} ({self.status})"

    @property
    def door_code(self) -> str:
        """What is typed at the door when the camera fails: «7K2M4Q»; tells apart one group."""
        return "".join(ALPHABET[(self.id.int >> shift) & 31] for shift in range(0, 30, 5))

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE

    @property
    def is_awaiting(self) -> bool:
        return self.status == self.Status.AWAITING_APPROVAL

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED


class WaitlistQuerySet(models.QuerySet["WaitlistEntry"]):
    def waiting(self) -> WaitlistQuerySet:
        return self.filter(status=WaitlistEntry.Status.WAITING)

    def offered(self) -> WaitlistQuerySet:
        """Entries that occupy a seat while their pupil decides."""
        return self.filter(status=WaitlistEntry.Status.OFFERED)

    def open(self) -> WaitlistQuerySet:
        return self.filter(status__in=WaitlistEntry.OPEN)


class WaitlistEntry(models.Model):
    """A place in the queue for a seat. The first in time is the first to be offered one."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("In the queue")
        OFFERED = "offered", _("A seat is offered")
        TAKEN = "taken", _("Took the seat")
        LEFT = "left", _("Left the queue")
        LAPSED = "lapsed", _("Did not answer in time")

    OPEN = (Status.WAITING, Status.OFFERED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="waitlist")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="waitlist")
    joined_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    offered_until = models.DateTimeField(null=True, blank=True)
    # After missed events a pupil is offered only what the others have left.
    not_before = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WaitlistQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "pupil"],
                condition=Q(status__in=["waiting", "offered"]),
                name="waitlist_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="offered") | Q(offered_until__isnull=False),
                name="waitlist_offer_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["status", "offered_until"])]

    def __str__(self) -> str:
        return f"{self.pupil} waits for {self.event}"
