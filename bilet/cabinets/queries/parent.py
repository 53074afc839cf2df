"""A parent's page: each child, what waits for the parent, what helps to talk."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bilet.access.grants import Permission
from bilet.assessments.models import Sitting
from bilet.cabinets.queries.consents import with_consent
from bilet.courses.queries import Progress, progress_of
from bilet.events.models import Attendance, Booking
from bilet.guidance.queries.beginning import FamilyHint, family_hint
from bilet.guidance.queries.readiness import readiness_of_pupils
from bilet.people.models import Guardianship, Person, Pupil, PupilQuerySet
from bilet.people.policy import policy
from bilet.trials.models import TrialRun


@dataclass(frozen=True, slots=True)
class Child:
    """One child on the parent's page."""

    pupil: Pupil
    link: Guardianship
    to_approve: list[Booking]
    coming: list[Booking]
    tests_done: int
    professions_tried: int
    reads_results: bool
    hint: FamilyHint | None  # where to begin, in one sentence


@dataclass(frozen=True, slots=True)
class ParentHome:
    children: list[Child]
    courses: list[Progress]


def parent_home(parent: Person, *, at: datetime) -> ParentHome:
    """Thirteen queries, however many children."""
    links = list(
        parent.guardian_of.active().select_related(
            "pupil__person", "pupil__school", "pupil__school_class", "pupil__region"
        )
    )
    pupils = Pupil.objects.within_reach_of(parent, Permission.PUPIL_SEE)
    bookings = list(
        Booking.objects.live()
        .filter(pupil__in=pupils, event__ends_at__gte=at)
        .select_related("event__site", "pupil__person")
        .order_by("event__starts_at")
    )
    tests = Counter(
        pupil_id
        for pupil_id, _instrument in Sitting.objects.finished()
        .filter(pupil__in=pupils)
        .values_list("pupil", "instrument")
        .distinct()
    )
    tried = _professions_tried(pupils)
    open_results = _with_open_results(links, pupils)
    readiness = readiness_of_pupils(
        [link.pupil for link in links if link.pupil_id in open_results], at=at
    )
    children = [
        Child(
            pupil=link.pupil,
            link=link,
            to_approve=_of(bookings, link.pupil, Booking.Status.AWAITING_APPROVAL),
            coming=_of(bookings, link.pupil, Booking.Status.CONFIRMED),
            tests_done=tests[link.pupil_id],
            professions_tried=tried[link.pupil_id],
            reads_results=link.pupil_id in open_results,
            hint=family_hint(readiness.get(link.pupil_id)),
        )
        for link in links
    ]
    return ParentHome(children=children, courses=progress_of(parent, audience="parent"))


def _with_open_results(links: list[Guardianship], pupils: PupilQuerySet) -> set[UUID]:
    """Children whose results this guardian reads. One query."""
    needed = policy().guardian_levels.results
    agreed = with_consent(pupils, "results_to_guardian")
    return {link.pupil_id for link in links if link.level >= needed and link.pupil_id in agreed}


def _of(bookings: list[Booking], pupil: Pupil, status: str) -> list[Booking]:
    return [b for b in bookings if b.pupil_id == pupil.pk and b.status == status]


def _professions_tried(pupils: PupilQuerySet) -> Counter[UUID | None]:
    """How many different professions each pupil has tried. Two queries."""
    came = Attendance.objects.filter(booking__pupil__in=pupils).values_list(
        "booking__pupil", "booking__event__profession"
    )
    runs = TrialRun.objects.finished().filter(pupil__in=pupils).values_list("pupil", "profession")
    return Counter(pupil for pupil, _profession in {*came, *runs})
