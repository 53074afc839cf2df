"""Steps offered for the plan, from the advice; each is taken by one tap."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from bilet.assessments.queries import route_pages
from bilet.courses.library import COURSES, lessons_of
from bilet.courses.models import LessonDone
from bilet.guidance.engine.beliefs import Beliefs, believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.facts import Evidence
from bilet.guidance.engine.next_trial import best_trial
from bilet.guidance.engine.selection import select
from bilet.guidance.models import PlanStep
from bilet.guidance.queries.candidates import candidates
from bilet.guidance.queries.evidence import evidence_of
from bilet.guidance.queries.guided import matching_route
from bilet.guidance.queries.plan_things import thing_of
from bilet.guidance.queries.readiness import readiness_of
from bilet.guidance.queries.trial_words import person_of, trial_card
from bilet.people.models import Owner
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession

Kind = PlanStep.Kind
CLOSEST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One step that can be taken, and why it is offered."""

    kind: str
    why: str
    code: str = ""
    profession: str = ""
    due: date | None = None

    @property
    def kind_name(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def title(self) -> str:
        thing = thing_of(self.kind, self.code, self.profession)
        return thing.title if thing else ""


def suggestions(
    owner: Owner, steps: Collection[PlanStep], *, zone: ZoneInfo, at: datetime
) -> list[Suggestion]:
    """What is worth a place in the plan and has none yet. At most nine queries."""
    evidence = evidence_of(owner, at=at)
    beliefs = believe(evidence, catalogue())
    found = [
        _trial(owner, beliefs, zone, at),
        _test(owner, evidence, at),
        _lesson(owner),
        *_of_professions(_closest(beliefs)),
    ]
    taken = {(step.kind, step.code, step.profession) for step in steps if step.done_at is None}
    things = {(kind, code) for kind, code, _profession in taken if code}
    return [
        each
        for each in found
        if each is not None
        and (each.kind, each.code) not in things
        and (each.kind, each.code, each.profession) not in taken
    ]


def _trial(owner: Owner, beliefs: Beliefs, zone: ZoneInfo, at: datetime) -> Suggestion | None:
    open_now = candidates(owner, beliefs.evidence, at=at)
    card = trial_card(beliefs, best_trial(beliefs, open_now))
    if card is None:
        return None
    starts_at = card.candidate.starts_at
    return Suggestion(
        kind=Kind.TRIAL if card.is_online else Kind.EVENT,
        code=card.candidate.program,
        profession=card.candidate.profession,
        due=timezone.localdate(starts_at, zone) if starts_at else None,
        why=card.why,
    )


def _test(owner: Owner, evidence: Evidence, at: datetime) -> Suggestion | None:
    """The next test of the route that serves now, or of the first one for the grade."""
    grade = owner.pupil.grade if owner.pupil else None
    pages = route_pages(owner, at=at)
    group = readiness_of(owner, trials=evidence.trials).group
    unfinished = (page for page in pages if not page.is_finished)
    page = matching_route(group, pages, grade) or next(unfinished, None)
    if page is None or page.next is None:
        return None
    return Suggestion(
        kind=Kind.TEST,
        code=page.next.instrument.code,
        why=_("The next stop of the route “%(title)s”.") % {"title": page.route.title},
    )


def _lesson(owner: Owner) -> Suggestion | None:
    """The next lesson of the course that was begun last, or the first of the first course."""
    courses = [course for course in COURSES.all().values() if course.audience == "pupil"]
    rows: list[tuple[str, str]] = []
    if owner.pupil is not None:
        own = LessonDone.objects.filter(
            person=owner.pupil.person_id, course__in=[course.code for course in courses]
        )
        rows = list(own.order_by("-at").values_list("course", "lesson"))
    done = set(rows)
    order = {code: place for place, (code, _lesson) in reversed(list(enumerate(rows)))}
    for course in sorted(courses, key=lambda each: order.get(each.code, len(rows))):
        for lesson in lessons_of(course):
            if (course.code, lesson.id) not in done:
                why = _("A lesson of the course “%(title)s”.") % {"title": course.title}
                return Suggestion(kind=Kind.COURSE, code=f"{course.code}/{lesson.id}", why=why)
    return None


def _closest(beliefs: Beliefs) -> list[Profession]:
    """The own wish first, then what stands closest."""
    picks = select(beliefs)
    rows = [pick.row for kind in ("wish", "closest") for pick in picks if pick.kind == kind]
    cards = [PROFESSIONS.get(beliefs.catalogue.codes[row]) for row in rows]
    return [card for card in cards if card is not None][:CLOSEST]


def _of_professions(cards: list[Profession]) -> list[Suggestion]:
    """A subject that the closest ones need, and where the first of them is taught."""
    if not cards:
        return []
    counts = Counter(subject for card in cards for subject in card.subjects)
    subject = max(counts, key=lambda name: counts[name])  # the first named among equals
    needing = [card for card in cards if subject in card.subjects]
    first = cards[0]
    return [
        Suggestion(
            kind=Kind.SUBJECT,
            code=subject,
            profession=needing[0].code,
            why=_("It is needed in: %(persons)s.")
            % {"persons": ", ".join(person_of(card.code) for card in needing)},
        ),
        Suggestion(
            kind=Kind.OPEN_DAY,
            profession=first.code,
            why=_("Colleges and universities open their doors: the card names what to look for."),
        ),
    ]
