"""What the player needs to ask the questions: one document that never changes.

Scales, weights and keys stay on the server.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bilet.assessments.counting import questions
from bilet.assessments.generators import calculation, cancellation
from bilet.assessments.instruments import Instrument, Item
from bilet.assessments.library import INSTRUMENTS


def form(instrument: Instrument, seed: int, language: str) -> dict[str, Any]:
    """The questions of one sitting, in one language, as plain data."""
    return {
        "code": instrument.code,
        "version": instrument.version,
        "language": language,
        "format": instrument.format,
        "title": instrument.title,
        "question": instrument.question,
        "minutes": instrument.minutes,
        "responses": [{"id": r.id, "label": r.label} for r in instrument.responses],
        "items": _items(instrument, seed, language),
        "task": _task(instrument, seed),
    }


@dataclass(frozen=True, slots=True)
class Document:
    body: bytes
    etag: str


@lru_cache(maxsize=512)
def document(code: str, version: int, language: str, seed: int | None) -> Document | None:
    """The form as it goes over the wire; None when there is no such form (any more).

    Generated tests have a form for every seed, the others have one without a seed.
    """
    instrument = INSTRUMENTS.get(code, language)
    if instrument is None or instrument.version != version:
        return None
    if instrument.is_generated == (seed is None):
        return None
    data = form(instrument, seed or 0, language)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Document(body, f'"{hashlib.sha256(body).hexdigest()[:24]}"')


def _items(instrument: Instrument, seed: int, language: str) -> list[dict[str, Any]]:
    if instrument.generated is not None:
        return [
            {"id": q.id, "text": q.text, "options": _options(q.options())}
            for q in questions(instrument, seed, language)
        ]
    return [_item(item) for item in instrument.items]


def _item(item: Item) -> dict[str, Any]:
    options = _options([(option.id, option.text) for option in item.options])
    shown = {"id": item.id, "text": item.text, "options": options}
    return shown | ({"easy": item.easy} if item.easy else {})


def _task(instrument: Instrument, seed: int) -> dict[str, Any] | None:
    task = instrument.task
    if task is None:
        return None
    fill = _stems if instrument.format == "calculation" else _page
    return {
        "practice": task.practice,
        "blocks": [
            {"id": f"b{block}", "seconds": task.seconds, **fill(seed, block, task.size)}
            for block in range(1, task.blocks + 1)
        ],
    }


def _stems(seed: int, block: int, size: int) -> dict[str, Any]:
    return {
        "stems": [
            {"id": stem.id, "text": stem.text, "options": _options(stem.options())}
            for stem in calculation.stems(seed, block, size)
        ]
    }


def _page(seed: int, block: int, size: int) -> dict[str, Any]:
    page = cancellation.page(seed, block, size)
    return {"targets": [page.target], "cells": list(page.cells)}


def _options(options: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": id_, "text": text} for id_, text in options]
