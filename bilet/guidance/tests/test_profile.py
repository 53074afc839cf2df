"""The joined profile: tests together, and where they argue."""

import math

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bilet.assessments.library import INSTRUMENTS
from bilet.guidance.engine.profile import Measured, centred, disagreements, joined
from bilet.guidance.queries.profile import profile_page
from bilet.guidance.tests.rows import make_unclear
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


errors = st.floats(0.02, 0.3)


def errors_of(*tests: list[Measured]) -> dict[str, float]:
    return {row.key: row.error for row in joined([m for test in tests for m in test], "direction")}


def gaps(one: list[Measured], other: list[Measured]) -> dict[str, float]:
    """How far two tests lie apart on each thing, in standard errors of the difference."""
    pairs = zip(centred(one), centred(other), strict=True)
    return {a.key: abs(a.share - b.share) / math.hypot(a.error, b.error) for a, b in pairs}


@given(shares, st.floats(-0.2, 0.2), errors, errors)
def test_another_test_that_says_the_same_makes_a_profile_surer(one, level, error, other_error):
    a = said_by("a", one, error=error)
    b = said_by("b", [share + level for share in one], error=other_error)
    fixed = (error**-2 + other_error**-2) ** -0.5
    for key, found in errors_of(a, b).items():
        assert found == pytest.approx(fixed)
        assert found < errors_of(a)[key]


@given(shares, shares, errors, errors)
def test_only_where_tests_differ_beyond_their_errors_the_stripe_widens(
    one, other, error, other_error
):
    """Within the errors nothing changes; beyond them it is wider, and never narrower."""
    a, b = said_by("a", one, error=error), said_by("b", other, error=other_error)
    fixed = (error**-2 + other_error**-2) ** -0.5
    apart = gaps(a, b)
    for key, found in errors_of(a, b).items():
        assert found >= fixed - 1e-12
        if apart[key] < 0.999:
            assert found == pytest.approx(fixed)
        elif apart[key] > 1.001:
            assert found > fixed


@given(shares, shares, errors, errors)
def test_it_is_the_same_whichever_test_came_first(one, other, error, other_error):
    a, b = said_by("a", one, error=error), said_by("b", other, error=other_error)
    there, back = errors_of(a, b), errors_of(b, a)
    assert all(back[key] == pytest.approx(found) for key, found in there.items())


def test_two_tests_that_contradict_each_other_give_a_stripe_that_reaches_both():
    high = said_by("a", [1.0, 0.5, 0.5, 0.5, 0.5, 0.5], error=0.05)
    low = said_by("b", [0.1, 0.6, 0.6, 0.6, 0.6, 0.6], error=0.05)
    both = next(row for row in joined([*high, *low], "direction") if row.key == "R")
    of_each = [next(m.share for m in centred(test) if m.key == "R") for test in (high, low)]
    assert both.value - both.error <= min(of_each) + 1e-9
    assert both.value + both.error >= max(of_each) - 1e-9


def test_what_one_trusts_oneself_with_does_not_move_what_one_wants():
    wants = said_by("a", [1.0, 0.5, 0.5, 0.5, 0.5, 0.5])
    trusts = said_by("b", [0.0, 0.6, 0.6, 0.6, 0.6, 0.6], side="can")
    assert joined([*wants, *trusts], "direction") == joined(wants, "direction")


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
def test_how_wide_a_stripe_is_stands_in_the_table_too(client):
    pupil = make_pupil(grade=9)
    make_unclear(pupil)
    client.force_login(pupil.person)
    response = client.get("/profile/")
    widths = {b.label: b.high - b.low for b in response.context["page"].together[0].bands}
    assert widths["Работа руками"] > 2 * widths["Творчество"]
    for band in response.context["page"].together[0].bands:
        low, high = (f"{end:.2f}".replace(".", ",") for end in (band.low, band.high))
        assert f'<td class="numbers">{low} … {high}</td>' in response.text


@pytest.mark.django_db
def test_without_results_the_page_says_what_to_do(client):
    page = client.get("/profile/").content.decode()
    assert "Результатов пока нет" in page
