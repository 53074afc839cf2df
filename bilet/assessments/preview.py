"""One test as its author sees it: every item with scale and key, both languages side by side.

Only for `bilet preview`: nothing of the site's own settings, addresses or pages names this module.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext

from bilet.assessments import form_document
from bilet.assessments.generators.question import Figure
from bilet.assessments.instruments import BANDS, Instrument, Item, Option
from bilet.assessments.library import INSTRUMENTS, mistakes_of
from bilet.assessments.questions import questions_of
from bilet.content import kinds
from bilet.content.errors import ContentError
from bilet.content.mistakes import Mistake, parts_of
from bilet.content.reader import LANGUAGES

Handler = Callable[[HttpRequest], HttpResponse]


class Previewed(NamedTuple):
    """The test that is previewed: its code (empty outside of a preview) and where it is written."""

    code: str
    source: Path

    @property
    def folder(self) -> Path:
        return self.source / "instruments" / self.code


def previewed() -> Previewed:
    """From the settings of the preview; those of the site name nothing."""
    return Previewed(getattr(settings, "PREVIEW", ""), getattr(settings, "PREVIEW_SOURCE", Path()))


class Both(NamedTuple):
    """A text in both languages."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class ShownOption:
    text: Both
    key: str  # what the answer counts, in words; empty where it is the same for all
    is_right: bool
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class ShownItem:
    id: str
    text: Both
    scale: str
    key: str
    options: list[ShownOption]
    easy: Both | None = None
    question: Both | None = None
    explanation: Both | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class ShownScale:
    code: str
    title: Both
    about: Both
    bands: list[tuple[str, Both]]
    items: int


@dataclass(frozen=True, slots=True)
class PreviewPage:
    instrument: Instrument
    texts: list[tuple[str, Both]]
    responses: list[tuple[str, Both]]
    items: list[ShownItem]
    scales: list[ShownScale]


def page_of(code: str, seed: int) -> PreviewPage:
    """All that the page shows; the questions of a generated test are those of `seed`."""
    russian, english = INSTRUMENTS.all("ru")[code], INSTRUMENTS.all("en")[code]
    pairs = zip(russian.responses, english.responses, strict=True)
    return PreviewPage(
        instrument=russian,
        texts=list(_texts(russian, english)),
        responses=[(_number(one.value), Both(one.label, other.label)) for one, other in pairs],
        items=list(_generated(russian, seed) if russian.generated else _items(russian, english)),
        scales=list(_scales(russian, english)),
    )


def mistakes() -> list[Mistake]:
    """What is wrong with the test that is previewed, file by file; read anew at every call."""
    code, source = previewed()
    told = [part for said in mistakes_of(code, source) for part in parts_of(said)]
    return [part._replace(file=part.file.removeprefix(f"{source}/")) for part in told]


