"""A course as data: `content/courses/<code>/course.yaml`, lessons in Markdown beside it.

`lessons/<lesson>.md` is the Russian text, `lessons/<lesson>.en.md` the English one.
A film is a script: scenes with a picture, a caption and words on screen; the film and its
WebVTT captions are rendered from it.
"""

from typing import Literal

from pydantic import Field

from bilet.content.reader import Part
from bilet.content.text import Text


class Scene(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    seconds: float = Field(ge=2, le=20)
    art: str  # name of an SVG in `content/courses/art/`
    title: Text | None = None  # large words on the picture, ≤ 60 signs
    caption: Text  # what is said, ≤ 120 signs, as captions and as transcript


class Film(Part):
    scenes: list[Scene] = Field(min_length=5)


class Answer(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: Text
    right: bool = False


class Question(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: Text
    answers: list[Answer] = Field(min_length=3, max_length=5)
    explain: Text  # why, shown after answering


class Lesson(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    minutes: int = Field(ge=1, le=20)
    try_it: Text  # one thing to do today
    film: Film | None = None


class Module(Part):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: Text
    lessons: list[Lesson] = Field(min_length=1)
    check: list[Question] = Field(min_length=4)


class Course(Part):
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: int = Field(ge=1)
    audience: Literal["pupil", "parent"]
    title: Text
    promise: Text
    about: Text
    for_whom: Text
    license: str
    sources: list[Text] = []
    modules: list[Module] = Field(min_length=1)
