"""Everything that changes events, bookings, queues and approvals."""

from bilet.events.actions.approvals import approve_booking, ask_guardians, decline_booking
from bilet.events.actions.booking import book_seat, cancel_booking, expire_holds
from bilet.events.actions.planning import cancel_event, change_seats, plan_event, plan_series
from bilet.events.actions.waitlist import (
    accept_offer,
    join_waitlist,
    lapse_offers,
    leave_waitlist,
)

__all__ = [
    "accept_offer",
    "approve_booking",
    "ask_guardians",
    "book_seat",
    "cancel_booking",
    "cancel_event",
    "change_seats",
    "decline_booking",
    "expire_holds",
    "join_waitlist",
    "lapse_offers",
    "leave_waitlist",
    "plan_event",
    "plan_series",
]
