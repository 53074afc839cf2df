"""Online trials: begun, made, looked back at; some with a mentor's word."""

from datetime import datetime, timedelta

from bilet.cabinets.demo_region import feelings
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.products import product
from bilet.cabinets.demo_region.world import Child, World
from bilet.people.models import Owner
from bilet.professions.library import PROFESSIONS
from bilet.trials.actions import (
    ask_review,
    finish_run,
    reflect,
    review_run,
    save_product,
    start_run,
)
from bilet.trials.checks import read_product
from bilet.trials.library import PROGRAMS
from bilet.trials.models import MENTOR_FEEDBACK, TrialRun
from bilet.trials.program import Program
from bilet.trials.wording import PHRASES

DAYS = (-70, -1)
LATELY = timedelta(days=13)  # whose authors may still wait for a mentor
ASKS = 0.8
ANSWERED = 0.5
STARS = (
    ("demo-pupil-12", "weld_seam", 18, 2, "disliked"),
    ("demo-pupil-15", "code_timetable", 20, 5, "liked"),
)


def build(world: World) -> None:
    programs = [program for program in PROGRAMS.all("ru").values() if program.online]
    _stars(world, {program.code: program for program in programs})
    dice = world.chance("runs")
    crowd = [child for child in world.children if not child.is_star]
    done: set[tuple[int, str]] = set()
    for _ in range(20 * world.size.runs):
        if len(done) >= world.size.runs - len(STARS) or not programs:
            break
        child, program = dice.one_of(crowd), dice.one_of(programs)
        suits = program.grades.from_ <= child.pupil.grade <= program.grades.to
        if suits and (id(child), program.code) not in done:
            done.add((id(child), program.code))
            _run(world, dice, child, program, _some_time(world, dice))


def _stars(world: World, programs: dict[str, Program]) -> None:
    """Anya found out that welding is not for her; Timur liked to write a program."""
    for key, code, days, interest, verdict in STARS:
        child, dice = world.stars[key], world.chance("run", key)
        if program := programs.get(code):
            at = world.clock.moment(world.clock.day(-days), 17, 5)
            run = _run(world, dice, child, program, at)
            words = feelings.WORDS[verdict][0]
            reflect(run, interest=interest, verdict=verdict, words=words)


def _run(world: World, dice: Chance, child: Child, program: Program, at: datetime) -> TrialRun:
    assert program.online is not None  # noqa: S101 # only such are asked for
    card = PROFESSIONS.get(program.profession, "ru")
    interest = feelings.before(dice, child, program.profession)
    owner = Owner(pupil=child.pupil)
    run = start_run(program, owner, field=card.field if card else "", interest=interest)
    made = product(dice, program.online, child.skill)
    save_product(owner, run.pk, seq=1, product=made)
    read = read_product(program.online, made)
    assert read is not None  # noqa: S101 # made in that shape
    ends = at + timedelta(minutes=(program.online_minutes or 20) + dice.between(-4, 9))
    finish_run(run, program.online, read, raw=made, at=ends)
    later, verdict, words = feelings.after(dice, child, program.profession)
    reflect(run, interest=later, verdict=verdict, words=words)
    # The action has no argument for the moment.
    TrialRun.objects.filter(pk=run.pk).update(started_at=at)
    if ends > world.now - LATELY and MENTOR_FEEDBACK in child.consents and dice.happens(ASKS):
        run.finished_at = ends
        _ask(world, dice, child, program, run)
    return run


def _ask(world: World, dice: Chance, child: Child, program: Program, run: TrialRun) -> None:
    """The pupil asks the mentors of the region for a word; some have had it."""
    asked = (run.finished_at or world.now) + timedelta(minutes=10)
    ask_review(run, at=min(asked, world.now))
    if dice.happens(ANSWERED):
        mentor = dice.one_of(dice.one_of(world.sites).mentors)
        levels = feelings.marks(dice, child, program)
        said = min(asked + timedelta(hours=dice.between(3, 30)), world.now)
        review_run(run, by=mentor, levels=levels, phrases=dice.sample(list(PHRASES), 2), at=said)


def _some_time(world: World, dice: Chance) -> datetime:
    day = dice.one_of(world.clock.school_days(*DAYS))
    return world.clock.moment(day, dice.between(14, 19), dice.below(60))
