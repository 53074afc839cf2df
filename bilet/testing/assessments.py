"""Sittings, begun or finished, for tests."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from bilet.assessments import actions
from bilet.assessments.generators import calculation, cancellation
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.payload import Batch
from bilet.people.models import Owner, Pupil

INTERESTS = "i02_interests_short"


def make_sitting(
    instrument: str = INTERESTS,
    *,
    pupil: Pupil | None = None,
    answers: dict[str, Any] | None = None,
    **fields: Any,
) -> Sitting:
    """A sitting begun now: the pupil's, or a guest's; `answers` are item → answer."""
    owner = {"pupil": pupil} if pupil else {"guest": uuid4()}
    defaults = {"instrument": instrument, "version": 1, "seed": 7, "answers": packed(answers or {})}
    return Sitting.objects.create(**owner | defaults | fields)


def make_result(
    instrument: str = INTERESTS,
    *,
    pupil: Pupil | None = None,
    answers: dict[str, Any] | None = None,
    **fields: Any,
) -> Sitting:
    """A finished sitting; without `answers` every question is answered, calmly."""
    found = INSTRUMENTS.get(instrument, "ru")
    assert found is not None
    at = fields.pop("finished_at", timezone.now())
    given = answers if answers is not None else some_answers(found, fields.get("seed", 7))
    sitting = make_sitting(instrument, pupil=pupil, answers=given, **fields)
    return actions.finish(sitting.pk, at=at)


def some_answers(instrument: Instrument, seed: int = 7) -> dict[str, Any]:
    """An answer to every question: different ones, and the right ones in tasks."""
    if instrument.task is not None:
        size = instrument.task.size
        fill = _sums if instrument.format == "calculation" else _signs
        return {f"b{n}": fill(seed, n, size) for n in range(1, instrument.task.blocks + 1)}
    if instrument.generated is not None:
        return {f"q{n}": "abcd"[n % 4] for n in range(1, instrument.generated.items + 1)}
    ids = [response.id for response in instrument.responses]
    answers: dict[str, Any] = {}
    for n, item in enumerate(instrument.items):
        options = [option.id for option in item.options]
        if instrument.format == "rate_options":
            answers[item.id] = {o: ids[(n + m) % len(ids)] for m, o in enumerate(options)}
        else:
            choices = ids or options
            answers[item.id] = choices[(n * 7 // 3) % len(choices)]
    return answers


def packed(answers: dict[str, Any], *, seconds: float = 4) -> dict[str, Any]:
    """item → answer, as the player sends it: with time and sequence numbers."""
    rows = enumerate(answers.items(), start=1)
    return {item: {"v": v, "t": int(seconds * 1000), "s": s} for s, (item, v) in rows}


def batch(answers: dict[str, Any]) -> Batch:
    return Batch.model_validate({"answers": answers})


def guest_owner() -> Owner:
    return Owner(guest=uuid4())


def _sums(seed: int, block: int, size: int) -> dict[str, str]:
    return {stem.id: stem.right for stem in calculation.stems(seed, block, size)[:20]}


def _signs(seed: int, block: int, size: int) -> dict[str, Any]:
    page = cancellation.page(seed, block, size)
    tapped = [n for n, cell in enumerate(page.cells[:60]) if cell == page.target]
    return {"tapped": tapped, "last": 59}
