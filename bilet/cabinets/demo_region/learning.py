"""Courses: lessons done and checks passed, by parents and by pupils."""

from datetime import datetime, timedelta

from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.world import World
from bilet.courses.actions import take_check
from bilet.courses.course import Course, Module
from bilet.courses.library import COURSES, lessons_of
from bilet.courses.models import LessonDone
from bilet.people.models import Person

PARENTS = 0.7  # of all learners
FINISHES = 0.45
KNOWS = 0.85
DAYS = (-60, -2)


def build(world: World) -> None:
    """Most begin one course; nearly half of them see it through."""
    dice = world.chance("courses")
    lessons: list[LessonDone] = []
    mother = world.stars["demo-pupil-12"].guardians[0].guardian
    for person, course in _learners(world, dice, mother):
        at = world.clock.moment(world.clock.day(dice.between(*DAYS)), 20, dice.below(60))
        steps = lessons_of(course)
        finishes = person != mother and dice.happens(FINISHES)
        count = len(steps) if finishes else dice.between(1, max(1, len(steps) - 1))
        lessons += _lessons(world, person, course, at, count)
        if finishes:
            for module in course.modules:
                _check(world, dice, person, course, module, at + timedelta(minutes=40))
    # As `finish_lesson` does, some hundreds of times.
    LessonDone.objects.bulk_create(lessons)


def _learners(world: World, dice: Chance, mother: Person) -> list[tuple[Person, Course]]:
    """Who learns what, one course each; the mother to enter as is half through hers."""
    courses = list(COURSES.all("ru").values())
    for_parents = [course for course in courses if course.audience == "parent"]
    for_pupils = [course for course in courses if course.audience == "pupil"]
    named = [child for child in world.children if child.is_named and not child.is_star]
    parents = {link.guardian_id: link.guardian for child in named for link in child.guardians}
    adults = dice.sample(list(parents.values()), round(PARENTS * world.size.learners))
    pupils = dice.sample(named, world.size.learners - len(adults)) if for_pupils else []
    found = [(mother, course) for course in for_parents[:1]]
    found += [(adult, dice.one_of(for_parents)) for adult in adults if for_parents]
    return found + [(child.pupil.person, dice.one_of(for_pupils)) for child in pupils]


def _lessons(
    world: World, person: Person, course: Course, at: datetime, count: int
) -> list[LessonDone]:
    return [
        LessonDone(
            person=person,
            course=course.code,
            lesson=lesson.id,
            at=min(at + timedelta(minutes=9 * place), world.now),
        )
        for place, lesson in enumerate(lessons_of(course)[:count])
    ]


def _check(
    world: World, dice: Chance, person: Person, course: Course, module: Module, at: datetime
) -> None:
    answers = {}
    for question in module.check:
        right = next(answer for answer in question.answers if answer.right)
        answers[question.id] = right.id if dice.happens(KNOWS) else dice.one_of(question.answers).id
    take_check(person, course, module, answers, at=min(at, world.now))
