"""The next best trial: which one is expected to settle most."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.matching import doubt, expected_reduction_of_doubt, match

N = 5
fits = arrays(np.float64, N, elements=st.floats(-1, 1))
errors = arrays(np.float64, N, elements=st.floats(0, 0.6))
PROFILES = np.random.default_rng(2).normal(size=(N, 6))
ALIKE = match(PROFILES, PROFILES).astype(float)
EACH = np.eye(N)


@given(fits, errors)
def test_a_trial_never_raises_doubt_and_never_settles_more_than_there_is(means, ses):
    gains = expected_reduction_of_doubt(means, ses, ALIKE, EACH)
    assert (gains >= 0).all()
    assert (gains <= doubt(means, ses, ALIKE) + 1e-9).all()


@given(fits, errors, st.floats(0.05, 1), st.floats(0.05, 1))
def test_a_clearer_trial_settles_no_less(means, ses, one, other):
    clear, vague = sorted((one, other))
    more = expected_reduction_of_doubt(means, ses, ALIKE, EACH, noise=clear)
    less = expected_reduction_of_doubt(means, ses, ALIKE, EACH, noise=vague)
    assert (more >= less - 1e-9).all()


@given(fits, errors, st.permutations(range(N)))
def test_the_order_of_the_catalogue_does_not_matter(means, ses, order):
    if len(set(means)) < N:
        return
    there = expected_reduction_of_doubt(means, ses, ALIKE, EACH)
    moved = expected_reduction_of_doubt(means[order], ses[order], ALIKE[np.ix_(order, order)], EACH)
    assert_allclose(moved, there[order], atol=1e-9)


def test_the_closed_form_agrees_with_a_simulation_of_the_trial():
    rng = np.random.default_rng(4)
    means, ses, noise = np.array([0.5, 0.42, 0.3]), np.array([0.2, 0.25, 0.1]), 0.2
    likeness = np.array([[1.0, 0.4, -0.1], [0.4, 1.0, 0.2], [-0.1, 0.2, 1.0]])
    covariance = likeness * np.outer(ses, ses)
    truth = rng.multivariate_normal(means, covariance, 300_000)
    outcome = truth[:, 1] + noise * rng.normal(size=len(truth))
    gain = covariance[:, 1] / (covariance[1, 1] + noise**2)
    belief = means + np.outer(outcome - means[1], gain)
    wrong_before = wrong_after = 0.0
    for other in (1, 2):
        really = truth[:, 0] > truth[:, other]
        wrong_before += (~really).mean()
        wrong_after += (really != (belief[:, 0] > belief[:, other])).mean()
    assert doubt(means, ses, likeness) == pytest.approx(wrong_before, abs=0.004)
    gains = expected_reduction_of_doubt(means, ses, likeness, np.eye(3), noise=noise)
    assert gains[1] == pytest.approx(wrong_before - wrong_after, abs=0.004)


def test_trying_a_close_and_unknown_contender_settles_most():
    means = np.array([0.8, 0.78, 0.1, -0.5])
    ses = np.array([0.05, 0.4, 0.4, 0.4])
    gains = expected_reduction_of_doubt(means, ses, np.eye(4), np.eye(4))
    assert gains.argmax() == 1
    assert gains[3] < 0.2 * gains[1]


def test_a_trial_that_informs_about_nothing_settles_nothing():
    gains = expected_reduction_of_doubt(np.arange(5) / 5, np.full(5, 0.3), ALIKE, np.zeros((1, 5)))
    assert gains == 0


def test_what_is_known_exactly_leaves_no_doubt():
    means = np.array([0.9, 0.1, 0.4, 0.2, 0.3])
    assert doubt(means, np.zeros(5), ALIKE) == 0
    assert_allclose(expected_reduction_of_doubt(means, np.zeros(5), ALIKE, EACH), 0)


def test_knowing_nothing_is_half_a_doubt_for_each_contender():
    assert doubt(np.zeros(9), np.ones(9), np.eye(9), contenders=7) == pytest.approx(3.0)


def test_professions_without_a_fit_take_no_part():
    means, ses = np.array([0.5, np.nan, 0.4]), np.array([0.2, 0.2, 0.2])
    gains = expected_reduction_of_doubt(means, ses, np.eye(3), np.eye(3))
    assert gains[1] == 0
    assert gains[[0, 2]] == pytest.approx(
        expected_reduction_of_doubt(means[[0, 2]], ses[[0, 2]], np.eye(2), np.eye(2))
    )


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: doubt(np.ones(3), np.ones(2), np.eye(3)), r"errors must be \(3,\); got \(2,\)"),
        (lambda: doubt(np.ones(3), np.ones(3), np.eye(2)), r"3 professions.*got \(2, 2\)"),
        (lambda: doubt(np.ones(3), -np.ones(3), np.eye(3)), "errors must be finite"),
        (lambda: doubt(np.full(2, np.nan), np.ones(2), np.eye(2)), "no profession has a fit"),
        (
            lambda: expected_reduction_of_doubt(np.ones(3), np.ones(3), np.eye(3), np.eye(2)),
            r"got \(2, 2\) and 0.25",
        ),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
