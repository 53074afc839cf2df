"""The pupils whom a visitor may enter as, with their family."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bilet.cabinets.demo_region import families, names, persons
from bilet.cabinets.demo_region.names import Name
from bilet.cabinets.demo_region.schools import STAR_CLASSES
from bilet.cabinets.demo_region.world import LETTERS, Child, World
from bilet.people.actions import codes, consents, guardians, pupils
from bilet.people.models import AccessCode, Guardianship, Person
from bilet.people.policy import CONSENTS

Level = Guardianship.Level


@dataclass(frozen=True, slots=True)
class Star:
    key: str
    grade: int
    seat: int
    name: Name
    days: int  # of life, today
    interests: tuple[float, ...]  # R I A S E C
    is_girl: bool = False


YEAR = 365.25
ANYA = Star(
    "demo-pupil-12", 6, 3, Name("Аня", "Ковалёва"), round(12.35 * YEAR),
    (-1.2, 0.2, 1.6, 1.0, -0.3, -0.9), is_girl=True,
)  # fmt: skip
BROTHER = Star(
    "brother", 8, 2, Name("Миша", "Ковалёв"), round(13.7 * YEAR), (0.6, 1.2, -0.4, -0.8, 0.9, 0.1)
)
TIMUR = Star(
    "demo-pupil-15", 9, 4, Name("Тимур", "Сафин"), round(15.2 * YEAR),
    (1.7, 1.1, -0.5, -0.9, 0.1, 0.4),
)  # fmt: skip


def build(world: World) -> None:
    """Anya and her brother with their mother, Timur who decides alone, and one new guardian."""
    anya, brother, timur = (_cast(world, star) for star in (ANYA, BROTHER, TIMUR))
    at = world.clock.moment(world.clock.day(families.JOINED[0]), 19)
    mother = persons.star("demo-parent")
    for child, star in ((anya, ANYA), (brother, BROTHER)):
        _come(child, mother, at=at, level=Level.SCHOOL)
        _agree(child, mother, at=at)
        _name(child, star.name, _born(world, star))
    _agree(timur, timur.pupil.person, at=at)
    _name(timur, TIMUR.name, _born(world, TIMUR))
    _somebody_to_confirm(world)


def _cast(world: World, star: Star) -> Child:
    """The child on the star's seat; the last one in a small class."""
    group = next(g for g, _teacher in world.schools[0].classes if g.grade == star.grade)
    children = [c for c in world.children if c.pupil.school_class_id == group.pk]
    child = children[min(star.seat, len(children)) - 1]
    child.is_star, child.is_girl = True, star.is_girl
    child.interests = dict(zip(LETTERS, star.interests, strict=True))
    child.skill = 0.4
    if star.key.startswith("demo-"):
        child.pupil.person.username = star.key
        child.pupil.person.save(update_fields=["username"])
    world.stars[star.key] = child
    return child


def _somebody_to_confirm(world: World) -> None:
    """In the teacher's class a father came yesterday evening; the school has not looked yet."""
    dice = world.chance("father")
    group = next(g for g, _t in world.schools[0].classes if g.grade == STAR_CLASSES[0][0])
    child = next(c for c in world.children if c.pupil.school_class_id == group.pk and not c.is_star)
    family = names.family(dice)
    father = persons.adult(names.adult(dice, family, is_woman=False), "parent-000a@example.org")
    at = world.clock.moment(world.clock.day(-1), 20, 15)
    _come(child, father, at=at, level=Level.CODES)
    _agree(child, father, at=at)
    born = families.born_for(world, dice, child.pupil.grade)
    _name(child, names.child(dice, family, is_girl=child.is_girl), born)
    child.is_star = True


def _come(child: Child, parent: Person, *, at: datetime, level: int) -> None:
    """A parent with the slip that the school has printed; the school may then confirm."""
    code = codes.issue_guardian_slip(child.pupil, by=child.teacher, at=at - timedelta(days=1))
    found = codes.find_code(code, AccessCode.Kind.GUARDIAN_SLIP, at=at)
    link = guardians.accept_slip(found, parent, birth_date=child.pupil.birth_date, at=at)
    if level >= Level.SCHOOL:
        link = guardians.confirm_by_school(link, by=child.teacher, evidence="school: file")
    # The action has no argument for the moment.
    Guardianship.objects.filter(pk=link.pk).update(created_at=at, confirmed_at=at)
    child.guardians.append(link)


def _agree(child: Child, by: Person, *, at: datetime) -> None:
    consents.decide(child.pupil, dict.fromkeys(CONSENTS.all(), True), by=by, at=at)
    child.consents = frozenset(CONSENTS.all())


def _name(child: Child, name: Name, born: date) -> None:
    pupils.name_pupil(child.pupil, first_name=name.first, last_name=name.last, birth_date=born)


def _born(world: World, star: Star) -> date:
    return world.clock.today - timedelta(days=star.days)
