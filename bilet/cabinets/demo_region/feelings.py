"""What a child says before and after, and how well it went: from what nobody sees."""

from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.crowd import likes
from bilet.cabinets.demo_region.world import Child
from bilet.events.models import Mark
from bilet.trials.program import Program

WRITES = 0.35  # of those who look back
WORDS = {
    "liked": (
        "Время пролетело. Хочу ещё раз и посложнее.",
        "Понравилось, что в конце есть вещь, которую сделали мы.",
        "Думаю, это моё. Спрошу, где этому учат.",
        "Сначала не выходило, с третьего раза получилось.",
    ),
    "mixed": (
        "Интересно, но долго на одном месте.",
        "Половина понравилась, половина нет. Хочу попробовать что-то рядом.",
        "Делать нравится, а считать — не очень.",
    ),
    "disliked": (
        "Теперь знаю, что это не для меня.",
        "Всё одинаковое, быстро надоело.",
        "Представлялось по-другому. Зато проверено.",
    ),
}


def before(dice: Chance, child: Child, profession: str) -> int:
    """Interest beforehand, on the scale of five."""
    return step(3.4 + 0.7 * likes(child, profession) + dice.normal(0, 0.8))


def after(dice: Chance, child: Child, profession: str) -> tuple[int, str, str]:
    """Interest afterwards, the verdict, and perhaps a few words."""
    keen = 0.8 * likes(child, profession) + dice.normal(0.05, 0.75)
    verdict = "liked" if keen > 0.35 else "disliked" if keen < -0.45 else "mixed"
    words = dice.one_of(WORDS[verdict]) if dice.happens(WRITES) else ""
    return step(3.2 + 1.1 * keen), verdict, words


def marks(dice: Chance, child: Child, program: Program) -> dict[str, str]:
    """What a mentor sees of each criterion."""
    made = 1.2 + 0.5 * child.skill + 0.3 * likes(child, program.profession)
    levels = Mark.Level.values  # from the first step to done
    return {
        criterion.id: levels[max(0, min(2, round(made + dice.normal(0, 0.6))))]
        for criterion in program.criteria
    }


def step(value: float) -> int:
    """On the scale of five."""
    return max(1, min(5, round(value)))
