"""The pupils whom a visitor may enter as, with their family."""

from dataclasses import dataclass
from datetime import date, timedelta

from bilet.cabinets.demo_region import families, names, persons
from bilet.cabinets.demo_region.names import Name
from bilet.cabinets.demo_region.schools import STAR_CLASSES
from bilet.cabinets.demo_region.world import LETTERS, Child, World
from bilet.people.models import Guardianship

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
    dice = world.chance("stars")
    at = world.clock.moment(world.clock.day(families.JOINED[0]), 19)
    mother = persons.star("demo-parent")
    for child, star in ((anya, ANYA), (brother, BROTHER)):
        families.come(child, mother, at=at, level=Level.SCHOOL)
        families.agree(child, mother, dice, at=at, everything=True)
        families.name_child(child, star.name, _born(world, star))
    families.agree(timur, timur.pupil.person, dice, at=at, everything=True)
    families.name_child(timur, TIMUR.name, _born(world, TIMUR))
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
        persons.rename(child.pupil.person, star.key)
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
    families.come(child, father, at=at, level=Level.CODES)
    families.agree(child, father, dice, at=at, everything=True)
    name = names.child(dice, family, is_girl=child.is_girl)
    families.name_child(child, name, families.born_for(world, dice, child.pupil.grade))
    child.is_star = True


def _born(world: World, star: Star) -> date:
    return world.clock.today - timedelta(days=star.days)
