"""Find an event: what fits the wishes, soonest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bilet.events.models import Booking, Event
from bilet.events.models.events import EventQuerySet
from bilet.orgs.models import Organization
from bilet.people.models import Person, Pupil

PAGE = 20
NEAREST = 3
MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the visitor asked for; empty values ask for nothing."""

    region: Organization | None = None
    place: Organization | None = None  # a municipality
    field: str = ""
    profession: str = ""
    since: date | None = None
    until: date | None = None
    grade: int | None = None
    format: str = ""
    access: tuple[str, ...] = ()
    free: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the dates are meant."""
        scope = self.place or self.region
        return scope.zone if scope else MOSCOW


@dataclass(frozen=True, slots=True)
class Card:
    """One event of the list, as its reader sees it."""

    event: Event
    booking: Booking | None = None  # the reader's own seat
    clash: Event | None = None  # another event of the reader at this time
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    cards: list[Card]
    total: int
    page: int
    pages: int
    nearest: list[Card]  # when nothing fits: what is near, without the narrow wishes


def reader(person: Person) -> Pupil | None:
    """The pupil behind the signed-in person, with the region. One query."""
    return Pupil.objects.select_related("region").filter(person=person).first()


def places() -> tuple[list[Organization], list[Organization]]:
    """Regions and their municipalities. One query."""
    kinds = Organization.Kind
    found = Organization.objects.filter(kind__in=[kinds.REGION, kinds.MUNICIPALITY])
    nodes = list(found.order_by("name"))
    return (
        [node for node in nodes if node.kind == kinds.REGION],
        [node for node in nodes if node.kind == kinds.MUNICIPALITY],
    )


def search(wishes: Wishes, pupil: Pupil | None, *, page: int, at: datetime) -> Found:
    """One page of events that fit. Three queries, one more when nothing fits."""
    fitting = matching(wishes, at=at)
    total = fitting.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    events = list(fitting[(page - 1) * PAGE : page * PAGE]) if total else []
    nearest = [] if events else list(matching(_wider(wishes), at=at)[:NEAREST])
    taken = _own_bookings(pupil, at=at) if pupil else []
    return Found(
        cards=[_card(event, taken, at) for event in events],
        total=total,
        page=page,
        pages=pages,
        nearest=[_card(event, taken, at) for event in nearest],
    )


def matching(wishes: Wishes, *, at: datetime) -> EventQuerySet:
    """Events whose booking has not closed, narrowed by every wish."""
    found = Event.objects.published().filter(booking_closes_at__gt=at)
    exact = {"field": wishes.field, "profession": wishes.profession, "format": wishes.format}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wishes.region:
        found = found.filter(region=wishes.region)
    if wishes.place:
        found = found.below(wishes.place)
    if wishes.grade:
        found = found.for_grade(wishes.grade)
    if wishes.access:
        found = found.filter(access__contains=list(wishes.access))
    if wishes.free:
        found = found.with_free_seats()
    return _between(found, wishes).select_related("site__parent")


def _between(found: EventQuerySet, wishes: Wishes) -> EventQuerySet:
    """Whole days, by the clock of the place."""
    if wishes.since:
        found = found.filter(starts_at__gte=datetime.combine(wishes.since, time.min, wishes.zone))
    if wishes.until:
        found = found.filter(starts_at__lte=datetime.combine(wishes.until, time.max, wishes.zone))
    return found


def _wider(wishes: Wishes) -> Wishes:
    """What cannot be given up — region, grade, access — and seats that are there."""
    return Wishes(region=wishes.region, grade=wishes.grade, access=wishes.access, free=True)


def _own_bookings(pupil: Pupil, *, at: datetime) -> list[Booking]:
    live = pupil.bookings.live().filter(event__ends_at__gt=at)
    return list(live.select_related("event"))


def _card(event: Event, taken: list[Booking], at: datetime) -> Card:
    own = next((booking for booking in taken if booking.event_id == event.pk), None)
    clash = None
    if own is None:
        clash = next((b.event for b in taken if _overlap(b.event, event)), None)
    return Card(event=event, booking=own, clash=clash, is_open=event.is_open_at(at))


def _overlap(one: Event, other: Event) -> bool:
    return one.starts_at < other.ends_at and one.ends_at > other.starts_at
