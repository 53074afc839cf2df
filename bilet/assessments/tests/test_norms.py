"""Norms: from two hundred pupils of like grade, by grade alone."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from bilet.assessments import queries
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.people.models import Person, Pupil
from bilet.testing.assessments import INTERESTS, make_result
from bilet.testing.factories import make_pupil

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def crowd(count: int, grade: int) -> None:
    """So many pupils of a grade with the scores 0, 1, 2 … 20 in turns."""
    first = make_pupil(grade=grade)
    people = Person.objects.bulk_create(Person(username=f"norm-{grade}-{n}") for n in range(count))
    pupils = Pupil.objects.bulk_create(
        Pupil(person=person, region=first.region, grade=grade, nickname=f"n{n}", number=n + 100)
        for n, person in enumerate(people)
    )
    sittings = Sitting.objects.bulk_create(
        Sitting(pupil=p, instrument=INTERESTS, version=1, seed=1, finished_at=timezone.now())
        for p in pupils
    )
    ScaleScore.objects.bulk_create(
        ScaleScore(sitting=s, scale=scale, value=n % 21,
                   standard_error=2, lowest=0, highest=20, band="low")
        for n, s in enumerate(sittings)
        for scale in scales()
    )  # fmt: skip


def scales() -> list[str]:
    return [scale.code for scale in INSTRUMENTS.get(INTERESTS, "ru").scales]


def norms(grade: int, level: int):
    pupil = make_pupil(grade=grade)
    answers = {f"{s}{n}": f"v{level}" for n in range(1, 6) for s in "riasec"}
    done = make_result(pupil=pupil, answers=answers)
    Sitting.objects.filter(pk=done.pk).update(is_flagged=False, flags=[])
    done.refresh_from_db()
    return queries.norms_of(pupil, INSTRUMENTS.get(INTERESTS), done)


def test_from_two_hundred_pupils_of_the_band_a_result_has_a_place():
    crowd(205, grade=8)
    found = norms(9, level=4)
    assert found is not None
    assert found.grades == (8, 9)
    assert found.n >= 200
    assert all(place.low > 90 for place in found.places)


def test_with_fewer_there_is_no_number_that_looks_like_a_norm():
    crowd(150, grade=8)
    assert norms(8, level=4) is None


def test_pupils_of_other_grades_do_not_count():
    crowd(205, grade=6)
    assert norms(8, level=4) is None
