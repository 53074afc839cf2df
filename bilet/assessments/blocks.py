"""What the player needs for the blocks of a task against the clock. Keys stay on the server."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, override, pgettext

from bilet.assessments.counting import switching_trials
from bilet.assessments.generators import calculation, cancellation, comparison, streams
from bilet.assessments.instruments import Instrument, Task
from bilet.content.kinds import spoken


def task_of(instrument: Instrument, seed: int, language: str) -> dict[str, Any] | None:
    task = instrument.task
    if task is None:
        return None
    fill = BLOCKS[instrument.format]
    with override(language):
        blocks = [
            {"id": f"b{block}", "seconds": task.seconds, **fill(task, seed, block)}
            for block in range(1, task.blocks + 1)
        ]
    return {"practice": task.practice, "blocks": blocks}


def _stems(task: Task, seed: int, block: int) -> dict[str, Any]:
    return {
        "stems": [
            {"id": stem.id, "text": stem.text, "options": options_of(stem.options())}
            for stem in calculation.stems(seed, block, task.size)
        ]
    }


def _page(task: Task, seed: int, block: int) -> dict[str, Any]:
    page = cancellation.page(seed, block, task.size)
    return {"targets": [page.target], "cells": list(page.cells)}


def _compared(task: Task, seed: int, block: int) -> dict[str, Any]:
    options = options_of(comparison.options(spoken()))
    return {
        "stems": [
            {"id": stem.id, "text": f"{stem.first}\n{stem.second}", "options": options}
            for stem in comparison.stems(seed, block, task.size, spoken())
        ]
    }


def _rows(task: Task, seed: int, _block: int) -> dict[str, Any]:
    rows = streams.corsi(seed, task.size)
    return {
        "board": [list(place) for place in streams.BOARD],
        "rows": {
            str(n): {str(k): list(v) for k, v in row.items()} for n, row in enumerate(rows, 1)
        },
    }


def _stream(task: Task, seed: int, _block: int) -> dict[str, Any]:
    return {"stream": streams.two_back(seed, task.size)}


def _quick(task: Task, seed: int, block: int) -> dict[str, Any]:
    """What each answer means depends on the rule, so it stands on the buttons."""
    words = {
        "middle": (
            gettext("Where does the middle arrow point?"),
            pgettext("arrow", "left"),
            pgettext("arrow", "right"),
        ),
        "shape": (gettext("What shape is it?"), gettext("circle"), gettext("square")),
        "size": (
            gettext("What size is it?"),
            pgettext("shape", "small"),
            pgettext("shape", "large"),
        ),
    }
    return {
        "trials": [
            {
                "id": trial.id,
                "rule": words[trial.rule][0],
                "text": trial.text or _shape_in_words(trial.sign),
                "sign": trial.sign,
                "options": options_of(
                    [("left", words[trial.rule][1]), ("right", words[trial.rule][2])]
                ),
            }
            for trial in switching_trials(task, seed, block)
        ]
    }


def _shape_in_words(sign: str) -> str:
    return {
        "circle_small": gettext("a small circle"),
        "circle_large": gettext("a large circle"),
        "square_small": gettext("a small square"),
        "square_large": gettext("a large square"),
    }[sign]


def _prompt(task: Task, _seed: int, block: int) -> dict[str, Any]:
    return {"prompt": task.prompts[block - 1].text}


BLOCKS: dict[str, Callable[[Task, int, int], dict[str, Any]]] = {
    "calculation": _stems,
    "comparison": _compared,
    "cancellation": _page,
    "corsi": _rows,
    "two_back": _stream,
    "switching": _quick,
    "ideas": _prompt,
}


def options_of(options: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Ids and texts, as the player takes them."""
    return [{"id": id_, "text": text} for id_, text in options]
