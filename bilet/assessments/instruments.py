"""An instrument as data: the shape of `content/instruments/<code>/instrument.yaml`.

The same class checks files on an author's laptop, in CI and when the site starts.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from bilet.content.reader import Part
from bilet.content.text import Text

Format = Literal[
    "likert",  # every item is rated with the same `responses`
    "poles",  # two opposite ends; `responses` lie between them
    "cards",  # one card at a time: like / not / don't know, each item weighs on scales
    "pairs",  # choose one of two options
    "triads",  # choose one of three options
    "rate_options",  # a situation; every option is rated with `responses`
    "best_worst",  # the best and the worst of the options
    "ranking",  # all options in order, the first is the most wanted
    "multi_select",  # up to `most` of the options
    "choice",  # one right option; the key never leaves the server
    "knowledge",  # choice items generated from the catalogue of professions
    "number",  # a number is typed; the key never leaves the server
    "robot",  # a program is put together for a robot in a maze
    "tower",  # rings are moved from rod to rod
    "calculation",  # timed blocks of generated sums with four answers
    "comparison",  # timed blocks of generated pairs: the same or different
    "cancellation",  # timed pages of generated signs; tap every target
    "corsi",  # blocks light up; repeat them backwards
    "two_back",  # a stream of signs: is it the one before the last?
    "switching",  # arrows among arrows, then two rules by turns
    "ideas",  # timed blocks of free writing: as many ideas as come
]
Method = Literal[
    "likert_sum",
    "likert_mean",
    "likert_mean_centred",
    "swipe_weighted",
    "pair_count",
    "triad_count",
    "best_worst",
    "best_worst_key",
    "rank_and_rating",
    "multi_select_matrix",
    "sjt_consensus",
    "percent_correct",
    "rate_correct",
    "concentration",
    "staircase_span",
    "d_prime",
    "switch_cost",
    "tower_moves",
    "fluency",
]
Group = Literal["interests", "skills", "personality", "readiness"]
Riasec = Literal["R", "I", "A", "S", "E", "C"]
BANDS = ("low", "middle", "high")
RATED: frozenset[Format] = frozenset({"likert", "poles", "cards", "rate_options"})
TIMED: frozenset[Format] = frozenset(
    {"calculation", "comparison", "cancellation", "corsi", "two_back", "switching", "ideas"}
)
# Generators whose tasks are looked at. Rows, sums, rules and ideas are as good by ear.
BY_EYE = frozenset(
    {"cancellation", "comparison", "corsi", "folding", "matrices", "mechanisms", "robot",
     "rotation", "switching", "tables", "tower", "two_back"}
)  # fmt: skip
OFFERS: dict[Format, int] = {"poles": 2, "pairs": 2, "triads": 3}  # how many options an item has
KEYED: frozenset[Format] = frozenset({"choice"})  # exactly one option is right


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
    # The scale sums up these others: its items are all of theirs.
    parts: list[str] = []

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
    scale: str | None = None  # the scale that the choice or the rating counts for
    # rate_options: experts' rating; choice: 1 for the right one; best_worst_key: 1 best, -1 worst
    keyed: float | None = None


class Item(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: Text
    easy: Text | None = None  # simpler wording for "easy wording" readers
    scale: str | None = None
    keyed: Literal[1, -1] = 1
    weights: dict[str, float] = {}  # cards: scale → weight of a "like"
    picture: str | None = None  # name of a picture of the site's own set
    options: list[Option] = []
    format: Format | None = None  # when it is not the instrument's
    question: Text | None = None  # when it is not the instrument's
    most: int | None = Field(default=None, ge=1)  # multi_select: how many may be chosen
    level: Literal[1, 2, 3] = 2  # easy, middle, hard: a drawn set has of each


class Category(Part):
    """A kind of ideas, known by the beginnings of words (free writing)."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    stems: list[str] = Field(min_length=1)  # in Russian; English ones with `stems_en`
    stems_en: list[str] = Field(min_length=1)


class Prompt(Part):
    """One block of free writing."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: Text
    categories: list[Category] = Field(min_length=4)


class Task(Part):
    """A generated, timed task: the generator's name and its sizes."""

    generator: str
    blocks: int = Field(ge=1, le=6)
    seconds: int = Field(ge=10, le=600)  # for one block
    size: int = Field(ge=4, le=400)  # stems (cells, trials) prepared for one block
    practice: Text  # what to do, shown before the practice block
    prompts: list[Prompt] = []  # ideas: one for each block


class Generated(Part):
    """Items made by seed: by a generator of tasks, or from the catalogue."""

    generator: str
    items: int = Field(ge=4, le=60)
    kinds: list[str] = []  # catalogue: which questions are asked


class Cell(Part):
    """Where two choices of a matrix meet: professions that do this with that."""

    row: str  # option of the first item
    column: str  # option of the second
    professions: list[str] = Field(min_length=1)


class Pair(Part):
    """Two items that mean the same or the opposite: whoever reads answers them accordingly."""

    first: str
    second: str
    means: Literal["same", "opposite"]


