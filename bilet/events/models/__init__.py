"""Practical events with few seats, and all that happens around them."""

from bilet.events.models.approvals import Approval, ApprovalRequest
from bilet.events.models.bookings import Booking, WaitlistEntry
from bilet.events.models.events import Event
from bilet.events.models.outcomes import Assessment, Attendance, Certificate, Mark, Reflection

__all__ = [
    "Approval",
    "ApprovalRequest",
    "Assessment",
    "Attendance",
    "Booking",
    "Certificate",
    "Event",
    "Mark",
    "Reflection",
    "WaitlistEntry",
]
