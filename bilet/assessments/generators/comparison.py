"""Pairs of lines to compare: the same, or different in one sign that is easy to overlook.

Half of every ten pairs are different. A difference is a look-alike sign or two neighbours changed
over, and it stands at every place of the line equally often. Each line by itself looks the same
whether the pair is equal or not, so nobody can tell without comparing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import override, pgettext

from bilet.assessments.generators.dice import Dice

SAME, DIFFERENT = "same", "different"
STRIP = 10  # of every strip of so many pairs half are different
RECENT = 20  # no line comes again among so many pairs
SWAPPED = 3  # one difference of so many is a swap of neighbours, where it would be seen

DIGITS, LETTERS = "0123456789", "АВЕКМНОРСТУХ"  # of car plates, alike in both alphabets
# Signs taken for each other.
ALIKE = {
    "0": "8О6", "1": "74", "2": "57", "3": "85", "4": "19", "5": "36", "6": "80", "7": "12",
    "8": "3В", "9": "46", "А": "МХ", "В": "Р8", "Е": "ВР", "К": "ХН", "М": "НА", "Н": "МК",
    "О": "С0", "Р": "ВЕ", "С": "ОЕ", "Т": "УР", "У": "ХТ", "Х": "КУ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stem:
    id: str
    first: str
    second: str
    right: str  # SAME or DIFFERENT
    kind: str
    place: int | None = None  # of the first sign that differs, among those that may


def options(language: str) -> list[tuple[str, str]]:
    """The two answers to every pair: (id, text)."""
    with override(language):
        return [
            (SAME, pgettext("lines", "The same")),
            (DIFFERENT, pgettext("lines", "Different")),
        ]


def stems(seed: int, block: int, size: int, language: str = "ru") -> list[Stem]:
    """The pairs of one block, numbered from 1. The language changes names of streets alone."""
    dice = Dice(seed * 16 + block)
    with override(language):
        streets = _streets()
    made: list[Stem] = []
    while len(made) < size:
        strip = min(STRIP, size - len(made))
        kinds = dice.shuffled([KINDS[n % len(KINDS)] for n in range(strip)])
        for right, kind in zip(_rights(dice, strip), kinds, strict=True):
            recent = {line for stem in made[-RECENT:] for line in (stem.first, stem.second)}
            while True:
                stem = _pair(dice, f"s{len(made) + 1}", right, kind, streets)
                if not recent & {stem.first, stem.second}:
                    break
            made.append(stem)
    return made


def _rights(dice: Dice, count: int) -> list[str]:
    """Half and half; the odd one falls either way."""
    rest = [dice.one_of((SAME, DIFFERENT))] if count % 2 else []
    return dice.shuffled([SAME, DIFFERENT] * (count // 2) + rest)


def _pair(dice: Dice, id_: str, right: str, kind: str, streets: list[str]) -> Stem:
    made = _MAKERS[kind](dice, streets)
    signs = DIGITS if kind == "address" else DIGITS + LETTERS
    places = [i for i, sign in enumerate(made) if sign in signs]
    place = dice.below(len(places))
    changed = _changed(dice, made, places[place], is_mixed=kind == "code")
    # Either of the two may be the one that is written twice: no line betrays its pair.
    one, other = dice.shuffled([made, changed])
    if right == SAME:
        return Stem(id_, one, one, right, kind)
    return Stem(id_, one, other, right, kind, place)


def _changed(dice: Dice, line: str, at: int, *, is_mixed: bool) -> str:
    """The line with another sign at a place, or with that one and the next changed over."""
    sign, after = line[at], line[at + 1 : at + 2]
    is_swap = dice.below(SWAPPED) == 0
    if is_swap and after and after != sign and _class_of(after) == _class_of(sign):
        return f"{line[:at]}{after}{sign}{line[at + 2 :]}"
    alike = [s for s in ALIKE[sign] if is_mixed or _class_of(s) == _class_of(sign)]
    return f"{line[:at]}{dice.one_of(alike)}{line[at + 1 :]}"


def _class_of(sign: str) -> str:
    return DIGITS if sign in DIGITS else LETTERS if sign in LETTERS else ""


def _filled(dice: Dice, pattern: str) -> str:
    """Digits for 0, letters for A, the rest as it stands."""
    signs = {"0": DIGITS, "A": LETTERS}
    return "".join(dice.one_of(signs[sign]) if sign in signs else sign for sign in pattern)


def _address(dice: Dice, streets: list[str]) -> str:
    return f"{_filled(dice, '000000')}, {dice.one_of(streets)}, {_filled(dice, '00–00')}"


_MAKERS: dict[str, Callable[[Dice, list[str]], str]] = {
    "code": lambda dice, _streets: _filled(dice, "A0A0-0A0A"),
    "plate": lambda dice, _streets: _filled(dice, "A 000 AA 000"),
    "address": _address,
    "article": lambda dice, _streets: _filled(dice, "0000-0000-00"),
    "time": lambda dice, _streets: _filled(dice, "00,00 · 00,00 · 00,00"),
}
KINDS = tuple(_MAKERS)


def _streets() -> list[str]:
    return [
        pgettext("street", "Forest St."), pgettext("street", "Lake St."),
        pgettext("street", "School St."), pgettext("street", "Garden St."),
        pgettext("street", "Field St."), pgettext("street", "Pine St."),
    ]  # fmt: skip
