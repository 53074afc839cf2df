"""What an adult sees before deciding, and which bookings wait for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bilet.events import rules
from bilet.events.models import Approval, ApprovalRequest, Booking, Event
from bilet.people.codes import token_hash
from bilet.people.models import Guardianship, Person, Pupil
from bilet.people.policy import CONSENTS, ConsentDocument


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """All that `approval.html` needs to know."""

    booking: Booking
    event: Event
    pupil: Pupil
    link: Guardianship | None  # who reads; None while that is not known
    said: Approval | None  # the last word of anybody
    mentors: list[str]
    teachers: list[str]
    consent: ConsentDocument | None
    can_change: bool

    @property
    def state(self) -> str:
        """ask, school, confirmed, told, declined, or why there is nothing to decide."""
        if self.event.is_cancelled:
            return "event_cancelled"
        if not self.booking.is_live:
            return str(self.booking.status)
        agreed = self.said is not None and self.said.decision == Approval.Decision.APPROVED
        if self.booking.is_awaiting:
            return "school" if agreed else "ask"
        return "confirmed" if agreed else "told"

    @property
    def is_own_word(self) -> bool:
        """Whether the reader is the one who has decided; a nameless no is anybody's."""
        if self.said is None:
            return False
        known = self.said.by_id is not None and self.link is not None
        return self.said.by_id is None or (known and self.said.by_id == self.link.guardian_id)  # type: ignore[union-attr]

    @property
    def can_decide(self) -> bool:
        """A guardian whose word the school has yet to confirm leaves the question open."""
        return self.state == "ask" or (self.state == "school" and not self.is_own_word)


def approval_page(booking: Booking, link: Guardianship | None, *, at: datetime) -> ApprovalPage:
    """Up to three queries besides the booking with its event and pupil."""
    event, pupil = booking.event, booking.pupil
    school_class = pupil.school_class
    teachers = school_class.teachers.all() if school_class else []
    return ApprovalPage(
        booking=booking,
        event=event,
        pupil=pupil,
        link=link,
        said=booking.approvals.order_by("at").last(),
        mentors=[mentor.polite_name for mentor in event.mentors.all()],
        teachers=[teacher.polite_name for teacher in teachers],
        consent=CONSENTS.get(rules.CONSENT),
        can_change=at < event.booking_closes_at and not event.is_cancelled,
    )


def find_request(token: str) -> ApprovalRequest | None:
    """The request behind a link, whether it is still good or not. One query."""
    found = ApprovalRequest.objects.filter(token_hash=token_hash(token))
    return found.select_related(
        "guardianship__guardian",
        "booking__event__site__parent",
        "booking__pupil__person",
        "booking__pupil__school",
        "booking__pupil__school_class",
    ).first()


def waiting_for(guardian: Person) -> list[Booking]:
    """Bookings of one's children that wait for one's word, the most urgent first. One query."""
    children = guardian.guardian_of.active().values("pupil")
    waiting = Booking.objects.filter(
        status=Booking.Status.AWAITING_APPROVAL, pupil__in=children
    ).exclude(approvals__by=guardian)
    found = waiting.select_related("event__site__parent", "pupil__person")
    return list(found.order_by("held_until"))
