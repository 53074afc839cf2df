"""Schools, their classes and seats, and the people who work there."""

from datetime import datetime
from uuid import uuid4

from bilet.access.grants import Role
from bilet.cabinets.demo_region import names, persons
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.places import SCHOOLS, SchoolPlace
from bilet.cabinets.demo_region.world import LETTERS, Child, School, World
from bilet.orgs.models import Organization
from bilet.people.actions import classes
from bilet.people.models import Person, Pupil, SchoolClass
from bilet.people.nicknames import ANIMALS

# The classes of the first school: those of the people to enter as, and of Anya's brother.
STAR_CLASSES = ((6, "Б"), (9, "А"), (8, "В"))
GRADES = range(6, 12)
BEGAN = -86  # days from today: the teachers made their classes


def build(world: World) -> None:
    """Schools with staff and classes, and a pupil on every seat, nameless as yet."""
    places = SCHOOLS[: world.size.schools]
    world.schools = [_school(world, number, place) for number, place in enumerate(places)]
    groups = [each for school in world.schools for each in school.classes]
    dice = world.chance("seats")
    sizes = _sizes(dice, world.size.pupils, len(groups))
    at = world.clock.moment(world.clock.day(BEGAN), 12)
    for (group, teacher), size in zip(groups, sizes, strict=True):
        for number in range(1, size + 1):
            world.children.append(_child(world, group, teacher, number, at))
    # As `classes.prepare_seats` does, six hundred times; and with nicknames from our own dice.
    Person.objects.bulk_create([child.pupil.person for child in world.children])
    Pupil.objects.bulk_create([child.pupil for child in world.children])


def _school(world: World, number: int, place: SchoolPlace) -> School:
    dice = world.chance("school", place.municipality, place.number)
    municipality = Organization.objects.get(path=f"{world.region.path}{place.municipality}/")
    organization = Organization.objects.create(
        kind=Organization.Kind.SCHOOL,
        name=place.name,
        name_en=place.name_en,
        parent=municipality,
        path=f"{municipality.path}school_{place.number}/",
        time_zone=world.region.time_zone,
        address=f"{place.town}, {place.address}",
        latitude=round((municipality.latitude or 0) + dice.normal(0, 0.01), 4),
        longitude=round((municipality.longitude or 0) + dice.normal(0, 0.01), 4),
    )
    _employ(dice, f"school-{number + 1:02}", Role.SCHOOL_ADMIN, organization)
    teachers = _teachers(dice, number, organization)
    made = _classes(world, dice, organization, teachers, is_first=number == 0)
    return School(organization, made)


def _teachers(dice: Chance, number: int, school: Organization) -> list[Person]:
    own = _employ(dice, f"teacher-{number + 1:02}", Role.TEACHER, school)
    if number == 0:
        return [persons.employ(persons.star("demo-teacher"), Role.TEACHER, school), own]
    return [own]


def _classes(
    world: World, dice: Chance, school: Organization, teachers: list[Person], *, is_first: bool
) -> list[tuple[SchoolClass, Person]]:
    grades = sorted(dice.sample(GRADES, dice.between(2, 3)))
    wanted = STAR_CLASSES if is_first else tuple((grade, dice.one_of("АБВГ")) for grade in grades)
    made = []
    for grade, letter in wanted:
        # The teacher to enter as has two classes; the third is somebody else's.
        teacher = teachers[-1] if (grade, letter) == STAR_CLASSES[2] else teachers[0]
        group = classes.make_class(
            school, grade=grade, letter=letter, year=world.year, teacher=teacher
        )
        made.append((group, teacher))
    return made


def _employ(dice: Chance, code: str, role: Role, organization: Organization) -> Person:
    name = names.adult(dice, names.family(dice), is_woman=dice.happens(0.85))
    return persons.employ(persons.adult(name, f"{code}@example.org"), role, organization)


def _sizes(dice: Chance, pupils: int, groups: int) -> list[int]:
    """Sizes of classes, nearly equal, adding up to `pupils`."""
    sizes = [pupils // groups + (n < pupils % groups) for n in range(groups)]
    for _ in range(groups):
        smaller, larger = dice.below(groups), dice.below(groups)
        if sizes[smaller] > pupils // groups - 3 and sizes[smaller] > 4:
            sizes[smaller] -= 1
            sizes[larger] += 1
    return sizes


def _child(world: World, group: SchoolClass, teacher: Person, number: int, at: datetime) -> Child:
    dice = world.chance("child", group.school.path, group, number)
    person = Person(username=uuid4().hex)
    person.set_unusable_password()
    pupil = Pupil(
        person=person,
        nickname=f"{dice.one_of(ANIMALS)}-{dice.between(10, 99)}",
        grade=group.grade,
        school=group.school,
        school_class=group,
        number=number,
        region=world.region,
        created_at=at,
    )
    return Child(
        pupil=pupil,
        teacher=teacher,
        is_girl=dice.happens(0.5),
        interests={letter: dice.normal() for letter in LETTERS},
        skill=dice.normal(),
    )
