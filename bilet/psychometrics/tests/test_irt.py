"""Item response models: published calibrations, known estimates, laws and traps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.irt import (
    calibrate_2pl,
    calibrate_rasch,
    eap,
    information,
    link,
    log_odds_scale,
    map_estimates,
    marginal_reliability,
    probability,
    stocking_lord,
    wle,
)
from bilet.psychometrics.tests.published import LSAT6, LSAT7

A = np.array([0.9877, 1.0808, 1.7067, 0.7650, 0.7357])  # LSAT7
B = np.array([-1.8791, -0.7475, -1.0573, -0.6353, -2.5207])
NONE_AND_ALL = np.array([[0.0] * 5, [1.0] * 5])
theta = arrays(np.float64, 4, elements=st.floats(-5, 5))
discrimination = arrays(np.float64, 6, elements=st.floats(0.2, 3))
difficulty = arrays(np.float64, 6, elements=st.floats(-3, 3))
guessing = arrays(np.float64, 6, elements=st.floats(0, 0.4))
answers = arrays(np.float64, (3, 6), elements=st.sampled_from([0.0, 1.0, np.nan]))


def test_lsat6_calibrates_to_the_published_2pl():
    found = calibrate_2pl(LSAT6)
    assert found.converged
    assert found.log_likelihood == pytest.approx(-2466.653, abs=5e-4)
    assert_allclose(found.a, [0.8254, 0.7229, 0.8905, 0.6886, 0.6575], atol=1e-3)
    assert_allclose(found.b, [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], atol=3e-3)


def test_lsat7_calibrates_to_the_published_2pl():
    found = calibrate_2pl(LSAT7)
    assert found.log_likelihood == pytest.approx(-2658.805, abs=5e-4)
    assert_allclose(found.a, A, atol=1e-3)
    assert_allclose(found.b, B, atol=1e-3)


def test_lsat6_calibrates_to_the_published_rasch_model():
    found = calibrate_rasch(LSAT6)
    assert_allclose(found.b, [-2.7300, -0.9986, -0.2399, -1.3065, -2.0994], atol=2e-4)
    assert found.latent_variance == pytest.approx(0.5702, abs=2e-4)
    assert_allclose(found.a, 1.0)
    assert_allclose(found.a_errors, 0.0)


def test_positions_on_lsat7_are_the_published_ones():
    expected, spread = eap(NONE_AND_ALL, A, B)
    assert_allclose(expected, [-1.8698, 0.7272], atol=2e-4)
    assert spread[0] == pytest.approx(0.6927, abs=2e-4)
    assert map_estimates(NONE_AND_ALL, A, B).theta[0] == pytest.approx(-1.8164, abs=2e-4)
    assert_allclose(wle(NONE_AND_ALL, A, B).theta, [-4.137, 1.088], atol=1e-3)


def simulated(n_persons, n_items, seed=12):
    rng = np.random.default_rng(seed)
    a, b = rng.uniform(0.6, 1.8, n_items), rng.normal(size=n_items)
    where = rng.normal(size=n_persons)
    right = rng.random((n_persons, n_items)) < probability(where, a, b)
    return where, a, b, right.astype(float)


def test_a_simulated_bank_is_found_again_within_its_errors():
    _, a, b, responses = simulated(3_000, 25)
    responses[np.random.default_rng(3).random(responses.shape) < 0.2] = np.nan
    found = calibrate_2pl(responses, tolerance=1e-4)
    assert found.converged
    assert np.abs((found.a - a) / found.a_errors).max() < 4
    assert np.abs((found.b - b) / found.b_errors).max() < 4
    assert np.sqrt(np.mean((found.a - a) ** 2)) < 0.1
    assert np.sqrt(np.mean((found.b - b) ** 2)) < 0.1


def test_positions_are_found_again_and_their_errors_are_honest():
    where, a, b, responses = simulated(2_000, 30)
    for estimate in (eap, map_estimates, wle):
        found = estimate(responses, a, b)
        assert np.corrcoef(found.theta, where)[0, 1] > 0.9
        assert ((found.theta - where) / found.error).std() == pytest.approx(1.0, abs=0.08)
    assert marginal_reliability(eap(responses, a, b)) == pytest.approx(
        np.corrcoef(eap(responses, a, b).theta, where)[0, 1] ** 2, abs=0.03
    )


@given(theta, discrimination, difficulty, guessing)
def test_probability_rises_with_theta_from_guessing_to_one(at, a, b, c):
    p = probability(np.sort(at), a, b, c)
    assert ((p >= c) & (p <= 1)).all()
    assert (np.diff(p, axis=0) >= 0).all()


@given(discrimination, difficulty)
def test_a_larger_b_is_a_harder_item_and_at_b_the_chance_is_one_half(a, b):
    assert (probability(np.zeros(1), a, b + 1) < probability(np.zeros(1), a, b)).all()
    assert_allclose(np.diag(probability(b, a, b)), 0.5)


@given(theta, discrimination, difficulty, guessing)
def test_information_is_the_squared_slope_over_the_variance(at, a, b, c):
    step = 1e-5
    slope = (probability(at + step, a, b, c) - probability(at - step, a, b, c)) / (2 * step)
    p = probability(at, a, b, c)
    assert_allclose(information(at, a, b, c), slope**2 / (p * (1 - p)), rtol=1e-3, atol=1e-6)


def test_other_programs_signs_and_scales_are_turned_to_ours():
    """An intercept d is -a b: the same curve, though d falls where b rises."""
    slopes, intercepts = np.array([1.2, 0.8]), np.array([0.6, -0.4])
    a, b = log_odds_scale(slopes, intercepts)
    assert_allclose(b, [-0.5, 0.5])
    assert_allclose(probability([0.3], a, b), 1 / (1 + np.exp(-(slopes * 0.3 + intercepts)))[None])
    ogive, _ = log_odds_scale(slopes / 1.702, intercepts / 1.702, factor=1.702)
    assert_allclose(ogive, a)


@given(answers, discrimination, difficulty, guessing)
def test_nobody_is_infinitely_able_or_unable(responses, a, b, c):
    known = ~np.isnan(responses).all(axis=1)
    for estimate in (eap, map_estimates, wle):
        found = estimate(responses, a, b, c)
        assert (np.abs(found.theta[known]) <= 10).all()
        assert (found.error[known] > 0).all()


@given(answers, discrimination, difficulty, st.integers(0, 5))
def test_one_more_right_answer_raises_the_position(responses, a, b, item):
    worse, better = responses.copy(), responses.copy()
    worse[:, item], better[:, item] = 0, 1
    for estimate in (eap, map_estimates, wle):
        assert (estimate(better, a, b).theta > estimate(worse, a, b).theta - 1e-6).all()


@given(answers, discrimination, difficulty)
def test_an_item_that_was_not_presented_is_as_if_it_were_not_in_the_bank(responses, a, b):
    responses[:, 2] = np.nan
    for estimate in (eap, map_estimates, wle):
        with_gap = estimate(responses, a, b)
        without = estimate(*(np.delete(x, 2, axis=-1) for x in (responses, a, b)))
        assert_allclose(with_gap.theta, without.theta, atol=1e-8)
        assert_allclose(with_gap.error, without.error, rtol=1e-6)


def test_without_answers_one_is_where_the_group_is():
    nothing = np.full((1, 5), np.nan)
    assert eap(nothing, A, B).theta == pytest.approx(0.0, abs=1e-9)
    assert eap(nothing, A, B, variance=0.25).error == pytest.approx(0.5, abs=1e-3)
    assert map_estimates(nothing, A, B).theta == pytest.approx(0.0, abs=1e-6)
    assert np.isnan(wle(nothing, A, B).theta).all()


def test_wle_takes_the_end_of_the_scale_over_a_lower_peak_inside():
    """Three vague items and one sharp, hard one, all wrong: a bump at 1.7 is not the top."""
    a, b = np.array([0.22, 0.22, 0.22, 2.0, 0.22, 0.22]), np.array([0.0, 0.0, 0.0, 3.0, 3.0, 3.0])
    none, one = np.zeros((1, 6)), np.eye(6)[:1]
    assert wle(none, a, b).theta < -9
    assert wle(none, a, b).theta < wle(one, a, b).theta < 0


def test_with_guessing_map_takes_the_higher_of_two_peaks():
    a, b, c = np.array([3.0, 3.0, 3.0]), np.array([-2.0, 2.0, 2.5]), np.array([0.0, 0.3, 0.3])
    sheet = np.array([[0.0, 1.0, 1.0]])
    grid = np.linspace(-6, 6, 24_001)
    p = probability(grid, a, b, c)
    height = np.log(np.where(sheet[0] == 1, p, 1 - p)).sum(axis=1) - grid**2 / 2
    assert map_estimates(sheet, a, b, c).theta == pytest.approx(grid[height.argmax()], abs=1e-3)


@given(discrimination, difficulty, st.floats(0.5, 2), st.floats(-1, 1))
@settings(max_examples=15)
def test_a_moved_bank_is_brought_back(a, b, slope, shift):
    if np.std(b) < 0.3:
        return
    new = link(a, b, slope=1 / slope, shift=-shift / slope)
    found_slope, found_shift, kept = stocking_lord(new, (a, b))
    assert found_slope == pytest.approx(slope, abs=1e-3)
    assert found_shift == pytest.approx(shift, abs=1e-3)
    assert kept.all()


def test_an_anchor_that_drifted_is_dropped():
    a, b = np.ones(6), np.linspace(-1.5, 1.5, 6)
    drifted = b.copy()
    drifted[3] += 1.5
    slope, shift, kept = stocking_lord((a, drifted), (a, b))
    assert kept.tolist() == [True, True, True, False, True, True]
    assert (slope, shift) == (pytest.approx(1, abs=1e-4), pytest.approx(0, abs=1e-4))


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: probability([0.0], A, B[1:]), r"b must be \(5,\); got \(4,\)"),
        (lambda: probability([0.0], A, B, np.ones(5)), r"c in \[0, 1\)"),
        (lambda: information([[0.0]], A, B), r"theta must be \(n,\); got \(1, 1\)"),
        (lambda: log_odds_scale([0.0], [1.0]), "a slope is 0"),
        (lambda: eap(NONE_AND_ALL[:, :4], A, B), r"\(n_persons, 5\) for 5 items; got \(2, 4\)"),
        (lambda: eap(NONE_AND_ALL, A, B, variance=0), "variance must be above 0"),
        (lambda: map_estimates(NONE_AND_ALL, A, B, variance=-1), "variance must be above 0"),
        (lambda: wle(NONE_AND_ALL + 1, A, B), "0, 1 or NaN"),
        (lambda: calibrate_2pl(LSAT6[:, :2]), r"needs 3 items.*got \(1000, 2\)"),
        (lambda: calibrate_rasch(np.ones((9, 3))), r"items \[0, 1, 2\] were answered alike"),
        (lambda: link(A, B, slope=0, shift=0), "slope must be above 0"),
        (lambda: stocking_lord((A, B), (A[1:], B[1:])), r"got \(5,\) and \(4,\)"),
        (lambda: stocking_lord((A, B), (A, B * [1, -9, 9, -9, 1])), "fewer than three anchors"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
