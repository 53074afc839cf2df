"""The site's own pages: plan, prepare, print, cancel."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.events.models import Event
from bilet.events.queries.day import mentor_events, site_events, supply_list
from bilet.testing.day import make_event_today, make_guest, make_mentor
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import make_organization, make_region, make_staff
from bilet.trials.library import PROGRAMS

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    make_region()
    return make_organization("site", path="ru/50/900/1/")


@pytest.fixture
def manager(site):
    return make_staff(Role.SITE_MANAGER, site)


@pytest.fixture
def mentor(site):
    return make_staff(Role.MENTOR, site)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def plan(site, **changes):
    tomorrow = timezone.localdate(timezone=site.zone) + timedelta(days=10)
    return {
        "site": site.pk,
        "program": "weld_seam",
        "format": "onsite",
        "day": tomorrow.isoformat(),
        "time": "11:00",
        "times": "1",
        "room": "Мастерская 2",
    } | changes


def new_event(client, site, **changes):
    return client.post(reverse("events:new-event"), plan(site, **changes))


def test_an_event_is_planned_by_the_clock_of_the_site(signed_in, site, mentor):
    site.time_zone = "Asia/Vladivostok"
    site.save()
    response = new_event(signed_in, site, mentors=[mentor.pk])
    assert response.url == reverse("events:site-events")
    event = Event.objects.get()
    assert timezone.localtime(event.starts_at, site.zone).hour == 11
    assert list(event.mentors.all()) == [mentor]
    assert event.seats_total == event.passport.max_pupils


def test_a_weekly_event_is_planned_for_all_weeks(signed_in, site):
    new_event(signed_in, site, times="4")
    starts = list(Event.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert len(starts) == 4
    assert starts[3] - starts[0] == timedelta(weeks=3)


def test_a_refusal_keeps_what_was_typed(signed_in, site):
    new_event(signed_in, site)
    response = new_event(signed_in, site, room="мастерская 2")
    assert response.status_code == 422
    assert "11:00" in response.text
    assert 'value="мастерская 2"' in response.text
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"room": ""},
        {"format": "online", "program": "code_timetable"},
        {"seats_total": "13"},
        {"times": "0"},
        {"program": "none"},
        {"day": "2020-01-01"},
    ],
)
def test_what_is_missing_or_wrong_is_said_at_the_field(signed_in, site, changes):
    response = new_event(signed_in, site, **changes)
    assert response.status_code == 422
    assert not Event.objects.exists()


def test_more_seats_than_the_programme_is_safe_for_are_refused(signed_in, site):
    most = PROGRAMS.get("weld_seam").max_pupils
    assert new_event(signed_in, site, seats_total=str(most + 1)).status_code == 422
    assert not Event.objects.exists()


def test_nobody_plans_at_anothers_site(signed_in, site):
    other = make_organization("site")
    assert new_event(signed_in, other).status_code == 422
    assert not Event.objects.exists()


def test_a_mentor_plans_nothing(client, mentor, site):
    client.force_login(mentor)
    assert new_event(client, site).status_code == 404
    assert client.get(reverse("events:site-events")).status_code == 404


def test_a_manager_sees_own_events_with_their_counts(manager, site):
    running = make_event_today(site=site)
    coming = make_event(site=site)
    make_guest(running)
    make_guest(running, here=False)
    make_booking(coming)
    make_booking(coming, status="awaiting")
    make_booking(coming, status="cancelled")
    make_waitlist_entry(coming)
    make_waitlist_entry(coming)
    make_event()
    page = site_events(manager, at=timezone.now())
    assert [event.pk for event in page.coming] == [running.pk, coming.pk]
    counts = [(e.approved, e.awaiting, e.queued, e.attended) for e in page.coming]
    assert counts == [(2, 0, 0, 1), (1, 1, 2, 0)]


def test_a_list_that_nobody_kept_is_pointed_out(signed_in, site):
    make_booking(make_event(site=site, starts_at=timezone.now() - timedelta(days=2)))
    assert "явка не отмечена" in signed_in.get(reverse("events:site-events")).text


@pytest.mark.parametrize("size", [5, 50])
def test_the_sites_list_costs_a_fixed_number_of_queries(
    signed_in, site, django_assert_max_num_queries, size
):
    for _ in range(size):
        make_booking(make_event(site=site))
    with django_assert_max_num_queries(6):
        signed_in.get(reverse("events:site-events"))


def test_a_mentors_events_stand_in_the_order_of_what_to_do(site):
    now = timezone.now()
    today, later = make_event_today(), make_event()
    waiting = make_event(starts_at=now - timedelta(days=2))
    locked = make_event(starts_at=now - timedelta(days=20))
    make_guest(waiting)
    make_guest(locked)
    page = mentor_events(make_mentor(today, later, waiting, locked), at=now)
    found = [page.today, page.to_assess, page.coming, page.past]
    assert found == [[today], [waiting], [later], [locked]]


def test_cancelling_asks_first_and_writes_to_the_families(signed_in, site):
    event = make_event(site=site)
    make_booking(event)
    address = reverse("events:event-cancellation", args=[event.pk])
    assert "1 семья" in signed_in.get(address).text
    event.refresh_from_db()
    assert not event.is_cancelled
    signed_in.post(address, {"reason": "Нет света"})
    event.refresh_from_db()
    assert (event.is_cancelled, event.cancel_reason) == (True, "Нет света")


def test_a_mentor_does_not_cancel_and_no_manager_cancels_anothers(client, signed_in, mentor):
    other = make_event()
    other.mentors.add(mentor)
    address = reverse("events:event-cancellation", args=[other.pk])
    assert signed_in.post(address).status_code == 404
    client.force_login(mentor)
    assert client.post(address).status_code == 404


def test_supplies_are_counted_per_person_and_per_group():
    program = PROGRAMS.get("weld_seam")
    for row in supply_list(program, 7):
        times = 7 if row.supply.per == "person" else 1
        assert row.quantity >= row.supply.quantity * times > row.quantity - 1


def test_the_list_of_supplies_follows_the_number_in_the_address(signed_in, site):
    event = make_event(site=site)
    address = reverse("events:event-supplies", args=[event.pk])
    for asked, shown in (("4", 4), ("", 6), ("x", 6), ("0", 1), ("999", 60)):
        page = signed_in.get(address, {"pupils": asked}).text
        assert f'value="{shown}"' in page


@pytest.mark.parametrize("name", ["event-sheet", "event-sign"])
def test_papers_are_tagged_documents_for_the_site_alone(client, signed_in, site, name):
    event = make_event(site=site, room="Зал")
    make_booking(event)
    response = signed_in.get(reverse(f"events:{name}", args=[event.pk]))
    assert response.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in response.content or b"/MarkInfo" in response.content
    client.force_login(make_mentor(make_event()))
    assert client.get(reverse(f"events:{name}", args=[event.pk])).status_code == 404
