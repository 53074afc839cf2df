"""Laws of standard errors, bands and differences."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bilet.psychometrics.standard_errors import (
    count_error,
    d_prime_error,
    differ,
    interval,
    measurement_error,
    percent_error,
    provisional_sd,
    rate_error,
)

number = st.floats(-100, 100)
error = st.floats(0, 20)


def test_before_norms_a_scale_from_0_to_40_has_an_error_of_five_and_a_half_points():
    assert measurement_error(provisional_sd(0, 40)) == pytest.approx(10 * math.sqrt(0.3))


@given(st.floats(0, 50), st.floats(-1, 1), st.floats(-1, 1))
def test_a_more_reliable_scale_never_has_a_larger_error(sd, one, other):
    worse, better = sorted((one, other))
    assert 0 <= measurement_error(sd, better) <= measurement_error(sd, worse) <= sd


@given(st.integers(1, 60), st.data())
def test_the_error_of_a_count_is_positive_and_the_same_for_yes_and_no(trials, data):
    count = data.draw(st.integers(0, trials))
    assert count_error(count, trials) > 0
    assert count_error(count, trials) == pytest.approx(count_error(trials - count, trials))


def test_the_error_of_a_percentage_is_half_the_wilson_interval():
    """8 of 10 at z = 1: centre (.8 + .05) / 1.1, half width sqrt(.016 + .0025) / 1.1."""
    assert percent_error(80, 10) == pytest.approx(100 * math.sqrt(0.0185) / 1.1)
    assert percent_error(100, 4) > percent_error(100, 16) > 0


def test_four_times_the_working_time_halves_the_error_of_a_rate():
    short = rate_error(20, 5, 1, n_options=math.inf)
    assert rate_error(80, 20, 4, n_options=math.inf) == pytest.approx(short / 2)
    assert rate_error(0, 0, 1, n_options=4) == 1.0


def test_the_error_of_d_prime_shrinks_with_trials_and_matches_its_formula():
    """25 of 50 each way: the rate is .5, so var = 2 * .25 / (51 * phi(0)^2)."""
    assert d_prime_error(25, 25, 25, 25) == pytest.approx(math.sqrt(0.5 / 51 * 2 * math.pi))
    assert d_prime_error(9, 1, 1, 9) > d_prime_error(90, 10, 10, 90)


@given(number, number, error, error)
def test_a_difference_is_mutual_and_never_found_within_the_noise(a, b, se_a, se_b):
    assert differ(a, b, se_a, se_b) == differ(b, a, se_b, se_a)
    assert not differ(a, a, se_a, se_b)
    assert differ(a, b, se_a, se_b) == (abs(a - b) > 1.5 * math.hypot(se_a, se_b))


def test_an_unknown_score_differs_from_nothing():
    assert differ(np.array([np.nan, 9.0]), np.array([1.0, 1.0]), 1, 1).tolist() == [False, True]


@given(st.floats(0, 40), error)
def test_a_band_holds_its_score_and_stays_on_the_scale(score, se):
    lower, upper = interval(score, se, low=0, high=40)
    assert 0 <= lower <= score <= upper <= 40
    assert_allclose(interval(20.0, 3.0, low=0, high=40, width=1.96), (14.12, 25.88))


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: provisional_sd(3, 3), "high must be above low"),
        (lambda: measurement_error(-1), "sd must be finite"),
        (lambda: measurement_error(1, 1.2), "reliability must not be above 1"),
        (lambda: count_error(3, 2), "trials must be above 0"),
        (lambda: percent_error(101, 5), "at least as many"),
        (lambda: percent_error(50, 0), "trials must be above 0"),
        (lambda: rate_error(1, 1, 0, n_options=3), "minutes must be above 0"),
        (lambda: d_prime_error(1, 1, 1, -1), "correct_rejections must"),
        (lambda: differ(1, 2, -1, 1), "se_a must"),
        (lambda: interval(1, -1, low=0, high=2), "errors must"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
