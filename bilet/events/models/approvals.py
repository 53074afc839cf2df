"""A guardian's word on a booking, and the link that asks for it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.events.models.bookings import Booking
from bilet.people.models import Guardianship, Person


class ApprovalRequest(models.Model):
    """A one-tap link to a guardian. Only the hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="approval_requests")
    token_hash = models.CharField(max_length=64, unique=True)
    # A known guardian, or an address given by the pupil for somebody not known yet.
    guardianship = models.ForeignKey(Guardianship, models.CASCADE, null=True, related_name="+")
    sent_to = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"Request for {self.booking}"


class Approval(models.Model):
    """Said yes or no, by whom, and how sure we are who that was."""

    class Decision(models.TextChoices):
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="approvals")
    decision = models.CharField(max_length=10, choices=Decision)
    guardianship = models.ForeignKey(Guardianship, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, default="web")  # web | link | paper
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.booking}: {self.decision}"
