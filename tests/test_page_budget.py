"""No page costs more than fifteen SQL queries, and no list costs more because it is longer.

Every address of the permission matrix that a person opens is opened by everybody who gets in,
staff with their second factor checked, as in production. The queries of the session and of the
person count; what the database is told about transactions does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from bilet.access.grants import STAFF, Role
from bilet.core.models import OutboxMessage
from bilet.events.models import Assessment, Attendance, Booking, Certificate, Mark, Reflection
from bilet.guidance.models import Advice, ProfessionMark
from bilet.people.models import Guardianship, Look, Person, Pupil
from bilet.people.requests import GUEST_COOKIE
from bilet.professions.library import PROFESSIONS
from bilet.reports.registry import REPORTS
from bilet.testing.assessments import make_result
from bilet.testing.day import agree
from bilet.testing.events import make_booking, make_event, make_waitlist_entry
from bilet.testing.factories import (
    make_class,
    make_organization,
    make_parent,
    make_person,
    make_pupil,
    make_staff,
)
from bilet.testing.guidance import make_interests, make_told_run
from bilet.trials.library import PROGRAMS
from bilet.trials.models import TrialRun
from tests.matrix_world import VISITORS, World, make_world
from tests.test_permission_matrix import MATRIX, value

pytestmark = pytest.mark.django_db

BUDGET = 15
FEW, MANY = 5, 50
TABLES = 47  # that point at a pupil: the file of all that is kept reads each, keys first
GUEST = "guest"  # nobody, but with a cookie and something done


# Every page


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_stays_within_the_budget(visitor, settings):
    settings.DEMO = visitor == "nobody"  # whose pages include the demo's own
    world = make_world()
    pages = [name for name, row in MATRIX.items() if row[0] == "GET" and comes_in(visitor, row[1])]
    cookies = client_of(world, visitor).cookies
    visits = []
    for name in pages:
        client = Client()
        client.cookies = cookies
        url = reverse(name, args=[value(world, part) for part in MATRIX[name][2].split()])
        save = transaction.savepoint()
        visits.append(opened(client, url, name))
        transaction.savepoint_rollback(save)
    assert not [visit.url for visit in visits if visit.status >= 500]
    dear = [visit for visit in visits if len(visit.queries) > allowed(visit.name)]
    told = [visit.told(f"for {visitor}, {allowed(visit.name)} allowed") for visit in dear]
    assert not told, "\n\n".join(told)


def allowed(name: str) -> int:
    return BUDGET + TABLES if name == "people:pupil-export" else BUDGET


def comes_in(visitor: str, signs: str) -> bool:
    return signs[VISITORS.index(visitor)] == "+"


# Every list


@dataclass(frozen=True)
class List:
    """A page that grows: who reads it, and what makes it longer."""

    visitor: str
    add: Callable[[World, int], object]
    address: str = ""
    names: str = ""

    def url(self, world: World) -> str:
        return reverse(self.address, args=[value(world, name) for name in self.names.split()])


def events(world: World, count: int) -> None:
    for n in range(count):
        event = make_event(
            site=make_organization("site", parent=world.rows["region"]),
            region=world.rows["region"],
            starts_at=timezone.now() + timedelta(days=20 + n),
            program=nth(PROGRAMS, n),
            seats_total=9,
            access=["hearing"],
        )
        make_booking(event, world.rows["pupil"])


def classmates(world: World, count: int) -> None:
    """Pupils of the class with tests, trials, seats and parents of both kinds."""
    event = make_event(seats_total=count, site=world.rows["event"].site)
    for n in range(count):
        pupil = make_pupil(school=world.rows["class"].school, school_class=world.rows["class"])
        make_parent(pupil, level=1 + n % 2)
        agree(pupil, "results_to_teacher", "readiness_to_teacher")
        give_past(pupil)
        status = Booking.Status.CONFIRMED if n % 2 else Booking.Status.AWAITING_APPROVAL
        make_booking(event, pupil, status=status)


def children(world: World, count: int) -> None:
    """More children of the same parent, each with everything."""
    for _ in range(count):
        pupil = make_pupil(12, school_class=make_class())
        Guardianship.objects.create(
            guardian=world.people["parent"], pupil=pupil, level=2, confirmed_at=timezone.now()
        )
        make_parent(pupil)
        give_past(pupil)
        for status in Booking.LIVE:
            make_booking(make_event(), pupil, status=status)
        agree(pupil, "results_to_guardian", "booking_to_site")


def group(world: World, count: int) -> None:
    """Pupils at the past and at the coming event of the mentor."""
    for event in (world.rows["past_event"], world.rows["event"]):
        event.seats_total += count
        event.save()
        for n in range(count):
            booking = make_booking(event, make_pupil(), needs=["quiet", "time"])
            make_parent(booking.pupil)
            agree(booking.pupil, "mentor_feedback", "results_to_guardian")
            if event == world.rows["past_event"]:
                give_outcome(booking, n)


def groups(world: World, count: int) -> None:
    """Events of the mentor and of the site, coming and past."""
    now = timezone.now()
    for n in range(count):
        for days in (n + 20, -(n + 3)):
            event = make_event(
                site=world.rows["event"].site,
                starts_at=now + timedelta(days=days),
                program=nth(PROGRAMS, n),
            )
            event.mentors.add(world.people["mentor"])
            make_booking(event)
            if days < 0:
                give_outcome(make_booking(event), n)


def employees(world: World, count: int) -> None:
    for _ in range(count):
        school = make_organization("school", path="", parent=world.rows["region"])
        make_staff(Role.SCHOOL_ADMIN, school)
        make_staff(Role.SITE_MANAGER, school)


def colleagues(world: World, count: int) -> None:
    for _ in range(count):
        make_staff(Role.TEACHER, world.rows["class"].school)


def classes(world: World, count: int) -> None:
    for _ in range(count):
        made = make_class(world.rows["class"].school)
        made.teachers.add(world.people["teacher"])
        make_parent(make_pupil(school_class=made), level=1)


def own_life(world: World, count: int) -> None:
    """One pupil's tests, online trials, events of every kind, marks and advice."""
    pupil = world.rows["pupil"]
    codes = list(PROFESSIONS.all())
    # Nothing is left to be told: the next step is looked for among all events.
    TrialRun.objects.filter(pk=world.rows["reviewed_run"].pk).update(verdict="liked")
    for n in range(count):
        make_interests(pupil, at=timezone.now() - timedelta(days=n))
        make_told_run(
            pupil, profession=codes[n % len(codes)], at=timezone.now() - timedelta(hours=n)
        )
        make_booking(make_event(starts_at=timezone.now() + timedelta(days=20 + n)), pupil)
        give_outcome(past_booking(pupil, days=n + 3), n)
        make_waitlist_entry(make_event(), pupil)
        marks(n, pupil=pupil)
        Advice.objects.create(
            pupil=pupil, evidence_key=f"{n}", ranking=[[codes[0], 1.0]], cause={"kind": "test"},
            at=timezone.now() - timedelta(days=n),
        )  # fmt: skip


