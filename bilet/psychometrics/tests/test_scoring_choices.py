"""Pairs, cards, best-worst sets, ranks and situations: laws and worked examples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.scoring import (
    best_worst_counts,
    option_counts,
    rank_means,
    sjt_agreement,
    weighted_share,
)

PAIRS = np.array([[1, 0], [0, 1], [1, 0], [0, 1], [0, 1], [1, 0]])  # three pairs, two scales
FIRST = np.array([[1.0, 0.0, 1.0, 0.0, 1.0, 0.0]])


def swipes(elements=(0.0, 1.0, np.nan)):
    return arrays(np.float64, (4, 8), elements=st.sampled_from(list(elements)))


weights_of_cards = arrays(np.float64, (8, 3), elements=st.floats(0.1, 3.0))


def test_each_choice_counts_for_the_scale_of_its_option():
    assert_allclose(option_counts(FIRST, PAIRS), [[2.0, 1.0]])


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_counts_of_pairs_sum_to_the_number_of_pairs(firsts):
    choices = np.array([[float(x) for first in firsts for x in (first, not first)]])
    assert option_counts(choices, PAIRS).sum() == pytest.approx(3.0)


def test_a_skipped_pair_is_prorated_and_two_of_three_give_nothing():
    one_gap = FIRST.copy()
    one_gap[0, 4:] = np.nan
    assert_allclose(option_counts(one_gap, PAIRS, min_answered=0.6), [[3.0, 0.0]])
    assert np.isnan(option_counts(one_gap, PAIRS)).all()


@given(swipes(), weights_of_cards)
def test_a_share_lies_between_0_and_100_or_is_unknown(liked, weights):
    share = weighted_share(liked, weights)
    known = ~np.isnan(share)
    assert (share[known] >= 0).all()
    assert (share[known] <= 100).all()


@given(swipes((0.0, 1.0)), weights_of_cards)
def test_swiping_the_other_way_mirrors_the_share(liked, weights):
    mirrored = 100 - weighted_share(liked, weights)
    assert_allclose(weighted_share(1 - liked, weights), mirrored, atol=1e-9)


@given(swipes(), weights_of_cards, st.floats(0.1, 10.0))
def test_the_unit_of_the_weights_does_not_matter(liked, weights, unit):
    assert_allclose(
        weighted_share(liked, unit * weights), weighted_share(liked, weights), atol=1e-9
    )


def test_a_share_needs_half_of_the_weight():
    weights = np.array([[3.0], [1.0], [1.0]])
    assert_allclose(weighted_share(np.array([[1.0, 0.0, np.nan]]), weights), [[75.0]])
    assert np.isnan(weighted_share(np.array([[np.nan, 1.0, 1.0]]), weights)).all()


def test_best_less_worst():
    membership = np.eye(4)
    best = np.array([[1.0, 0.0, 0.0, 0.0]])
    worst = np.array([[0.0, 0.0, 1.0, 0.0]])
    assert_allclose(best_worst_counts(best, worst, membership), [[1.0, 0.0, -1.0, 0.0]])
    assert_allclose(
        best_worst_counts(worst, best, membership), -best_worst_counts(best, worst, membership)
    )
    with pytest.raises(ValueError, match="best and worst at once"):
        best_worst_counts(best, best, membership)


@given(st.permutations([1.0, 2.0, 3.0, 4.0]))
def test_ranks_spread_from_0_to_100_with_mean_50(ranks):
    scores = rank_means(np.array([ranks]), np.eye(4))
    assert_allclose(np.sort(scores), [[0.0, 100 / 3, 200 / 3, 100.0]])
    assert scores[0, ranks.index(1.0)] == 100.0


ratings = arrays(np.float64, (3, 6), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]))
KEY = np.array([4.6, 1.2, 3.0, 2.1, 4.9, 1.7])
ONE_SCALE = np.ones((6, 1))


@given(ratings)
def test_agreement_lies_between_0_and_100(given_ratings):
    agreement = sjt_agreement(given_ratings, KEY, ONE_SCALE)
    assert ((agreement >= 0) & (agreement <= 100)).all()


@given(ratings, st.floats(0.5, 3.0), st.floats(-5.0, 5.0))
def test_severity_and_spread_of_the_ratings_cost_nothing(given_ratings, spread, severity):
    moved = given_ratings * spread + severity
    assert_allclose(
        sjt_agreement(moved, KEY, ONE_SCALE),
        sjt_agreement(given_ratings, KEY, ONE_SCALE),
        atol=1e-6,
    )


def test_the_experts_agree_with_themselves_and_their_mirror_does_not():
    own = sjt_agreement(np.array([KEY, -KEY, np.full(6, 3.0)]), KEY, ONE_SCALE)
    z = (KEY - KEY.mean()) / KEY.std()
    assert_allclose(own[:, 0], [100.0, 100 * (1 - np.abs(z).mean()), 100 - 50 * np.abs(z).mean()])


def test_agreement_is_known_when_half_the_actions_are_rated():
    half = np.array([[5.0, 1.0, 3.0, np.nan, np.nan, np.nan], [5.0, 1.0, *[np.nan] * 4]])
    assert np.isnan(sjt_agreement(half, KEY, ONE_SCALE)).ravel().tolist() == [False, True]


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: option_counts(np.ones((1, 2)), np.ones((3, 1))), r"got \(1, 2\) and \(3, 1\)"),
        (lambda: option_counts(np.full((1, 2), 0.5), np.ones((2, 1))), "0, 1 or NaN"),
        (lambda: option_counts(np.ones((1, 2)), np.zeros((2, 1))), "every scale needs an option"),
        (lambda: option_counts(FIRST, PAIRS, min_answered=0), r"lies in \(0, 1\]; got 0"),
        (lambda: weighted_share(np.ones((1, 2)), -np.ones((2, 1))), "weights of 0 or more"),
        (lambda: best_worst_counts(FIRST, FIRST[:, 1:], PAIRS), r"got \(1, 6\) and \(1, 5\)"),
        (lambda: rank_means(np.array([[1.0, 7.0]]), np.eye(2)), "from 1 to 2"),
        (lambda: sjt_agreement(np.ones((1, 6)), KEY[1:], ONE_SCALE), r"key must be \(6,\)"),
        (lambda: sjt_agreement(np.ones((1, 6)), KEY * np.nan, ONE_SCALE), "key must be finite"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
