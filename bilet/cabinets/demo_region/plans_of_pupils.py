"""Plans that pupils wrote for themselves, in September and later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.world import Child, World
from bilet.guidance.actions import Wanted, add_step, leave_note, mark_step, share_plan, write_words
from bilet.people.models import Owner

WRITE = 0.12  # of the pupils with a name
THINK_AGAIN = 0.4
NOTED = 0.5  # of those whose family lets the teacher help
DAYS = (-75, -45)  # from today: the first words


@dataclass(frozen=True, slots=True)
class Said:
    days: int  # ago
    goals: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A step: how many days ago it was written down, until when, whether it is ticked off."""

    wanted: Wanted
    ago: int
    due_in: int | None = None
    done_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    said: tuple[Said, ...]
    steps: tuple[Planned, ...]
    note: tuple[str, str] | None = None  # phrase and words of the teacher
    is_shared: bool = False


STORIES = {
    "demo-pupil-12": Story(
        said=(
            Said(61, ("Понять, нравится ли мне работать с металлом",),
                 "На фестивале было много искр и шума, хочу попробовать."),
            Said(15, ("Попробовать что-нибудь с рисунком и людьми", "Узнать, что делает дизайнер"),
                 "Сварка не моё: час прошёл долго. А афиша для школы получилась."),
        ),
        steps=(
            Planned(Wanted("trial", code="weld_seam"), ago=61),
            Planned(Wanted("trial", code="design_poster"), ago=15, due_in=12),
            Planned(Wanted("talk", words="Спросить тётю Олю, как она делает вывески"), ago=15,
                    done_ago=6),
            Planned(Wanted("subject", code="art", profession="ar01"), ago=15),
            Planned(Wanted("test", code="r01_readiness_young"), ago=3, due_in=20),
        ),
        note=("ask", "В четверг к нам придёт оформитель из библиотеки, можно спросить."),
    ),
    "demo-pupil-15": Story(
        said=(
            Said(70, ("Решить, идти в колледж или в 10 класс",),
                 "Пока кажется, что программировать интереснее, чем сидеть в классе ещё два года."),
            Said(19, ("Сравнить два колледжа", "Сходить на пробу с наставником"),
                 "Понравилось искать ошибку на пробе. Дома за 10 класс, хочется понять."),
        ),
        steps=(
            Planned(Wanted("trial", code="code_timetable"), ago=40),
            Planned(Wanted("open_day", profession="it02"), ago=19, due_in=40),
            Planned(Wanted("subject", code="informatics", profession="it02"), ago=19),
            Planned(Wanted("other", words="Выписать проходные баллы двух колледжей"), ago=19,
                    done_ago=4),
        ),
        is_shared=True,
    ),
    "brother": Story(
        said=(Said(33, ("Попробовать два разных дела до мая",), "Пока интересно всё понемногу."),),
        steps=(
            Planned(Wanted("test", code="i02_interests_short"), ago=33, due_in=5),
            Planned(Wanted("course", code="first_choice"), ago=33),
        ),
    ),
}  # fmt: skip
GOALS = (
    "Понять, что мне ближе: люди или техника",
    "Попробовать три профессии, о которых раньше не было слышно",
    "Узнать, где учат на того, кто чинит самолёты",
    "Сходить на пробу в настоящую мастерскую",
    "Выбрать предмет, которым займусь серьёзнее",
    "Понять, нужен ли мне профильный класс",
)
WORDS = (
    "Пока больше нравится делать, чем слушать.",
    "Один тест сказал одно, другой другое. Хочу проверить.",
    "Дома советуют разное, поэтому начну с проб.",
    "Раньше думалось, что это скучно. После пробы уже не кажется.",
)
STEPS = (
    Wanted("trial", code="weld_seam"),
    Wanted("trial", code="design_poster"),
    Wanted("trial", code="code_timetable"),
    Wanted("test", code="i02_interests_short"),
    Wanted("test", code="r04_world_of_work"),
    Wanted("talk", words="Расспросить соседа про его работу"),
    Wanted("talk", words="Поговорить с учителем технологии"),
    Wanted("other", words="Найти кружок недалеко от дома"),
)
PHRASES = ("try", "compare", "ask", "date", "home")


def build(world: World) -> None:
    """The people to enter as, and some others of every school."""
    for key, story in STORIES.items():
        _write(world, world.stars[key], story)
    dice = world.chance("plans of pupils")
    for child in world.children:
        if child.is_named and not child.is_star and dice.happens(WRITE):
            _write(world, child, _story(dice, child))


def _story(dice: Chance, child: Child) -> Story:
    first = -dice.between(*DAYS)
    said = [Said(first, tuple(dice.sample(GOALS, dice.between(1, 2))), dice.one_of(WORDS))]
    if dice.happens(THINK_AGAIN):
        said.append(Said(dice.between(2, 30), (dice.one_of(GOALS),), dice.one_of(WORDS)))
    steps = [
        Planned(wanted, ago=first, due_in=dice.between(3, 90) if dice.happens(0.5) else None)
        for wanted in dice.sample(STEPS, dice.between(1, 3))
    ]
    noted = "readiness_to_teacher" in child.consents and dice.happens(NOTED)
    note = (dice.one_of(PHRASES), "") if noted else None
    return Story(tuple(said), tuple(steps), note, is_shared=dice.happens(0.5))


def _write(world: World, child: Child, story: Story) -> None:
    owner = Owner(pupil=child.pupil)
    for said in story.said:
        at = _ago(world, said.days)
        write_words(owner, goals="\n".join(said.goals), words=said.words, at=at)
    for wanted, planned in _steps(world, story):
        step = add_step(owner, wanted, done={}, at=_ago(world, planned.ago))
        if planned.done_ago is not None:
            mark_step(step, is_done=True, at=_ago(world, planned.done_ago))
    if story.note:
        phrase, words = story.note
        at = _ago(world, 2)
        leave_note(child.pupil, by=child.teacher, phrase=phrase, words=words, at=at)
    share_plan(owner, shows=story.is_shared, at=world.now)


def _steps(world: World, story: Story) -> Iterator[tuple[Wanted, Planned]]:
    """Wanted things with their dates."""
    for planned in story.steps:
        wanted, days = planned.wanted, planned.due_in
        due = world.clock.today + timedelta(days=days) if days is not None else None
        yield Wanted(wanted.kind, wanted.words, wanted.code, wanted.profession, due), planned


def _ago(world: World, days: int) -> datetime:
    """Some evening, so many days ago."""
    return world.clock.moment(world.clock.day(-days), 19, 20)
