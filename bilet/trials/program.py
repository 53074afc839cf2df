"""A trial programme ("passport") as data: `content/trials/<code>/program.yaml`.

The shape is that of the passports of «Билет в будущее» (2020): everything else — the pupil's
screen, the mentor's sheet, the shopping list, the safety note — is made from it.
"""

from typing import Annotated, Literal

from pydantic import Field

from bilet.content.reader import Part
from bilet.content.text import Text
from bilet.trials.desk import DeskTask

Access = Literal[
    "hearing", "vision", "mobility", "speech", "autism", "learning", "long_illness"
]  # needs that the programme meets, never diagnoses


class Grades(Part):
    from_: int = Field(alias="from", ge=6, le=11)
    to: int = Field(ge=6, le=11)


class Step(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    text: Text  # what to do, addressed to the pupil
    minutes: int = Field(ge=1, le=60)
    check: Text  # how one sees that the step is done
    mentor: Text  # what the mentor does and watches during this step


class Level(Part):
    id: Literal["start", "close", "done"]
    text: Text  # what the mentor saw, concretely
    growth: Text  # what to try next, to the pupil


class Criterion(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    levels: list[Level] = Field(min_length=3, max_length=3)


class Supply(Part):
    """A row of the infrastructure list."""

    name: Text
    spec: Text
    quantity: float = Field(gt=0)
    per: Literal["person", "group"]
    required: bool = True


# The online variants: data of the task that the browser runs.


class CodeCheck(Part):
    """Run the pupil's function with `args`; `expect` is compared as JSON."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    args: list[object]
    expect: object
    hint: Text  # shown when the check fails


class CodeStage(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    task: Text  # Markdown
    function: str
    starter: str
    checks: list[CodeCheck] = Field(min_length=3)


class CodeTask(Part):
    kind: Literal["code"]
    stages: list[CodeStage] = Field(min_length=2)


class PosterBlock(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    role: Literal["title", "date", "place", "text", "picture"]
    text: Text


class DesignTask(Part):
    """Lay out a poster: the client's brief, the blocks, and what the brief demands."""

    kind: Literal["design"]
    brief: Text
    blocks: list[PosterBlock] = Field(min_length=4)
    palettes: list[list[str]] = Field(min_length=3)  # hex colours
    min_contrast: float = 4.5
    min_margin: float = 0.04  # share of the poster's width
    wishes: list[Text] = Field(min_length=2)  # what the client says after the first version


class WeldSeam(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    text: Text
    metal_mm: float
    speed: tuple[float, float]  # mm/s that gives a sound bead
    arc: tuple[float, float]  # mm between electrode and metal
    length_mm: float
    upward: bool = False  # along a wall, from below


class WeldTask(Part):
    """Draw seams with a steady hand: the bead is computed from speed and arc length."""

    kind: Literal["weld"]
    seams: list[WeldSeam] = Field(min_length=2)
    defects: dict[Literal["burn", "thin", "gap", "spatter"], Text]  # why, and what to change


OnlineTask = Annotated[CodeTask | DesignTask | WeldTask | DeskTask, Field(discriminator="kind")]


class Program(Part):
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: int = Field(ge=1)
    status: Literal["draft", "pilot", "published"]
    title: Text  # «Сварочный шов, который держит»
    profession: str = Field(pattern=r"^[a-z]{2}\d{2}$")
    level: Literal["intro", "advanced"]
    formats: list[Literal["onsite", "online_mentor", "online_self"]] = Field(min_length=1)
    minutes: int = Field(ge=15, le=180)  # on site or with a mentor
    online_minutes: int | None = Field(default=None, ge=10, le=90)
    max_pupils: int = Field(ge=1, le=12)
    grades: Grades
    access: list[Access]
    access_note: Text
    license: str
    intro: Text
    economy: Text
    skills: list[Text] = Field(min_length=3)
    real_work: Text
    task: Text
    result: Text  # the product one takes away or shows
    bring: list[Text]
    safety: list[Text] = Field(min_length=1)
    steps: list[Step] = Field(min_length=4)
    advice: list[Text] = Field(min_length=3)  # to the mentor
    criteria: list[Criterion] = Field(min_length=3, max_length=6)
    supplies: list[Supply] = Field(min_length=4)
    links: list[Text] = []
    online: OnlineTask | None = None
