"""A test on paper: the same questions as on screen, from the same seed, with boxes for answers.

The sheet carries its address `/paper/<code>/v<version>/<seed>/` as a QR code: there a teacher types
the answers in. Nothing on it asks for a name.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from bilet.assessments.form_document import form
from bilet.assessments.instruments import Instrument
from bilet.core import documents

# Nine digits: easy to read aloud and to type, and the same sheet comes once in many lives.
SEEDS = range(100_000_000, 1_000_000_000)
MOST_SEED = 2**63 - 1  # what a sitting can keep
LETTERS = {"ru": "АБВГДЕЖЗИКЛМНОПРСТ", "en": "ABCDEFGHIJKLMNOPQR"}
# Millimetres for a unit of a picture, the narrowest and the widest. A question's own picture of 340
# units takes 95 mm of the 178 that the page has; a picture to choose is smaller.
ASKED_SIZE = (0.28, 18.0, 110.0)
CHOSEN_SIZE = (0.19, 18.0, 30.0)
# How each format is answered on paper: see typst/paper.typ.
KINDS = {
    "likert": "rate", "cards": "rate", "poles": "poles", "rate_options": "parts",
    "pairs": "letters", "triads": "letters", "choice": "letters", "knowledge": "letters",
    "multi_select": "letters", "best_worst": "best_worst", "ranking": "places", "number": "write",
}  # fmt: skip


class Paper(NamedTuple):
    """One sheet: a test, the seed of its questions, the language in which they are asked."""

    instrument: Instrument
    seed: int
    language: str

    @property
    def path(self) -> str:
        """Where a teacher types it in."""
        instrument = self.instrument
        address = [instrument.code, instrument.version, self.seed]
        path = reverse("assessments:paper-entry", args=address)
        return path if self.language == "ru" else f"{path}?language={self.language}"

    def questions(self) -> dict[str, Any]:
        """The questions as the player gets them."""
        return form(self.instrument, self.seed, self.language)

    @property
    def letters(self) -> str:
        return LETTERS[self.language]


def is_printable(instrument: Instrument) -> bool:
    """Tasks against the clock and games need the screen; all else can be asked on paper."""
    return instrument.task is None and instrument.format in KINDS


def may_be_typed_in(instrument: Instrument) -> bool:
    """Answers to a sensitive test are nobody's business at school: such a sheet stays at home."""
    return is_printable(instrument) and not instrument.is_sensitive


def new_seed() -> int:
    return SEEDS.start + secrets.randbelow(len(SEEDS))


def grouped(seed: int) -> str:
    """1234567 → «1 234 567», with spaces that do not break."""
    return f"{seed:,}".replace(",", "\u00a0")


def pdf(paper: Paper) -> bytes:
    """The sheet, A4, as a tagged PDF."""
    with override(paper.language):
        return documents.pdf("assessments/paper.typ", sheet(paper))


def sheet(paper: Paper) -> dict[str, Any]:
    """Everything that `typst/paper.typ` prints."""
    from bilet.people.qr import svg

    instrument, questions = paper.instrument, paper.questions()
    link = f"{settings.SITE_URL}{paper.path}"
    typed_in = may_be_typed_in(instrument)
    items = [
        _item(item, questions["format"], paper.letters, n)
        for n, item in enumerate(questions["items"], 1)
    ]
    return {
        "language": paper.language,
        "title": instrument.title,
        "question": instrument.question,
        "legend": [response["label"] for response in questions["responses"]],
        "items": items,
        "qr": svg(link) if typed_in else "",
        "address": re.sub(r"^https?://", "", link) if typed_in else "",
        "code": instrument.code,
        "version": instrument.version,
        "seed": grouped(paper.seed),
        "words": _words(
            {item["kind"] for item in items}, instrument.minutes, is_judged=questions["judged"]
        ),
    }


def _item(item: Mapping[str, Any], kind: str, letters: str, number: int) -> dict[str, Any]:
    own = item.get("format", kind)
    return {
        "number": number,
        "kind": KINDS[own],
        "text": item["text"],
        "question": item.get("question", ""),
        "most": item.get("most", 0),
        "options": [
            {
                "letter": letter,
                "text": option["text"],
                "figure": _figure(option, CHOSEN_SIZE),
            }
            for letter, option in zip(letters[: len(item["options"])], item["options"], strict=True)
        ],
        "figure": _figure(item, ASKED_SIZE),
    }


def _figure(part: Mapping[str, Any], size: tuple[float, float, float]) -> dict[str, Any] | None:
    if "svg" not in part:
        return None
    scale, narrowest, widest = size
    return {
        "svg": printed(part["svg"]),
        "alt": part["alt"],
        "width": round(min(max(_width(part["svg"]) * scale, narrowest), widest), 1),  # mm
    }


def printed(svg: str) -> str:
    """A picture of the screen in black on white: its colours come from a style sheet there."""
    inked = svg.replace("currentColor", "#000")
    grounded = re.sub(r'class="ground"', 'fill="#fff"', inked)
    return grounded.replace("<svg ", '<svg font-family="Golos Text" ', 1)


def _width(svg: str) -> float:
    found = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) [\d.]+"', svg)
    return float(found[1]) if found else 300.0


def _words(kinds: set[str], minutes: int, *, is_judged: bool) -> dict[str, str]:
    return {
        "how": " ".join(_how(kinds, is_judged=is_judged)),
        "time": gettext("It takes about %(minutes)s minutes.") % {"minutes": minutes},
        "own": gettext("My number in the register or my nickname"),
        "no_name": gettext("No first or last name here"),
        "typed": gettext("For the teacher: the answers are typed in here"),
        "stays": gettext("This sheet stays with you: at school nobody collects it or types it in."),
        "sheet": gettext("sheet"),
        "version": gettext("version"),
        "most": gettext("Best of all") if is_judged else gettext("Most of all"),
        "least": gettext("Worst of all") if is_judged else gettext("Least of all"),
        "places": gettext("Write the place of each line; the first place is number 1."),
        "at_most": gettext("Crosses at the most:"),
    }


def _how(kinds: set[str], *, is_judged: bool) -> Iterator[str]:
    """How boxes are filled in, for the kinds of questions that the sheet has."""
    if is_judged:
        yield gettext("In each group put one cross for the best and one for the worst.")
    elif "best_worst" in kinds:
        yield gettext("In each group put one cross for most of all and one for least of all.")
    elif kinds & {"rate", "poles", "parts"}:
        yield gettext("Put one cross in each line.")
    elif "letters" in kinds:
        yield gettext("Put one cross for each question.")
    if "write" in kinds:
        yield gettext("Write one number in each box.")
    yield gettext("Changed your mind? Circle the wrong answer and write the right one beside it.")
    yield gettext("Leave out what you cannot answer.")
