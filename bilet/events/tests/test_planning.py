"""Planning: what an event takes from its programme, and what cannot be planned."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from bilet.access.grants import Role
from bilet.core.models import OutboxMessage
from bilet.events import actions, errors, rules
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import make_organization, make_parent, make_region, make_staff
from bilet.trials.library import PROGRAMS

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 5, 14, 9, tzinfo=UTC)  # in Moscow


@pytest.fixture
def site():
    make_region()
    return make_organization("site", path="ru/50/7/1/")


def plan(site, starts_at=NOON, *, program="weld_seam", **details):
    boss = make_staff(Role.SITE_MANAGER, site)
    return actions.plan_event(
        program=PROGRAMS.all()[program], site=site, starts_at=starts_at, by=boss, **details
    )


def test_an_event_copies_what_the_programme_says(site):
    event, program = plan(site), PROGRAMS.all()["weld_seam"]
    assert (event.profession, event.field) == (program.profession, "industry")
    assert (event.grade_from, event.grade_to) == (program.grades.from_, program.grades.to)
    assert event.ends_at - event.starts_at == timedelta(minutes=program.minutes)
    assert event.seats_total == program.max_pupils
    assert event.access == list(program.access)
    assert event.region.kind == "region"


def test_booking_closes_at_six_in_the_evening_before_by_the_clock_of_the_site(site):
    assert plan(site).booking_closes_at == datetime(2031, 5, 13, 15, tzinfo=UTC)


def test_the_past_the_wrong_format_and_too_many_seats_are_refused(site):
    with pytest.raises(errors.PastStartError):
        plan(site, timezone.now() - timedelta(hours=1))
    with pytest.raises(errors.WrongFormatError):
        plan(site, format=Event.Format.ONLINE)
    with pytest.raises(errors.TooManySeatsError):
        plan(site, seats_total=7)
    with pytest.raises(errors.NotASiteError):
        plan(make_organization("school", path="ru/50/7/2/"))


def test_two_groups_are_never_in_one_room(site):
    plan(site, room="Мастерская 3")
    with pytest.raises(errors.RoomTakenError):
        plan(site, NOON + timedelta(minutes=60), room="мастерская 3")
    plan(site, NOON + timedelta(minutes=90), room="Мастерская 3")
    plan(site, NOON, room="Мастерская 4")


def test_a_mentor_leads_one_group_at_a_time_anywhere(site):
    mentor = make_staff(Role.MENTOR, site)
    plan(site, mentors=[mentor])
    elsewhere = make_organization("site", path="ru/50/7/9/")
    with pytest.raises(errors.MentorBusyError):
        plan(elsewhere, mentors=[mentor])


def test_a_cancelled_event_frees_its_room(site):
    actions.cancel_event(plan(site, room="1"), by=make_parent())
    plan(site, room="1")


def test_a_series_is_planned_whole_or_not_at_all(site):
    times = rules.weekly(NOON, 3, ZoneInfo("Europe/Moscow"))
    assert times == [NOON + timedelta(weeks=n) for n in range(3)]
    options = {"program": PROGRAMS.all()["weld_seam"], "site": site, "by": make_parent()}
    assert len(actions.plan_series(starts_at=times, room="1", **options)) == 3
    with pytest.raises(errors.RoomTakenError):
        actions.plan_series(starts_at=[NOON - timedelta(days=1), NOON], room="1", **options)
    assert Event.objects.count() == 3


def test_cancelling_releases_everybody_and_writes_to_each_family_with_other_dates():
    event, other = make_event(seats_total=2), make_event()
    booking = make_booking(event)
    parent = make_parent(booking.pupil)
    offered = make_waitlist_entry(event, status="offered", offered_until=timezone.now())
    Event.objects.filter(pk=event.pk).update(seats_taken=2)
    assert actions.cancel_event(event, by=parent, reason="Станок на ремонте.")
    assert not actions.cancel_event(event, by=parent)
    booking.refresh_from_db()
    offered.refresh_from_db()
    assert (event.status, event.seats_taken) == (Event.Status.CANCELLED, 0)
    assert booking.status == Booking.Status.CANCELLED
    assert offered.status == WaitlistEntry.Status.LEFT
    letter = OutboxMessage.objects.get(to=parent.email)
    assert "Станок на ремонте." in letter.text
    assert other.site.name in letter.text


def test_an_event_that_has_begun_is_not_cancelled():
    with pytest.raises(errors.AlreadyOverError):
        actions.cancel_event(make_event(starts_at=timezone.now()), by=make_parent())
