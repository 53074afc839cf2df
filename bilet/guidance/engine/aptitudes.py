"""Which aptitudes a profession asks for: the shape of `content/matching/aptitudes.yaml`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.content.reader import Part
from bilet.content.text import Text
from bilet.professions.profession import Field_, Profession

IscoPrefix = Annotated[str, Field(pattern=r"^\d{1,4}$")]
# Levels 1 and 3 lie where the middle and the upper part of a test's range begin.
MIDDLE, UPPER = 1.0, 3.0


class Need(Part):
    """Professions that ask for an aptitude to one level; 0 takes a wider rule back."""

    level: Literal[0, 1, 2, 3]
    fields: list[Field_] = []
    isco: list[IscoPrefix] = []
    professions: list[str] = []

    def nearness(self, card: Profession) -> int | None:
        """How narrowly the rule means the card: 5 by name, 4–1 by ISCO group, 0 by field."""
        if card.code in self.professions:
            return 5
        groups = [len(prefix) for prefix in self.isco if card.isco.startswith(prefix)]
        if groups:
            return max(groups)
        return 0 if card.field in self.fields else None

    @property
    def selectors(self) -> list[str]:
        return [*map(str, self.fields), *self.isco, *self.professions]


class Aptitude(Part):
    code: str = Field(pattern=r"^[a-z]+$")
    title: Text
    asks: Text  # completes «Здесь важно …»
    scales: list[str] = Field(min_length=1)  # test.scale, of class A or B
    needs: list[Need] = Field(min_length=1)

    def level_for(self, card: Profession) -> int:
        """To what level the profession asks for it; 0: not at all."""
        found = [(near, need.level) for need in self.needs if (near := need.nearness(card)) is not None]  # fmt: skip  # noqa: E501
        return max(found, default=(0, 0), key=lambda pair: pair[0])[1]


def weighs_as_skill(instrument: Instrument) -> bool:
    """Skill tests whose model is published, and which are open."""
    return (
        instrument.group == "skills"
        and instrument.evidence_class != "C"
        and instrument.status != "draft"
    )


def as_level(value: float, cuts: tuple[float, float]) -> float:
    """A score in levels: `MIDDLE` at the first cut of its test, `UPPER` at the second."""
    return MIDDLE + (UPPER - MIDDLE) * (value - cuts[0]) / (cuts[1] - cuts[0])


def in_levels(width: float, cuts: tuple[float, float]) -> float:
    """A difference of scores, such as a standard error, in levels."""
    return (UPPER - MIDDLE) * width / (cuts[1] - cuts[0])


def mistakes(aptitudes: list[Aptitude], cards: list[Profession]) -> Iterator[str]:
    """What one look at the file does not show."""
    yield from _mistakes_in_scales(aptitudes)
    for aptitude in aptitudes:
        yield from (f"{aptitude.code}: {m}" for m in _mistakes_in_needs(aptitude, cards))
    yield from (
        f"needs: none is for {card.code}, so a shortfall costs nothing there and something "
        "elsewhere; add one"
        for card in cards
        if not any(aptitude.level_for(card) for aptitude in aptitudes)
    )


def _mistakes_in_scales(aptitudes: list[Aptitude]) -> Iterator[str]:
    named = [scale for aptitude in aptitudes for scale in aptitude.scales]
    for scale in _twice(named):
        yield f"{scale} is named twice; a scale measures one aptitude"
    for scale in named:
        test, _, code = scale.partition(".")
        instrument = INSTRUMENTS.get(test, "ru")
        if instrument is None or code not in {known.code for known in instrument.scales}:
            yield f"{scale}: there is no such scale; name test.scale"
        elif not weighs_as_skill(instrument):
            yield f"{scale}: only skill tests of class A or B weigh; remove it"


def _mistakes_in_needs(aptitude: Aptitude, cards: list[Profession]) -> Iterator[str]:
    selectors = [selector for need in aptitude.needs for selector in need.selectors]
    for selector in _twice(selectors):
        yield f"{selector} is named twice; leave one level"
    known = {card.code for card in cards} | {str(card.field) for card in cards}
    for selector in selectors:
        if selector not in known and not any(card.isco.startswith(selector) for card in cards):
            yield f"{selector}: no card of the catalogue; correct or remove it"


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
