"""Percentages, rates, attention, signal detection and spans: laws and worked examples."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics import scoring
from bilet.psychometrics.scoring import (
    concentration,
    d_prime,
    percent_correct,
    rate_correct,
    staircase_span,
)

counts = st.integers(0, 60).map(float)
blocks = arrays(np.float64, (3, 5), elements=st.integers(0, 30).map(float))


@given(arrays(np.float64, (3, 6), elements=st.sampled_from([0.0, 1.0])))
def test_the_percentage_of_wrong_answers_is_the_rest(correct):
    membership = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [0, 2], [1, 1]])
    assert_allclose(
        percent_correct(correct, membership), 100 - percent_correct(1 - correct, membership)
    )


def test_items_that_were_not_presented_leave_the_percentage():
    correct = np.array([[1.0, 0.0, np.nan, np.nan], [1.0, np.nan, np.nan, np.nan]])
    assert_allclose(percent_correct(correct, np.ones((4, 1))), [[50.0], [np.nan]])


@given(st.integers(2, 8), st.integers(1, 50), st.floats(0.5, 20))
def test_blind_guessing_earns_nothing_on_average(k, rounds, minutes):
    rate = rate_correct(
        np.array(rounds), np.array(rounds * (k - 1)), np.array(minutes), n_options=k
    )
    assert rate == pytest.approx(0.0)


def test_without_guessing_the_rate_is_plain_right_answers_per_minute():
    assert rate_correct(np.array(30), np.array(9), np.array(2), n_options=math.inf) == 15.0


@given(blocks, blocks, blocks)
def test_accuracy_and_steadiness_lie_between_0_and_100(hits, misses, false_alarms):
    result = concentration(hits, misses, false_alarms)
    for share in (result.accuracy, result.steadiness):
        known = share[~np.isnan(share)]
        assert ((known >= 0) & (known <= 100)).all()


@given(blocks, blocks, blocks)
def test_every_false_alarm_costs_what_a_hit_earns(hits, misses, false_alarms):
    before = concentration(hits, misses, false_alarms).concentration
    assert_allclose(concentration(hits + 1, misses, false_alarms + 1).concentration, before)


def test_even_work_is_fully_steady_and_a_skipped_block_is_prorated():
    hits = np.array([[10.0, 10.0, 10.0, np.nan]])
    none = np.where(np.isnan(hits), np.nan, 0.0)
    result = concentration(hits, none, none)
    assert_allclose(result.concentration, [40.0])
    assert_allclose(result.accuracy, [100.0])
    assert_allclose(result.steadiness, [100.0])


def test_no_work_at_all_has_no_score():
    nothing = np.full((1, 3), np.nan)
    for values in concentration(nothing, nothing, nothing):
        assert np.isnan(values).all()


@given(counts, counts, counts, counts)
def test_swapping_yes_and_no_turns_the_sign_of_d_prime(hit, miss, alarm, rejection):
    if hit + miss and alarm + rejection:
        turned = d_prime(miss, hit, rejection, alarm)
        assert d_prime(hit, miss, alarm, rejection) == pytest.approx(-turned)
        assert np.isfinite(turned)


def test_d_prime_of_a_known_table():
    z = NormalDist().inv_cdf
    assert d_prime(20, 5, 10, 15) == pytest.approx(z(20.5 / 26) - z(10.5 / 26))
    assert d_prime(5, 5, 5, 5) == 0
    assert np.isnan(d_prime(0, 0, 3, 4))


def test_the_span_is_the_longest_length_passed():
    lengths = np.array([[2, 2, 3, 3, 4, 4], [2, 2, 3, 3, 4, 4], [3, 3, *[np.nan] * 4]])
    correct = np.array([[1, 1, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1], [0, 0, *[np.nan] * 4]])
    assert_allclose(staircase_span(lengths, correct), [3, 4, 2])
    assert_allclose(staircase_span(lengths, correct, pass_share=1.0), [2, 4, 2])
    assert np.isnan(staircase_span(np.full((1, 2), np.nan), np.full((1, 2), np.nan))).all()


@given(arrays(np.float64, (4, 8), elements=st.sampled_from([0.0, 1.0])))
def test_one_more_right_row_never_shortens_the_span(correct):
    lengths = np.tile([2, 2, 3, 3, 4, 4, 5, 5], (4, 1))
    better = correct.copy()
    better[:, 3] = 1
    assert (staircase_span(lengths, better) >= staircase_span(lengths, correct)).all()


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: percent_correct(np.ones((1, 2)), np.ones((3, 1))), r"got \(1, 2\) and \(3, 1\)"),
        (lambda: percent_correct(np.ones((1, 2)), np.zeros((2, 1))), "every scale needs an item"),
        (lambda: percent_correct(np.full((1, 2), 2), np.ones((2, 1))), "0, 1 or NaN"),
        (lambda: rate_correct(np.array(1), np.array(1), np.array(0), n_options=4), "above 0"),
        (lambda: rate_correct(np.array(-1), np.array(1), np.array(1), n_options=4), "right must"),
        (lambda: rate_correct(np.array(1), np.array(1), np.array(1), n_options=1), "2 or more"),
        (lambda: concentration(np.ones(3), np.ones(3), np.ones(3)), r"\(n_persons, n_blocks\)"),
        (lambda: d_prime(1, -1, 1, 1), "misses must be"),
        (lambda: staircase_span(np.zeros((1, 2)), np.ones((1, 2))), "lengths 1 or more"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()


def test_a_span_by_its_turns_is_the_mean_length_at_the_turns():
    lengths = np.array([[3.0, 3, 4, 4, 5, 4, 4, 5, 4]])
    right = np.array([[1.0, 1, 1, 1, 0, 1, 1, 0, 0]])
    span, error = scoring.reversal_span(lengths, right)
    # 3 4 5 4 5 4: it turns at 5, 4 and 5.
    assert span[0] == pytest.approx((5 + 4 + 5) / 3)
    assert error[0] == pytest.approx(np.std([5, 4, 5], ddof=1) / 3**0.5)


def test_without_turns_the_span_is_the_longest_row_that_was_repeated():
    span, error = scoring.reversal_span(np.array([[3.0, 3, 4, 4]]), np.array([[1.0, 1, 1, 0]]))
    assert (span[0], error[0]) == (4.0, 1.0)


@given(st.lists(st.booleans(), min_size=1, max_size=14))
def test_a_span_lies_among_the_rows_that_were_shown(outcomes):
    lengths, length = [], 4
    for right in outcomes:
        lengths.append(float(length))
        length = max(2, min(9, length + (1 if right else -1)))
    span, error = scoring.reversal_span(
        np.array([lengths]), np.array([[float(right) for right in outcomes]])
    )
    assert min(lengths) - 1 <= span[0] <= max(lengths)
    assert error[0] >= 0.25


def test_nobody_has_a_span_without_trials():
    span, error = scoring.reversal_span(np.full((1, 3), np.nan), np.full((1, 3), np.nan))
    assert np.isnan(span[0])
    assert np.isnan(error[0])


ideas = st.lists(st.text(alphabet="абвгде -!Ё", max_size=12), max_size=8)


@given(ideas)
def test_ideas_are_counted_once_whatever_their_spelling(lines):
    once = scoring.different_ideas(lines)
    assert scoring.different_ideas([*lines, *(f" {line.upper()}! " for line in lines)]) == once
    assert len(once) == len(set(once)) <= len(lines)
    assert all(once)


@given(st.lists(ideas, min_size=1, max_size=6))
def test_what_everybody_writes_is_not_original_and_what_one_writes_is(sample):
    rows = [[*scoring.different_ideas(row), "у всех"] for row in sample]
    rarities = scoring.originality(rows)
    assert ((rarities >= 0) & (rarities < 1)).all()
    assert scoring.originality([["у всех"]] * len(rows)) == pytest.approx(0)
    alone = scoring.originality([[f"своё {n}"] for n in range(len(rows))])
    assert alone == pytest.approx(1 - 1 / len(rows))
