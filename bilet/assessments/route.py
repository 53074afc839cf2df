"""A guided route as data: the shape of `content/routes/<code>.yaml`.

A few tests in an order that makes sense, for one lesson or for home.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from bilet.assessments.instruments import Grades
from bilet.assessments.library import INSTRUMENTS
from bilet.content.kinds import ContentKind
from bilet.content.reader import Part
from bilet.content.text import Text

LESSON = 40  # minutes


class Route(Part):
    code: str = Field(pattern=r"^[a-z_]+$")
    order: int = Field(ge=1)
    title: Text
    promise: Text  # what one knows at the end
    place: Literal["lesson", "home"]
    grades: Grades
    tests: list[str] = Field(min_length=2, max_length=8)

    @property
    def minutes(self) -> int:
        known = INSTRUMENTS.all()
        return sum(known[code].minutes for code in self.tests if code in known)


def _mistakes(parts: dict[str, Route], root: Path) -> Iterator[str]:
    known = INSTRUMENTS.all("ru")
    for code, route in parts.items():
        place = f"{root}/routes/{code}.yaml"
        for test in route.tests:
            if test not in known:
                yield f"{place}: tests: there is no test {test}; name one of content/instruments"
            elif route.place == "lesson" and not _suits(known[test].grades, route.grades):
                yield f"{place}: tests: {test} is not for these grades; choose another"
        if route.minutes > LESSON:
            yield f"{place}: {route.minutes} minutes, a lesson has {LESSON}; leave out a test"


def _suits(test: Grades, route: Grades) -> bool:
    return test.from_ <= route.from_ and route.to <= test.to


ROUTES = ContentKind(
    folder="routes",
    pattern="*.yaml",
    model=Route,
    key=lambda route: route.code,
    also=_mistakes,
)
