"""Pairs of lines for quick comparison: the same, or different in one sign.

What differs is a sign like another (3 and 8), or two neighbours that have changed places.
"""

from dataclasses import dataclass

from bilet.assessments.generators.dice import Dice

SAME, DIFFERENT = "same", "different"
STRIP = 10  # every strip of so many pairs is half of the same ones
# Signs that a hurried eye takes for each other.
ALIKE = {
    "0": "8", "1": "7", "2": "5", "3": "8", "4": "9", "5": "6", "6": "5", "7": "1", "8": "3",
    "9": "4", "А": "Л", "В": "Б", "Е": "С", "К": "Н", "М": "И", "Н": "К", "О": "С", "Р": "В",
    "С": "О", "Т": "Г", "Х": "К",
}  # fmt: skip
LETTERS = "АВЕКМНОРСТХ"  # the letters of a car's number: the same in both alphabets


@dataclass(frozen=True, slots=True)
class Stem:
    id: str
    first: str
    second: str

    @property
    def right(self) -> str:
        return SAME if self.first == self.second else DIFFERENT


def stems(seed: int, block: int, size: int) -> list[Stem]:
    """The pairs of one block, numbered from 1; lines grow a little longer towards the end."""
    dice = Dice(seed * 16 + block)
    made: list[Stem] = []
    while len(made) < size:
        strip = min(STRIP, size - len(made))
        for differs in dice.shuffled([n % 2 == 0 for n in range(strip)]):
            level = min(3 * len(made) // size, 2)
            line = _line(dice, level)
            other = _changed(dice, line) if differs else line
            made.append(Stem(f"s{len(made) + 1}", line, other))
    return made


def _line(dice: Dice, level: int) -> str:
    kinds = [_digits, _car, _article, _phone]
    return kinds[dice.below(len(kinds))](dice, level)


def _digits(dice: Dice, level: int) -> str:
    return "".join(str(dice.below(10)) for _ in range(4 + level))


def _car(dice: Dice, level: int) -> str:
    letters = [dice.one_of(LETTERS) for _ in range(3)]
    number = "".join(str(dice.below(10)) for _ in range(3))
    region = dice.between(10, 99 if level < 2 else 199)
    return f"{letters[0]}{number}{letters[1]}{letters[2]} {region}"


def _article(dice: Dice, level: int) -> str:
    parts = ["".join(str(dice.below(10)) for _ in range(2 + (level > 0))) for _ in range(2)]
    return f"{dice.one_of(LETTERS)}{dice.one_of(LETTERS)}-{'-'.join(parts)}"


def _phone(dice: Dice, level: int) -> str:
    parts = [str(dice.between(10, 99)) for _ in range(2 + (level > 0))]
    return f"{dice.between(2, 9)}{dice.below(10)}{dice.below(10)}-{'-'.join(parts)}"


def _changed(dice: Dice, line: str) -> str:
    """Another line that differs in one place: any place, with the same chance."""
    places = [n for n, sign in enumerate(line) if sign in ALIKE]
    place = dice.one_of(places)
    following = place + 1
    can_swap = following in places and line[place] != line[following]
    same_kind = can_swap and line[place].isdigit() == line[following].isdigit()
    if same_kind and dice.below(2):
        return line[:place] + line[following] + line[place] + line[following + 1 :]
    return line[:place] + ALIKE[line[place]] + line[following:]