class FreshContent:
    """Every page shows the files as they are now, or in words what is wrong with them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.seen = ""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._forget_old()
        if _is_readable():
            response = self.get_response(request)
        else:
            response = render(request, "assessments/preview.html", _broken(), status=422)
        # The player keeps questions for ever, by their version; here they change without one.
        response["Cache-Control"] = "no-store"
        return response

    def _forget_old(self) -> None:
        now = _state(previewed().folder)
        if now != self.seen:
            kinds.forget()
            form_document.document.cache_clear()
            self.seen = now


def _is_readable() -> bool:
    """In both languages, and under its own name."""
    try:
        return all(previewed().code in INSTRUMENTS.all(language) for language in LANGUAGES)
    except ContentError:
        return False


def _broken() -> dict[str, object]:
    return {"code": previewed().code, "page": None, "mistakes": mistakes()}


def _state(folder: Path) -> str:
    """Changes whenever a file of the folder does."""
    files = sorted(path for path in folder.glob("*.yaml") if path.is_file())
    return " ".join(f"{path.name} {path.stat().st_mtime_ns}" for path in files)


def _texts(russian: Instrument, english: Instrument) -> Iterator[tuple[str, Both]]:
    """Single texts of the test, by the name of their key."""
    names = (
        "title",
        "promise",
        "question",
        "measures",
        "not_said",
        "lead",
        "flat",
        "talk",
        "avoid",
    )
    for name in names:
        yield name, Both(getattr(russian, name), getattr(english, name))
    if russian.task and english.task:
        yield "task.practice", Both(russian.task.practice, english.task.practice)
        for one, other in zip(russian.task.prompts, english.task.prompts, strict=True):
            yield f"task.prompts.{one.id}", Both(one.text, other.text)
    for n, (first, second) in enumerate(zip(russian.contrasts, english.contrasts, strict=True)):
        yield f"contrasts.{n}", Both(first.text, second.text)


def _items(russian: Instrument, english: Instrument) -> Iterator[ShownItem]:
    titles = {scale.code: scale.title for scale in russian.scales}
    for one, other in zip(russian.items, english.items, strict=True):
        options = zip(one.options, other.options, strict=True)
        yield ShownItem(
            id=one.id,
            text=Both(one.text, other.text),
            scale=titles.get(one.scale or "", ""),
            key=_key(russian, one, titles),
            options=[_option(russian, a, b, titles) for a, b in options],
            easy=Both(one.easy, other.easy or "") if one.easy else None,
            question=Both(one.question, other.question or "") if one.question else None,
        )


def _key(instrument: Instrument, item: Item, titles: dict[str, str]) -> str:
    if item.weights:
        return ", ".join(f"{titles[code]} {weight:+g}" for code, weight in item.weights.items())
    if instrument.sample is not None:
        return gettext("level %(level)s") % {"level": item.level}
    if item.keyed < 0:
        return gettext("counts in reverse")
    return ""


def _option(
    instrument: Instrument, one: Option, other: Option, titles: dict[str, str]
) -> ShownOption:
    is_right = one.keyed == 1 and instrument.method in ("percent_correct", "best_worst_key")
    key = titles.get(one.scale or "", "")
    if instrument.method == "percent_correct":
        key = pgettext("option", "right") if is_right else ""
    elif instrument.method == "best_worst_key":
        key = {1: gettext("best"), -1: gettext("worst")}.get(int(one.keyed or 0), "")
    elif one.keyed is not None:
        key = gettext("experts: %(rating)s") % {"rating": _number(one.keyed)}
    return ShownOption(Both(one.text, other.text), key, is_right)


def _generated(instrument: Instrument, seed: int) -> Iterator[ShownItem]:
    asked = zip(*(questions_of(instrument, seed, name) for name in LANGUAGES), strict=False)
    for one, other in asked:
        options = zip(one.options, other.options, strict=True)
        yield ShownItem(
            id=one.id,
            text=Both(one.text, other.text),
            scale="",
            key="" if one.options else one.right,
            options=[
                ShownOption(
                    Both(a.text, b.text),
                    pgettext("option", "right") if a.id == one.right else "",
                    a.id == one.right,
                    a.figure,
                )
                for a, b in options
            ],
            explanation=Both(one.explanation, other.explanation) if one.explanation else None,
            figure=one.figure,
        )


def _scales(russian: Instrument, english: Instrument) -> Iterator[ShownScale]:
    for one, other in zip(russian.scales, english.scales, strict=True):
        yield ShownScale(
            code=one.code,
            title=Both(one.title, other.title),
            about=Both(one.about, other.about),
            bands=[
                (band, Both(getattr(one.bands, band), getattr(other.bands, band))) for band in BANDS
            ],
            items=sum(_counts(item, {one.code, *one.parts}) for item in russian.items),
        )


def _counts(item: Item, codes: set[str]) -> bool:
    """Whether an item counts for one of the scales."""
    scales = {item.scale, *item.weights, *(option.scale for option in item.options)}
    return bool(scales & codes)


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"
