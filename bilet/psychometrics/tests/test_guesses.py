"""Laws of guesses laid beside scores."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilet.psychometrics.guesses import farthest_first, placed, step_error

numbers = st.lists(st.tuples(st.floats(0, 20), st.floats(0, 20)), min_size=1, max_size=12)


def test_five_steps_cover_a_scale_from_nought_to_twenty():
    assert placed(np.arange(5), n_steps=5, low=0, high=20).tolist() == [0, 5, 10, 15, 20]


@given(st.floats(-50, 50), st.floats(0.1, 100), st.integers(2, 9))
def test_more_steps_never_lie_lower_and_the_ends_are_the_ends(low, span, n_steps):
    found = placed(np.arange(n_steps), n_steps=n_steps, low=low, high=low + span)
    assert (np.diff(found) > 0).all()
    assert found[[0, -1]] == pytest.approx([low, low + span])


def test_no_answer_has_no_place():
    assert np.isnan(placed([math.nan], n_steps=5, low=0, high=1)).all()


@pytest.mark.parametrize("steps", [[5], [-1]])
def test_a_step_that_was_not_offered_is_refused(steps):
    with pytest.raises(ValueError, match="placed: "):
        placed(steps, n_steps=5, low=0, high=1)


@given(st.integers(2, 30))
def test_the_finer_the_steps_the_smaller_their_error(n_steps):
    coarse, fine = (float(step_error(n, low=0, high=20)) for n in (n_steps, n_steps + 1))
    assert 0 < fine < coarse


def test_the_error_of_steps_is_that_of_rounding():
    meant = np.random.default_rng(7).uniform(0, 20, 200_000)
    # The outer steps round only to one side: a scale's own ends are left out.
    meant = meant[(meant > 2.5) & (meant < 17.5)]
    rounded = placed(np.round(meant / 5), n_steps=5, low=0, high=20)
    assert float(np.std(rounded - meant)) == pytest.approx(
        float(step_error(5, low=0, high=20)), rel=0.01
    )


@given(numbers)
def test_differences_only_fall_along_the_order(pairs):
    own, guessed = np.array(pairs).T
    order = farthest_first(own, guessed, np.full(own.size, 20.0))
    assert sorted(order) == list(range(own.size))
    assert (np.diff(np.abs(own - guessed)[order]) < 1e-6).all()


def test_equal_differences_keep_the_order_given():
    order = farthest_first(np.array([1.0, 9, 5]), np.array([3.0, 7, 5]), np.full(3, 20.0))
    assert order.tolist() == [0, 1, 2]


def test_differences_are_shares_of_their_own_scale():
    order = farthest_first(np.array([10.0, 0.5]), np.array([20.0, 1.0]), np.array([100.0, 1.0]))
    assert order.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("own", "guessed", "spans"), [([1.0], [1.0, 2.0], [1.0]), ([1.0], [1.0], [0.0])]
)
def test_arrays_that_do_not_fit_are_named(own, guessed, spans):
    with pytest.raises(ValueError, match="farthest_first: "):
        farthest_first(np.array(own), np.array(guessed), np.array(spans))


def test_a_scale_of_one_step_is_none():
    with pytest.raises(ValueError, match="step_error: "):
        step_error(1, low=0, high=1)
