"""What is known of one person: tests, trials, and what they said themselves."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

Verdict = Literal["liked", "mixed", "disliked", ""]
# What the scales of a test measure: the six interests, preferences of fields of work, aptitudes
# in levels, wishes for conditions; or nothing that the list knows.
Kind = Literal["interests", "fields", "aptitudes", "wishes", "talk"]


@dataclass(frozen=True, slots=True)
class Score:
    """What one scale says of one thing."""

    key: str  # RIASEC letter, field, aptitude, pair of conditions
    value: float
    error: float
    lowest: float
    highest: float

    @property
    def share(self) -> float:
        """Of the scale's range, from 0 to 1."""
        return (self.value - self.lowest) / (self.highest - self.lowest)

    @property
    def share_error(self) -> float:
        return self.error / (self.highest - self.lowest)


@dataclass(frozen=True, slots=True)
class TestFact:
    """The latest sitting of one test, taken with attention."""

    id: str
    code: str
    title: str
    at: datetime
    weighs: bool  # tests of class C are for talk; they never move the list
    scores: tuple[Score, ...]
    kind: Kind = "interests"

    @property
    def key(self) -> str:
        numbers = ",".join(f"{s.key}{s.value:g}" for s in self.scores)
        return f"test:{self.id}:{numbers}"


@dataclass(frozen=True, slots=True)
class TrialFact:
    """One trial: in the browser («run»), with a mentor («event»), or by the person's own word
    («elsewhere»: a club, parents' work, a summer job; it has no programme)."""

    id: str
    source: Literal["run", "event", "elsewhere"]
    profession: str
    field: str
    program: str
    title: str
    at: datetime
    before: int | None = None  # interest, 1–5
    after: int | None = None
    verdict: Verdict = ""
    rubric: float | None = None  # the mentor's criteria: .5 the first step … 1 done

    @property
    def key(self) -> str:
        return f"{self.source}:{self.id}:{self.before}:{self.after}:{self.verdict}:{self.rubric}"

    @property
    def is_told(self) -> bool:
        """Whether the person said afterwards how it was."""
        return bool(self.verdict) or self.after is not None


@dataclass(frozen=True, slots=True)
class MarkFact:
    profession: str
    kind: str  # wish, favourite, hidden
    reason: str
    at: datetime

    @property
    def key(self) -> str:
        return f"mark:{self.profession}:{self.kind}:{self.reason}"


@dataclass(frozen=True)
class Evidence:
    """Everything at once. Who the person is, how old or from where, is no part of it."""

    tests: tuple[TestFact, ...] = ()
    trials: tuple[TrialFact, ...] = ()
    marks: tuple[MarkFact, ...] = ()

    @property
    def facts(self) -> list[TestFact | TrialFact | MarkFact]:
        return [*self.tests, *self.trials, *self.marks]

    @property
    def keys(self) -> list[str]:
        return sorted(fact.key for fact in self.facts)

    @property
    def fingerprint(self) -> str:
        """The same for the same evidence, whatever its order."""
        return sha256("\n".join(self.keys).encode()).hexdigest()

    def marked(self, kind: str, reason: str | None = None) -> list[str]:
        """Professions marked so, the latest first."""
        return [
            mark.profession
            for mark in sorted(self.marks, key=lambda mark: mark.at, reverse=True)
            if mark.kind == kind and reason in (None, mark.reason)
        ]
