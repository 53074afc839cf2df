"""Search in the catalogue: word forms, ё and е, typing mistakes, synonyms, the other keyboard.

The index lies in memory, is made once per process from the cards in both languages, and is asked
in a few milliseconds.
"""

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

import pymorphy3
from rapidfuzz import fuzz, process

from bilet.content.reader import LANGUAGES
from bilet.professions.fields import FIELD_WORDS, SUBJECT_WORDS
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession

MAX_WORDS = 8
LEAST_SHARE = 0.12  # of the best answer's points: what is weaker is no answer
ECHO = 0.1  # what each further mention adds
PREFIX, FUZZY = 0.6, 0.5  # what an unfinished and a mistyped word are worth
LIKE = 78  # of 100: «ветиринар» is «ветеринар»

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
_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_WORD = re.compile(r"[a-zа-я0-9+#]+")
_ENDINGS = ("ings", "ing", "ers", "er", "ors", "or", "ies", "ed", "es", "s", "y", "e")


@dataclass(frozen=True)
class Index:
    """Word → profession → points."""

    codes: list[str]
    postings: dict[str, dict[int, float]]
    vocabulary: list[str]  # sorted, for beginnings of words
    phrases: dict[str, set[int]]

    def find(self, question: str) -> list[str]:
        """Codes of the professions that answer, the best first."""
        words = [word for word in words_of(question) if not is_silent(word)][:MAX_WORDS]
        matches = [found for word in words if (found := self._match(word))]
        points: dict[int, float] = defaultdict(float)
        spoken: dict[int, int] = defaultdict(int)
        for found in matches:
            for number, value in found.items():
                points[number] += value
                spoken[number] += 1
        named = self.phrases.get(" ".join(words_of(question)), set())
        for number in named:
            points[number] += 0.0
            spoken[number] = max(len(matches), 1)
        return self._best(points, spoken, named)

    def _best(self, points: dict[int, float], spoken: dict[int, int], named: set[int]) -> list[str]:
        """Those that answer most words; named in full first, then by points."""
        most = max(spoken.values(), default=0)
        full = {number: points[number] for number in points if spoken[number] == most}
        least = LEAST_SHARE * max(full.values(), default=0.0)
        ranked = sorted(full, key=lambda number: (number not in named, -full[number], number))
        return [self.codes[n] for n in ranked if n in named or full[n] >= least]

    def _match(self, word: str) -> dict[int, float]:
        """Professions that the word speaks of: by its forms, else by beginning and likeness."""
        other = plain(word.translate(_KEYS)) if word.isascii() else ""
        for reading in (word, other):
            if found := self._worth((key, 1.0) for key in forms_of(reading)):
                return found
        return self._worth(guess for reading in (word, other) for guess in self._guesses(reading))

    def _worth(self, keys: Iterable[tuple[str, float]]) -> dict[int, float]:
        found: dict[int, float] = {}
        for key, worth in keys:
            places = self.postings.get(key, {})
            rarity = log(1 + len(self.codes) / max(len(places), 1))
            for number, value in places.items():
                found[number] = max(found.get(number, 0.0), worth * value * rarity)
        return found

    def _guesses(self, word: str) -> Iterator[tuple[str, float]]:
        yield from ((key, PREFIX) for key in self._beginning_with(word))
        yield from ((key, FUZZY * likeness) for key, likeness in self._like(word))

    def _beginning_with(self, word: str) -> list[str]:
        if len(word) < 3:
            return []
        start = bisect_left(self.vocabulary, word)
        return self.vocabulary[start : bisect_left(self.vocabulary, word + "\uffff", lo=start)]

    def _like(self, word: str) -> list[tuple[str, float]]:
        """Words a slip of the finger away from this one, and how alike they are."""
        if len(word) < 4:
            return []
        found = process.extract(
            word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=LIKE, limit=8
        )
        best = found[0][1] if found else 0
        return [(key, score / 100) for key, score, _ in found if score >= best - 12]


@cache
def index() -> Index:
    """The index of the whole catalogue. The first call in a process takes about a second."""
    cards = [PROFESSIONS.all(language) for language in LANGUAGES]
    codes = list(cards[0])
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    phrases: dict[str, set[int]] = defaultdict(set)
    for number, code in enumerate(codes):
        for profession in (of_language[code] for of_language in cards):
            for weight, text in _texts(profession):
                for key in {
                    key for word in words_of(text) if not is_silent(word) for key in forms_of(word)
                }:
                    points = postings[key]
                    old = points.get(number, 0.0)
                    points[number] = max(old, weight) + ECHO * min(old, weight)
            for name in (profession.person, profession.title, *profession.synonyms):
                phrases[" ".join(words_of(name))].add(number)
    return Index(codes, dict(postings), sorted(postings), dict(phrases))


def find(question: str) -> list[str]:
    """Codes of the professions that answer `question`, the best first."""
    return index().find(question[:100])


def is_silent(word: str) -> bool:
    return word in SILENT or bool(forms_of(word) & SILENT)


def plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def words_of(text: str) -> list[str]:
    return _WORD.findall(plain(text))


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> frozenset[str]:
    """What the word is a form of; several readings when they are likely."""
    if not word:
        return frozenset()
    if word.isascii():
        return frozenset({_stem(word)})
    parses = _morphology().parse(word)
    likely = [parse for parse in parses if parse.score >= 0.15]
    return frozenset(plain(parse.normal_form) for parse in likely or parses[:1])


def _stem(word: str) -> str:
    """The beginning that forms of an English word share: weld of welding, welder, welds."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)  # it tells where its files lie
    return pymorphy3.MorphAnalyzer()


def _texts(profession: Profession) -> Iterable[tuple[float, str]]:
    """Everything that is searched, and how loudly it speaks of the profession."""
    yield 6.0, profession.person
    yield 5.0, profession.title
    yield from ((6.0, synonym) for synonym in profession.synonyms)
    yield 3.0, profession.tagline
    yield from ((1.0, SUBJECT_WORDS[subject]) for subject in profession.subjects)
    yield 2.0, FIELD_WORDS[profession.field]
    yield from ((1.5, line) for line in profession.does)
    yield from ((1.0, tool) for tool in profession.tools)
    yield 1.0, profession.makes
