"""The advice of one person: the list, why, what changed, what to try next."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.core.charts import Band, Contribution
from bilet.guidance.engine import reasons as engine
from bilet.guidance.engine.beliefs import Beliefs, believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.changes import KEPT, Move, moves
from bilet.guidance.engine.facts import Evidence, TrialFact
from bilet.guidance.engine.narrowing import Narrowing, narrowing
from bilet.guidance.engine.next_trial import best_trial
from bilet.guidance.engine.selection import Pick, select
from bilet.guidance.models import Advice, ProfessionMark
from bilet.guidance.queries.candidates import candidates
from bilet.guidance.queries.evidence import evidence_of, title_of, weighs
from bilet.guidance.queries.marks import MarkState
from bilet.guidance.queries.trial_words import TrialCard, person_of, trial_card
from bilet.people.models import Owner, Pupil
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession

HISTORY = 30


@dataclass(frozen=True)
class Card:
    """One profession of the list."""

    profession: Profession
    field_name: str
    kind: str  # closest, worth, surprising, wish
    place: int | None
    why: str  # the largest reason, in one line
    against: str
    sure: str  # guess, likely, tried
    band: Band


@dataclass(frozen=True)
class Tried:
    trial: TrialFact
    person: str
    words: str


@dataclass(frozen=True)
class Change:
    """«After the trial …»: what moved between the last two versions."""

    at: datetime
    after: str
    lines: list[str]


@dataclass(frozen=True)
class AdvicePage:
    state: str  # no_test, flat, ranked
    beliefs: Beliefs
    cards: list[Card]
    trial: TrialCard | None
    test: Instrument | None  # the shortest one that would help
    talk_tests: list[str]  # taken, but only to talk about
    tried: list[Tried]
    change: Change | None
    last: Advice | None
    narrowing: Narrowing | None  # by the wishes for conditions; None: nothing to narrow by
    is_narrowed: bool

    @property
    def nothing_left(self) -> bool:
        """Whether the filter has taken away the whole list but the own wishes."""
        return self.is_narrowed and all(card.kind == "wish" for card in self.cards)

    @property
    def bands(self) -> list[Band]:
        return [card.band for card in self.cards]

    @property
    def lowest(self) -> float:
        return min([0.0, *(band.low for band in self.bands)])

    @property
    def highest(self) -> float:
        return max([1.0, *(band.high for band in self.bands)])

    @property
    def overlap(self) -> bool:
        """Whether the first two cannot be told apart yet."""
        bands = [card.band for card in self.cards if card.kind == "closest"][:2]
        return len(bands) > 1 and bands[0].low < bands[1].high

    def cards_of(self, kind: str) -> list[Card]:
        return [card for card in self.cards if card.kind == kind]

    @property
    def groups(self) -> list[tuple[str, list[Card]]]:
        names = {
            "wish": _("You think of these"),
            "closest": _("Closest"),
            "worth": _("Worth checking"),
            "surprising": _("A surprise"),
        }
        return [(name, own) for kind, name in names.items() if (own := self.cards_of(kind))]


def advice_page(
    owner: Owner, *, at: datetime, within_wishes: bool = False, with_past: bool = True
) -> AdvicePage:
    """Everything on the page of advice. At most seven queries; one fewer without the past.

    Args:
        within_wishes: Leave out of the list what is against the wishes for conditions. Nothing
            else on the page knows of it: neither the next trial nor what changed.
        with_past: Tell what has changed since the last version.
    """
    evidence = evidence_of(owner, at=at)
    beliefs = believe(evidence, catalogue())
    narrow = narrowing(beliefs)
    narrows = within_wishes and narrow is not None and bool(narrow.wishes)
    found = best_trial(beliefs, candidates(owner, evidence, at=at))
    versions = last_versions(owner) if with_past else []
    return AdvicePage(
        state=beliefs.state,
        beliefs=beliefs,
        cards=[_card(beliefs, pick) for pick in select(beliefs, within_wishes=narrows)],
        trial=trial_card(beliefs, found),
        test=helpful_test(evidence, owner.pupil.grade if owner.pupil else None),
        talk_tests=_talk_tests(evidence, narrow),
        tried=tried_list(evidence),
        change=change_between(versions),
        last=versions[0] if versions else None,
        narrowing=narrow,
        is_narrowed=narrows,
    )


def _talk_tests(evidence: Evidence, narrow: Narrowing | None) -> list[str]:
    """Titles of tests that move nothing; the wishes are not among them where they may filter."""
    talk = (test for test in evidence.tests if not test.weighs)
    return [test.title for test in talk if narrow is None or test.kind != "wishes"]


def with_change(page: AdvicePage, made: Advice) -> AdvicePage:
    """The page after a new version was kept."""
    versions = [made, page.last] if page.last else [made]
    return replace(page, change=change_between(versions))


def teacher_page(pupil: Pupil, *, at: datetime) -> AdvicePage:
    """What a teacher is told: the list and the next step. At most six queries.

    Not what the pupil marked, said of trials or thought before: the consent names none of it, and
    a reason may rest on it.
    """
    page = advice_page(Owner(pupil=pupil), at=at, with_past=False)
    cards = [replace(card, why="", against="") for card in page.cards if card.kind != "wish"]
    return replace(page, cards=cards, tried=[])


def _card(beliefs: Beliefs, pick: Pick) -> Card:
    profession = PROFESSIONS.all()[beliefs.catalogue.codes[pick.row]]
    parts = engine.reasons_for(beliefs, pick.row)
    score = float(beliefs.scores[pick.row])
    spread = float(beliefs.spread[pick.row])
    return Card(
        profession=profession,
        field_name=str(FIELD_NAMES[profession.field]),
        kind=pick.kind,
        place=beliefs.place(pick.row),
        why=engine.headline(parts),
        against=_against(beliefs, pick.row, parts),
        sure=engine.sureness(beliefs, pick.row),
        band=Band(
            profession.person,
            round(score * engine.POINTS),
            round((score - spread) * engine.POINTS),
            round((score + spread) * engine.POINTS),
        ),
    )


def _against(beliefs: Beliefs, row: int, parts: list[engine.Reason]) -> str:
    """What speaks against, in one line; without such a reason, conditions unlike the wishes."""
    reason = next((part.label for part in parts if part.value < -engine.SMALL), "")
    return reason or engine.conditions_unlike(beliefs, row)


def helpful_test(evidence: Evidence, grade: int | None) -> Instrument | None:
    """The shortest test that would shape the list and has not been taken."""
    taken = {test.code for test in evidence.tests}
    fitting = [
        instrument
        for instrument in INSTRUMENTS.all().values()
        if weighs(instrument)
        and instrument.status != "draft"
        and instrument.code not in taken
        and (grade is None or instrument.grades.from_ <= grade <= instrument.grades.to)
    ]
    return min(fitting, key=lambda instrument: instrument.minutes, default=None)


def tried_list(evidence: Evidence) -> list[Tried]:
    """Everything tried, the latest first, whatever the verdict."""
    latest_first = sorted(evidence.trials, key=lambda trial: trial.at, reverse=True)
    return [Tried(t, person_of(t.profession), engine.verdict_words(t)) for t in latest_first]


# Versions


def last_versions(owner: Owner) -> list[Advice]:
    """The last two. One query."""
    return list(Advice.objects.of(owner).order_by("-at")[:2])


def change_between(versions: list[Advice]) -> Change | None:
    if len(versions) < 2:
        return None
    new, old = versions[:2]
    about = new.cause.get("profession", "")
    hides = new.cause.get("mark") == ProfessionMark.Kind.HIDDEN
    found = moves(old.ranking, new.ranking, about, gone=about if hides else "")
    lines = [_moved(move) for move in found[:4]]
    return Change(new.at, after(new.cause), lines or [_("The order of the list did not change.")])


def after(cause: dict[str, Any]) -> str:
    """What the version came after, as the beginning of a sentence."""
    title = title_in_page_language(cause)
    person = person_of(cause.get("profession", ""))
    marks = {
        ProfessionMark.Kind.HIDDEN: _("After the mark “not for me”: %(person)s"),
        ProfessionMark.Kind.WISH: _("After the mark “I think of this one”: %(person)s"),
        ProfessionMark.Kind.FAVOURITE: _("After the mark “favourite”: %(person)s"),
    }
    match cause.get("kind"):
        case "elsewhere":
            return _("After your word that you have tried it: %(person)s") % {"person": person}
        case "run" | "event":
            return _("After the trial “%(title)s”") % {"title": title}
        case "test":
            return _("After the test “%(title)s”") % {"title": title}
        case "mark" if cause.get("mark") in marks:
            return marks[cause["mark"]] % {"person": person}
        case "first":
            return _("The first advice")
        case _:
            return _("After something was taken back")


def title_in_page_language(cause: dict[str, Any]) -> str:
    if code := cause.get("code"):
        instrument = INSTRUMENTS.get(code)
        return instrument.title if instrument else title_of(code)
    return str(cause.get("title", ""))


def _moved(move: Move) -> str:
    names = {
        "person": person_of(move.profession),
        "was": move.was,
        "now": move.now,
        "kept": KEPT,
    }
    if move.was is None:
        return _("%(person)s: was lower, now place %(now)s") % names
    if move.now is None and move.is_gone:
        return _("%(person)s: was place %(was)s, now off the list") % names
    if move.now is None:
        return _("%(person)s: was place %(was)s, now below the first %(kept)s") % names
    return _("%(person)s: was place %(was)s, now place %(now)s") % names


@dataclass(frozen=True)
class Version:
    advice: Advice
    after: str
    first: list[str]  # persons, the first five


def history(owner: Owner) -> list[Version]:
    """All versions, the latest first. One query."""
    versions = Advice.objects.of(owner).order_by("-at")[:HISTORY]
    return [
        Version(advice, after(advice.cause), [person_of(code) for code, _ in advice.ranking[:5]])
        for advice in versions
    ]


# Why one profession


@dataclass(frozen=True)
class ReasonRow:
    label: str
    points: int
    without: int | None  # the place it would have without this reason


@dataclass(frozen=True)
class WhyPage:
    profession: Profession
    field_name: str
    beliefs: Beliefs
    place: int | None
    rows: list[ReasonRow]
    total: int
    against: list[str]
    hard: str
    sure: str
    outlook: engine.Outlook | None
    trial: TrialCard | None
    marks: MarkState

    @property
    def chart(self) -> list[Contribution]:
        return [Contribution(row.label, row.points) for row in self.rows]


MOST_ROWS = 7


def why_page(owner: Owner, profession: Profession, *, at: datetime) -> WhyPage:
    """Why one profession stands where it stands. At most six queries."""
    evidence = evidence_of(owner, at=at)
    beliefs = believe(evidence, catalogue())
    row = beliefs.catalogue.row[profession.code]
    rows, total = _rows(beliefs, row)
    unlike = engine.conditions_unlike(beliefs, row)
    own = [c for c in candidates(owner, evidence, at=at) if c.profession == profession.code]
    return WhyPage(
        profession=profession,
        field_name=str(FIELD_NAMES[profession.field]),
        beliefs=beliefs,
        place=beliefs.place(row),
        rows=rows,
        total=total,
        against=[each.label for each in rows if each.points < 0] + ([unlike] if unlike else []),
        hard=profession.hard[0],
        sure=engine.sureness(beliefs, row),
        outlook=engine.outlook(beliefs, row),
        trial=trial_card(beliefs, best_trial(beliefs, own)),
        marks=MarkState(
            profession,
            {m.kind: m.reason for m in evidence.marks if m.profession == profession.code},
        ),
    )


def _rows(beliefs: Beliefs, row: int) -> tuple[list[ReasonRow], int]:
    """The largest reasons one by one, the rest together; whole points that add up."""
    parts = engine.reasons_for(beliefs, row)
    main = [part for part in parts if abs(part.value) >= engine.SMALL][:MOST_ROWS]
    rest = [part for part in parts if part not in main]
    points, total = engine.in_points([*(p.value for p in main), sum(p.value for p in rest)])
    ranked = beliefs.place(row) is not None
    rows = [
        ReasonRow(part.label, number, engine.place_without(beliefs, row, part) if ranked else None)
        for part, number in zip(main, points, strict=False)
    ]
    if points[-1]:
        rows.append(ReasonRow(_("Everything else together"), points[-1], None))
    return sorted(rows, key=lambda each: each.points < 0), total
