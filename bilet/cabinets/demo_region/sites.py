"""Sites with their workshops, managers and mentors."""

from bilet.access.grants import Role
from bilet.cabinets.demo_region import names, persons
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.places import SITES, SitePlace
from bilet.cabinets.demo_region.world import Site, World
from bilet.orgs.models import Organization
from bilet.people.models import Person


def build(world: World) -> None:
    for number, place in enumerate(SITES[: world.size.sites]):
        world.sites.append(_site(world, number, place))


def _site(world: World, number: int, place: SitePlace) -> Site:
    dice = world.chance("site", place.code)
    municipality = Organization.objects.get(path=f"{world.region.path}{place.municipality}/")
    organization = Organization.objects.create(
        kind=Organization.Kind.SITE,
        name=place.name,
        name_en=place.name_en,
        parent=municipality,
        path=f"{municipality.path}{place.code}/",
        time_zone=world.region.time_zone,
        address=place.address,
        directions=place.directions,
        latitude=place.latitude,
        longitude=place.longitude,
        access=list(place.access),
    )
    star = "" if number else "demo-site"
    manager = _employ(dice, f"site-{number + 1:02}", Role.SITE_MANAGER, organization, star)
    mentors: list[Person] = []
    for each in "ab"[: place.mentors]:
        star = "" if number or mentors else "demo-mentor"
        code = f"mentor-{number + 1:02}{each}"
        mentors.append(_employ(dice, code, Role.MENTOR, organization, star))
    return Site(organization, place.programs, place.room, manager, mentors)


def _employ(dice: Chance, code: str, role: Role, organization: Organization, star: str) -> Person:
    if star:
        return persons.employ(persons.star(star), role, organization)
    name = names.adult(dice, names.family(dice), is_woman=dice.happens(0.6))
    return persons.employ(persons.adult(name, f"{code}@example.org"), role, organization)
