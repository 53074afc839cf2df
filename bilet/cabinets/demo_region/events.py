"""The calendar of the sites: what was held, what is held today, what is coming."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.clock import Clock
from bilet.cabinets.demo_region.world import Site, World
from bilet.events.actions import plan_event
from bilet.events.models import Event
from bilet.people.models import Person
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program

HOURS = (10, 12, 14, 16)
PAST = (-73, -1)  # days from today
COMING = (1, 35)
ONLINE = 0.2
PLANNED_BEFORE = (14, 24)  # days before a past event
PLANNED_AGO = (11, 17)  # days ago, of a coming event
LATEST = (22, 30)  # today's event begins by then, however late the demo is filled


@dataclass(frozen=True, slots=True)
class StarEvent:
    """An event in the days of the people to enter as."""

    key: str
    program: str
    site: int
    day: int  # from today; a Sunday moves on to Monday
    hour: int | None  # None: soon


STAR_EVENTS = (
    StarEvent("timur-1", "weld_seam", 0, -31, 14),
    StarEvent("timur-2", "warehouse_route", 0, -12, 14),
    StarEvent("today", "weld_seam", 0, 0, None),
    StarEvent("tomorrow", "weld_seam", 0, 1, 14),
    StarEvent("anya", "design_poster", 2, 8, 14),
)


@dataclass
class Diary:
    """Who and which room is taken when."""

    taken: set[tuple[UUID, datetime]] = field(default_factory=set)

    def is_free(self, moment: datetime, *who: UUID) -> bool:
        return all((each, moment) not in self.taken for each in who)

    def take(self, moment: datetime, *who: UUID) -> None:
        self.taken |= {(each, moment) for each in who}


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of a programme, before it is put on the calendar."""

    program: Program
    site: Site
    mentor: Person
    starts_at: datetime
    planned_at: datetime
    online: bool = False


def build(world: World) -> None:
    diary = Diary()
    for star in STAR_EVENTS:
        plan = _of_star(world, star)
        diary.take(plan.starts_at, plan.site.organization.pk, plan.mentor.pk)
        world.starring[star.key] = _put(world, plan)
    stars = list(world.starring.values())
    past = [event for event in stars if event.ends_at < world.now]
    coming = [event for event in stars if event.ends_at >= world.now]
    world.past = sorted(
        past
        + [_put(world, plan) for plan in _past(world, diary, world.size.past_events - len(past))],
        key=lambda event: event.starts_at,
    )
    world.coming = sorted(
        coming
        + [
            _put(world, plan)
            for plan in _coming(world, diary, world.size.coming_events - len(coming))
        ],
        key=lambda event: event.starts_at,
    )


def soon(clock: Clock) -> datetime:
    """Today, not begun yet or just begun: whatever the hour when the demo is filled."""
    local = timezone.localtime(clock.now, clock.zone) + timedelta(minutes=45)
    half = local.replace(minute=30 * (local.minute // 30), second=0, microsecond=0)
    earliest, latest = clock.moment(clock.today, 10), clock.moment(clock.today, *LATEST)
    return min(max(half + timedelta(minutes=30), earliest), latest)


def _past(world: World, diary: Diary, count: int) -> Iterator[Plan]:
    dice = world.chance("past events")
    for day in _spread(world.clock.school_days(*PAST), count):
        ago = dice.between(*PLANNED_BEFORE)
        planned = world.clock.moment(day, 11) - timedelta(days=ago)
        yield _plan(world, dice, diary, day, planned)


def _coming(world: World, diary: Diary, count: int) -> Iterator[Plan]:
    dice = world.chance("coming events")
    for day in _spread(world.clock.school_days(*COMING), count):
        planned = world.now - timedelta(days=dice.between(*PLANNED_AGO), minutes=dice.below(300))
        yield _plan(world, dice, diary, day, planned)


def _spread(days: list[date], count: int) -> list[date]:
    return [days[n * len(days) // count] for n in range(count)]


def _plan(world: World, dice: Chance, diary: Diary, day: date, planned: datetime) -> Plan:
    """An hour at which a site, its workshop and a mentor are free."""
    while True:
        online = dice.happens(ONLINE)
        offers = [(site, program) for site in world.sites for program in _offered(site, online)]
        if not offers:
            continue
        site, program = dice.one_of(offers)
        starts_at = world.clock.moment(day, dice.one_of(HOURS))
        mentor = dice.one_of(site.mentors)
        if diary.is_free(starts_at, site.organization.pk, mentor.pk):
            diary.take(starts_at, site.organization.pk, mentor.pk)
            return Plan(program, site, mentor, starts_at, planned, online)


def _offered(site: Site, online: bool) -> Iterator[Program]:
    wanted = "online_mentor" if online else "onsite"
    for code in site.programs:
        program = PROGRAMS.get(code, "ru")
        if program is not None and wanted in program.formats:
            yield program


def _of_star(world: World, star: StarEvent) -> Plan:
    clock, site = world.clock, world.sites[star.site]
    program = PROGRAMS.all("ru")[star.program]
    day = clock.school_days(star.day, star.day + 1)[0] if star.day else clock.today
    starts_at = soon(clock) if star.hour is None else clock.moment(day, star.hour)
    planned = min(starts_at, world.now) - timedelta(days=PLANNED_AGO[1], hours=3)
    return Plan(program, site, site.mentors[0], starts_at, planned)


def _put(world: World, plan: Plan) -> Event:
    """On the calendar, by the manager of the site, on the day when it was planned."""
    event = plan_event(
        program=plan.program,
        site=plan.site.organization,
        starts_at=plan.starts_at,
        by=plan.site.manager,
        at=plan.planned_at,
        format=Event.Format.ONLINE if plan.online else Event.Format.ONSITE,
        mentors=[plan.mentor],
        room="" if plan.online else plan.site.room,
        meeting_url=f"https://meet.example.org/{plan.program.code}" if plan.online else "",
    )
    world.mentors[event.pk] = plan.mentor
    return event
