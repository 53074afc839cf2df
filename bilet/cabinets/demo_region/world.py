"""What the parts of the demo tell each other while the region is being filled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from bilet.cabinets.demo_region.chance import Chance
from bilet.cabinets.demo_region.clock import Clock
from bilet.cabinets.demo_region.size import Size
from bilet.events.models import Event
from bilet.events.rules import MISSED_WITHIN
from bilet.orgs.models import Organization
from bilet.people.models import Guardianship, Person, Pupil, SchoolClass
from bilet.people.policy import policy

LETTERS = "RIASEC"


@dataclass(slots=True)
class School:
    organization: Organization
    classes: list[tuple[SchoolClass, Person]]  # with the teacher of each


@dataclass(slots=True)
class Site:
    organization: Organization
    programs: tuple[str, ...]
    room: str
    manager: Person
    mentors: list[Person]


@dataclass(slots=True)
class Child:
    """A pupil with what nobody sees: what they like, and how easily they learn."""

    pupil: Pupil
    teacher: Person
    is_girl: bool
    interests: dict[str, float]  # R I A S E C, about 0 ± 1
    skill: float  # about 0 ± 1
    guardians: list[Guardianship] = field(default_factory=list)
    consents: frozenset[str] = frozenset()
    # One of the people to enter as: their days are told apart from the others'.
    is_star: bool = False
    busy: list[tuple[datetime, datetime]] = field(default_factory=list)
    missed: list[datetime] = field(default_factory=list)

    def is_busy(self, event: Event) -> bool:
        return any(s < event.ends_at and e > event.starts_at for s, e in self.busy)

    def waits_after_missing(self, event: Event) -> bool:
        """Who missed two events in two months lets others choose first."""
        lately = [at for at in self.missed if event.starts_at - at < MISSED_WITHIN]
        return len(lately) >= policy().no_show_limit

    @property
    def is_named(self) -> bool:
        return self.pupil.birth_date is not None

    @property
    def is_sure(self) -> bool:
        """Whether a guardian is known to the school."""
        return any(link.level >= Guardianship.Level.SCHOOL for link in self.guardians)

    def is_young(self, clock: Clock) -> bool:
        return self.pupil.is_younger_than(14, clock.today)

    def likes(self, numbers: tuple[float, ...]) -> float:
        """How well work with these six numbers (1–7) suits the hidden interests."""
        middle = sum(numbers) / len(numbers)
        pairs = zip(LETTERS, numbers, strict=True)
        return sum(self.interests[letter] * (number - middle) for letter, number in pairs) / 6


@dataclass
class World:
    size: Size
    seed: int
    clock: Clock
    say: Callable[[str], object]
    region: Organization
    schools: list[School] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    past: list[Event] = field(default_factory=list)
    coming: list[Event] = field(default_factory=list)
    stars: dict[str, Child] = field(default_factory=dict)
    starring: dict[str, Event] = field(default_factory=dict)  # events of the stars
    mentors: dict[UUID, Person] = field(default_factory=dict)  # by event

    @property
    def now(self) -> datetime:
        return self.clock.now

    def chance(self, *names: object) -> Chance:
        return Chance(self.seed, *names)

    @cached_property
    def year(self) -> int:
        """In which the school year began; a new one begins in August."""
        today = self.clock.today
        return today.year if today.month >= 8 else today.year - 1
