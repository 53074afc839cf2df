"""Seats at the coming events, all by the actions: booked, approved, queued for."""

from datetime import datetime, timedelta

from bilet.cabinets.demo_region import crowd, feelings
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.world import Child, World
from bilet.core.errors import DomainError
from bilet.events.actions import approve_booking, book_seat, day, join_waitlist, outcomes
from bilet.events.models import Booking, Event, Reflection
from bilet.events.rules import CONSENT

BY_PARENT = 0.2  # seats of the young that the parent books
FULL = 9  # events without a free seat
RECENT = 0.5  # booked since yesterday, so the parents have not answered yet
AGREED_UNKNOWN = 3  # parents who said yes, while the school has not confirmed them yet
Moment = Reflection.Moment


def build(world: World) -> None:
    starring = list(world.starring.values())
    for number, event in enumerate(world.coming):
        if event not in starring:
            _fill(world, event, world.chance("seats", number), full=number < FULL)
    _wait_for_school(world)


def stars(world: World) -> None:
    """The seats of the people to enter as, before anybody else takes them."""
    anya, timur = world.stars["demo-pupil-12"], world.stars["demo-pupil-15"]
    dice = world.chance("star seats")
    for key in ("timur-1", "timur-2", "today"):
        event = world.starring[key]
        at = world.clock.evening_before(event.starts_at, 4, 30)
        booking = _book(world, dice, event, timur, at)
        if booking and event.ends_at < world.now:
            _timur_was_there(world, booking)
    _book(world, dice, world.starring["anya"], anya, world.now - timedelta(hours=5))
    for key, guests in (("today", 4), ("tomorrow", 3)):
        event = world.starring[key]
        for child in crowd.wishes(world, dice, event)[:guests]:
            _book_approved(world, dice, event, child, world.clock.evening_before(world.now, 4, 45))


def _timur_was_there(world: World, booking: Booking) -> None:
    """He came, liked it, and the mentor wrote about him."""
    event, mentor = booking.event, world.mentors[booking.event_id]
    begins, ends = event.starts_at, event.ends_at
    outcomes.reflect(booking, Moment.BEFORE, interest=4, at=begins - timedelta(hours=3))
    day.check_in(event, booking.pk, by=mentor, at=begins, now=begins)
    evening = ends + timedelta(hours=3)
    words = feelings.WORDS["liked"][1]
    outcomes.reflect(booking, Moment.AFTER, interest=5, verdict="liked", words=words, at=evening)
    program = event.passport
    if program:
        sheet = outcomes.Sheet(
            booking.pk, feelings.marks(world.chance("timur"), world.stars["demo-pupil-15"], program)
        )
        outcomes.assess(event, [sheet], by=mentor, at=evening)


def _fill(world: World, event: Event, dice: Chance, *, full: bool) -> None:
    seats = event.seats_total if full else dice.between(1, event.seats_total - 1)
    wishes = crowd.wishes(world, dice, event)
    for child in wishes[:seats]:
        if dice.happens(RECENT) and event.booking_closes_at > world.now:
            _book(world, dice, event, child, _lately(world, dice))
        else:
            at = world.clock.evening_before(world.now, dice.between(3, 8), dice.below(200))
            _book_approved(world, dice, event, child, at)
    if not event.seats_left and event.booking_closes_at > world.now:
        for child in wishes[seats:][: dice.between(1, 4)]:
            _queue(world, dice, event, child)


def _queue(world: World, dice: Chance, event: Event, child: Child) -> None:
    at = _lately(world, dice)
    with world.clock.acting(at):
        join_waitlist(event=event, pupil=child.pupil, joined_by=child.pupil.person, at=at)


def _book_approved(world: World, dice: Chance, event: Event, child: Child, at: datetime) -> None:
    """Some days ago; a parent has answered by now."""
    booking = _book(world, dice, event, child, at)
    if booking and booking.is_awaiting:
        answered = at + timedelta(minutes=dice.between(10, 900))
        with world.clock.acting(answered):
            approve_booking(booking, by=crowd.surest(child).guardian, channel="link", at=answered)


def _book(world: World, dice: Chance, event: Event, child: Child, at: datetime) -> Booking | None:
    """By the pupil or, for a young one, perhaps by the parent. None: a rule is against it."""
    by = child.pupil.person
    if child.guardians and not child.is_star and child.is_young(world.clock):
        by = crowd.surest(child).guardian if dice.happens(BY_PARENT) else by
    try:
        with world.clock.acting(at):
            booking = book_seat(event=event, pupil=child.pupil, booked_by=by, at=at)
    except DomainError:
        return None
    child.busy.append((event.starts_at, event.ends_at))
    booking.event, booking.pupil = event, child.pupil
    event.seats_taken += 1  # the action has written it; this object has not seen it
    return booking


def _wait_for_school(world: World) -> None:
    """Parents whom the school does not know yet have said yes: now it is the school's turn."""
    dice = world.chance("unknown parents")
    unknown = [
        child
        for child in world.children
        if child.guardians
        and not child.is_star
        and not child.is_sure
        and child.is_young(world.clock)
        and CONSENT in child.consents
    ]
    ahead = [e for e in world.coming if not e.is_online and e.booking_closes_at > world.now]
    for child, event in zip(unknown[:AGREED_UNKNOWN], ahead[FULL:], strict=False):
        at = world.now - timedelta(hours=dice.between(20, 30))
        booking = _book(world, dice, event, child, at)
        if booking and booking.is_awaiting:
            answered = at + timedelta(hours=2)
            with world.clock.acting(answered):
                approve_booking(booking, by=crowd.surest(child).guardian, at=answered)


def _lately(world: World, dice: Chance) -> datetime:
    return world.now - timedelta(minutes=dice.between(20, 1900))
