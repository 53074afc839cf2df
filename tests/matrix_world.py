"""One small world with something at every address, and everybody who might knock."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bilet.access.grants import Role
from bilet.assessments.actions import compare_guess, keep_guess
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.rules import guessed_scales
from bilet.courses.library import COURSES, lessons_of
from bilet.events import credentials
from bilet.events.actions.approvals import new_request
from bilet.events.actions.certificates import issue_certificate
from bilet.events.models import Attendance, Booking, Reflection
from bilet.events.tickets import sign
from bilet.guidance.models import OwnPlan, PlanStep, TeacherNote
from bilet.orgs.models import Organization
from bilet.people.actions import codes, consents
from bilet.people.models import Guardianship, Person
from bilet.people.policy import CONSENTS
from bilet.testing.assessments import make_result, make_sitting
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import (
    make_class,
    make_organization,
    make_parent,
    make_pupil,
    make_region,
    make_staff,
    make_teacher,
)
from bilet.trials.models import TrialRun

VISITORS = [
    "nobody", "pupil", "other_pupil", "parent", "other_parent", "teacher", "other_teacher",
    "school", "site", "other_site", "mentor", "other_mentor", "operator", "other_operator",
    "federal",
]  # fmt: skip


COURSE = COURSES.all("ru")["first_choice"]


@dataclass
class World:
    """The rows that addresses name, and the visitors by name."""

    people: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)


def make_world() -> World:
    """A pupil of 12 with everything; beside them a stranger of each role."""
    world = World()
    federation = Organization.objects.filter(path="ru/").first() or make_organization(
        "federation", path="ru/", code="RU"
    )
    region = make_region(code="RU-MOS", name="Московская область", parent=federation)
    municipality = make_organization("municipality", path="ru/50/01/", parent=region)
    school = make_organization("school", path="ru/50/01/1/", parent=municipality)
    site = make_organization("site", path="ru/50/01/2/", parent=municipality)
    school_class = make_class(school, grade=6)
    pupil = make_pupil(12, school=school, school_class=school_class, grade=6, number=1)
    world.rows |= {"region": region, "class": school_class, "pupil": pupil}
    world.people |= {
        "pupil": pupil.person,
        "other_pupil": make_pupil(12).person,
        "parent": make_parent(pupil),
        "other_parent": make_parent(make_pupil()),
        "teacher": make_teacher(school_class),
        "other_teacher": make_teacher(make_class(make_organization(path="ru/50/01/9/"))),
        "school": make_staff(Role.SCHOOL_ADMIN, school),
        "site": make_staff(Role.SITE_MANAGER, site),
        "other_site": make_staff(Role.SITE_MANAGER, make_organization("site", path="ru/50/01/8/")),
        "mentor": make_staff(Role.MENTOR, site),
        "other_mentor": make_staff(Role.MENTOR, make_organization("site", path="ru/51/01/7/")),
        "operator": make_staff(Role.REGIONAL_OPERATOR, region),
        "other_operator": make_staff(Role.REGIONAL_OPERATOR, make_region("ru/51/", code="RU-MUR")),
        "federal": make_staff(Role.FEDERAL_OPERATOR, federation),
    }
    consents.decide(pupil, dict.fromkeys(CONSENTS.all(), True), by=world.people["parent"])
    _add_events(world, site)
    _add_tests_and_trials(world)
    _add_plan(world)
    _add_codes(world)
    return world


def _add_events(world: World, site: Organization) -> None:
    pupil, now = world.rows["pupil"], timezone.now()
    soon = make_event(site=site, starts_at=now + timedelta(days=3))
    soon.mentors.add(world.people["mentor"])
    past = make_event(site=site, starts_at=now - timedelta(days=2))
    past.mentors.add(world.people["mentor"])
    booking = make_booking(event=soon, pupil=pupil)
    attended = make_booking(event=past, pupil=pupil)
    Attendance.objects.create(booking=attended, how="list")
    Reflection.objects.create(booking=attended, moment="after", interest=4, verdict="liked")
    held = make_booking(
        event=make_event(site=site, starts_at=now + timedelta(days=9)),
        pupil=pupil,
        status=Booking.Status.AWAITING_APPROVAL,
    )
    full = make_event(site=site, seats_total=1, starts_at=now + timedelta(days=12))
    make_booking(event=full)
    world.rows |= {
        "event": soon, "past_event": past, "booking": booking, "held": held,
        "place": make_waitlist_entry(full, pupil),
        "free_event": make_event(site=site, starts_at=now + timedelta(days=15)),
        "approval": new_request(held, guardianship=Guardianship.objects.get(
            guardian=world.people["parent"])),
        "attended": attended,
        "certificate": issue_certificate(attended),
        "ticket": sign(booking.pk, now),
    }  # fmt: skip


def _add_tests_and_trials(world: World) -> None:
    pupil = world.rows["pupil"]
    run = {"program": "weld_seam", "program_version": 1, "profession": "in09", "field": "industry"}
    world.rows |= {
        "sitting": make_sitting(pupil=pupil),
        "result": make_result(pupil=pupil),
        "run": TrialRun.objects.create(pupil=pupil, interest_before=3, **run),
        "reviewed_run": TrialRun.objects.create(
            pupil=pupil, finished_at=timezone.now(), review_asked_at=timezone.now(), **run
        ),
    }
    test = INSTRUMENTS.all("ru")[world.rows["result"].instrument]
    steps = {scale.code: 2 for scale in guessed_scales(test)}
    guess = keep_guess(pupil, world.people["parent"], test, steps, at=timezone.now())
    world.rows["guess"] = compare_guess(guess.pk, agrees=True, at=timezone.now())


def _add_plan(world: World) -> None:
    plan, teacher = OwnPlan.objects.create(pupil=world.rows["pupil"]), world.people["teacher"]
    world.rows |= {
        "plan_step": PlanStep.objects.create(plan=plan, kind="talk", words="Спросить электрика"),
        "plan_note": TeacherNote.objects.create(
            plan=plan, author=teacher, author_name="Ольга", phrase="try"
        ),
    }


def _add_codes(world: World) -> None:
    pupil, teacher = world.rows["pupil"], world.people["teacher"]
    world.rows |= {
        "class_code": codes.issue_class_code(world.rows["class"], by=teacher),
        "card": codes.issue_card(pupil, by=teacher),
        "slip": codes.issue_guardian_slip(pupil, by=teacher),
        "link": codes.issue_sign_in_link(world.people["parent"]),
        "guardianship": Guardianship.objects.get(pupil=pupil),
        "first_module": COURSE.modules[0].id,
        "first_lesson": COURSE.modules[0].lessons[0].id,
        "film_lesson": next(lesson.id for lesson in lessons_of(COURSE) if lesson.film),
        "key_name": credentials.key_name(),
        "membership": world.people["other_teacher"].memberships.get(),
    }
