"""What the pages of the catalogue show."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from bilet.core.charts import Bar
from bilet.orgs.models import Organization
from bilet.people.models import Person
from bilet.professions import search, words
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.professions.models import LabourFigure
from bilet.professions.profession import Profession
from bilet.professions.spelling import plain

MOST_COMPARED = 3


Asked = Mapping[str, str | bool]


@dataclass(frozen=True)
class Way:
    """A way into the catalogue: a field of work, a school subject, what one works with."""

    code: str
    name: str
    count: int  # of the professions there
    examples: str = ""


@dataclass(frozen=True)
class Ways:
    fields: list[Way]
    subjects: list[Way]
    objects: list[Way]


def ways() -> Ways:
    """Every way that leads to a card, in the order of the catalogue's design."""
    cards = PROFESSIONS.all().values()
    return Ways(
        fields=_ways(FIELD_NAMES, (str(card.field) for card in cards)),
        subjects=_ways(words.SUBJECTS, (subject for card in cards for subject in card.subjects)),
        objects=_ways(words.KLIMOV, (kind for card in cards for kind in card.klimov)),
    )


def _ways(names: words.Words, met: Iterable[str]) -> list[Way]:
    counts = Counter(met)
    examples = words.KLIMOV_EXAMPLES
    return [
        Way(str(code), str(name), counts[code], str(examples.get(code, "")))
        for code, name in names.items()
        if counts[code]
    ]


@dataclass(frozen=True)
class Note:
    """What somebody above the catalogue has to say on a card of the list."""

    text: str
    icon: str = ""
    href: str = ""


# The part of the catalogue that is shown, in the order in which it is shown.
Shelf = Mapping[str, list[Note]]


@dataclass(frozen=True)
class Answer:
    card: Profession
    field_name: str
    notes: list[Note]


@dataclass(frozen=True)
class Chosen:
    """A wish of the reader, and the address's query without it."""

    name: str
    query: str


@dataclass(frozen=True)
class CataloguePage:
    answers: list[Answer]
    ways: Ways
    field: Way | None  # the only field that is looked at
    chosen: list[Chosen]
    query: str  # all that was asked, for links to other shelves

    @property
    def letters(self) -> list[tuple[str, list[Profession]]]:
        """The cards by the first letter of their name."""
        cards = [answer.card for answer in self.answers]
        return [(key, list(group)) for key, group in groupby(cards, lambda card: card.person[0])]


def catalogue(asked: Asked, shelf: Shelf | None = None) -> CataloguePage:
    """What answers `asked`, of the whole catalogue or of a shelf of it. No queries."""
    every = ways()
    return CataloguePage(
        answers=[
            Answer(card, str(FIELD_NAMES[card.field]), shelf[card.code] if shelf else [])
            for card in found(asked, shelf)
        ],
        ways=every,
        field=next((way for way in every.fields if way.code == asked.get("field")), None),
        chosen=_chosen(asked),
        query=_query(asked),
    )


def found(asked: Asked, shelf: Shelf | None = None) -> list[Profession]:
    """The cards that answer the question and pass every filter, the best answers first.

    Without a question a shelf keeps its order, and the whole catalogue is sorted by name.
    """
    cards = PROFESSIONS.all()
    question = str(asked.get("q") or "").strip()
    if question:
        codes = [c for c in search.find(question) if shelf is None or c in shelf]
    else:
        codes = list(cards if shelf is None else shelf)
    answers = [card for code in codes if (card := cards.get(code)) and _passes(card, asked)]
    if question or shelf is not None:
        return answers
    return sorted(answers, key=lambda card: plain(card.person))


def _passes(card: Profession, asked: Asked) -> bool:
    return (
        asked.get("field") in ("", None, card.field)
        and (not asked.get("subject") or asked["subject"] in card.subjects)
        and (not asked.get("klimov") or asked["klimov"] in card.klimov)
        and (not asked.get("online") or card.online == "yes")
    )


def _chosen(asked: Asked) -> list[Chosen]:
    return [
        Chosen(_name_of(wish, value), _query({**asked, wish: ""}))
        for wish, value in asked.items()
        if value
    ]


def _name_of(wish: str, value: str | bool) -> str:
    names = {"field": FIELD_NAMES, "subject": words.SUBJECTS, "klimov": words.KLIMOV}
    if wish == "online":
        return str(words.ONLINE["yes"])
    return str(names[wish][str(value)]) if wish in names else f"«{value}»"


def _query(asked: Asked) -> str:
    return urlencode({k: "on" if v is True else v for k, v in asked.items() if v})


@dataclass(frozen=True)
class CardPage:
    """A profession with its codes turned into words."""

    profession: Profession
    field_name: str
    subjects: list[tuple[str, str]]  # code, name
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
        subjects=[(code, str(words.SUBJECTS[code])) for code in profession.subjects],
        objects=words.of(words.KLIMOV, list(profession.klimov)),
        conditions=words.of(words.CONDITIONS, list(profession.conditions)),
        online=str(words.ONLINE[profession.online]),
        skills=[(s.name, s.level, str(words.LEVELS[s.level]), s.why) for s in profession.skills],
        neighbours=[(cards[n.code], n.but) for n in profession.neighbours if n.code in cards],
        interests=interests(profession),
    )


def labour(code: str, regions: Iterable[UUID], *, on: date) -> list[LabourFigure]:
    """What each source last told of the profession: in the reader's regions, in the country.

    Nothing older than 18 months. One query.
    """
    figures = LabourFigure.objects.filter(profession=code).shown_on(on).of_places(regions)
    latest = figures.order_by("region_id", "source", "-date").distinct("region_id", "source")
    return list(latest.select_related("region"))


def regions_of(person: Person) -> list[UUID]:
    """The region of a pupil, of a guardian's children, and where an employee works.

    One query for a pupil, three for others.
    """
    pupil = getattr(person, "pupil", None)
    if pupil is not None:
        return [pupil.region_id]
    children = person.guardian_of.active().values_list("pupil__region", flat=True)
    paths = person.memberships.values_list("organization__path", flat=True)
    above = {path[: end + 1] for path in paths for end, sign in enumerate(path) if sign == "/"}
    offices = Organization.objects.filter(kind=Organization.Kind.REGION, path__in=above)
    return list({*children, *offices.values_list("pk", flat=True)})


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


def interest_table(pages: list[CardPage]) -> list[tuple[str, list[tuple[CardPage, float]]]]:
    """Each of the six interests in every compared profession."""
    numbers = [(page, page.profession.riasec_numbers()) for page in pages]
    return [
        (str(name), [(page, row[place]) for page, row in numbers])
        for place, name in enumerate(words.LETTERS.values())
    ]


def shared_and_own(pages: list[CardPage]) -> tuple[list[str], list[tuple[CardPage, list[str]]]]:
    """Conditions that all compared professions share, and those of each one alone."""
    if not pages:
        return [], []
    shared = set.intersection(*(set(page.conditions) for page in pages))
    own = [(page, [c for c in page.conditions if c not in shared]) for page in pages]
    return [c for c in pages[0].conditions if c in shared], own
