"""Guided routes: how far this person has come on each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bilet.assessments import rules
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.route import ROUTES, Route
from bilet.people.models import Owner

FRESH_FOR = timedelta(days=180)  # an older result is worth a new look


@dataclass(frozen=True, slots=True)
class Step:
    """One test of a route."""

    instrument: Instrument
    result: Sitting | None  # the newest fresh one
    is_begun: bool

    @property
    def is_done(self) -> bool:
        return self.result is not None


@dataclass(frozen=True, slots=True)
class RoutePage:
    route: Route
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next(self) -> Step | None:
        """What was begun goes first."""
        open_ = [step for step in self.steps if not step.is_done]
        return next((step for step in open_ if step.is_begun), open_[0] if open_ else None)

    @property
    def minutes_left(self) -> int:
        return sum(step.instrument.minutes for step in self.steps if not step.is_done)

    @property
    def is_finished(self) -> bool:
        return self.next is None


def route_pages(owner: Owner, *, at: datetime) -> list[RoutePage]:
    """All routes, those for the person's grade first. One query."""
    done, begun = _taken(owner, at)
    known = INSTRUMENTS.all()
    pages = [
        RoutePage(
            route,
            [Step(known[t], done.get(t), t in begun) for t in route.tests if t in known],
        )
        for route in sorted(ROUTES.all().values(), key=lambda route: route.order)
    ]
    grade = owner.pupil.grade if owner.pupil else None
    return sorted(pages, key=lambda page: not suits_grade(page.route, grade))


def route_page(owner: Owner, code: str, *, at: datetime) -> RoutePage | None:
    """One route; None when there is none of that code. One query."""
    return next((page for page in route_pages(owner, at=at) if page.route.code == code), None)


def suits_grade(route: Route, grade: int | None) -> bool:
    return grade is None or route.grades.from_ <= grade <= route.grades.to


def _taken(owner: Owner, at: datetime) -> tuple[dict[str, Sitting], set[str]]:
    """The newest fresh result of each test, and the tests that are under way."""
    known = INSTRUMENTS.all()
    done: dict[str, Sitting] = {}
    begun: set[str] = set()
    rows = Sitting.objects.of(owner).filter(started_at__gt=at - FRESH_FOR).defer("answers")
    for row in rows.order_by("started_at"):
        if row.finished_at is not None:
            done[row.instrument] = row
        elif row.instrument in known and known[row.instrument].version == row.version:
            begun |= {row.instrument} if row.started_at > rules.resumed_since(at) else set()
    return done, begun
