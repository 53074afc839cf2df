"""An instrument as data: the shape of `content/instruments/<code>/instrument.yaml`.

The same class checks files on an author's laptop, in CI and when the site starts.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from bilet.content.reader import Part
from bilet.content.text import Text

Format = Literal[
    "likert",  # every item is rated with the same `responses`
    "cards",  # one card at a time: like / not / don't know, each item weighs on scales
    "pairs",  # choose one of two options
    "triads",  # choose one of three options
    "rate_options",  # a situation; every option is rated with `responses`
    "choice",  # one right option; the key never leaves the server
    "knowledge",  # choice items generated from the catalogue of professions
    "calculation",  # timed blocks of generated sums with four answers
    "cancellation",  # timed pages of generated signs; tap every target
]
Method = Literal[
    "likert_sum",
    "likert_mean",
    "swipe_weighted",
    "pair_count",
    "triad_count",
    "sjt_consensus",
    "percent_correct",
    "rate_correct",
    "concentration",
]
Group = Literal["interests", "skills", "personality", "readiness"]
Riasec = Literal["R", "I", "A", "S", "E", "C"]
BANDS = ("low", "middle", "high")


class Grades(Part):
    from_: int = Field(alias="from", ge=1, le=11)
    to: int = Field(ge=1, le=11)


class Response(Part):
    """One answer that every item offers."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    value: float | None  # None: the answer says "I don't know" and is not scored
    label: Text


class BandTexts(Part):
    """What a low, middle or high score means, in words for a 12-year-old; never a verdict."""

    low: Text
    middle: Text
    high: Text


class Scale(Part):
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text  # as on the picture: one to three words
    leading: Text  # completes «Тебя тянет …» or «Тебе легко …» when the scale leads
    about: Text  # one sentence: what the scale is about
    bands: BandTexts
    riasec: Riasec | None = None
    klimov: Literal["nature", "technics", "people", "signs", "image"] | None = None
    reliability: float | None = Field(default=None, gt=0, lt=1)  # published for the model, if any
    # From what says nothing (such as guessing) to the top; without it all that the method allows.
    range: tuple[float, float] | None = None
    # Low is below the first, high from the second on, where the thirds of the range would mislead.
    cuts: tuple[float, float] | None = None

    @model_validator(mode="after")
    def numbers_rise(self) -> Self:
        for name in ("range", "cuts"):
            pair = getattr(self, name)
            if pair is not None and not pair[0] < pair[1]:
                raise ValueError(f"{name}: the first number must be below the second")
        return self


