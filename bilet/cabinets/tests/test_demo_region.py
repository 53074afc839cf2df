"""The demo region: whole, filled once, and true to the rules of the product."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bilet.assessments.models import Sitting
from bilet.assessments.rules import RESULTS_TO_TEACHER
from bilet.cabinets.demo import PEOPLE
from bilet.cabinets.demo_region import Size, fill
from bilet.cabinets.queries.consents import with_consent
from bilet.core.models import OutboxMessage
from bilet.events.models import Attendance, Booking, Certificate, Event
from bilet.guidance.queries.readiness import readiness_of_pupils
from bilet.guidance.rules import READINESS_TO_TEACHER
from bilet.orgs.models import Organization
from bilet.people.models import Guardianship, Person, Pupil
from bilet.reports.models import Plan
from bilet.trials.models import TrialRun

# One process fills the region once for all of these.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_region")]

TINY = Size(
    schools=2,
    pupils=60,
    sites=3,
    past_events=6,
    coming_events=6,
    sittings=40,
    runs=8,
    learners=8,
)


def quietly(_line: str) -> None:
    """Progress is for the screen."""


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """One region for all tests that only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(TINY, say=quietly)
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    models = (Organization, Person, Pupil, Guardianship, Event, Booking, Sitting, TrialRun, Plan)
    return {model.__name__: model.objects.count() for model in models}


def test_filling_twice_doubles_nothing(filled, capsys):
    before = rows()
    assert fill(TINY, say=quietly) is None
    call_command("demo_region")
    assert rows() == before
    assert "already" in capsys.readouterr().out


def test_the_sizes_are_those_asked_for(filled):
    assert Pupil.objects.count() == TINY.pupils
    assert Organization.objects.filter(kind="site").count() == TINY.sites
    assert Event.objects.count() == TINY.past_events + TINY.coming_events
    assert Sitting.objects.finished().count() == TINY.sittings
    assert TrialRun.objects.finished().count() == TINY.runs


def test_the_seats_taken_are_those_of_live_bookings_and_offers(filled):
    for event in Event.objects.all():
        offers = event.waitlist.filter(status="offered").count()
        assert event.seats_taken == event.bookings.live().count() + offers


def test_nobody_is_in_two_places_at_once(filled):
    for pupil in Pupil.objects.all():
        times = pupil.bookings.live().values_list("event__starts_at", "event__ends_at")
        for earlier, later in pairwise(sorted(times)):
            assert earlier[1] <= later[0]


def test_no_room_and_no_mentor_is_taken_twice(filled):
    for event in Event.objects.all():
        same = Event.objects.filter(starts_at__lt=event.ends_at, ends_at__gt=event.starts_at)
        others = same.exclude(pk=event.pk)
        assert not others.filter(site=event.site, room=event.room).exclude(room="").exists()
        assert not others.filter(mentors__in=event.mentors.all()).exists()


def test_only_those_whose_family_agreed_have_a_name(filled):
    for pupil in Pupil.objects.select_related("person"):
        given = pupil.consents.filter(purpose="account_and_tests", decision="given").exists()
        assert given == bool(pupil.person.first_name) == (pupil.birth_date is not None)


def test_certificates_are_for_those_who_came(filled):
    assert Certificate.objects.exists()
    assert not Certificate.objects.filter(booking__attendance=None).exists()


def test_nothing_is_said_to_have_happened_later_than_now(filled):
    now = timezone.now()
    assert not Sitting.objects.filter(finished_at__gt=now).exists()
    assert not Attendance.objects.filter(at__gt=now).exists()
    assert not Booking.objects.filter(created_at__gt=now).exists()
    assert not TrialRun.objects.filter(finished_at__gt=now).exists()


def test_only_the_letters_of_the_last_days_are_kept(filled):
    assert OutboxMessage.objects.exists()
    old = timezone.now() - timedelta(days=2, minutes=5)
    assert not OutboxMessage.objects.filter(created_at__lt=old).exists()


def test_everybody_to_enter_as_is_there(filled):
    there = set(Person.objects.values_list("username", flat=True))
    assert {person.username for person in PEOPLE} <= there


def test_anya_waits_for_her_mother(filled):
    anya = Pupil.objects.get(person__username="demo-pupil-12")
    mother = Person.objects.get(username="demo-parent")
    assert (anya.grade, anya.age_on(timezone.localdate())) == (6, 12)
    assert anya.bookings.get().is_awaiting
    assert anya.sittings.finished().count() == 2
    assert anya.trialruns.get().verdict == "disliked"
    assert mother.guardian_of.of_level(2).count() == 2
    letter = OutboxMessage.objects.get(to=mother.email)
    assert "/approvals/" in letter.link


def test_timur_has_a_seat_today_and_three_tries_behind_him(filled):
    timur = Pupil.objects.get(person__username="demo-pupil-15")
    assert timur.age_on(timezone.localdate()) == 15
    assert timur.sittings.finished().count() == 4
    assert Attendance.objects.filter(booking__pupil=timur).count() == 2
    assert timur.trialruns.get().is_finished
    today = timur.bookings.get(event__ends_at__gt=timezone.now())
    assert today.is_confirmed
    assert timezone.localdate(today.event.starts_at, today.event.site.zone) == timezone.localdate(
        timezone=today.event.site.zone
    )


def test_the_mentor_has_a_group_today_and_one_more_to_come(filled):
    mentor = Person.objects.get(username="demo-mentor")
    today, tomorrow = mentor.mentored_events.filter(ends_at__gt=timezone.now())[:2]
    assert today.bookings.confirmed().count() == 5
    assert tomorrow.bookings.confirmed().exists()


def test_the_teacher_has_one_guardian_to_confirm(filled):
    teacher = Person.objects.get(username="demo-teacher")
    assert {str(group) for group in teacher.classes.all()} == {"6 «Б»", "9 «А»"}
    unsure = Guardianship.objects.filter(pupil__school_class__teachers=teacher, level__lt=2)
    assert unsure.count() == 1


def test_where_to_begin_is_known_of_some_of_the_teachers_first_class(filled):
    group = Person.objects.get(username="demo-teacher").classes.get(grade=6)
    pupils = group.pupils.select_related("region")
    open_ = with_consent(pupils, READINESS_TO_TEACHER) & with_consent(pupils, RESULTS_TO_TEACHER)
    found = readiness_of_pupils(pupils, at=timezone.now())
    assert len([pk for pk in open_ if found[pk].group]) >= 3
    assert not Sitting.objects.filter(pupil__in=pupils, scores=None, finished_at__isnull=False)
