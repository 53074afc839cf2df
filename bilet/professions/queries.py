"""What the pages of the catalogue show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bilet.core.charts import Bar
from bilet.professions import search, words
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession

MOST_COMPARED = 3


@dataclass(frozen=True)
class FieldCard:
    code: str
    name: str
    count: int


def fields() -> list[FieldCard]:
    """The fields of work that have cards, in the order of the catalogue's design."""
    counts = Counter(str(profession.field) for profession in PROFESSIONS.all().values())
    return [
        FieldCard(str(code), str(name), counts[code])
        for code, name in FIELD_NAMES.items()
        if counts[code]
    ]


def found(asked: Mapping[str, str | bool]) -> list[Profession]:
    """The cards that answer the question and pass every filter, the best answers first."""
    cards = PROFESSIONS.all()
    question = str(asked.get("q") or "").strip()
    codes = search.find(question) if question else list(cards)
    answers = [card for code in codes if (card := cards[code]) and _passes(card, asked)]
    return answers if question else sorted(answers, key=lambda card: card.person)


def _passes(card: Profession, asked: Mapping[str, str | bool]) -> bool:
    return (
        asked.get("field") in ("", None, card.field)
        and (not asked.get("subject") or asked["subject"] in card.subjects)
        and (not asked.get("klimov") or asked["klimov"] in card.klimov)
        and (not asked.get("online") or card.online == "yes")
    )


@dataclass(frozen=True)
class CardPage:
    """A profession with its codes turned into words."""

    profession: Profession
    field_name: str
    subjects: list[str]
    objects: list[str]
    conditions: list[str]
    online: str
    skills: list[tuple[str, int, str, str]]  # name, level, its word, why
    neighbours: list[tuple[Profession, str]]
    interests: list[Bar]


def card(profession: Profession) -> CardPage:
    cards = PROFESSIONS.all()
    return CardPage(
        profession=profession,
        field_name=str(FIELD_NAMES[profession.field]),
        subjects=words.of(words.SUBJECTS, list(profession.subjects)),
        objects=words.of(words.KLIMOV, list(profession.klimov)),
        conditions=words.of(words.CONDITIONS, list(profession.conditions)),
        online=str(words.ONLINE[profession.online]),
        skills=[(s.name, s.level, str(words.LEVELS[s.level]), s.why) for s in profession.skills],
        neighbours=[(cards[n.code], n.but) for n in profession.neighbours if n.code in cards],
        interests=interests(profession),
    )


def interests(profession: Profession) -> list[Bar]:
    """The six numbers as bars, the largest first."""
    rows = [
        Bar(str(name), number, field=str(profession.field))
        for name, number in zip(words.LETTERS.values(), profession.riasec_numbers(), strict=True)
    ]
    return sorted(rows, key=lambda bar: -bar.value)


def compared(codes: list[str]) -> list[CardPage]:
    """Up to three cards, each once, in the order asked for."""
    cards = PROFESSIONS.all()
    known = [code for code in dict.fromkeys(codes) if code in cards]
    return [card(cards[code]) for code in known[:MOST_COMPARED]]


def interest_table(pages: list[CardPage]) -> list[tuple[str, list[float]]]:
    """Each of the six interests in every compared profession."""
    numbers = [page.profession.riasec_numbers() for page in pages]
    return [
        (str(name), [row[place] for row in numbers])
        for place, name in enumerate(words.LETTERS.values())
    ]


def shared_and_own(pages: list[CardPage]) -> tuple[list[str], list[list[str]]]:
    """Conditions that all compared professions share, and those of each one alone."""
    if not pages:
        return [], []
    sets = [set(page.conditions) for page in pages]
    shared = set.intersection(*sets)
    own = [[c for c in page.conditions if c not in shared] for page in pages]
    return [c for c in pages[0].conditions if c in shared], own
