"""How a word of a question is read: its forms, what it grew from, how it sounds."""

import logging
import re
from functools import cache, lru_cache

import pymorphy3

LIKELY = 0.15  # the share of a reading below which it is left out
_WORD = re.compile(r"[a-zа-я0-9+#]+")
_KEYS = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_ENDINGS = ("ings", "ing", "ers", "er", "ors", "or", "ies", "ed", "es", "s", "y", "e")
# A woman's name of a trade is the same trade.
_WOMEN = (("щица", "щик"), ("чица", "чик"), ("ница", "ник"), ("истка", "ист"))
# What a word may have grown by: «торт» — «тортик», «пиар» — «пиарщик», «фотограф» — …
_GROWN = (
    *("ировать", "ничать", "овать", "ство", "ский", "овый", "щик", "чик", "ник", "ист", "инг"),
    *("ать", "ить", "ный", "ик", "ок", "ка", "ер"),
)  # fmt: skip
# What one cannot hear one cannot spell: unstressed vowels, soft signs, voiced ends.
_VOWELS = str.maketrans({"о": "а", **dict.fromkeys("еэяы", "и"), **dict.fromkeys("ьъ", None)})
_VOICED = str.maketrans(dict(zip("бвгджз", "пфктшс", strict=True)))
_TWICE = re.compile(r"(.)\1+")


def plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def words_of(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def other_keyboard(word: str) -> str:
    """What was meant with the wrong layout on: «ghjuhfvvbcn»; empty for Russian letters."""
    return plain(word.translate(_KEYS)) if word.isascii() else ""


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> frozenset[str]:
    """What the word is a form of; several readings when they are likely."""
    if not word:
        return frozenset()
    if word.isascii():
        return frozenset({_stem(word)})
    parses = _morphology().parse(word)
    likely = [parse for parse in parses if parse.score >= LIKELY]
    forms = {plain(parse.normal_form) for parse in likely or parses[:1]}
    return frozenset(forms | {trade for form in forms if (trade := _trade_of(form))})


def grown_from(word: str) -> set[str]:
    """Shorter words that this one may have grown from: «смм» for «сммщик»."""
    return {
        form[: -len(ending)]
        for form in forms_of(word)
        for ending in _GROWN
        if form.endswith(ending) and len(form) - len(ending) >= 3
    }


def sketch_of(word: str) -> str:
    """The word without what is easily misspelt: «праграмист» is «программист»."""
    return word if word.isascii() else _TWICE.sub(r"\1", word.translate(_VOWELS))


def sound_of(word: str) -> str:
    """How the word sounds, roughly: «адвокад» is «адвокат»."""
    return word if word.isascii() else sketch_of(word).translate(_VOICED)


def _trade_of(form: str) -> str:
    for woman, trade in _WOMEN:
        if form.endswith(woman):
            return form.removesuffix(woman) + trade
    return ""


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
