"""What the region meant to reach this school year, and the marks of the people to enter as."""

from collections import Counter
from datetime import datetime

from bilet.cabinets.demo_region.world import World
from bilet.events.models import Event
from bilet.guidance.actions import mark_profession
from bilet.orgs.models import Organization
from bilet.people.models import Owner
from bilet.reports.actions import set_plans
from bilet.reports.models import Plan
from bilet.reports.queries.summary import school_year

METRICS = Plan.Metric
MARKS = (
    ("demo-pupil-12", "ar01", "wish"),
    ("demo-pupil-12", "in09", "hidden"),
    ("demo-pupil-15", "in09", "wish"),
    ("demo-pupil-15", "it02", "favourite"),
)


def build(world: World) -> None:
    """Plans where schools have joined: some places are ahead of theirs, some behind."""
    pupils = Counter(_above(child.pupil.school) for child in world.children)
    held = Counter(_above(event.site) for event in world.past)
    values: dict[tuple[Organization, str], int] = {}
    places = Organization.objects.filter(parent=world.region, pk__in=[*pupils, *held])
    for place in places:
        dice = world.chance("plan", place.path)
        joined = pupils[place.pk]
        if joined:
            values[place, METRICS.PUPILS] = round(joined * (0.7 + 0.5 * dice.share()))
            values[place, METRICS.TRIALS] = round(joined * (0.3 + 0.3 * dice.share()))
        values[place, METRICS.EVENTS] = max(2, round(held[place.pk] * (0.9 + 0.6 * dice.share())))
    for metric in METRICS:
        planned = [value for (_place, what), value in values.items() if what == metric]
        values[world.region, metric] = sum(planned)
    set_plans(values, year=school_year(world.region, world.now).since.year)
    _marks(world, world.clock.moment(world.clock.day(-9), 18))


def _above(organization: Organization | None) -> object:
    return organization.parent_id if organization else None


def _marks(world: World, at: datetime) -> None:
    for key, profession, kind in MARKS:
        reason = "tried" if kind == "hidden" else ""
        owner = Owner(pupil=world.stars[key].pupil)
        mark_profession(owner, profession, kind, reason, at=at)


def first_days(world: World) -> None:
    """Rows whose actions have no argument for the moment get it here."""
    for event in [*world.past, *world.coming]:
        event.created_at = event.booking_opens_at
    Event.objects.bulk_update([*world.past, *world.coming], ["created_at"])
