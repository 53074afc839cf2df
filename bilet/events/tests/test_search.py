"""Finding an event: every wish narrows, the address is the state."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bilet.events.models import Event
from bilet.events.queries.search import PAGE
from bilet.testing.events import make_booking, make_event, make_online_event
from bilet.testing.factories import make_organization, make_pupil, make_region

pytestmark = pytest.mark.django_db
URL = reverse("events:search")


def found(client, query="", **options) -> set[str]:
    """Ids of the events on the page."""
    page = client.get(f"{URL}?{query}", **options).text
    return {str(pk) for pk in Event.objects.values_list("pk", flat=True) if str(pk) in page}


def ids(*events) -> set[str]:
    return {str(event.pk) for event in events}


def test_a_guest_sees_what_can_be_booked_and_nothing_else(client):
    shown = make_event()
    make_event(status=Event.Status.DRAFT)
    make_event(status=Event.Status.CANCELLED)
    make_event(booking_closes_at=timezone.now() - timedelta(hours=1))
    assert found(client) == ids(shown)


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("format=online", {"format": "online"}),
        ("field=it", {"field": "it"}),
        ("profession=ar01", {"profession": "ar01"}),
        ("grade=6", {"grade_to": 7}),
        ("access=hearing&access=speech", {"access": ["hearing", "speech", "vision"]}),
    ],
)
def test_each_wish_narrows(client, query, fields):
    other = make_event(grade_from=8)
    wanted = make_event(**fields)
    assert found(client, query) == ids(wanted)
    assert found(client) == ids(wanted, other)


def test_only_with_free_seats(client):
    full, free = make_event(seats_total=1), make_event()
    make_booking(full)
    assert found(client, "free=on") == ids(free)


def test_a_municipality_holds_the_sites_below_it(client):
    region = make_region()
    town = make_organization("municipality", path="ru/50/77/", parent=region, name="Солнечногорск")
    near = make_event(site=make_organization("site", path="ru/50/77/1/", parent=town))
    make_event()
    assert found(client, "place=ru/50/77/") == ids(near)


def test_days_are_counted_by_the_clock_of_the_place(client):
    day = timezone.localdate() + timedelta(days=9)
    late = timezone.now().replace(hour=20, minute=30) + timedelta(days=9)  # 23:30 in Moscow
    evening = make_event(starts_at=late)
    make_event(starts_at=late + timedelta(hours=1))
    assert found(client, f"since={day}&until={day}") == ids(evening)


def test_a_wrong_value_is_a_wish_not_made(client):
    event = make_event()
    assert found(client, "grade=99&since=soon&field=magic&page=-3&access=x") == ids(event)


def test_the_soonest_comes_first(client):
    later = make_event(starts_at=timezone.now() + timedelta(days=9))
    sooner = make_event()
    page = client.get(URL).text
    assert page.index(str(sooner.pk)) < page.index(str(later.pk))


def test_a_long_list_has_pages(client):
    for hours in range(PAGE + 3):
        make_event(starts_at=timezone.now() + timedelta(days=7, hours=hours))
    assert len(found(client, "grade=8")) == PAGE
    assert "grade=8&amp;page=2" in client.get(f"{URL}?grade=8").text
    assert len(found(client, "page=2")) == 3
    assert len(found(client, "page=99")) == 3


def test_htmx_gets_the_list_alone(client):
    make_event()
    page = client.get(URL, headers={"HX-Request": "true"})
    assert page.text.lstrip().startswith('<section id="found"')
    assert "HX-Request" in page["Vary"]


def test_a_pupils_grade_is_chosen_and_can_be_taken_back(client):
    pupil = make_pupil(grade=6)
    mine, older = make_event(), make_event(grade_from=9)
    client.force_login(pupil.person)
    assert found(client) == ids(mine)
    assert found(client, "grade=") == ids(mine, older)


def test_a_pupil_sees_the_own_region_only(client):
    pupil = make_pupil()
    other = make_organization("region", path="ru/77/")
    make_event(region=other, site=make_organization("site", path="ru/77/1/"))
    mine = make_event()
    client.force_login(pupil.person)
    assert found(client, "region=ru/77/") == ids(mine)


def test_own_seats_and_clashes_are_marked(client):
    pupil = make_pupil()
    mine = make_event()
    make_online_event(starts_at=mine.starts_at + timedelta(minutes=30))
    make_booking(mine, pupil)
    client.force_login(pupil.person)
    page = client.get(URL).text
    assert "у тебя билет" in page
    assert "в это время у тебя «Шов, который держит»" in page


def test_an_empty_answer_says_what_to_do(client):
    near = make_event()
    page = client.get(f"{URL}?field=space").text
    assert "/trials/" in page
    assert "Ближайшие со свободными местами" in page
    assert str(near.pk) in page


def test_the_page_costs_at_most_eight_queries_with_5_and_with_500_events(client):
    pupil = make_pupil()
    make_booking(pupil=pupil)
    client.force_login(pupil.person)
    one = make_event(starts_at=timezone.now() + timedelta(days=8))
    counts = []
    for number in (5, 500):
        Event.objects.bulk_create(copies_of(one, number))
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def copies_of(event, number) -> list[Event]:
    fields = [field for field in Event._meta.concrete_fields if not field.primary_key]
    return [Event(**{f.attname: getattr(event, f.attname) for f in fields}) for _ in range(number)]
