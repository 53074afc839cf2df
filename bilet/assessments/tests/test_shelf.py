"""The shelf, the passport of a test, and the form that any cache may keep."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from bilet.assessments import actions, queries
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.passport import passport
from bilet.assessments.queries.shelf import SEEN
from bilet.people.models import Owner
from bilet.testing.assessments import INTERESTS, make_result, make_sitting
from bilet.testing.factories import make_pupil

pytestmark = pytest.mark.django_db
SCALES = "riasec"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def profile(**levels: int) -> dict[str, str]:
    """Answers to the short interests: one letter's items all get one answer."""
    return {f"{s}{n}": f"v{levels.get(s, 0)}" for n in range(1, 6) for s in SCALES}


@pytest.mark.parametrize("count", [1, 30])
def test_the_shelf_costs_a_fixed_number_of_queries(client, count, django_assert_max_num_queries):
    pupil = make_pupil()
    client.force_login(pupil.person)
    for days in range(count):
        make_result(pupil=pupil, finished_at=timezone.now() - timedelta(days=days))
    with django_assert_max_num_queries(6):
        page = client.get(reverse("assessments:shelf"))
    assert "пройден" in page.text
    assert page.text.count('class="btn go') == 1


def test_the_shelf_offers_what_was_begun_first(client):
    pupil = make_pupil()
    client.force_login(pupil.person)
    make_sitting("p05_teamwork", pupil=pupil)
    groups = queries.shelf(Owner(pupil=pupil), at=timezone.now())
    assert queries.next_test(groups).instrument.code == "p05_teamwork"
    assert "Продолжить" in client.get(reverse("assessments:shelf")).text


def test_the_shelf_offers_a_test_for_the_pupils_grade():
    pupil = make_pupil(grade=11)
    groups = queries.shelf(Owner(pupil=pupil), at=timezone.now())
    offered = queries.next_test(groups).instrument
    assert offered.grades.from_ <= 11 <= offered.grades.to


def test_the_shelf_offers_a_question_not_asked_yet():
    pupil = make_pupil(grade=9)
    make_result(pupil=pupil)
    offered = queries.next_test(queries.shelf(Owner(pupil=pupil), at=timezone.now())).instrument
    assert (offered.group, offered.evidence_class) == ("skills", "B")
    guest = queries.next_test(queries.shelf(Owner(guest=uuid4()), at=timezone.now()))
    assert guest.instrument.code == INTERESTS


@pytest.mark.parametrize("grade", [None, 6, 9])
def test_a_group_shows_a_few_tests_and_folds_the_others_without_losing_any(grade):
    owner = Owner(guest=uuid4()) if grade is None else Owner(pupil=make_pupil(grade=grade))
    for group in queries.shelf(owner, at=timezone.now()):
        folds = [group.first, group.more, group.others]
        assert sorted(t.instrument.code for fold in folds for t in fold) == sorted(
            test.instrument.code for test in group.tests
        )
        assert len(group.first) <= SEEN + 1
        assert all(test.for_grade for test in group.first + group.more)
        assert not any(test.for_grade for test in group.others)


def test_on_the_shelf_what_was_begun_stands_first_and_what_was_taken_last():
    pupil = make_pupil(grade=9)
    make_result("i07_choice_matrix", pupil=pupil)
    make_sitting("i04_fields", pupil=pupil)
    interests = queries.shelf(Owner(pupil=pupil), at=timezone.now())[0].own
    assert interests[0].instrument.code == "i04_fields"
    assert interests[-1].instrument.code == "i07_choice_matrix"


@pytest.mark.parametrize("code", list(INSTRUMENTS.all("ru")))
def test_every_passport_is_public(client, code):
    page = client.get(reverse("assessments:instrument", args=[code]))
    assert page.status_code == 200
    assert "Паспорт теста" in page.text


def test_small_numbers_are_not_published_and_larger_ones_are():
    instrument = INSTRUMENTS.get(INTERESTS)
    for _ in range(3):
        make_result()
    assert passport(instrument).taken is None
    cache.clear()
    for n in range(57):
        levels = {scale: (n * (m % 4 + 1)) % 5 for m, scale in enumerate(SCALES)}
        sitting = make_sitting(answers=profile(**levels))
        actions.finish(sitting.pk, at=timezone.now())
    Sitting.objects.update(is_flagged=False)
    known = passport(instrument)
    assert known.taken == 60
    assert {row.title for row in known.reliability} == {s.title for s in instrument.scales}
    assert all(0.8 < row.alpha <= 1 for row in known.reliability)


def test_the_passport_counts_once_in_ten_minutes(django_assert_num_queries):
    instrument = INSTRUMENTS.get(INTERESTS)
    passport(instrument)
    with django_assert_num_queries(0):
        passport(instrument)


def form_url(code=INTERESTS, version=1, language="ru", seed=None) -> str:
    if seed is None:
        return reverse("assessments:form", args=[code, version, language])
    return reverse("assessments:seeded-form", args=[code, version, language, seed])


def test_the_form_may_be_kept_for_ever(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(form_url())
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(form_url(), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == response["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        form_url(version=2),
        form_url(language="de"),
        form_url(code="x99_no"),
        form_url(seed=5),
        form_url("a04_calculation"),
        form_url("a04_calculation", seed=2**64),
    ],
)
def test_other_forms_do_not_exist(client, address):
    assert client.get(address).status_code == 404


def test_a_generated_form_is_the_same_for_the_same_seed(client):
    one, same, other = (
        client.get(form_url("r04_world_of_work", seed=seed)).json() for seed in (5, 5, 6)
    )
    assert one == same != other
    english = client.get(form_url("r04_world_of_work", language="en", seed=5)).json()
    assert english["items"][0]["text"].isascii() or "“" in english["items"][0]["text"]
