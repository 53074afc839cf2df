"""What a pupil makes in an online trial, in the shape the islands keep."""

from typing import Any

from bilet.cabinets.demo_region.chance import Chance
from bilet.trials.checks.faults import work_of
from bilet.trials.desk import DeskStage, DeskTask, Order
from bilet.trials.program import CodeStage, CodeTask, DesignTask, OnlineTask, WeldSeam, WeldTask

Made = dict[str, Any]

# By function of the stage: what somebody wrote who got all checks right.
SOLUTIONS = {
    "next_bus": (
        "def next_bus(times, now):\n"
        "    later = [time for time in times if time >= now]\n"
        "    return min(later) if later else None\n"
    ),
    "free_lockers": (
        "def free_lockers(lockers, floor):\n"
        "    count = 0\n"
        "    for locker in lockers:\n"
        '        if locker["floor"] == floor and not locker["taken"] and not locker["broken"]:\n'
        "            count = count + 1\n"
        "    return count\n"
    ),
    "lunch_total": (
        "def lunch_total(days):\n"
        "    total = 0\n"
        "    for day in days:\n"
        '        if not day["trip"]:\n'
        '            total += (day["pupils"] - day["absent"]) * day["price"]\n'
        "    return total\n"
    ),
}
# By role: place, width and step of size on a tidy poster, in thousandths of its width.
TIDY: dict[str, tuple[int, int, int, int]] = {
    "title": (80, 90, 840, 7),
    "picture": (80, 430, 840, 5),
    "date": (80, 820, 840, 3),
    "place": (80, 920, 840, 3),
    "text": (80, 1030, 840, 2),
}
LINE = 130  # from one text to the next
POINT_MS = 500  # between the points of a stroke


def product(dice: Chance, task: OnlineTask, skill: float) -> Made:
    """A finished work; the more skilful, the fewer mistakes."""
    if isinstance(task, CodeTask):
        return {"stages": {stage.id: _code(dice, stage, skill) for stage in task.stages}}
    if isinstance(task, DesignTask):
        return _poster(dice, task, skill)
    if isinstance(task, DeskTask):
        return {"stages": {stage.id: _laid(dice, stage, skill) for stage in task.stages}}
    return _seams(dice, task, skill)


def _laid(dice: Chance, stage: DeskStage, skill: float) -> Made:
    """A stage of a desk task: mended until it is right, or left with one thing amiss."""
    made: Made = work_of(stage).model_dump() | {"tries": dice.between(1, 4)}
    if dice.happens(max(0.05, 0.35 - 0.15 * skill)):
        if isinstance(stage.action, Order):
            made["order"] = [card.id for card in stage.action.cards]
        elif made["values"]:
            key = next(iter(made["values"]))
            made["values"][key] += 10
        elif made["placed"]:
            first, *_rest, last = made["placed"]
            made["placed"][first] = made["placed"][last]
    return made


def _code(dice: Chance, stage: CodeStage, skill: float) -> Made:
    solved = stage.function in SOLUTIONS and dice.happens(0.7 + 0.12 * skill)
    passed = {check.id: solved or dice.happens(0.45) for check in stage.checks}
    if not solved:  # the starter was run, and at least one check has failed
        passed[stage.checks[-1].id] = False
    code = SOLUTIONS[stage.function] if solved else stage.starter
    return {"code": code, "passed": passed, "runs": dice.between(2, 9)}


def _poster(dice: Chance, task: DesignTask, skill: float) -> Made:
    """Two versions: the second is tidier, after the client's words."""
    palette = dice.below(len(task.palettes))
    first = _layout(dice, task, palette, slip=max(0.0, 0.45 - 0.15 * skill))
    second = _layout(dice, task, palette, slip=max(0.0, 0.12 - 0.1 * skill))
    wishes = {str(n): dice.one_of(("do", "do", "other", "keep")) for n in range(len(task.wishes))}
    return {"draft": second, "versions": [first, second], "wishes": wishes}


def _layout(dice: Chance, task: DesignTask, palette: int, *, slip: float) -> Made:
    blocks: Made = {}
    texts = 0
    for block in task.blocks:
        x, y, width, size = TIDY[block.role]
        if block.role == "text":
            y += LINE * texts
            texts += 1
        aside = dice.between(-70, 90) if dice.happens(slip) else 0
        smaller = dice.between(1, 2) if dice.happens(slip) else 0
        blocks[block.id] = {
            "x": x + aside,
            "y": y,
            "w": width,
            "step": max(0, size - smaller),
            "align": "left",
            "ink": 1,
        }
    return {"palette": palette, "ground": 0, "blocks": blocks}


def _seams(dice: Chance, task: WeldTask, skill: float) -> Made:
    return {
        "seams": {
            seam.id: [_pass(dice, seam, skill + 0.4 * n) for n in range(dice.between(1, 3))]
            for seam in task.seams
        }
    }


def _pass(dice: Chance, seam: WeldSeam, skill: float) -> Made:
    """One pass along the seam: the steadier the hand, the nearer to the middle of the windows."""
    shake = max(0.06, 0.3 - 0.09 * skill)
    speed = sum(seam.speed) / 2 * (1 + dice.normal(0, shake))
    arc = sum(seam.arc) / 2 * max(0.4, 1 + dice.normal(0, shake))
    stroke: list[int] = []
    place, time = 0.0, 0
    while place <= seam.length_mm and len(stroke) < 3 * 400:
        gap = max(0.4, arc * (1 + dice.normal(0, shake)))
        stroke += [time, round(place * 100), round(gap * 100)]
        pace = min(max(0.3, 1 + dice.normal(0, shake)), 2.0)
        place += max(speed, 0.6) * pace * POINT_MS / 1000
        time += POINT_MS
    return {"strokes": [stroke], "by": "hand"}
