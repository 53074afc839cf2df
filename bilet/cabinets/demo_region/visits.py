"""The events that were held: who had a seat, who came, what came of it.

Events are planned, assessed and certified by the actions. Seats, attendances and reflections of
the past are those of hundreds of pupils, the same code for each; so their rows are written at
once, by the same rules: a pupil is in one place at a time, and who missed two events waits.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F

from bilet.cabinets.demo_region import crowd, feelings
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.world import Child, World
from bilet.events.actions import outcomes
from bilet.events.actions.certificates import issue_due
from bilet.events.actions.outcomes import Sheet
from bilet.events.models import Approval, Attendance, Booking, Event, Reflection
from bilet.trials.library import PROGRAMS

BY_PARENT = 0.35  # seats of the young that the parent books
# What becomes of the others' seats, out of all.
FATES: dict[str, float] = {
    Booking.Status.CONFIRMED: 0.88,
    Booking.Status.CANCELLED: 0.05,
    Booking.Status.DECLINED: 0.04,
    Booking.Status.EXPIRED: 0.03,
}
CAME = 0.88
SAYS_BEFORE = 0.7
SAYS_AFTER = 0.85
SCANNED = 0.6
ASSESSED = 0.85  # of the events


@dataclass
class Visits:
    bookings: list[Booking] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    reflections: list[Reflection] = field(default_factory=list)
    # By event: who was there, for the mentor's sheet.
    came: list[tuple[Event, Chance, list[tuple[Child, Booking]]]] = field(default_factory=list)

    def write(self) -> None:
        Booking.objects.bulk_create(self.bookings)
        Approval.objects.bulk_create(self.approvals)
        Attendance.objects.bulk_create(self.attendances)
        Reflection.objects.bulk_create(self.reflections)


def build(world: World) -> None:
    visits = Visits()
    for number, event in enumerate(world.past):
        _fill(world, event, world.chance("visit", number), visits)
    visits.write()
    for event, dice, came in visits.came:
        _close(world, event, dice, came)


def _fill(world: World, event: Event, dice: Chance, visits: Visits) -> None:
    seats = min(event.seats_total, dice.between(4, 7)) - event.seats_taken
    came: list[tuple[Child, Booking]] = []
    confirmed = 0
    for child in crowd.wishes(world, dice, event)[: max(seats, 0)]:
        booking = _booked(world, dice, event, child, visits)
        if not booking.is_confirmed:
            continue
        confirmed += 1
        child.busy.append((event.starts_at, event.ends_at))
        if dice.happens(CAME):
            came.append((child, booking))
            _there(world, dice, booking, child, visits)
        else:
            child.missed.append(event.ends_at)
    Event.objects.filter(pk=event.pk).update(seats_taken=F("seats_taken") + confirmed)
    visits.came.append((event, dice, came))


def _booked(world: World, dice: Chance, event: Event, child: Child, visits: Visits) -> Booking:
    """A seat and, for a young one, what the parent said."""
    at = world.clock.evening_before(event.starts_at, dice.between(2, 6), dice.below(200))
    young = child.is_young(world.clock)
    by_parent = bool(young and dice.happens(BY_PARENT))
    status = dice.one_by_weight(list(FATES), list(FATES.values()))
    if not young and status in (Booking.Status.EXPIRED, Booking.Status.DECLINED):
        status = Booking.Status.CONFIRMED
    if by_parent and status != Booking.Status.CANCELLED:
        status = Booking.Status.CONFIRMED
    booking = Booking(
        event=event,
        pupil=child.pupil,
        booked_by=crowd.surest(child).guardian if by_parent else child.pupil.person,
        status=status,
        created_at=at,
    )
    visits.bookings.append(booking)
    if young and status != Booking.Status.EXPIRED:
        answered = at if by_parent else at + timedelta(minutes=dice.between(10, 800))
        visits.approvals.append(_answer(booking, child, answered, "web" if by_parent else "link"))
    return booking


def _answer(booking: Booking, child: Child, at: datetime, channel: str) -> Approval:
    link = crowd.surest(child)
    declined = booking.status == Booking.Status.DECLINED
    return Approval(
        booking=booking,
        decision=Approval.Decision.DECLINED if declined else Approval.Decision.APPROVED,
        guardianship=link,
        by=link.guardian,
        by_name=link.guardian.polite_name,
        level=link.level,
        channel=channel,
        at=at,
    )


def _there(world: World, dice: Chance, booking: Booking, child: Child, visits: Visits) -> None:
    """Checked in at the door; and the two short questions, before and after."""
    event = booking.event
    visits.attendances.append(
        Attendance(
            booking=booking,
            at=event.starts_at - timedelta(minutes=dice.between(1, 14)),
            by=world.mentors[event.pk],
            how=Attendance.How.QR if dice.happens(SCANNED) else Attendance.How.LIST,
        )
    )
    if dice.happens(SAYS_BEFORE):
        visits.reflections.append(
            Reflection(
                booking=booking,
                moment=Reflection.Moment.BEFORE,
                interest=feelings.before(dice, child, event.profession),
                at=event.starts_at - timedelta(minutes=dice.between(60, 1500)),
            )
        )
    if dice.happens(SAYS_AFTER):
        interest, verdict, words = feelings.after(dice, child, event.profession)
        visits.reflections.append(
            Reflection(
                booking=booking,
                moment=Reflection.Moment.AFTER,
                interest=interest,
                verdict=verdict,
                words=words,
                at=min(event.ends_at + timedelta(minutes=dice.between(20, 1200)), world.now),
            )
        )


def _close(world: World, event: Event, dice: Chance, came: list[tuple[Child, Booking]]) -> None:
    """The mentor's words about everybody, and the certificates."""
    at = min(event.ends_at + timedelta(hours=dice.between(1, 5)), world.now)
    if dice.happens(ASSESSED):
        program = PROGRAMS.all("ru")[event.program]
        sheets = [Sheet(b.pk, feelings.marks(dice, child, program)) for child, b in came]
        outcomes.assess(event, sheets, by=world.mentors[event.pk], at=at)
    late = min(event.ends_at + timedelta(hours=21), world.now)
    issue_due([booking.pk for _child, booking in came], at=late)
