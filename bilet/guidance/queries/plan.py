"""The own plan as its readers see it: goals, steps, what adults said, what changed."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Prefetch

from bilet.events import phrases
from bilet.events import rules as events_rules
from bilet.events.models import Assessment
from bilet.guidance.models import OwnPlan, PlanStep, PlanVersion, TeacherNote
from bilet.guidance.queries.plan_done import done_of
from bilet.guidance.queries.plan_things import Thing, thing_of
from bilet.people.models import Owner, Pupil
from bilet.trials.library import PROGRAMS

MENTORS_SHOWN = 3
NOTES_SHOWN = 10
VERSIONS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step, with what it leads to and whether it is done."""

    step: PlanStep
    thing: Thing | None
    done_at: datetime | None
    by_itself: bool  # nobody had to say so
    is_late: bool

    @property
    def title(self) -> str:
        return self.thing.title if self.thing else self.step.words

    @property
    def own_words(self) -> str:
        """What is said besides the title."""
        return self.step.words if self.thing else ""


@dataclass(frozen=True, slots=True)
class MentorWords:
    """What a mentor saw at one event."""

    title: str
    name: str
    strength: str
    next_try: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: OwnPlan | None
    current: PlanVersion | None
    saved: int  # versions
    rows: list[StepRow]
    notes: list[TeacherNote]
    mentors: list[MentorWords]

    @property
    def open(self) -> list[StepRow]:
        return [row for row in self.rows if row.done_at is None]

    @property
    def done(self) -> list[StepRow]:
        """The latest first."""
        done = [(row.done_at, row) for row in self.rows if row.done_at is not None]
        return [row for _at, row in sorted(done, key=lambda pair: pair[0], reverse=True)]

    @property
    def is_empty(self) -> bool:
        return self.current is None and not self.rows

    @property
    def is_shared(self) -> bool:
        return self.plan is not None and self.plan.is_shared


def plan_page(owner: Owner, *, today: date) -> PlanPage:
    """Everything in the plan. At most ten queries, however long it is."""
    plan = _plan(owner)
    steps = list(plan.steps.all()) if plan else []
    done = done_of(owner, steps)
    newest: list[PlanVersion] = plan.newest if plan else []  # type: ignore[attr-defined]
    return PlanPage(
        plan=plan,
        current=newest[0] if newest else None,
        saved=plan.saved if plan else 0,  # type: ignore[attr-defined] # annotated
        rows=[_row(step, done, today) for step in steps],
        notes=notes_of(plan),
        mentors=_mentors(owner.pupil) if owner.pupil else [],
    )


def _plan(owner: Owner) -> OwnPlan | None:
    """With its steps, its notes and the last version. Four queries."""
    last = Prefetch("versions", PlanVersion.objects.order_by("-at")[:1], to_attr="newest")
    rows = OwnPlan.objects.of(owner).annotate(saved=Count("versions"))
    return rows.prefetch_related(last, "steps", "notes").first()


def notes_of(plan: OwnPlan | None) -> list[TeacherNote]:
    return list(plan.notes.all())[:NOTES_SHOWN] if plan else []


def notes_about(pupil: Pupil) -> list[TeacherNote]:
    """The teacher's words about one pupil, the latest first. One query."""
    return list(TeacherNote.objects.filter(plan__pupil=pupil)[:NOTES_SHOWN])


def current_words(owner: Owner) -> PlanVersion | None:
    """The last saved goals and reasons. One query."""
    return PlanVersion.objects.filter(plan__in=OwnPlan.objects.of(owner)).first()


def thing_of_step(step: PlanStep) -> Thing | None:
    return thing_of(step.kind, step.code, step.profession)


def steps_of(owner: Owner) -> list[PlanStep]:
    """All steps of the plan. One query."""
    return list(PlanStep.objects.filter(plan__in=OwnPlan.objects.of(owner)))


def _row(step: PlanStep, done: dict[UUID, datetime], today: date) -> StepRow:
    done_at = step.done_at or done.get(step.pk)
    return StepRow(
        step=step,
        thing=thing_of_step(step),
        done_at=done_at,
        by_itself=step.done_at is None and done_at is not None,
        is_late=done_at is None and step.due is not None and step.due < today,
    )


def _mentors(pupil: Pupil) -> list[MentorWords]:
    """The last mentors' words, while the family agrees to them. Two queries at most."""
    rows = (
        Assessment.objects.filter(booking__pupil=pupil)
        .exclude(strength="", next_try="")
        .select_related("booking__event")
        .order_by("-at")[:MENTORS_SHOWN]
    )
    found = list(rows)
    if not found or pupil.pk not in events_rules.agree_to_feedback([pupil.pk]):
        return []
    return [_words(assessment) for assessment in found]


def _words(assessment: Assessment) -> MentorWords:
    code = assessment.booking.event.program
    program = PROGRAMS.get(code)
    return MentorWords(
        title=program.title if program else code,
        name=assessment.mentor_name,
        strength=phrases.in_language_of_page(code, assessment.strength),
        next_try=phrases.in_language_of_page(code, assessment.next_try),
        at=assessment.at,
    )


# What I thought, and what has changed


@dataclass(frozen=True, slots=True)
class Stop:
    """One version on the line of time, and how it differs from the one before."""

    version: PlanVersion
    came: list[str]  # goals
    went: list[str]
    is_first: bool


def history(owner: Owner) -> list[Stop]:
    """All versions, the latest first. One query."""
    rows = PlanVersion.objects.filter(plan__in=OwnPlan.objects.of(owner)).order_by("-at")
    versions = list(rows[:VERSIONS_SHOWN])
    stops = [_stop(now, before) for now, before in pairwise(versions)]
    return stops + [Stop(first, first.goal_lines, [], is_first=True) for first in versions[-1:]]


def _stop(now: PlanVersion, before: PlanVersion) -> Stop:
    had, have = before.goal_lines, now.goal_lines
    return Stop(
        version=now,
        came=[goal for goal in have if goal not in had],
        went=[goal for goal in had if goal not in have],
        is_first=False,
    )