class Contrast(Part):
    """A sentence about items rated high on one of their options and low on another."""

    high: str  # id of an option
    low: str
    at_least: float
    at_most: float
    text: Text  # {items} is replaced by what the items are called


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
    sample: int | None = Field(default=None, ge=4)  # so many of the items, drawn by seed
    seconds_per_item: int | None = Field(default=None, ge=10, le=300)  # then the next one comes
    pairs: list[Pair] = []  # two of them answered against each other ask for a calm retake
    cells: list[Cell] = []
    contrasts: list[Contrast] = []
    # What the family sees only when the pupil shares it; never in reports of a school.
    is_sensitive: bool = False

    @model_validator(mode="after")
    def parts_fit_together(self) -> Self:
        if complaints := list(self._complaints()):
            raise ValueError("\n".join(complaints))
        return self

    def _complaints(self) -> Iterator[str]:
        codes = {scale.code for scale in self.scales}
        if twice := [i for i, n in Counter(item.id for item in self.items).items() if n > 1]:
            yield f"items: id {twice} is used twice; give each item its own"
        if unknown := set(self._scales_used()) - codes:
            yield f"items: unknown scale {sorted(unknown)}; known are {sorted(codes)}"
        if unknown := {part for scale in self.scales for part in scale.parts} - codes:
            yield f"scales: unknown parts {sorted(unknown)}; known are {sorted(codes)}"
        whole = {scale.code for scale in self.scales if scale.parts}
        if self.items and (unused := codes - whole - set(self._scales_used())):
            yield f"scales: {sorted(unused)} have no items; remove them or add items"
        ids = {item.id for item in self.items}
        if unknown := {i for pair in self.pairs for i in (pair.first, pair.second)} - ids:
            yield f"pairs: unknown items {sorted(unknown)}; name items of this test"
        yield from self._format_complaints()
        yield from self._sample_complaints()
        yield from (c for item in self.items for c in self._item_complaints(item))

    def _format_complaints(self) -> Iterator[str]:
        if self.format in RATED and len(self.responses) < 2:
            yield "responses: this format needs at least two; add them"
        if self.format in TIMED and self.task is None:
            yield "task: this format is generated; add `task`"
        if self.format == "ideas" and self.task and len(self.task.prompts) != self.task.blocks:
            yield f"task.prompts: {len(self.task.prompts)}; there must be one for every block"
        if self.format == "knowledge" and self.generated is None:
            yield "generated: this format is generated; add `generated`"
        if self.task is None and self.generated is None and not self.items:
            yield "items: there are none; add items, `task` or `generated`"

    def _sample_complaints(self) -> Iterator[str]:
        if self.sample is None:
            return
        for level, wanted in enumerate(thirds(self.sample), start=1):
            if (found := sum(item.level == level for item in self.items)) < wanted:
                yield f"items: {found} of level {level}, the drawn set needs {wanted}; add some"

    def _item_complaints(self, item: Item) -> Iterator[str]:
        kind = item.format or self.format
        wanted = OFFERS.get(kind)
        if wanted and len(item.options) != wanted:
            yield f"items.{item.id}: {len(item.options)} options; this format has {wanted}"
        if kind in ("likert", "poles", "rate_options") and not (
            item.scale or all(option.scale for option in item.options)
        ):
            yield f"items.{item.id}: no scale; name one of {[s.code for s in self.scales]}"
        if kind in KEYED and sum(option.keyed == 1 for option in item.options) != 1:
            yield f"items.{item.id}: exactly one option must have `keyed: 1`"
        if kind == "multi_select" and item.most is None:
            yield f"items.{item.id}: say with `most` how many may be chosen"

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
    def is_seeded(self) -> bool:
        """Whether sittings with other seeds have other questions."""
        return self.is_generated or self.sample is not None

    @property
    def is_questionnaire(self) -> bool:
        """Whether it can be answered without the player: no clock, no pictures."""
        return self.task is None and self.seconds_per_item is None and not self._has_own_play

    @property
    def is_by_eye(self) -> bool:
        """Whether the tasks are drawn: told in words they are harder."""
        made_by = self.task or self.generated
        return made_by is not None and made_by.generator in BY_EYE

    @property
    def _has_own_play(self) -> bool:
        return self.format in ("robot", "tower")

    def format_of(self, item: Item) -> Format:
        return item.format or self.format


def thirds(whole: int) -> tuple[int, int, int]:
    """So many easy, middle and hard items in a drawn set of `whole`."""
    easy, rest = divmod(whole, 3)
    return easy, easy + (rest > 0), easy + (rest > 1)


class Vector(Part):
    """Answers and the scores they must give, worked out by hand."""

    title: str
    # item id → response id | option id | {option id: response id};
    # timed tasks: block or trial number → {"right": n, "wrong": n, "missed": n, ...} counts;
    # free writing: block number → what was written
    answers: dict[str, str | list[str] | dict[str, str | float]]
    scores: dict[str, float | None]


class Vectors(Part):
    """`vectors.yaml` beside the instrument: at least five."""

    vectors: list[Vector] = Field(min_length=5)
