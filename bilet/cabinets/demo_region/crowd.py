"""Who wants to go where: hidden interests, the way there, and how often one has been out."""

from functools import cache
from math import cos, hypot, radians

from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.world import Child, World
from bilet.events.models import Event
from bilet.events.rules import CONSENT
from bilet.orgs.models import Organization
from bilet.people.models import Guardianship
from bilet.professions.library import PROFESSIONS

KM_OF_A_DEGREE = 111
KM_AS_LONG_AS_A_WISH = 22  # so much farther weighs as much as one step less of interest
TIRED = 0.8  # a step less of interest after every event


def wishes(world: World, dice: Chance, event: Event) -> list[Child]:
    """Children who may book this event, the keenest first."""
    crowd = [child for child in world.children if _may(world, event, child)]
    keen = {
        id(child): likes(child, event.profession)
        - _way(child.pupil.school, event)
        - TIRED * len(child.busy)
        + dice.normal(0, 0.7)
        for child in crowd
    }
    return sorted(crowd, key=lambda child: -keen[id(child)])


def likes(child: Child, profession: str) -> float:
    """About 0 ± 1: how well the work suits the hidden interests."""
    return child.likes(_numbers(profession))


def surest(child: Child) -> Guardianship:
    """The link to the parent whom the site knows best."""
    return max(child.guardians, key=lambda link: link.level)


def _may(world: World, event: Event, child: Child) -> bool:
    """A name, the consent for the site, the grade, the hour; and a parent who may say yes."""
    sure = child.is_sure or (event.is_online and child.guardians)
    return bool(
        child.is_named
        and not child.is_star
        and CONSENT in child.consents
        and event.suits_grade(child.pupil.grade)
        and (sure or not child.is_young(world.clock))
        and not child.is_busy(event)
        and not child.waits_after_missing(event)
    )


def _way(school: Organization | None, event: Event) -> float:
    if event.is_online or school is None:
        return 0.0
    site = event.site
    north = (school.latitude or 0) - (site.latitude or 0)
    east = (school.longitude or 0) - (site.longitude or 0)
    far = hypot(north, east * cos(radians(site.latitude or 0))) * KM_OF_A_DEGREE
    return far / KM_AS_LONG_AS_A_WISH


@cache
def _numbers(profession: str) -> tuple[float, ...]:
    card = PROFESSIONS.get(profession, "ru")
    return card.riasec_numbers() if card else (4.0,) * 6
