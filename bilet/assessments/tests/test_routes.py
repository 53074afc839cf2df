"""Guided routes: the next step is always in sight, and what is done is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bilet.assessments import queries
from bilet.assessments.models import Sitting
from bilet.assessments.route import ROUTES
from bilet.people.models import Owner
from bilet.testing.assessments import make_result, make_sitting
from bilet.testing.factories import make_pupil

pytestmark = pytest.mark.django_db
HOME = "at_home"


def first_test() -> str:
    return ROUTES.all("ru")[HOME].tests[0]


def page_of(pupil):
    page = queries.route_page(Owner(pupil=pupil), HOME, at=timezone.now())
    assert page is not None
    return page


def test_no_route_for_a_lesson_takes_longer_than_the_lesson():
    assert ROUTES.mistakes() == []
    assert len(ROUTES.all("ru")) == 6


def test_a_route_begins_with_its_first_test_and_goes_on_with_the_next():
    pupil = make_pupil(grade=8)
    assert page_of(pupil).next.instrument.code == first_test()
    make_result(first_test(), pupil=pupil)
    page = page_of(pupil)
    assert page.done == 1
    assert page.next.instrument.code == page.route.tests[1]


def test_what_was_begun_goes_first():
    pupil = make_pupil(grade=8)
    second = ROUTES.all("ru")[HOME].tests[1]
    make_sitting(second, pupil=pupil)
    assert page_of(pupil).next.instrument.code == second


def test_an_old_result_is_worth_a_new_look():
    pupil = make_pupil(grade=8)
    long_ago = timezone.now() - timedelta(days=200)
    make_result(first_test(), pupil=pupil, started_at=long_ago, finished_at=long_ago)
    assert page_of(pupil).done == 0


def test_a_finished_route_leads_to_everything_together(client):
    pupil = make_pupil(grade=8)
    for test in ROUTES.all("ru")[HOME].tests:
        make_result(test, pupil=pupil)
    client.force_login(pupil.person)
    assert page_of(pupil).is_finished
    assert "/profile/" in client.get(f"/routes/{HOME}/").content.decode()
    assert client.post(f"/routes/{HOME}/steps/").url == f"/routes/{HOME}/"


def test_after_a_result_the_route_goes_on_by_itself(client):
    pupil = make_pupil(grade=8)
    client.force_login(pupil.person)
    started = client.post(f"/routes/{HOME}/steps/")
    sitting = Sitting.objects.get()
    assert started.url == f"/sittings/{sitting.pk}/"
    done = make_result(first_test(), pupil=pupil)
    page = client.get(f"/sittings/{done.pk}/result/").content.decode()
    assert f'action="/routes/{HOME}/steps/"' in page


def test_the_list_of_routes_costs_one_query_for_tests(client, django_assert_num_queries):
    owner = Owner(pupil=make_pupil(grade=8))
    with django_assert_num_queries(1):
        assert len(queries.route_pages(owner, at=timezone.now())) == 6
