"""The joined profile: tests together, and where they argue."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bilet.assessments.library import INSTRUMENTS
from bilet.guidance.engine.profile import Measured, centred, disagreements, joined
from bilet.guidance.queries.profile import profile_page
from bilet.people.models import Owner
from bilet.testing.assessments import make_result
from bilet.testing.factories import make_pupil

LETTERS = "RIASEC"
shares = st.lists(st.floats(0, 1), min_size=6, max_size=6)


def said_by(code: str, values: list[float], *, error: float = 0.1, side="want") -> list[Measured]:
    return [
        Measured(code, code, side, "direction", letter, value, error)
        for letter, value in zip(LETTERS, values, strict=True)
    ]


@given(shares, st.floats(-0.4, 0.4))
def test_a_test_on_which_one_says_yes_more_often_says_the_same(values, level):
    moved = [value + level for value in values]
    pairs = zip(centred(said_by("a", values)), centred(said_by("a", moved)), strict=True)
    assert all(one.share == pytest.approx(other.share, abs=1e-9) for one, other in pairs)


@given(shares, shares, st.floats(0.02, 0.3), st.floats(0.02, 0.3))
def test_another_test_never_makes_a_profile_less_sure(one, other, error, other_error):
    alone = {row.key: row.error for row in joined(said_by("a", one, error=error), "direction")}
    both = joined(
        [*said_by("a", one, error=error), *said_by("b", other, error=other_error)], "direction"
    )
    assert all(row.error <= alone[row.key] + 1e-12 for row in both)


@given(shares, shares)
def test_the_order_of_the_tests_changes_nothing(one, other):
    a, b = said_by("a", one), said_by("b", other)
    there, back = disagreements(a + b), disagreements(b + a)
    assert [d.difference for d in there] == pytest.approx([d.difference for d in back])


def test_what_one_says_is_no_argument_with_itself():
    assert disagreements(said_by("a", [1, 0, 0, 0, 0, 0], error=0.01)) == []


def test_two_tests_argue_when_they_clearly_differ():
    high = said_by("a", [1.0, 0.5, 0.5, 0.5, 0.5, 0.5])
    low = said_by("b", [0.1, 0.6, 0.6, 0.6, 0.6, 0.6])
    found = disagreements([*high, *low])[0]
    assert (found.key, found.more.test, found.less.test) == ("R", "a", "b")
    assert not found.is_want_and_can


def test_within_the_error_nobody_argues():
    high = said_by("a", [1.0, 0.5, 0.5, 0.5, 0.5, 0.5], error=0.4)
    low = said_by("b", [0.1, 0.6, 0.6, 0.6, 0.6, 0.6], error=0.4)
    assert disagreements([*high, *low]) == []


@pytest.mark.django_db
def test_wanting_and_trusting_oneself_are_shown_apart(django_assert_max_num_queries):
    pupil = make_pupil(grade=9)
    make_result(pupil=pupil, answers=_answers("i02_interests_short", {"R": 4}))
    make_result("r09_confidence", pupil=pupil, answers=_answers("r09_confidence", {"S": 5}))
    with django_assert_max_num_queries(20):
        page = profile_page(Owner(pupil=pupil), at=timezone.now())
    assert page.count == 2
    assert [together.bands[0].label for together in page.together]
    keys = " ".join(argument.title for argument in page.arguments)
    assert page.arguments
    assert "Работа руками" in keys or "Помощь людям" in keys


def _answers(code: str, top: dict[str, int]) -> dict[str, str]:
    """The highest answer for the named directions, the lowest for the others."""
    test = INSTRUMENTS.get(code, "ru")
    assert test is not None
    letters = {scale.code: scale.riasec for scale in test.scales}
    order = sorted(test.responses, key=lambda r: r.value or 0)
    return {
        item.id: order[-1].id if letters[item.scale] in top else order[n % 2].id
        for n, item in enumerate(test.items)
    }


@pytest.mark.django_db
def test_without_results_the_page_says_what_to_do(client):
    page = client.get("/profile/").content.decode()
    assert "Результатов пока нет" in page
