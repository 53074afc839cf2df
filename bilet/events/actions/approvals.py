"""A guardian's word on a booking: asked for, given, taken back, confirmed by the school."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bilet.events import errors, rules
from bilet.events.actions import letters, seats
from bilet.events.models import Approval, ApprovalRequest, Booking, Event
from bilet.people.actions import consents, guardians
from bilet.people.actions.guardians import Adult
from bilet.people.codes import new_token, token_hash
from bilet.people.models import Consent, Guardianship, Person, Pupil
from bilet.people.rules import has_consent

Status = Booking.Status
Decision = Approval.Decision


def open_booking(event: Event, pupil: Pupil, *, by: Person, at: datetime) -> Booking:
    """Make the booking of a seat that is already counted, and ask or tell the guardians.

    A guardian's own booking is an approval; it is enough when the link is sure enough.
    """
    link = rules.guardian_link(pupil, by)
    young = rules.needs_approval(event, pupil, at)
    awaiting = young and not _is_enough(link, event)
    booking = Booking.objects.create(
        event=event,
        pupil=pupil,
        booked_by=by,
        status=Status.AWAITING_APPROVAL if awaiting else Status.CONFIRMED,
        held_until=rules.hold_until(event, at) if awaiting else None,
        created_at=at,
    )
    if young and link:
        _write_down(booking, Decision.APPROVED, link=link, at=at)
        if awaiting:
            _wait_for_school(booking, link, at=at)
    elif awaiting:
        ask_guardians(booking, at=at)
    elif link is None:
        _tell_guardians(booking, at=at)
    return booking


def agree_to_site(event: Event, pupil: Pupil, *, by: Person, agreed: bool, at: datetime) -> None:
    """Write down the consent for the site when the one who books has to give it.

    Raises:
        ConsentNeededError: it was not ticked, or is not this person's to give.
    """
    if not rules.needs_consent(event, pupil, by, at):
        return
    if not agreed or not rules.may_consent(event, pupil, by, at):
        raise errors.ConsentNeededError
    consents.decide(pupil, {rules.CONSENT: True}, by=by, at=at)


def ask_guardians(booking: Booking, *, at: datetime | None = None) -> int:
    """Send the one-tap link to every guardian with an e-mail. Returns to how many."""
    links = letters.guardian_links(booking.pupil)
    for link in links:
        to = link.guardian.email
        token = new_request(booking, guardianship=link, sent_to=to, at=at)
        letters.ask_for_approval(booking, to=to, language=link.guardian.language, token=token)
    return len(links)


@transaction.atomic
def ask_by_mail(booking: Booking, email: str, *, language: str, at: datetime | None = None) -> None:
    """Send the link to an address that the pupil names; who that is, the page asks."""
    token = new_request(booking, sent_to=email, at=at)
    letters.ask_for_approval(booking, to=email, language=language, token=token)


def new_request(
    booking: Booking,
    *,
    guardianship: Guardianship | None = None,
    sent_to: str = "",
    at: datetime | None = None,
) -> str:
    """A link to the approval page, good until booking closes. Only its hash is kept.

    Returns:
        The token of `/approvals/<token>/`.
    """
    token = new_token()
    ApprovalRequest.objects.create(
        booking=booking,
        token_hash=token_hash(token),
        guardianship=guardianship,
        sent_to=sent_to,
        created_at=at or timezone.now(),
        expires_at=booking.event.booking_closes_at,
    )
    return token


@transaction.atomic
def adopt_request(
    request: ApprovalRequest, adult: Adult, *, relation: str, birth_date: date
) -> Guardianship:
    """The adult behind a link that was sent to nobody known says who they are: level G1.

    Raises:
        DomainError: the birth date is not the child's, or the adult is the child.
    """
    link = guardians.guardian_by_link(request.booking.pupil, adult, birth_date=birth_date)
    Guardianship.objects.filter(pk=link.pk).update(relation=relation)
    ApprovalRequest.objects.filter(pk=request.pk).update(guardianship=link)
    request.guardianship = link
    guardians.tell_family(request.booking.pupil, link)
    return link


@transaction.atomic
def approve_booking(
    booking: Booking, *, by: Person, channel: str = "web", at: datetime | None = None
) -> bool:
    """A guardian says yes. A second tap, or a second guardian, changes nothing.

    The word of a guardian whom the school has not confirmed yet is kept, and the seat waits
    for the school. Who said no may take it back while there are seats.

    Returns:
        Whether the word was written down.

    Raises:
        DomainError: the person is no guardian, or cannot take back another one's no.
    """
    at = at or timezone.now()
    locked = seats.lock_booking(booking.pk)
    link = rules.guardian_link(locked.pupil, by)
    if link is None:
        raise errors.NoGuardianError
    if at >= locked.event.starts_at or _has_said_yes(locked, link):
        return False
    if locked.status == Status.DECLINED and not _has_new_booking(locked):
        _reopen(locked, link, at=at)
    elif not locked.is_awaiting:
        return False
    _write_down(locked, Decision.APPROVED, link=link, channel=channel, at=at)
    _agree_by_approval(locked.pupil, by, channel=channel, at=at)
    if not _is_enough(link, locked.event):
        _wait_for_school(locked, link, at=at)
    else:
        _confirm(locked)
    booking.refresh_from_db()
    return True


@transaction.atomic
def decline_booking(
    booking: Booking,
    *,
    by: Person | None,
    name: str = "",
    channel: str = "web",
    at: datetime | None = None,
) -> bool:
    """A guardian says no, or takes a yes back. The seat goes to the next in the queue.

    Args:
        by: None when the link was opened by somebody not known; saying no asks for nothing.
    """
    at = at or timezone.now()
    locked = seats.lock_booking(booking.pk)
    if not locked.is_live or at >= locked.event.starts_at:
        return False
    link = rules.guardian_link(locked.pupil, by)
    _write_down(locked, Decision.DECLINED, link=link, name=name, channel=channel, at=at)
    seats.give_back(locked, from_=Booking.LIVE, to=Status.DECLINED, at=at)
    letters.declined(locked)
    booking.refresh_from_db()
    return True


@transaction.atomic
def guardian_confirmed(guardianship: Guardianship) -> None:
    """The school has confirmed a guardian: the seats they agreed to are confirmed too."""
    waiting = Booking.objects.filter(
        status=Status.AWAITING_APPROVAL,
        approvals__guardianship=guardianship,
        approvals__decision=Decision.APPROVED,
    )
    for booking in waiting.distinct().select_related("event__site", "pupil__person"):
        if _is_enough(guardianship, booking.event):
            _confirm(booking)


def _confirm(booking: Booking) -> None:
    if seats.move(booking, from_=[Status.AWAITING_APPROVAL], to=Status.CONFIRMED):
        letters.confirmed(booking)


def _reopen(booking: Booking, link: Guardianship, *, at: datetime) -> None:
    """Take a no back: as a new booking, by the same rules, if there is a seat."""
    last = booking.approvals.order_by("at").last()
    if last is None or last.by_id != link.guardian_id:
        raise errors.DeclinedByOtherError(name=last.by_name if last else "")
    rules.check_bookable(booking.event, booking.pupil, at)
    seats.take_seat(booking.event)
    booking.status, booking.held_until = (
        Status.AWAITING_APPROVAL,
        rules.hold_until(booking.event, at),
    )
    booking.save(update_fields=["status", "held_until"])


def _wait_for_school(booking: Booking, link: Guardianship, *, at: datetime) -> None:
    booking.held_until = rules.hold_for_school(booking.event, at)
    booking.save(update_fields=["held_until"])
    letters.ask_school(booking, link)


def _has_said_yes(booking: Booking, link: Guardianship) -> bool:
    """Whether the last word of this guardian about a booking that still waits is yes."""
    if not booking.is_awaiting:
        return False
    last = booking.approvals.filter(by=link.guardian_id).order_by("at").last()
    return last is not None and last.decision == Decision.APPROVED


def _has_new_booking(booking: Booking) -> bool:
    return booking.pupil.bookings.live().filter(event=booking.event_id).exists()


def _is_enough(link: Guardianship | None, event: Event) -> bool:
    return link is not None and link.level >= rules.needed_level(event)


def _agree_by_approval(pupil: Pupil, by: Person, *, channel: str, at: datetime) -> None:
    """Saying yes to the event says yes to telling the site; the page shows that text."""
    if has_consent(pupil, rules.CONSENT):
        return
    how = Consent.Channel.PAPER if channel == "paper" else Consent.Channel.WEB
    consents.decide(pupil, {rules.CONSENT: True}, by=by, channel=how, at=at)


def _tell_guardians(booking: Booking, *, at: datetime) -> None:
    for link in letters.guardian_links(booking.pupil):
        token = new_request(booking, guardianship=link, sent_to=link.guardian.email, at=at)
        letters.tell_guardian(booking, link.guardian, token=token)


def _write_down(
    booking: Booking,
    decision: str,
    *,
    link: Guardianship | None,
    at: datetime,
    name: str = "",
    channel: str = "web",
) -> None:
    Approval.objects.create(
        booking=booking,
        decision=decision,
        guardianship=link,
        by=link.guardian if link else None,
        by_name=link.guardian.polite_name if link else name,
        level=link.level if link else 0,
        channel=channel,
        at=at,
    )
