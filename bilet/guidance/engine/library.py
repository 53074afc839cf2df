"""`content/matching`: which aptitudes professions ask for, and what wishes mean on the cards."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import model_validator

from bilet.content.kinds import ContentKind
from bilet.content.reader import Part
from bilet.guidance.engine import aptitudes as of_aptitudes
from bilet.guidance.engine import wishes as of_wishes
from bilet.guidance.engine.aptitudes import Aptitude
from bilet.guidance.engine.wishes import Opposites, Wishes
from bilet.professions.library import PROFESSIONS


class Matching(Part):
    """One file, with one of the two."""

    aptitudes: list[Aptitude] = []
    wishes: Wishes | None = None

    @model_validator(mode="after")
    def holds_one(self) -> Self:
        if bool(self.aptitudes) == (self.wishes is not None):
            raise ValueError("a file holds either `aptitudes` or `wishes`; split or fill it")
        return self

    @property
    def holds(self) -> str:
        return "aptitudes" if self.aptitudes else "wishes"

    @cached_property
    def by_scale(self) -> dict[str, str]:
        """test.scale → the aptitude that it measures."""
        return {scale: each.code for each in self.aptitudes for scale in each.scales}


def _mistakes(parts: dict[str, Matching], root: Path) -> Iterator[str]:
    if "aptitudes" in parts:
        file, cards = root / "matching" / "aptitudes.yaml", list(PROFESSIONS.all("ru").values())
        found = of_aptitudes.mistakes(parts["aptitudes"].aptitudes, cards)
        yield from (f"{file}: {mistake}" for mistake in found)
    if "wishes" in parts and (wishes := parts["wishes"].wishes) is not None:
        file = root / "matching" / "conditions.yaml"
        yield from (f"{file}: {mistake}" for mistake in of_wishes.mistakes(wishes))


MATCHING = ContentKind(
    folder="matching",
    pattern="*.yaml",
    model=Matching,
    key=lambda part: part.holds,
    also=_mistakes,
)


def aptitudes(language: str | None = None) -> list[Aptitude]:
    """All of them, in the order of the file; none without the file."""
    found = MATCHING.get("aptitudes", language)
    return found.aptitudes if found else []


def aptitude_of(test: str, scale: str) -> str | None:
    """The aptitude that a scale measures, if any."""
    found = MATCHING.get("aptitudes", "ru")
    return found.by_scale.get(f"{test}.{scale}") if found else None


def opposites(language: str | None = None) -> list[Opposites]:
    """All pairs of conditions, in the order of the file; none without the file."""
    found = MATCHING.get("wishes", language)
    return found.wishes.scales if found and found.wishes else []


def asks_for_wishes(instrument: str) -> bool:
    """Whether it is the test whose answers are read as wishes for conditions."""
    found = MATCHING.get("wishes", "ru")
    return found is not None and found.wishes is not None and found.wishes.instrument == instrument
