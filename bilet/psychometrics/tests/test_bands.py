"""Thirds of a scale and how sure they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bilet.psychometrics.bands import BANDS, band_certainty, bands

score = st.integers(0, 30).map(float)
error = st.floats(0, 15)


def test_thirds_of_a_scale_from_0_to_30():
    scores = [0, 9, 10, 20, 21, 30, np.nan]
    expected = ["low", "low", "middle", "middle", "high", "high", ""]
    assert bands(scores, low=0, high=30).tolist() == expected


@given(score)
def test_turning_the_scale_round_mirrors_the_band(x):
    there = BANDS.index(str(bands(x, low=0, high=30)))
    back = BANDS.index(str(bands(30 - x, low=0, high=30)))
    assert there + back == 2


@given(score, error)
def test_the_three_probabilities_sum_to_one_and_none_is_negative(x, se):
    mass = band_certainty(x, se, low=0, high=30)
    assert mass.sum() == pytest.approx(1.0)
    assert (mass >= -1e-12).all()


@given(score, error)
def test_turning_the_scale_round_mirrors_the_certainty(x, se):
    there = band_certainty(x, se, low=0, high=30)
    assert_allclose(there, band_certainty(30 - x, se, low=0, high=30)[::-1], atol=1e-9)


@given(score)
def test_without_error_the_named_band_is_certain(x):
    mass = band_certainty(x, 0.0, low=0, high=30)
    assert mass[BANDS.index(str(bands(x, low=0, high=30)))] == pytest.approx(1.0)


@given(st.floats(0, 30), st.floats(0, 30), st.floats(0.1, 10))
def test_a_higher_score_is_more_surely_high(one, other, se):
    less, more = sorted((one, other))
    low_less, _, high_less = band_certainty(less, se, low=0, high=30)
    low_more, _, high_more = band_certainty(more, se, low=0, high=30)
    assert high_more >= high_less
    assert low_more <= low_less


def test_each_scale_may_have_its_own_range():
    scores = np.array([[5.0, 5.0], [np.nan, 19.0]])
    assert bands(scores, low=0, high=np.array([6, 20])).tolist() == [["high", "low"], ["", "high"]]
    assert band_certainty(scores, 1.0, low=0, high=np.array([6, 20])).shape == (2, 2, 3)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match="bands: high must be above low"):
        bands([1.0], low=2, high=2)
    with pytest.raises(ValueError, match="a score lies outside"):
        bands([7.0], low=0, high=6)
    with pytest.raises(ValueError, match="errors must be"):
        band_certainty([1.0], [-1.0], low=0, high=6)
