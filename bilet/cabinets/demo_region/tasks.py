"""How a pupil plays the tasks against the clock: as quickly and rightly as nobody knows."""

from collections.abc import Callable
from typing import Any

from bilet.assessments.generators import (
    calculation,
    cancellation,
    comparison,
    streams,
)
from bilet.assessments.instruments import Instrument
from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.world import Child

HASTE = 350  # milliseconds of somebody who does not read
Value = Any  # a word, ratings by option, or what was tapped
Made = list[tuple[str, Value, float]]  # question, value, milliseconds
Answering = Callable[[Chance, Child, Instrument, int, bool], Made]

IDEAS = (
    "сделать домик", "хранить игрушки", "вырезать маску", "построить ракету", "накрыть от дождя",
    "нарисовать на ней", "собрать мусор", "сделать лоток для кошки", "отправить подарок",
    "скрепить листы", "повесить фото", "закрыть пакет", "сделать крокодила", "поднять занавеску",
)  # fmt: skip


def _sums(dice: Chance, child: Child, test: Instrument, seed: int, careless: bool) -> Made:
    made: Made = []
    for item, block in _blocks(test, careless):
        stems = calculation.stems(seed, block, test.task.size if test.task else 0)
        pace = len(stems) if careless else round(13 + 3.5 * child.skill + dice.normal(0, 1.5))
        value = {
            stem.id: "a" if careless else stem.right if dice.happens(0.9) else dice.one_of("abcd")
            for stem in stems[: max(4, pace)]
        }
        made.append((item, value, _block_time(test)))
    return made


def _signs(dice: Chance, child: Child, test: Instrument, seed: int, careless: bool) -> Made:
    made: Made = []
    for item, block in _blocks(test, careless):
        page = cancellation.page(seed, block, test.task.size if test.task else 0)
        pace = round(95 + 16 * child.skill + dice.normal(0, 9))
        last = len(page.cells) if careless else min(len(page.cells), max(30, pace))
        tapped = [
            place
            for place, cell in enumerate(page.cells[:last])
            if careless or dice.happens(0.93 if cell == page.target else 0.015)
        ]
        made.append((item, {"tapped": tapped, "last": last - 1}, _block_time(test)))
    return made


def _pairs_of_lines(
    dice: Chance, child: Child, test: Instrument, seed: int, careless: bool
) -> Made:
    made: Made = []
    for item, block in _blocks(test, careless):
        stems = comparison.stems(seed, block, _size(test))
        pace = len(stems) if careless else round(18 + 4 * child.skill + dice.normal(0, 2))
        other = {comparison.SAME: comparison.DIFFERENT, comparison.DIFFERENT: comparison.SAME}
        value = {
            stem.id: comparison.SAME
            if careless
            else stem.right
            if dice.happens(0.92)
            else other[stem.right]
            for stem in stems[: max(4, pace)]
        }
        made.append((item, value, _block_time(test)))
    return made


def _corsi(dice: Chance, child: Child, test: Instrument, seed: int, _careless: bool) -> Made:
    span = 5 + child.skill + dice.normal(0, 0.5)
    history: list[tuple[int, bool]] = []
    value: dict[str, str] = {}
    rows = streams.corsi(seed, _size(test))
    while (length := streams.next_length(history, len(rows))) is not None:
        right = length <= span and dice.happens(0.9)
        row = list(reversed(rows[len(history)][length]))
        pressed = row if right else row[1:] + row[:1]
        history.append((length, right))
        value[f"t{len(history)}"] = "_".join(map(str, [length, *pressed]))
    return [("b1", value, 9_000.0 * len(history))]


def _two_back(dice: Chance, child: Child, test: Instrument, seed: int, careless: bool) -> Made:
    stream = streams.two_back(seed, _size(test))
    hit = 0.5 if careless else min(max(0.78 + 0.08 * child.skill, 0.4), 0.97)
    value = {
        f"n{n + 1}": str(dice.between(380, 900))
        for n in range(len(stream))
        if dice.happens(hit if streams.is_target(stream, n) else 0.5 if careless else 0.06)
    }
    return [("b1", value | {"last": str(len(stream))}, 2_400.0 * len(stream))]


def _switching(dice: Chance, child: Child, test: Instrument, seed: int, careless: bool) -> Made:
    made: Made = []
    other = {"left": "right", "right": "left"}
    for item, block in _blocks(test, careless):
        trials = (streams.arrows if block == 1 else streams.rules)(seed, _size(test))
        value = {}
        for trial in trials:
            right = dice.happens(0.93 - 0.04 * trial.is_hard)
            spent = round(620 - 40 * child.skill + 90 * trial.is_hard + dice.normal(0, 90))
            side = trial.right if right else other[trial.right]
            value[trial.id] = f"{side}_{max(200, spent)}"
        made.append((item, value, 1_400.0 * len(trials)))
    return made


def _ideas(dice: Chance, child: Child, test: Instrument, _seed: int, careless: bool) -> Made:
    made: Made = []
    for item, _block in _blocks(test, careless):
        count = 1 if careless else max(1, round(5 + 1.5 * child.skill + dice.normal(0, 1.5)))
        lines = [dice.one_of(IDEAS) for _ in range(count)]
        made.append((item, {"lines": lines}, _block_time(test)))
    return made


TASKS: dict[str, Answering] = {
    "calculation": _sums,
    "comparison": _pairs_of_lines,
    "cancellation": _signs,
    "corsi": _corsi,
    "two_back": _two_back,
    "switching": _switching,
    "ideas": _ideas,
}


def knowing(child: Child) -> float:
    """How likely the child knows the answer and need not guess."""
    return min(max(0.45 + 0.15 * child.skill, 0.1), 0.9)


def time_of(dice: Chance, careless: bool, usual: int = 3600) -> float:
    if careless:
        return HASTE + dice.below(300)
    return float(max(1300, round(dice.normal(usual, usual * 0.3))))


def _blocks(test: Instrument, careless: bool) -> list[tuple[str, int]]:
    """Blocks by number; whoever does not care leaves out the last."""
    count = test.task.blocks if test.task else 0
    return [(f"b{n}", n) for n in range(1, count + (0 if careless and count > 1 else 1))]


def _block_time(test: Instrument) -> float:
    return 1000.0 * (test.task.seconds if test.task else 0)


def _size(test: Instrument) -> int:
    return test.task.size if test.task else 0
