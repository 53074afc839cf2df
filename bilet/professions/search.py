"""Search in the catalogue: word forms, ё and е, typing mistakes, synonyms, the other keyboard.

The index lies in memory, is made once per process from the cards in both languages, and is asked
in a few milliseconds.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bilet.content.reader import LANGUAGES
from bilet.professions.fields import FIELD_WORDS, SUBJECT_WORDS
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession
from bilet.professions.spelling import (
    forms_of,
    grown_from,
    other_keyboard,
    sketch_of,
    sound_of,
    words_of,
)

MAX_WORDS = 8
LEAST_SHARE = 0.12  # of the best answer's points: what is weaker is no answer
LEAST_HEARD = 0.6  # of what the question says, weighed by rarity, an answer must speak of
ECHO = 0.1  # what each further mention adds
PREFIX, GROWN, FUZZY = 0.6, 0.8, 0.5  # what an unfinished, a derived, a mistyped word are worth

# Said in a question, and saying nothing of the profession.
SILENT = frozenset(
    [
        *("и", "в", "на", "с", "к", "у", "о", "а", "но", "для", "по", "из", "за", "от", "до"),
        *("как", "кто", "что", "это", "не", "где", "я", "мне", "мой", "свой", "если", "чтобы"),
        *("быть", "хотеть", "хочу", "стать", "можно", "работать", "работа", "профессия"),
        *("работник", "специалист", "нравиться", "любить", "люблю", "делать"),
        *("the", "a", "an", "of", "in", "on", "with", "to", "and", "i", "want", "be", "become"),
        *("job", "work", "profession", "like"),
    ]
)


# How a word of a card sounds, or looks without what is easily misspelt → what it is a form of.
Alike = dict[str, set[str]]


@dataclass(frozen=True)
class Index:
    """Word → profession → points."""

    codes: list[str]
    postings: dict[str, dict[int, float]]
    phrases: dict[tuple[str, ...], set[int]]  # whole names and synonyms
    vocabulary: list[str]  # keys of `postings`, sorted: for beginnings of words
    sounds: Alike
    sketches: Alike
    seen: list[str]  # keys of `sketches`

    def find(self, question: str) -> list[str]:
        """Codes of the professions that answer, the best first."""
        points: dict[int, float] = defaultdict(float)
        heard: dict[int, float] = defaultdict(float)
        for found in (self._match(word) for word in telling(question)[:MAX_WORDS]):
            for number, value in found.items():
                points[number] += value
                heard[number] += self._rarity(found)
        named = self.phrases.get(phrase_of(question), set())
        for number in named:
            points[number] += 0.0
        return self._best(points, heard, named)

    def _best(
        self, points: dict[int, float], heard: dict[int, float], named: set[int]
    ) -> list[str]:
        """Those that speak of most of the question; named in full first, then by points."""
        enough = LEAST_HEARD * max(heard.values(), default=0.0)
        full = {n: value for n, value in points.items() if n in named or heard[n] >= enough}
        least = LEAST_SHARE * max(full.values(), default=0.0)
        ranked = sorted(full, key=lambda number: (number not in named, -full[number], number))
        return [self.codes[n] for n in ranked if n in named or full[n] >= least]

    def _match(self, word: str) -> dict[int, float]:
        """Professions that the word speaks of: by its forms, else by likeness."""
        readings = (word, other_keyboard(word))
        for reading in readings:
            if found := self._worth((key, 1.0) for key in forms_of(reading)):
                return found
        return self._worth(guess for reading in readings for guess in self._guesses(reading))

    def _worth(self, keys: Iterable[tuple[str, float]]) -> dict[int, float]:
        found: dict[int, float] = {}
        for key, worth in keys:
            places = self.postings.get(key, {})
            for number, value in places.items():
                points = worth * value * self._rarity(places)
                found[number] = max(found.get(number, 0.0), points)
        return found

    def _rarity(self, places: dict[int, float]) -> float:
        return log(1 + len(self.codes) / max(len(places), 1))

    def _guesses(self, word: str) -> Iterator[tuple[str, float]]:
        yield from ((key, PREFIX) for key in self._beginning_with(word))
        yield from ((key, GROWN) for key in grown_from(word))
        yield from ((key, FUZZY * likeness) for key, likeness in self._like(word))

    def _beginning_with(self, word: str) -> list[str]:
        if len(word) < 3:
            return []
        start = bisect_left(self.vocabulary, word)
        return self.vocabulary[start : bisect_left(self.vocabulary, word + "\uffff", lo=start)]

    def _like(self, word: str) -> Iterator[tuple[str, float]]:
        """Words a slip of the ear or of the finger away from this one, and how alike they are."""
        sketch = sketch_of(word)
        if alike := self.sounds.get(sound_of(word)):
            yield from ((form, 1.0) for form in alike)
        elif slips := slips_allowed(sketch):
            found = process.extract(
                sketch, self.seen, scorer=OSA.distance, score_cutoff=slips, limit=8
            )
            near = [(key, slip) for key, slip, _ in found if slip == found[0][1]]
            yield from (
                (form, 1 - slip / len(sketch)) for key, slip in near for form in self.sketches[key]
            )


def slips_allowed(sketch: str) -> int:
    """How many letters of a word may be wrong, missing or swapped."""
    return 0 if len(sketch) < 6 else 1 if len(sketch) < 10 else 2


@cache
def index() -> Index:
    """The index of the whole catalogue. The first call in a process takes a second or two."""
    cards = [PROFESSIONS.all(language) for language in LANGUAGES]
    codes = list(cards[0])
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
    words: set[str] = set()
    for number, code in enumerate(codes):
        for profession in (of_language[code] for of_language in cards):
            for weight, text in _texts(profession):
                said = telling(text)
                words.update(said)
                for key in {key for word in said for key in forms_of(word)}:
                    old = postings[key].get(number, 0.0)
                    postings[key][number] = max(old, weight) + ECHO * min(old, weight)
            for name in (profession.person, profession.title, *profession.synonyms):
                phrases[phrase_of(name)].add(number)
    return Index(
        codes=codes,
        postings=dict(postings),
        phrases=dict(phrases),
        vocabulary=sorted(postings),
        sounds=_alike(words, sound_of),
        sketches=(sketches := _alike(words, sketch_of)),
        seen=list(sketches),
    )


def _alike(words: set[str], key: Callable[[str], str]) -> Alike:
    found: Alike = defaultdict(set)
    for word in words:
        found[key(word)] |= forms_of(word)
    return dict(found)


def find(question: str) -> list[str]:
    """Codes of the professions that answer `question`, the best first."""
    return index().find(question[:100])


def telling(text: str) -> list[str]:
    """The words of `text` that say something of a profession."""
    return [w for w in words_of(text) if w not in SILENT and not forms_of(w) & SILENT]


def phrase_of(text: str) -> tuple[str, ...]:
    """The telling words, whatever their forms and order."""
    return tuple(sorted(min(forms_of(word)) for word in telling(text)))


def _texts(profession: Profession) -> Iterable[tuple[float, str]]:
    """Everything that is searched, and how loudly it speaks of the profession."""
    yield 6.0, profession.person
    yield 5.0, profession.title
    yield from ((6.0, synonym) for synonym in profession.synonyms)
    yield 3.0, profession.tagline
    for place, subject in enumerate(profession.subjects):  # what one needs most comes first
        yield 1.5 / (1 + place / 4), SUBJECT_WORDS[subject]
    yield 2.0, FIELD_WORDS[profession.field]
    yield from ((1.5, line) for line in profession.does)
    yield from ((1.0, tool) for tool in profession.tools)
    yield 1.0, profession.makes
