"""Profiles: what the fit is made of, when there is none, and how sure it is."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.matching import (
    contributions,
    deciding_scales,
    differentiation,
    fit_errors,
    is_flat,
    match,
    profile_certainty,
    shortlist,
)

WELDER = [6.5, 3.0, 1.5, 1.5, 2.5, 4.0]
ACTOR = [2.0, 2.0, 7.0, 4.0, 3.5, 1.0]
NURSE = [3.0, 4.5, 1.5, 6.5, 2.0, 3.5]
PROFESSIONS = np.array([WELDER, ACTOR, NURSE])
MAKER = np.array([36.0, 20.0, 8.0, 10.0, 12.0, 18.0])

points = st.integers(0, 40).map(float)
profile = arrays(np.float64, 6, elements=points)
people = arrays(np.float64, (5, 6), elements=points)


def test_one_who_likes_to_make_things_fits_a_welder_best():
    fits = match(MAKER[None], PROFESSIONS)[0]
    assert fits.argmax() == 0
    assert fits[0] == pytest.approx(np.corrcoef(MAKER, WELDER)[0, 1], abs=1e-6)


@given(people)
def test_a_fit_is_the_correlation_of_two_profiles(persons):
    fits = match(persons, PROFESSIONS)
    for person, row in zip(persons, fits, strict=True):
        if np.ptp(person):
            plain = [np.corrcoef(person, profession)[0, 1] for profession in PROFESSIONS]
            assert_allclose(row, plain, atol=1e-6)
        else:
            assert np.isnan(row).all()


@given(people, st.integers(1, 5), st.integers(-9, 9))
def test_level_and_spread_of_a_profile_do_not_matter(persons, spread, level):
    assert_allclose(
        match(persons * spread + level, PROFESSIONS), match(persons, PROFESSIONS), atol=1e-6
    )


@given(profile)
def test_a_profile_fits_itself_fully_and_its_mirror_not_at_all(person):
    assume(np.ptp(person) > 0)
    assert_allclose(match(person[None], np.array([person, -person])), [[1.0, -1.0]], atol=1e-6)


def test_flat_and_incomplete_profiles_have_no_fit():
    gap = MAKER.copy()
    gap[2] = np.nan
    persons = np.array([MAKER, np.full(6, 20.0), gap, np.full(6, 0.1)])
    professions = np.array([WELDER, np.full(6, 3.3)])
    assert np.isnan(match(persons, professions)).tolist() == [
        [False, True],
        [True, True],
        [True, True],
        [True, True],
    ]


def test_a_crowd_is_matched_in_pieces_like_one_by_one():
    crowd = np.random.default_rng(3).normal(size=(40_000, 6))
    fits = match(crowd, PROFESSIONS)
    assert fits.dtype == np.float32
    some = [0, 16_383, 16_384, 39_999]
    assert_allclose(fits[some], match(crowd[some], PROFESSIONS))


@given(profile)
def test_the_scales_contributions_sum_to_the_fit(person):
    assume(np.ptp(person) > 0)
    parts = contributions(person, np.array(NURSE))
    assert parts.sum() == pytest.approx(np.corrcoef(person, NURSE)[0, 1], abs=1e-12)
    assert parts.sum() == pytest.approx(match(person[None], PROFESSIONS)[0, 2], abs=1e-6)


def test_a_flat_profile_has_no_contributions():
    assert np.isnan(contributions(np.full(6, 2.0), np.array(NURSE))).all()


def test_the_error_of_a_fit_agrees_with_a_simulation():
    rng = np.random.default_rng(11)
    errors = np.array([2.0, 1.0, 2.0, 3.0, 1.0, 2.0])
    draws = match(MAKER + rng.normal(size=(20_000, 6)) * errors, PROFESSIONS)
    assert_allclose(fit_errors(MAKER, errors, PROFESSIONS), draws.std(axis=0), atol=0.005)


@given(profile, st.floats(0.1, 5))
def test_an_exact_profile_has_an_exact_fit(person, error):
    assume(np.ptp(person) > 0)
    assert_allclose(fit_errors(person, np.zeros(6), PROFESSIONS), 0.0)
    assert (fit_errors(person, np.full(6, error), PROFESSIONS) <= 1).all()


def test_differentiation_is_the_distance_from_top_to_bottom():
    scores = np.array([[3.0, 9.0, np.nan], [4.0, np.nan, np.nan]])
    assert_allclose(differentiation(scores), [6.0, np.nan])


def test_a_shape_within_the_noise_is_flat():
    persons = np.array([[20, 22, 21, 19, 20, 21], [34, 22, 10, 8, 12, 18], [np.nan] * 5 + [3]])
    assert is_flat(persons, np.array(3.0)).tolist() == [True, False, True]
    assert is_flat(persons[1:2], np.array(30.0)).tolist() == [True]


def test_noise_alone_is_called_a_shape_one_time_in_twenty():
    noise = np.random.default_rng(5).normal(size=(20_000, 6)) * 3
    assert is_flat(20 + noise, np.array(3.0)).mean() == pytest.approx(0.95, abs=0.01)


@given(people, st.floats(0, 10), st.floats(0, 10))
def test_larger_errors_make_a_profile_less_certain(persons, one, other):
    less, more = sorted((one, other))
    certain, unsure = profile_certainty(persons, less), profile_certainty(persons, more)
    assert ((unsure >= 0) & (unsure <= certain) & (certain <= 1)).all()


def test_a_flat_profile_is_no_evidence():
    flat_and_shaped = np.array([[7.0] * 6, MAKER])
    assert_allclose(profile_certainty(flat_and_shaped, np.array(0.0)), [0.0, 1.0])


def test_the_deciding_scale_is_the_one_that_carries_the_place():
    person = np.array([9.0, 5.0, 5.5, 5.6])
    professions = np.array([[7.0, 3.0, 2.0, 1.0], [3.0, 7.0, 6.9, 7.2], [4.0, 7.0, 1.0, 4.0]])
    assert deciding_scales(person, professions, 0).tolist() == [2, 0, 0, 0]


def test_a_list_of_seven_comes_from_at_most_three_fields():
    scores = np.arange(20, 0, -1) / 20
    fields = np.arange(20) % 5
    assert shortlist(scores, fields).tolist() == [0, 1, 2, 5, 6, 7, 10]


def test_a_list_from_one_field_gets_the_best_of_another():
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.1, np.nan])
    fields = np.array([1, 1, 1, 1, 2, 3])
    assert shortlist(scores, fields, length=3).tolist() == [0, 1, 4]
    assert shortlist(scores, fields, length=3, least_fields=1).tolist() == [0, 1, 2]


@given(
    arrays(np.float64, 15, elements=st.sampled_from([0.1, 0.5, 0.7, 0.9, np.nan])),
    arrays(np.int_, 15, elements=st.integers(0, 6)),
)
def test_a_list_is_sorted_unique_and_known(scores, fields):
    listed = shortlist(scores, fields)
    assert len(set(listed.tolist())) == listed.size <= 7
    assert (np.diff(scores[listed]) <= 0).all()
    assert len(set(fields[listed])) >= min(2, len(set(fields[~np.isnan(scores)])))
    assert len(set(fields[listed])) <= 3


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: match(MAKER, PROFESSIONS), r"\(n_persons, n_scales\); got \(6,\)"),
        (lambda: match(np.ones((1, 5)), PROFESSIONS), r"got 5 and \(3, 6\)"),
        (lambda: match(np.ones((1, 1)), np.ones((1, 1))), "same scales, 2 or more"),
        (lambda: contributions(MAKER[1:], MAKER), r"got 5 and \(1, 6\)"),
        (lambda: fit_errors(MAKER, MAKER[1:], PROFESSIONS), r"errors must be \(6,\); got \(5,\)"),
        (lambda: is_flat(MAKER[None], np.zeros(6)), "errors must be above 0"),
        (lambda: deciding_scales(MAKER, PROFESSIONS, 3), "row 3 of 3"),
        (lambda: shortlist(np.ones(3), np.ones(2)), r"fields must be \(3,\)"),
        (lambda: shortlist(np.ones(3), np.ones(3), length=1), "must hold"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
