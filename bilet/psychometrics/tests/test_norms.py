"""Norms: where a score stands, and when nothing may be said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.norms import (
    mid_rank_percentiles,
    percentile_intervals,
    percentiles_of_t,
    stens,
    t_scores,
)

groups = arrays(np.float64, 220, elements=st.integers(0, 30).map(float))
percent = st.floats(0, 100)


def test_a_hundred_below_and_a_hundred_equal_is_the_75th_percentile():
    group = np.repeat([10.0, 20.0], 100)
    assert_allclose(mid_rank_percentiles([5, 10, 15, 20, 25], group), [0, 25, 50, 75, 100])
    assert np.isnan(mid_rank_percentiles(np.nan, group))


@given(groups)
def test_the_norm_group_itself_has_a_mean_percentile_of_50(group):
    assert mid_rank_percentiles(group, group).mean() == pytest.approx(50.0)


@given(groups)
def test_turning_the_scale_round_mirrors_the_percentile(group):
    assert_allclose(mid_rank_percentiles(-group, -group), 100 - mid_rank_percentiles(group, group))


@given(groups, st.floats(-5, 35), st.floats(-5, 35))
def test_a_higher_score_never_has_a_lower_percentile(group, one, other):
    lower, higher = sorted((one, other))
    assert mid_rank_percentiles(lower, group) <= mid_rank_percentiles(higher, group)


@given(groups)
def test_a_table_of_counts_says_the_same_as_the_persons(group):
    values, counts = np.unique(group, return_counts=True)
    scores = np.linspace(-1, 31, 33)
    assert_allclose(
        mid_rank_percentiles(scores, values, counts), mid_rank_percentiles(scores, group)
    )


@given(groups)
def test_the_interval_holds_the_percentile_and_shrinks_with_the_sample(group):
    scores = np.arange(31.0)
    here = mid_rank_percentiles(scores, group)
    lower, upper = percentile_intervals(scores, group)
    assert ((lower <= here + 1e-9) & (here <= upper + 1e-9)).all()
    low_more, up_more = percentile_intervals(scores, np.tile(group, 4))
    assert (up_more - low_more <= upper - lower + 1e-9).all()


def test_known_points_of_the_normal_curve():
    assert_allclose(t_scores([2.275, 15.866, 50, 84.134, 97.725]), [30, 40, 50, 60, 70], atol=1e-3)
    assert_allclose(stens([1, 15.5, 30, 45, 50, 69, 84.5, 99]), [1, 3, 4, 5, 6, 6, 8, 10])
    assert np.isnan(stens(np.nan))


@given(percent)
def test_t_and_stens_stay_on_their_scales(p):
    assert 20 <= t_scores(p) <= 80
    assert 1 <= stens(p) <= 10
    if 0.2 < p < 99.8:
        assert percentiles_of_t(t_scores(p)) == pytest.approx(p)


def test_a_group_below_200_has_no_norms():
    assert mid_rank_percentiles(1.0, np.ones(200)) == 50
    with pytest.raises(ValueError, match="199 persons; below 200"):
        mid_rank_percentiles(1.0, np.ones(199))
    with pytest.raises(ValueError, match="150 persons"):
        mid_rank_percentiles(1.0, [1.0, 2.0], [100.0, 50.0])


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: mid_rank_percentiles(1.0, np.full(200, np.nan)), "is missing"),
        (lambda: mid_rank_percentiles(1.0, np.ones(200), np.ones(3)), r"\(200,\); got \(3,\)"),
        (lambda: mid_rank_percentiles(1.0, np.ones(200), -np.ones(200)), "counts must be"),
        (lambda: percentile_intervals(1.0, np.ones(200), confidence=1), r"in \(0, 1\); got 1"),
        (lambda: t_scores(101), "between 0 and 100"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
