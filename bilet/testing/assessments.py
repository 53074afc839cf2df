"""Sittings, begun or finished, for tests."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from bilet.assessments import actions
from bilet.assessments.drawn import drawn
from bilet.assessments.generators import (
    calculation,
    cancellation,
    comparison,
    streams,
    tower,
)
from bilet.assessments.generators.question import Question
from bilet.assessments.instruments import RATED, Instrument, Item
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.payload import Batch
from bilet.assessments.questions import questions_of
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
        fill = _BLOCKS[instrument.format]
        blocks = range(1, instrument.task.blocks + 1)
        return {f"b{n}": fill(seed, n, instrument.task.size) for n in blocks}
    if instrument.generated is not None:
        solve = _solved if instrument.format == "tower" else lambda question: question.right
        return {q.id: solve(q) for q in questions_of(instrument, seed, "ru")}
    ids = [response.id for response in instrument.responses if response.value is not None]
    items = drawn(instrument, seed).items
    return {item.id: _answer(instrument, item, n, ids) for n, item in enumerate(items)}


def _answer(instrument: Instrument, item: Item, n: int, responses: list[str]) -> Any:
    options = [option.id for option in item.options]
    kind = instrument.format_of(item)
    if kind == "rate_options":
        return {o: responses[(n + m) % len(responses)] for m, o in enumerate(options)}
    if kind == "best_worst":
        return {"best": options[n % len(options)], "worst": options[(n + 1) % len(options)]}
    if kind == "ranking":
        return {o: str((m + n) % len(options) + 1) for m, o in enumerate(options)}
    if kind == "multi_select":
        start = n % max(len(options) - (item.most or 1), 1)
        return dict.fromkeys(options[start : start + (item.most or 1)], "1")
    choices = responses if kind in RATED else options
    return choices[(n * 7 // 3) % len(choices)]


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


def _solved(question: Question) -> dict[str, str]:
    """The shortest moves of a tower."""
    return {"moves": tower.solution(question.data), "first": "2400"}


def _compared(seed: int, block: int, size: int) -> dict[str, str]:
    return {stem.id: stem.right for stem in comparison.stems(seed, block, size)[:20]}


def _backwards(seed: int, _block: int, size: int) -> dict[str, str]:
    """Rows of up to four right, longer ones wrong."""
    given: dict[str, str] = {}
    history: list[tuple[int, bool]] = []
    rows = streams.corsi(seed, size)
    while (length := streams.next_length(history, size)) is not None:
        row = rows[len(history)][length]
        is_right = length <= 4
        history.append((length, is_right))
        pressed = reversed(row) if is_right else row
        given[f"t{len(history)}"] = "_".join(map(str, [length, *pressed]))
    return given


def _matched(seed: int, _block: int, size: int) -> dict[str, str]:
    stream = streams.two_back(seed, size)
    pressed = {f"n{n + 1}": "640" for n in range(size) if streams.is_target(stream, n)}
    return pressed | {"last": str(size)}


def _decided(seed: int, block: int, size: int) -> dict[str, str]:
    made = (streams.arrows if block == 1 else streams.rules)(seed, size)
    return {t.id: f"{t.right}_{720 if t.is_hard else 600}" for t in made}


def _ideas(_seed: int, block: int, _size: int) -> dict[str, Any]:
    return {"lines": [f"идея {block} {n}" for n in range(5)]}


_BLOCKS = {
    "calculation": _sums,
    "comparison": _compared,
    "cancellation": _signs,
    "corsi": _backwards,
    "two_back": _matched,
    "switching": _decided,
    "ideas": _ideas,
}
