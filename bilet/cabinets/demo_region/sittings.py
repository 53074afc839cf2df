"""Tests taken in the last weeks, and what the pupils think of the results."""

from datetime import datetime, timedelta

from bilet.assessments.actions import finish, give_opinion, save_answers, start_sitting
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Opinion, Sitting
from bilet.assessments.payload import Batch
from bilet.cabinets.demo_region.answers import answers
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.families import TO_TEACHER
from bilet.cabinets.demo_region.world import Child, World
from bilet.people.models import Owner

# How often a test is taken in the first months of a school year.
POPULAR = {
    "i02_interests_short": 30,
    "i06_profession_cards": 18,
    "i03_klimov_pairs": 16,
    "r01_readiness_young": 9,
    "r04_world_of_work": 9,
    "a04_calculation": 8,
    "a10_cancellation": 7,
    "p05_teamwork": 7,
}
STARS = {
    "demo-pupil-12": ("i02_interests_short", "i06_profession_cards"),
    "demo-pupil-15": (
        "i02_interests_short",
        "i06_profession_cards",
        "r04_world_of_work",
        "a04_calculation",
    ),
    "brother": ("i03_klimov_pairs",),
}
# Taken in lessons by the class of the teacher to enter as: enough for a group of readiness.
LESSONS = ("i02_interests_short", "i06_profession_cards", "r01_readiness_young")
MOST_IN_LESSONS = 6  # pupils, those whose families have opened most to the teacher
ACTIVE = 0.85
MOST = 5  # tests of one pupil
CARELESS = 0.04
SAYS = 0.5  # whether it fits
FITS = 0.8
DAYS = (-72, -1)  # from today
SEED_BITS = 40


def build(world: World) -> None:
    count = _stars(world)
    lessons = _lessons(world)
    wanted = lessons + _wanted(world, world.size.sittings - count - len(lessons), lessons)
    begun = [_begun(world, child, test) for child, test in wanted]
    # As `start_sitting` and `save_answers` do, nine hundred times; the scoring is the action's.
    Sitting.objects.bulk_create([sitting for sitting, _at in begun])
    finished = [(finish(sitting.pk, at=at), at) for sitting, at in begun]
    dice = world.chance("opinions")
    Opinion.objects.bulk_create(
        Opinion(sitting=sitting, fits=dice.happens(FITS), at=at)
        for sitting, at in finished
        if dice.happens(SAYS)
    )


def _stars(world: World) -> int:
    """Step by step, as the player does it. Returns how many."""
    count = 0
    for key, codes in STARS.items():
        child, dice = world.stars[key], world.chance("tests", key)
        for place, code in enumerate(codes):
            test = INSTRUMENTS.get(code, "ru")
            if test is None:
                continue
            at = world.clock.moment(world.clock.day(-33 + 6 * place), 18, 10)
            sitting = start_sitting(Owner(pupil=child.pupil), test, at=at)
            given = answers(dice, child, test, sitting.seed, careless=False)
            save_answers(sitting.pk, Batch.model_validate({"answers": given}))
            done = at + timedelta(minutes=test.minutes)
            give_opinion(finish(sitting.pk, at=done), fits=True, at=done)
            count += 1
    return count


Wanted = list[tuple[Child, Instrument]]


def _lessons(world: World) -> Wanted:
    """A few pupils in the first class of the teacher to enter as have the same tests behind."""
    group = world.stars["demo-pupil-12"].pupil.school_class_id
    mates = [c for c in world.children if c.pupil.school_class_id == group and not c.is_star]
    open_ = [child for child in mates if child.consents >= TO_TEACHER][:MOST_IN_LESSONS]
    tests = [test for code in LESSONS if (test := INSTRUMENTS.get(code, "ru")) is not None]
    return [(child, test) for child in open_ for test in tests]


def _wanted(world: World, count: int, lessons: Wanted) -> Wanted:
    """Who takes what else: nobody the same test twice, everybody a few at most."""
    dice = world.chance("tests")
    pupils = [child for child in world.children if not child.is_star and dice.happens(ACTIVE)]
    tests = list(INSTRUMENTS.all("ru").values())
    taken: dict[int, list[str]] = {id(child): [] for child in pupils}
    for child, test in lessons:
        taken.setdefault(id(child), []).append(test.code)
    wanted: Wanted = []
    for _ in range(20 * count):
        if len(wanted) >= count:
            break
        child = dice.one_of(pupils)
        had = taken[id(child)]
        open_ = [t for t in tests if _suits(t, child) and t.code not in had]
        if open_ and len(had) < MOST:
            test = dice.one_by_weight(open_, [POPULAR.get(t.code, 5) for t in open_])
            had.append(test.code)
            wanted.append((child, test))
    return wanted


def _suits(test: Instrument, child: Child) -> bool:
    return test.grades.from_ <= child.pupil.grade <= test.grades.to


def _begun(world: World, child: Child, test: Instrument) -> tuple[Sitting, datetime]:
    """A sitting with its answers, and the moment of its end."""
    pupil = child.pupil
    school_class = f"{pupil.school_class_id and pupil.school_class}"
    school = pupil.school.path if pupil.school else ""
    dice = world.chance("sitting", school, school_class, pupil.number, test.code)
    at = _lesson(world, dice)
    careless = dice.happens(CARELESS)
    seed = dice.below(2**SEED_BITS)
    minutes = 1 if careless else test.minutes + dice.between(-1, 2)
    sitting = Sitting(
        pupil=pupil,
        instrument=test.code,
        version=test.version,
        seed=seed,
        language="ru",
        answers=answers(dice, child, test, seed, careless=careless),
        started_at=at,
    )
    return sitting, at + timedelta(minutes=max(1, minutes))


def _lesson(world: World, dice: Chance) -> datetime:
    """In a lesson or in the afternoon of a school day."""
    day = dice.one_of(world.clock.school_days(*DAYS))
    return world.clock.moment(day, dice.between(9, 18), dice.below(60))
