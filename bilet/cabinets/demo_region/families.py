"""Families: who decides for whom, what they agreed to, and so who has a name here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bilet.cabinets.demo_region import names, persons
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.register import Register
from bilet.cabinets.demo_region.world import Child, School, World
from bilet.people.models import Guardianship
from bilet.people.policy import CONSENTS

NAMED = 0.55  # of all pupils: their families have agreed
ALONE = 0.2  # of the named from grade 9 on: they have decided for themselves
SIBLINGS = 0.16
TWO_PARENTS = 0.27
CONFIRMED = 0.85
# How many agree to what; without the first there is no name.
AGREE = {
    "account_and_tests": 1.0,
    "booking_to_site": 0.94,
    "results_to_guardian": 0.9,
    "mentor_feedback": 0.88,
    "results_to_teacher": 0.6,
    "research": 0.55,
    "photo_video": 0.45,
}
# What families open to the teacher; in the classes of the teacher to enter as, most of them do.
TO_TEACHER = frozenset({"results_to_teacher", "readiness_to_teacher"})
MOST_AGREE = 0.85
JOINED = (-84, -79)  # days from today: before the first event
Level = Guardianship.Level


@dataclass(frozen=True, slots=True)
class Home:
    """Children of one school who live together, and how many adults answer for them."""

    children: list[Child]
    adults: int


def build(world: World) -> None:
    """Names for a good half of the pupils: by their parents, or by themselves from 14 on."""
    register = Register()
    number = 0
    for school in world.schools:
        dice = world.chance("families", school.organization.path)
        named, alone = _chosen(world, school, dice)
        for child in alone:
            _decide_alone(world, dice, child, register)
        for home in _homes(dice, named):
            number += 1
            _settle(world, dice, home, number, register)
    register.write()


def _chosen(world: World, school: School, dice: Chance) -> tuple[list[Child], list[Child]]:
    """Who gets a name through a parent, and who by their own decision."""
    own = [child for child in world.children if child.pupil.school_id == school.organization.pk]
    settled = sum(child.is_named for child in own)
    rest = dice.shuffled([child for child in own if not child.is_named])
    rest = rest[: max(0, round(NAMED * len(own)) - settled)]
    alone = [child for child in rest if child.pupil.grade >= 9 and dice.happens(ALONE)]
    return [child for child in rest if child not in alone], alone


def _homes(dice: Chance, children: list[Child]) -> Iterator[Home]:
    """Brothers and sisters are pupils of one school, never of one class."""
    left = list(children)
    while left:
        home = [left.pop()]
        others = [c for c in left if c.pupil.school_class_id != home[0].pupil.school_class_id]
        if others and dice.happens(SIBLINGS):
            home.append(dice.one_of(others))
            left.remove(home[1])
        yield Home(home, adults=2 if dice.happens(TWO_PARENTS) else 1)


def _settle(world: World, dice: Chance, home: Home, number: int, register: Register) -> None:
    family = names.family(dice)
    at = joined_at(world, dice)
    for place in range(home.adults):
        is_woman = place == 0 and dice.happens(0.8)
        name = names.adult(dice, family, is_woman=is_woman)
        parent = persons.unsaved(name, f"parent-{number:03}{'ab'[place]}@example.org")
        register.adults.append(parent)
        for child in home.children:
            register.link(child, parent, level=_level(dice, child), at=at + timedelta(hours=place))
            if place == 0:
                register.agree(child, parent, decided(dice, child), level=Level.CODES, at=at)
                name = names.child(dice, family, is_girl=child.is_girl)
                register.name(child, name, born_for(world, dice, child.pupil.grade))


def _level(dice: Chance, child: Child) -> int:
    """The teacher to enter as has confirmed everybody but one; see `stars`."""
    sure = dice.happens(CONFIRMED) or child.teacher.username == "demo-teacher"
    return Level.SCHOOL if sure else Level.CODES


def _decide_alone(world: World, dice: Chance, child: Child, register: Register) -> None:
    """From 14 on a pupil agrees, and tells the name."""
    name = names.child(dice, names.family(dice), is_girl=child.is_girl)
    at = joined_at(world, dice)
    register.agree(child, child.pupil.person, decided(dice, child), level=Level.NONE, at=at)
    register.name(child, name, born_for(world, dice, child.pupil.grade))


def decided(dice: Chance, child: Child) -> dict[str, bool]:
    """One decision about each purpose."""
    likely = dict(AGREE)
    if child.teacher.username == "demo-teacher":
        likely |= dict.fromkeys(TO_TEACHER, MOST_AGREE)
    return {purpose: dice.happens(likely.get(purpose, 0.5)) for purpose in CONSENTS.all()}


def born_for(world: World, dice: Chance, grade: int) -> date:
    """A birth date of somebody in this grade; from grade 9 on everybody is 14 at least."""
    return date(world.year - grade - 6, 2, 1) + timedelta(days=dice.below(365))


def joined_at(world: World, dice: Chance) -> datetime:
    day = world.clock.day(dice.between(*JOINED))
    return world.clock.moment(day, 18) + timedelta(minutes=dice.between(0, 180))
