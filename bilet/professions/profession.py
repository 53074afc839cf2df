"""A profession as data: the shape of `content/professions/<field>/<code>.yaml`."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from bilet.content.reader import Part
from bilet.content.text import Text


class Field_(StrEnum):  # noqa: N801 # `Field` is of pydantic
    """The 13 fields of work. Each has a hue: the CSS token `--f-<code>`."""

    IT = "it"
    INDUSTRY = "industry"
    CITY = "city"
    TRANSPORT = "transport"
    ENERGY = "energy"
    SPACE = "space"
    AGRO = "agro"
    HEALTH = "health"
    EDU = "edu"
    ART = "art"
    SERVICE = "service"
    BUSINESS = "business"
    LAW = "law"


Letter = Literal["R", "I", "A", "S", "E", "C"]
Subject = Literal[
    "russian", "literature", "foreign", "maths", "informatics", "physics", "chemistry",
    "biology", "geography", "history", "social", "technology", "art", "music", "sport", "safety",
]  # fmt: skip
Condition = Literal[
    "indoors", "outdoors", "height", "noise", "dirt", "heat_or_cold", "standing", "sitting",
    "heavy", "fine_hands", "shifts", "nights", "travel", "team", "alone", "many_people",
    "screen", "risk", "blood", "steady_pace", "rush", "strict_rules", "free_form",
]  # fmt: skip


class Hour(Part):
    time: str = Field(pattern=r"^\d{2}:\d{2}$")
    text: Text


class Skill(Part):
    name: Text
    level: Literal[1, 2, 3]  # 1 enough to start, 2 works alone, 3 the master's level
    why: Text  # what it is needed for, concretely


class RouteStep(Part):
    """Where one learns it. `code` is the official direction, as 15.02.10 or 09.03.01."""

    code: str = Field(pattern=r"^\d{2}\.\d{2}\.\d{2}$")
    title: Text
    years: Text  # «3 года 10 месяцев»


class Routes(Part):
    after9: list[RouteStep]  # СПО; may be empty when a degree is needed, then `note` says so
    after11: list[RouteStep] = Field(min_length=1)
    note: Text


class Riasec(Part):
    """Six numbers 1–7, as O*NET gives them, and where they come from."""

    R: float = Field(ge=1, le=7)
    I: float = Field(ge=1, le=7)  # noqa: E741
    A: float = Field(ge=1, le=7)
    S: float = Field(ge=1, le=7)
    E: float = Field(ge=1, le=7)
    C: float = Field(ge=1, le=7)
    source: Literal["onet", "expert"]
    onet: str | None = Field(default=None, pattern=r"^\d{2}-\d{4}\.\d{2}$")


class Neighbour(Part):
    """«Похоже на …, но …»."""

    code: str
    but: Text


class Myth(Part):
    myth: Text
    truth: Text


class Profession(Part):
    code: str = Field(pattern=r"^[a-z]{2}\d{2}$")  # of the catalogue, in lower case: in09
    field: Field_
    title: Text  # the trade: «Сварочные технологии»
    person: Text  # who one is: «Сварщик»
    tagline: Text  # what one does, one plain sentence, ≤ 90 signs
    does: list[Text] = Field(min_length=4, max_length=7)
    day: list[Hour] = Field(min_length=5, max_length=9)
    tools: list[Text] = Field(min_length=4, max_length=9)
    makes: Text  # what is there in the evening that was not there in the morning
    people: Text  # who one works with
    hard: list[Text] = Field(min_length=2, max_length=5)  # what is hard, and what is not told
    skills: list[Skill] = Field(min_length=4, max_length=7)
    subjects: list[Subject] = Field(min_length=2, max_length=5)
    routes: Routes
    conditions: list[Condition] = Field(min_length=3)
    access: Text  # which needs can be met at work, which cannot, in plain words
    growth: Text
    neighbours: list[Neighbour] = Field(min_length=2, max_length=4)
    myths: list[Myth] = Field(min_length=1, max_length=3)
    first_steps: list[Text] = Field(min_length=3, max_length=5)  # this week, at no cost
    synonyms: list[str] = []  # how people search for it, Russian
    riasec: Riasec
    klimov: list[Literal["nature", "technics", "people", "signs", "image"]] = Field(min_length=1)
    isco: str = Field(pattern=r"^\d{4}$")
    from_grade: int = Field(ge=6, le=11)
    online: Literal["yes", "partly", "no"]

    def riasec_numbers(self) -> tuple[float, ...]:
        """Six numbers in the order R I A S E C."""
        r = self.riasec
        return (r.R, r.I, r.A, r.S, r.E, r.C)