def guest_life(world: World, count: int) -> None:
    guest = world.rows.setdefault(GUEST, make_result().guest)
    for n in range(count):
        make_interests(guest=guest, at=timezone.now() - timedelta(days=n))
        make_told_run(guest=guest, at=timezone.now() - timedelta(days=n))
        marks(n, guest=guest)


def looks(world: World, count: int) -> None:
    """Who has looked at the pupil's data, and the guardians who may."""
    for n in range(count):
        reader = make_person()
        Look.objects.create(
            pupil=world.rows["pupil"], actor=reader, actor_name="Ирина", role="teacher",
            what=Look.What.values[n % 8],
        )  # fmt: skip
        Guardianship.objects.create(guardian=reader, pupil=world.rows["pupil"], level=1)


def asked_runs(world: World, count: int) -> None:
    for _ in range(count):
        pupil = make_pupil(region=world.rows["region"])
        agree(pupil, "mentor_feedback")
        make_told_run(pupil, review_asked_at=timezone.now())


def region_life(world: World, count: int) -> None:
    """What reports count: schools with pupils, parents, tests, trials and events."""
    region = world.rows["region"]
    for n in range(count):
        town = make_organization("municipality", path=f"ru/50/m{Pupil.objects.count()}/",
                                 parent=region)  # fmt: skip
        school = make_organization("school", path=f"{town.path}1/", parent=town)
        pupil = make_pupil(school=school, school_class=make_class(school), region=region)
        make_parent(pupil)
        give_past(pupil)
        site = make_organization("site", path=f"{town.path}2/", parent=town)
        make_booking(make_event(site=site, region=region, program=nth(PROGRAMS, n)), pupil)


