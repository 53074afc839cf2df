"""The automatic feedback of a product: plain numbers, put into words when shown."""

from typing import Any

from bilet.trials.checks import desk, poster, weld
from bilet.trials.checks.products import (
    CodeProduct,
    DesignProduct,
    DeskProduct,
    Poster,
    Product,
    WeldProduct,
)
from bilet.trials.desk import DeskStage, DeskTask
from bilet.trials.program import CodeTask, DesignTask, OnlineTask, WeldTask

Note = dict[str, Any]


def feedback_of(task: OnlineTask, product: Product) -> list[Note]:
    """One note per check (code, design, desk) or per seam (weld), in the order of the task."""
    if isinstance(task, CodeTask) and isinstance(product, CodeProduct):
        return _code(task, product)
    if isinstance(task, DesignTask) and isinstance(product, DesignProduct):
        return _design(task, product)
    if isinstance(task, WeldTask) and isinstance(product, WeldProduct):
        return _weld(task, product)
    if isinstance(task, DeskTask) and isinstance(product, DeskProduct):
        return _desk(task, product)
    return []


def steps_made(task: OnlineTask, product: Product) -> list[str]:
    """What is done of the task: stages that were checked, versions shown, seams welded."""
    if isinstance(task, CodeTask) and isinstance(product, CodeProduct):
        tried = {key for key, work in product.stages.items() if work.runs}
        return [stage.id for stage in task.stages if stage.id in tried]
    if isinstance(task, DesignTask) and isinstance(product, DesignProduct):
        return [f"version_{n}" for n, _version in _whole_versions(task, product)]
    if isinstance(task, WeldTask) and isinstance(product, WeldProduct):
        return [
            seam.id
            for seam in task.seams
            if any(attempt.strokes for attempt in product.seams.get(seam.id, []))
        ]
    if isinstance(task, DeskTask) and isinstance(product, DeskProduct):
        return [stage.id for stage in _tried(task, product)]
    return []


def _code(task: CodeTask, product: CodeProduct) -> list[Note]:
    return [
        {
            "stage": stage.id,
            "check": check.id,
            "ok": product.stages[stage.id].passed.get(check.id, False),
            "by": "browser",  # the pupil's Python runs there; the server runs nobody's code
        }
        for stage in task.stages
        if stage.id in product.stages and product.stages[stage.id].runs
        for check in stage.checks
    ]


def _desk(task: DeskTask, product: DeskProduct) -> list[Note]:
    return [
        {
            "stage": stage.id,
            "check": found.check,
            "ok": found.ok,
            "tries": product.stages[stage.id].tries,
        }
        for stage in _tried(task, product)
        for found in desk.findings(stage, product.stages[stage.id])
    ]


def _tried(task: DeskTask, product: DeskProduct) -> list[DeskStage]:
    """Stages that were checked at least once."""
    tried = {key for key, work in product.stages.items() if work.tries}
    return [stage for stage in task.stages if stage.id in tried]


def _design(task: DesignTask, product: DesignProduct) -> list[Note]:
    return [
        {
            "version": number,
            "check": finding.check,
            "ok": finding.ok,
            "value": finding.value,
            "limit": finding.limit,
        }
        for number, version in _whole_versions(task, product)
        for finding in poster.findings(task, version)
    ]


def _whole_versions(task: DesignTask, product: DesignProduct) -> list[tuple[int, Poster]]:
    """Versions on which every block of the brief stands, with their numbers."""
    wanted = {block.id for block in task.blocks}
    return [
        (number, version)
        for number, version in enumerate(product.versions, start=1)
        if wanted <= version.blocks.keys()
    ]


def _weld(task: WeldTask, product: WeldProduct) -> list[Note]:
    notes = []
    for seam in task.seams:
        attempts = product.seams.get(seam.id, [])
        chosen = weld.best(seam, attempts)
        if chosen is None:
            continue
        bead = weld.bead(seam, attempts[chosen].strokes)
        notes.append({
            "seam": seam.id,
            "attempt": chosen,
            "attempts": len(attempts),
            "seconds": bead.seconds,
            "speed": _speed(bead),
            "shares": dict(bead.shares),
        })  # fmt: skip
    return notes


def _speed(bead: weld.Bead) -> float:
    """Middle speed over the metal that was laid, mm/s."""
    speeds = sorted(segment.speed for segment in bead.segments if segment.speed is not None)
    return speeds[len(speeds) // 2] if speeds else 0.0
