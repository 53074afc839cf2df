"""Marks on professions: the panel of one card, and all own marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from bilet.guidance.engine.facts import Evidence
from bilet.guidance.engine.next_trial import Candidate
from bilet.guidance.models import ProfessionMark
from bilet.guidance.queries.candidates import candidates
from bilet.guidance.queries.trial_words import href_of
from bilet.people.models import Owner
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program

Kind = ProfessionMark.Kind


@dataclass(frozen=True)
class MarkState:
    """How one profession is marked."""

    profession: Profession
    marks: dict[str, str]  # kind → reason
    verdict: str = ""  # of a try elsewhere

    @property
    def reasons(self) -> list[tuple[str, Promise | str]]:
        return list(ProfessionMark.Reason.choices)

    @property
    def verdicts(self) -> list[tuple[str, Promise | str]]:
        return list(ProfessionMark.Verdict.choices)

    @property
    def tried_words(self) -> str:
        """How the try elsewhere was; empty when there was none."""
        return str(ProfessionMark.Verdict(self.verdict).label) if self.verdict else ""

    @property
    def is_wish(self) -> bool:
        return Kind.WISH in self.marks

    @property
    def is_favourite(self) -> bool:
        return Kind.FAVOURITE in self.marks

    @property
    def is_hidden(self) -> bool:
        return Kind.HIDDEN in self.marks

    @property
    def hidden_because(self) -> str:
        reason = self.marks.get(Kind.HIDDEN, "")
        return str(ProfessionMark.Reason(reason).label) if reason else ""


@dataclass(frozen=True)
class Panel:
    """What one can do with a profession now."""

    state: MarkState
    trials: list[tuple[Candidate, str]]  # open now, with their addresses
    programs: list[Program]  # every programme of this profession
    may_mark: bool


def panel(owner: Owner, profession: Profession, *, at: datetime, may_mark: bool = True) -> Panel:
    """Two queries at most."""
    own = ProfessionMark.objects.of(owner).filter(profession=profession.code)
    open_now = [
        candidate
        for candidate in candidates(owner, Evidence(), at=at)
        if candidate.profession == profession.code
    ]
    open_now.sort(key=lambda candidate: candidate.kind != "online")
    return Panel(
        state=state_of(profession, own),
        trials=[(candidate, href_of(candidate)) for candidate in open_now],
        programs=[p for p in PROGRAMS.all().values() if p.profession == profession.code],
        may_mark=may_mark,
    )


def state_of(profession: Profession, own: Iterable[ProfessionMark]) -> MarkState:
    """How the profession is marked, from all own marks of it."""
    marks = list(own)
    verdict = next((mark.verdict for mark in marks if mark.kind == Kind.TRIED), "")
    return MarkState(profession, {mark.kind: mark.reason for mark in marks}, verdict)


@dataclass(frozen=True)
class Group:
    kind: str
    title: Promise | str
    rows: list[tuple[Profession, str]]  # with the reason in words


def groups(owner: Owner) -> list[Group]:
    """All own marks by kind, the latest first. One query."""
    cards = PROFESSIONS.all()
    marks = [mark for mark in ProfessionMark.objects.of(owner) if mark.profession in cards]
    return [
        Group(
            kind=kind.value,
            title=kind.label,
            rows=[
                (cards[m.profession], str(m.get_reason_display() or m.get_verdict_display()))
                for m in marks
                if m.kind == kind
            ],
        )
        for kind in (Kind.WISH, Kind.FAVOURITE, Kind.TRIED, Kind.HIDDEN)
    ]
