"""Whether Russian texts of a test can be read at a glance by those who take it.

The measure is plain, so that an author can count it with a finger: how many words a sentence has on
average, and what share of the words is long. A word is long from five syllables on, and syllables
are its vowels («рас-пи-са-ни-е» has five). The limits are set by hand so that texts which read well
aloud pass; they are not calibrated on readers. What they do not see: rare short words, tangled
order, abstract meaning. English texts are not measured.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bilet.assessments.instruments import BANDS, Instrument

SYLLABLES = 5
# Mean words of a sentence, at most.
ASKED = 12  # items, options, easy wordings, the question above them, what to do in a task
ASKED_YOUNG = 11  # the same in tests that grades 6 and 7 may take
TOLD = 12  # what a result says
DESCRIBED = 16  # one sentence about the test or a scale, read in rest
# Share of long words, at most; one long word is always allowed, and a text of fewer than
# `FEW_WORDS` words is taken in at a glance whatever they are.
LONG_SHARE = 0.3
FEW_WORDS = 5
YOUNG = 7  # the highest lowest grade of a test for the young

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
# A dot, a question mark, three dots or a colon before a new sentence or the end.
_END = re.compile(r"[.!?…]+[»\"]?(?:\s|$)")


class Measured(NamedTuple):
    """How a text reads."""

    words: int
    sentences: int
    long: list[str]

    @property
    def mean(self) -> float:
        return self.words / self.sentences

    @property
    def is_heavy(self) -> bool:
        """More long words than one reads at ease."""
        if self.words < FEW_WORDS or len(self.long) < 2:
            return False
        return len(self.long) / self.words > LONG_SHARE


def complaints(instrument: Instrument) -> Iterator[str]:
    for place, text, most in _texts(instrument):
        measured = measure(text)
        if measured is None:
            continue
        if measured.mean > most:
            yield (
                f"{place}: {measured.mean:.3g} words in a sentence, at most {most} read easily; "
                f"shorten or split: «{text}»"
            )
        if measured.is_heavy:
            yield (
                f"{place}: {len(measured.long)} of {measured.words} words are long "
                f"({', '.join(measured.long)}); say it with shorter ones: «{text}»"
            )


def measure(text: str) -> Measured | None:
    """None for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = [part for part in _END.split(text) if _WORD.search(part)]
    long = [word for word in words if len(_VOWEL.findall(word)) >= SYLLABLES]
    return Measured(len(words), max(len(sentences), 1), long)


def _texts(instrument: Instrument) -> Iterator[tuple[str, str, int]]:
    """Place, text, and how many words a sentence of it may have."""
    asked = ASKED_YOUNG if instrument.grades.from_ <= YOUNG else ASKED
    for place, text in _asked(instrument):
        yield place, text, asked
    for place, text in _told(instrument):
        yield place, text, TOLD
    for place, text in _described(instrument):
        yield place, text, DESCRIBED


def _asked(instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield "question", instrument.question
    for response in instrument.responses:
        yield f"responses.{response.id}", response.label
    for item in instrument.items:
        yield f"items.{item.id}", item.text
        for name in ("easy", "question"):
            if text := getattr(item, name):
                yield f"items.{item.id}.{name}", text
        for option in item.options:
            yield f"items.{item.id}.{option.id}", option.text
    if instrument.task is not None:
        yield "task.practice", instrument.task.practice
        yield from (
            (f"task.prompts.{prompt.id}", prompt.text) for prompt in instrument.task.prompts
        )


def _told(instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield "lead", instrument.lead
    yield "flat", instrument.flat
    for scale in instrument.scales:
        for band in BANDS:
            yield f"scales.{scale.code}.bands.{band}", getattr(scale.bands, band)
    yield from ((f"contrasts.{n}", each.text) for n, each in enumerate(instrument.contrasts))


def _described(instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield "promise", instrument.promise
    yield "not_said", instrument.not_said
    yield from ((f"scales.{scale.code}.about", scale.about) for scale in instrument.scales)
