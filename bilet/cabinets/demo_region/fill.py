"""Fill the demo region, part by part, in one transaction: whole, or not at all."""

from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone, translation

from bilet.access.grants import Role
from bilet.assessments.models import Sitting
from bilet.cabinets.demo_region import (
    bookings,
    events,
    families,
    learning,
    persons,
    plans,
    plans_of_pupils,
    runs,
    schools,
    sites,
    sittings,
    stars,
    visits,
)
from bilet.cabinets.demo_region.clock import Clock
from bilet.cabinets.demo_region.size import REGION, Size
from bilet.cabinets.demo_region.world import World
from bilet.core.models import OutboxMessage
from bilet.courses.models import LessonDone
from bilet.events.models import Booking, Certificate
from bilet.guidance.models import OwnPlan
from bilet.orgs.actions import create_region, federation
from bilet.people.models import Guardianship, Person
from bilet.trials.models import TrialRun

CODE = "RU-MOS"
SEED = 50  # the region's number


def is_filled() -> bool:
    """One quick look: the last of the people to enter as is there."""
    return Person.objects.filter(username="demo-federal").exists()


def fill(
    size: Size = REGION, *, seed: int = SEED, say: Callable[[str], object] = print
) -> World | None:
    """Make the region, its people and the weeks behind and before them. None: all is there."""
    if is_filled():
        return None
    with transaction.atomic(), translation.override("ru"):
        region = create_region(CODE)
        persons.employ(persons.star("demo-region"), Role.REGIONAL_OPERATOR, region)
        persons.employ(persons.star("demo-federal"), Role.FEDERAL_OPERATOR, federation())
        world = World(size, seed, Clock(timezone.now(), region.zone), say, region)
        for part in PARTS:
            part(world)
    return world


def _people(world: World) -> None:
    schools.build(world)
    world.say(f"{len(world.schools)} schools, {len(world.children)} pupils on their seats")
    stars.build(world)
    families.build(world)
    named = sum(child.is_named for child in world.children)
    parents = Guardianship.objects.values("guardian").distinct().count()
    world.say(f"{parents} parents; {named} pupils have a name, the others a nickname")


def _sites(world: World) -> None:
    sites.build(world)
    mentors = sum(len(site.mentors) for site in world.sites)
    world.say(f"{len(world.sites)} sites with {mentors} mentors")


def _events(world: World) -> None:
    events.build(world)
    bookings.stars(world)
    visits.build(world)
    bookings.build(world)
    seats = Booking.objects.live().count()
    world.say(
        f"{len(world.past)} events held, {len(world.coming)} coming, with {seats} seats taken, "
        f"{Certificate.objects.count()} certificates"
    )


def _tests(world: World) -> None:
    sittings.build(world)
    flagged = Sitting.objects.filter(is_flagged=True).count()
    world.say(f"{Sitting.objects.finished().count()} tests taken, {flagged} without attention")


def _trials_and_courses(world: World) -> None:
    runs.build(world)
    learning.build(world)
    plans_of_pupils.build(world)
    learners = LessonDone.objects.values("person").distinct().count()
    world.say(f"{TrialRun.objects.finished().count()} online trials, {learners} people in courses")
    world.say(f"{OwnPlan.objects.count()} pupils have written a plan")


def _sums(world: World) -> None:
    plans.build(world)
    plans.first_days(world)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so that the first pages are quick
    world.say(f"{OutboxMessage.objects.count()} letters of the last two days wait in the outbox")


PARTS: tuple[Callable[[World], None], ...] = (
    _people,
    _sites,
    _events,
    _tests,
    _trials_and_courses,
    _sums,
)