class Option(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: Text
    scale: str | None = None  # pairs, triads: the scale that the choice counts for
    keyed: float | None = None  # rate_options: experts' rating; choice: 1 for the right one


class Item(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: Text
    easy: Text | None = None  # simpler wording for "easy wording" readers
    scale: str | None = None
    keyed: Literal[1, -1] = 1
    weights: dict[str, float] = {}  # cards: scale → weight of a "like"
    picture: str | None = None  # name of a picture of the site's own set
    options: list[Option] = []


class Task(Part):
    """A generated, timed task: the generator's name and its sizes."""

    generator: str
    blocks: int = Field(ge=1, le=6)
    seconds: int = Field(ge=10, le=180)  # for one block
    size: int = Field(ge=4, le=400)  # stems (or cells) prepared for one block
    practice: Text  # what to do, shown before the practice block


class Generated(Part):
    """Knowledge items made from the catalogue by seed."""

    generator: str
    items: int = Field(ge=4, le=60)
    kinds: list[str] = Field(min_length=1)


class Instrument(Part):
    code: str = Field(pattern=r"^[a-z]\d{2}_[a-z_]+$")
    version: int = Field(ge=1)
    status: Literal["draft", "pilot", "calibrated", "normed"]
    group: Group
    language: Literal["ru"]
    title: Text
    promise: Text  # what you will find out, one line on the shelf
    question: Text  # stands above every item
    measures: Text  # the construct, for the passport of the test
    not_said: Text  # what the result does not say, one sentence
    next_step: Literal["professions", "trial", "test"]
    lead: Text  # headline of the result; {scales} is replaced by the leading scales
    flat: Text  # headline when no scale leads
    format: Format
    method: Method
    grades: Grades
    minutes: int = Field(ge=1, le=60)
    source: Text
    license: str
    evidence: str
    evidence_class: Literal["A", "B", "C"]
    talk: Text  # for adults: how to talk about this result
    avoid: Text  # for adults: what not to say
    responses: list[Response] = []
    scales: list[Scale] = Field(min_length=1)
    items: list[Item] = []
    task: Task | None = None
    generated: Generated | None = None

    @model_validator(mode="after")
    def parts_fit_together(self) -> Self:
        for complaint in self._complaints():
            raise ValueError(complaint)
        return self

    def _complaints(self) -> Iterator[str]:
        codes = {scale.code for scale in self.scales}
        if twice := [i for i, n in Counter(item.id for item in self.items).items() if n > 1]:
            yield f"items: id {twice} is used twice; give each item its own"
        if unknown := set(self._scales_used()) - codes:
            yield f"items: unknown scale {sorted(unknown)}; known are {sorted(codes)}"
        if self.items and (unused := codes - set(self._scales_used())):
            yield f"scales: {sorted(unused)} have no items; remove them or add items"
        yield from self._format_complaints()
        yield from (c for item in self.items for c in self._item_complaints(item))

    def _format_complaints(self) -> Iterator[str]:
        if self.format in ("likert", "cards", "rate_options") and len(self.responses) < 2:
            yield "responses: this format needs at least two; add them"
        if self.format in ("calculation", "cancellation") and self.task is None:
            yield "task: this format is generated; add `task`"
        if self.format == "knowledge" and self.generated is None:
            yield "generated: this format is generated; add `generated`"
        if self.task is None and self.generated is None and not self.items:
            yield "items: there are none; add items, `task` or `generated`"

    def _item_complaints(self, item: Item) -> Iterator[str]:
        wanted = {"pairs": 2, "triads": 3}.get(self.format)
        if wanted and len(item.options) != wanted:
            yield f"items.{item.id}: {len(item.options)} options; this format has {wanted}"
        if self.format in ("likert", "rate_options") and item.scale is None:
            yield f"items.{item.id}: no scale; name one of {[s.code for s in self.scales]}"

    def _scales_used(self) -> Iterator[str]:
        for item in self.items:
            yield from ([item.scale] if item.scale else [])
            yield from item.weights
            yield from (option.scale for option in item.options if option.scale)

    @property
    def item_ids(self) -> frozenset[str]:
        """What an answer may name: items, generated questions, or blocks of a timed task."""
        if self.task is not None:
            return frozenset(f"b{n}" for n in range(1, self.task.blocks + 1))
        if self.generated is not None:
            return frozenset(f"q{n}" for n in range(1, self.generated.items + 1))
        return frozenset(item.id for item in self.items)

    @property
    def is_generated(self) -> bool:
        """Whether the questions are made from the seed of the sitting."""
        return self.task is not None or self.generated is not None

    @property
    def keys(self) -> NDArray[np.int_]:
        """(n_items, n_scales) scoring keys, as `psychometrics.scale_scores` takes them."""
        column = {scale.code: j for j, scale in enumerate(self.scales)}
        keys = np.zeros((len(self.items), len(self.scales)), dtype=int)
        for row, item in enumerate(self.items):
            if item.scale:
                keys[row, column[item.scale]] = item.keyed
        return keys


class Vector(Part):
    """Answers and the scores they must give, worked out by hand."""

    title: str
    # item id → response id | option id | {option id: response id};
    # timed tasks: block number → {"right": n, "wrong": n, "missed": n, ...} counts
    answers: dict[str, str | dict[str, str | float]]
    scores: dict[str, float | None]


class Vectors(Part):
    """`vectors.yaml` beside the instrument: at least five."""

    vectors: list[Vector] = Field(min_length=5)
