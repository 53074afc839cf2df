"""Reliability: published values of two classic data sets, and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bilet.psychometrics.reliability import (
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
    one_factor,
    pairwise_covariance,
    split_half,
)
from bilet.psychometrics.tests.published import LSAT6, LSAT7


@st.composite
def answer_sheets(draw):
    """Answers of 30 persons to 4-8 items with something in common."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    n_items = draw(st.integers(4, 8))
    common = rng.normal(size=(30, 1))
    return np.round(common * draw(st.floats(0.2, 3.0)) + rng.normal(size=(30, n_items)), 2)


@pytest.mark.parametrize(
    ("responses", "alpha", "omega", "spearman_brown"),
    [(LSAT6, 0.2950, 0.3068, 0.3380), (LSAT7, 0.4534, 0.4619, 0.4605)],
    ids=["LSAT6", "LSAT7"],
)
def test_the_law_school_tests_have_their_published_reliability(
    responses, alpha, omega, spearman_brown
):
    assert cronbach_alpha(responses) == pytest.approx(alpha, abs=5e-5)
    assert mcdonald_omega(responses) == pytest.approx(omega, abs=5e-5)
    assert split_half(responses) == pytest.approx(spearman_brown, abs=5e-5)


def test_one_factor_is_found_again_from_its_own_covariance():
    loadings = np.array([0.8, 1.5, 0.4, 0.9])
    uniquenesses = np.array([0.5, 1.0, 0.7, 0.3])
    found, left = one_factor(np.outer(loadings, loadings) + np.diag(uniquenesses))
    assert_allclose(found, loadings, atol=1e-4)
    assert_allclose(left, uniquenesses, atol=1e-4)


@given(answer_sheets(), st.floats(0.1, 10), st.floats(-5, 5))
def test_the_unit_of_the_answers_does_not_matter(responses, unit, shift):
    moved = responses * unit + shift
    assert cronbach_alpha(moved) == pytest.approx(cronbach_alpha(responses))
    assert split_half(moved) == pytest.approx(split_half(responses))
    assert_allclose(item_rest_correlations(moved), item_rest_correlations(responses), atol=1e-9)


@given(answer_sheets())
def test_the_order_of_items_matters_to_halves_only(responses):
    turned = responses[:, ::-1]
    assert cronbach_alpha(turned) == pytest.approx(cronbach_alpha(responses))
    assert mcdonald_omega(turned) == pytest.approx(mcdonald_omega(responses), abs=1e-4)
    assert_allclose(item_rest_correlations(turned), item_rest_correlations(responses)[::-1])


@given(answer_sheets())
def test_item_rest_correlations_are_plain_correlations_with_the_other_items(responses):
    total = responses.sum(axis=1)
    plain = [np.corrcoef(item, total - item)[0, 1] for item in responses.T]
    assert_allclose(item_rest_correlations(responses), plain, atol=1e-9)


@given(answer_sheets())
def test_omega_lies_between_0_and_1_and_alpha_is_at_most_1(responses):
    assert 0 <= mcdonald_omega(responses) <= 1
    assert cronbach_alpha(responses) <= 1 + 1e-12


@given(answer_sheets())
def test_without_gaps_the_pairwise_covariance_is_the_covariance(responses):
    assert_allclose(pairwise_covariance(responses), np.cov(responses.T), atol=1e-9)


def test_a_gap_leaves_out_that_answer_only():
    responses = LSAT7.copy()
    responses[::50, 1] = np.nan
    both = ~np.isnan(responses[:, 1])
    covariance = pairwise_covariance(responses)
    assert covariance[0, 1] == pytest.approx(np.cov(LSAT7[both, 0], LSAT7[both, 1])[0, 1])
    assert covariance[2, 3] == pytest.approx(np.cov(LSAT7[:, 2], LSAT7[:, 3])[0, 1])
    assert cronbach_alpha(responses) == pytest.approx(0.4534, abs=0.02)


def test_equal_items_are_fully_reliable():
    same = np.tile(np.array([[1.0], [2.0], [5.0]]), (1, 4))
    assert cronbach_alpha(same) == pytest.approx(1.0)
    assert split_half(same) == pytest.approx(1.0)
    assert_allclose(item_rest_correlations(same), 1.0)


def test_an_item_everybody_answers_alike_has_no_item_rest_correlation():
    responses = np.column_stack([LSAT7, np.ones(len(LSAT7))])
    assert np.isnan(item_rest_correlations(responses)).tolist() == [False] * 5 + [True]
    assert mcdonald_omega(responses) == pytest.approx(mcdonald_omega(LSAT7), abs=1e-6)


def test_answers_that_do_not_vary_have_no_reliability():
    flat = np.ones((5, 4))
    assert np.isnan([cronbach_alpha(flat), mcdonald_omega(flat), split_half(flat)]).all()
    assert np.isnan(mcdonald_omega(LSAT6[:, :2]))


@pytest.mark.parametrize("function", [cronbach_alpha, mcdonald_omega, split_half])
def test_bad_input_is_named(function):
    with pytest.raises(ValueError, match=r"must be \(n_persons, n_items\); got \(3,\)"):
        function(np.ones(3))
    with pytest.raises(ValueError, match=r"2 items or more; got \(3, 1\)"):
        function(np.ones((3, 1)))


def test_a_factor_needs_three_items_that_vary():
    with pytest.raises(ValueError, match=r"square, 3\+ items"):
        one_factor(np.eye(2))
    with pytest.raises(ValueError, match="positive variance"):
        one_factor(np.diag([1.0, 0.0, 1.0]))
