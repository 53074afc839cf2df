"""What the page of a run gives to its island: the task, the product, the numbers of the checks."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from bilet.core.templatetags.markdown import markdown
from bilet.trials import pictures
from bilet.trials.checks import formula, poster, weld
from bilet.trials.desk import DeskTask
from bilet.trials.models import TrialRun
from bilet.trials.program import CodeTask, DesignTask, OnlineTask


def page_data(request: HttpRequest, run: TrialRun, task: OnlineTask) -> dict[str, Any]:
    return {
        "run": str(run.pk),
        "kind": task.kind,
        "task": _task(task),
        "constants": _constants(task),
        "product": run.product,
        "seq": run.saved_seq,
        "save_url": reverse("trials:product", args=[run.pk]),
        "finish_url": reverse("trials:completion", args=[run.pk]),
        "leave_url": reverse("trials:program", args=[run.program]),
        "language": (get_language() or "ru").split("-")[0],
    }


def _task(task: OnlineTask) -> dict[str, Any]:
    if isinstance(task, DeskTask):
        return desk_task(task)
    data = task.model_dump(mode="json")
    if isinstance(task, CodeTask):
        # What to do is Markdown; the island gets it as sanitised HTML.
        for stage in data["stages"]:
            stage["html"] = markdown(stage.pop("task"))
    return data


def desk_task(task: DeskTask) -> dict[str, Any]:
    """Without the model solutions; formulas go as steps, since they are parsed here alone."""
    data = task.model_dump(mode="json")
    for stage in data["stages"]:
        del stage["model"]
        for rule in stage["action"]["rules"]:
            for part in [rule, *rule.get("slips", [])]:
                if "value" in part:
                    part["value"] = formula.steps(part["value"])
    return data


def _constants(task: OnlineTask) -> dict[str, Any]:
    """The one source of the numbers that browser and server reckon with."""
    if isinstance(task, CodeTask):
        worker = static("dist/python.worker.js")
        return {"worker": worker, "files": f"{settings.STATIC_URL}dist/"}
    if isinstance(task, DesignTask):
        return {
            "sheet": asdict(poster.SHEET),
            "advances": poster.advances(),
            "hands": pictures.HANDS,
        }
    if isinstance(task, DeskTask):
        return {}
    return {"physics": asdict(weld.PHYSICS)}