def letters(world: World, count: int) -> None:
    OutboxMessage.objects.bulk_create(
        OutboxMessage(to="a@example.org", subject=f"{n}", text="…", language="ru")
        for n in range(count)
    )


LISTS = {
    "events, for nobody": List("nobody", events, "events:search"),
    "events, for a pupil": List("pupil", events, "events:search"),
    "events, for a parent": List("parent", events, "events:search"),
    "an event, for a parent": List("parent", children, "events:event", "free_event"),
    "the class board": List("teacher", classmates, "cabinets:class", "class"),
    "the classes": List("teacher", classes, "cabinets:classes"),
    "a parent's home": List("parent", children, "cabinets:parent"),
    "a pupil's home": List("pupil", own_life, "cabinets:pupil"),
    "the mentor's group": List("mentor", group, "events:mentor-event", "past_event"),
    "the mentor's groups": List("mentor", groups, "events:mentor"),
    "the list at the door": List("site", group, "events:checkin", "event"),
    "supplies": List("site", group, "events:event-supplies", "event"),
    "the site's events": List("site", groups, "events:site-events"),
    "staff, for the region": List("operator", employees, "people:staff"),
    "staff, for the school": List("school", colleagues, "people:staff"),
    "results, for a parent": List("parent", own_life, "assessments:pupil-results", "pupil"),
    "results, for the teacher": List("teacher", own_life, "assessments:pupil-results", "pupil"),
    "advice, for the teacher": List("teacher", own_life, "guidance:pupil-advice", "pupil"),
    "the shelf of tests": List("pupil", own_life, "assessments:shelf"),
    "a test": List("pupil", own_life, "assessments:instrument", "=i02_interests_short"),
    "a result": List("pupil", own_life, "assessments:result", "result"),
    "advice, for a pupil": List("pupil", own_life, "guidance:advice"),
    "advice, for a guest": List(GUEST, guest_life, "guidance:advice"),
    "advice, for a parent": List("parent", own_life, "guidance:pupil-advice", "pupil"),
    "why, for a pupil": List("pupil", own_life, "guidance:why", "=in09"),
    "the history of advice": List("pupil", own_life, "guidance:history"),
    "own marks": List("pupil", own_life, "guidance:own-marks"),
    "professions to try, for a pupil": List("pupil", events, "cabinets:professions-now"),
    "favourites, for a pupil": List("pupil", own_life, "cabinets:professions-favourites"),
    "favourites, for a guest": List(GUEST, guest_life, "cabinets:professions-favourites"),
    "online trials": List("pupil", own_life, "trials:programs"),
    "works to review": List("mentor", asked_runs, "trials:reviews"),
    "a pupil's data": List("parent", looks, "people:pupil-data", "pupil"),
    "the file of all data": List("parent", own_life, "people:pupil-export", "pupil"),
    "consents": List("parent", own_life, "people:pupil-consents", "pupil"),
    "courses": List("parent", children, "courses:courses"),
    "reports, for the region": List("operator", region_life, "reports:reports"),
    "reports, for the country": List("federal", region_life, "reports:reports"),
    "plans": List("operator", region_life, "reports:plans"),
    "the summary": List("operator", region_life, "reports:summary", "=RU-MOS"),
    "the published summary": List("nobody", region_life, "reports:published", "=RU-MOS"),
    "the demo's letters": List("nobody", letters, "cabinets:demo-outbox"),
} | {
    f"the report {code}": List("operator", region_life, "reports:report", f"={code}")
    for code in REPORTS
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_however_long(name, settings):
    wanted, world = LISTS[name], make_world()
    settings.DEMO = wanted.visitor == "nobody"
    visits = []
    for more in (FEW, MANY - FEW):
        wanted.add(world, more)
        client = client_of(world, wanted.visitor)
        # The first visit of new rows writes down what it must; the second shows the list's price.
        visits += [opened(client, wanted.url(world), wanted.address) for _ in range(2)]
    most = allowed(wanted.address)
    dear = next((visit for visit in visits if len(visit.queries) > most), None)
    assert [visit.status for visit in visits] == [200] * 4
    assert dear is None, dear.told(f"for {wanted.visitor}, {most} allowed")
    few, many = len(visits[1].queries), visits[3]
    assert len(many.queries) == few, f"{few} queries for {FEW} rows; " + many.told("for 50 rows")


# What rows are made of


def give_past(pupil: Pupil) -> None:
    make_interests(pupil)
    make_told_run(pupil)
    give_outcome(past_booking(pupil, days=9), 0)


def past_booking(pupil: Pupil, *, days: int) -> Booking:
    return make_booking(make_event(starts_at=timezone.now() - timedelta(days=days)), pupil)


def give_outcome(booking: Booking, n: int) -> None:
    Attendance.objects.create(booking=booking, how="list")
    Reflection.objects.create(booking=booking, moment="before", interest=3)
    verdict = ("liked", "mixed", "disliked")[n % 3]
    Reflection.objects.create(booking=booking, moment="after", interest=4, verdict=verdict)
    written = Assessment.objects.create(booking=booking, mentor_name="Олег Иванович")
    passport = booking.event.passport
    Mark.objects.bulk_create(
        Mark(assessment=written, criterion=each.id, level="done") for each in passport.criteria
    )
    Certificate.objects.create(booking=booking, credential="")


def marks(n: int, **owner: object) -> None:
    code = list(PROFESSIONS.all())[n % len(PROFESSIONS.all())]
    for kind in ("favourite", "wish"):
        ProfessionMark.objects.get_or_create(profession=code, kind=kind, **owner)


def nth(kind, n: int) -> str:
    return list(kind.all())[n % len(kind.all())]


# Opening a page


@dataclass(frozen=True)
class Visit:
    name: str
    url: str
    status: int
    queries: list[str]

    def told(self, why: str) -> str:
        rows = "\n".join(f"  {n:2} {sql[:200]}" for n, sql in enumerate(self.queries, start=1))
        return f"{self.name} ({self.url}): {len(self.queries)} queries {why}\n{rows}"


def opened(client: Client, url: str, name: str) -> Visit:
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    asked = [query["sql"] for query in caught.captured_queries]
    talk = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
    return Visit(name, url, response.status_code, [q for q in asked if not q.startswith(talk)])


def client_of(world: World, visitor: str) -> Client:
    """A browser in which `visitor` is signed in; staff have shown their second factor."""
    client = Client()
    if visitor == GUEST:
        client.cookies[GUEST_COOKIE] = signing.dumps(world.rows[GUEST].hex, salt="guest")
    elif visitor != "nobody":
        person = world.people[visitor]
        client.force_login(person)
        if person.roles() & STAFF:
            show_second_factor(client, person)
    return client


def show_second_factor(client: Client, person: Person) -> None:
    device = TOTPDevice.objects.create(user=person, name="phone", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
