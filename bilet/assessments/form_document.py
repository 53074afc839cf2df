"""What the player needs to ask the questions: one document that never changes.

Scales, weights and keys stay on the server.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bilet.assessments.blocks import options_of, task_of
from bilet.assessments.drawn import drawn
from bilet.assessments.generators.question import Choice, Figure, Question
from bilet.assessments.instruments import Instrument, Item, Response
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.questions import questions_of


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
        "responses": [_response(response) for response in instrument.responses],
        "items": _items(instrument, seed, language),
        "task": task_of(instrument, seed, language),
        "limit": instrument.seconds_per_item,
        # Best and worst are judged («лучше», «хуже»), not wished for («больше», «меньше»).
        "judged": instrument.method == "best_worst_key",
    }


@dataclass(frozen=True, slots=True)
class Document:
    body: bytes
    etag: str


@lru_cache(maxsize=512)
def document(code: str, version: int, language: str, seed: int | None) -> Document | None:
    """The form as it goes over the wire; None when there is no such form (any more).

    Seeded tests have a form for every seed, the others have one without a seed.
    """
    instrument = INSTRUMENTS.get(code, language)
    if instrument is None or instrument.version != version:
        return None
    if instrument.is_seeded == (seed is None):
        return None
    data = form(instrument, seed or 0, language)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return Document(body, f'"{hashlib.sha256(body).hexdigest()[:24]}"')


def _items(instrument: Instrument, seed: int, language: str) -> list[dict[str, Any]]:
    if instrument.generated is not None:
        return [_question(question) for question in questions_of(instrument, seed, language)]
    return [_item(item) for item in drawn(instrument, seed).items]


def _response(response: Response) -> dict[str, Any]:
    shown = {"id": response.id, "label": response.label}
    return shown if response.value is not None else shown | {"unknown": True}


def _question(question: Question) -> dict[str, Any]:
    shown = {
        "id": question.id,
        "text": question.text,
        "options": [_choice(choice) for choice in question.options],
    }
    data = {"data": dict(question.data)} if question.data else {}
    return shown | _pictured(question.figure) | data


def _choice(choice: Choice) -> dict[str, Any]:
    return {"id": choice.id, "text": choice.text} | _pictured(choice.figure)


def _pictured(figure: Figure | None) -> dict[str, str]:
    return {"svg": figure.svg, "alt": figure.alt} if figure else {}


def _item(item: Item) -> dict[str, Any]:
    options = options_of([(option.id, option.text) for option in item.options])
    shown = {"id": item.id, "text": item.text, "options": options}
    own = {name: getattr(item, name) for name in ("easy", "format", "question", "most", "picture")}
    return shown | {name: value for name, value in own.items() if value}
