"""Reasons: each adds its own part, and nothing vetoes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.matching import (
    WEIGHTS,
    Fit,
    aptitude_fit,
    choice_fit,
    condition_fit,
    explained_match,
    field_fit,
    interest_fit,
    spread_trials,
    trial_fit,
)

N = 4
values = arrays(np.float64, N, elements=st.floats(-1, 1) | st.just(math.nan))
shares = arrays(np.float64, N, elements=st.floats(0, 1))
maybe_shares = arrays(np.float64, N, elements=st.floats(0, 1) | st.just(math.nan))
reasons = st.builds(Fit, values, shares)
sheets = st.dictionaries(st.sampled_from(sorted(WEIGHTS)), reasons, min_size=2)
NOTHING = np.full(N, np.nan)


@given(sheets)
def test_the_parts_sum_to_the_score(fits):
    joined = explained_match(fits)
    assert_allclose(joined.contributions.sum(axis=0), joined.scores)
    for profession in range(N):
        for_it, against = joined.reasons(profession)
        total = math.fsum(part for _, part in for_it + against)
        assert total == pytest.approx(joined.scores[profession], abs=1e-12)


@given(sheets, st.data())
def test_taking_a_reason_away_changes_the_score_by_its_part(fits, data):
    name = data.draw(st.sampled_from(sorted(fits)))
    joined = explained_match(fits)
    others = explained_match({key: fit for key, fit in fits.items() if key != name})
    part = joined.contributions[joined.names.index(name)]
    assert_allclose(joined.scores - others.scores, part, atol=1e-12)
    assert_allclose(joined.without(name), others.scores, atol=1e-12)


@given(sheets)
def test_no_reason_adds_more_than_its_weight(fits):
    joined = explained_match(fits)
    for name, parts in zip(joined.names, joined.contributions, strict=True):
        assert (np.abs(parts) <= WEIGHTS[name] + 1e-12).all()


def test_reasons_are_told_for_and_against_the_largest_first():
    one = np.array([1.0])
    joined = explained_match(
        {
            "choice": Fit(np.array([0.4]), one),
            "interests": Fit(np.array([0.9]), one),
            "aptitudes": Fit(np.array([-0.5]), one),
            "trials": Fit(np.array([np.nan]), one),
        }
    )
    for_it, against = joined.reasons(0)
    assert [name for name, _ in for_it] == ["interests", "choice"]
    assert against == [("aptitudes", pytest.approx(-0.15))]
    assert joined.scores == pytest.approx(0.9 + 0.2 - 0.15)


def test_a_flat_profile_of_interests_adds_nothing():
    professions = np.array([[1.0, 2.0, 3.0], [3.0, 1.0, 2.0]])
    flat = interest_fit(np.full(3, 2.0), np.ones(3), professions)
    assert_allclose(explained_match({"interests": flat}).scores, 0.0)
    sure = interest_fit(np.array([0.0, 10.0, 20.0]), np.zeros(3), professions)
    assert_allclose(sure.certainty, 1.0)
    assert sure.value[0] == pytest.approx(1.0)


abilities = arrays(np.float64, (N, 3), elements=st.floats(0, 100) | st.just(math.nan))


def test_all_professions_of_a_field_get_what_was_said_of_it():
    fit = field_fit(
        np.array([1.0, -0.5, math.nan]), np.array([0.2, 0.2, 0.2]), np.array([1, 0, 1, 2])
    )
    assert_allclose(fit.value, [-0.5, 1.0, -0.5, math.nan])
    assert len(set(fit.certainty)) == 1


@given(arrays(np.float64, 5, elements=st.floats(-1, 1)), st.permutations(range(5)))
def test_renaming_the_fields_renames_what_is_said(person, order):
    fields, places = np.arange(5), np.argsort(order)
    before = field_fit(person, np.full(5, 0.3), fields)
    after = field_fit(person[list(order)], np.full(5, 0.3), places[fields])
    assert_allclose(before.value, after.value)
    assert_allclose(before.certainty, after.certainty, atol=1e-9)


def test_fields_put_in_order_by_chance_are_hardly_believed():
    """Best and worst of four by a coin: thirteen scores with nothing behind them."""
    rng = np.random.default_rng(3)
    scores = (rng.binomial(4, 0.25, (400, 13)) - rng.binomial(4, 0.25, (400, 13))) / 4
    errors = np.full(13, 1.3 / 4)
    believed = [field_fit(np.clip(s, -1, 1), errors, np.arange(13)).certainty[0] for s in scores]
    clear = np.linspace(-1, 1, 13)
    assert np.mean(believed) < 0.3 < field_fit(clear, errors, np.arange(13)).certainty[0]


@given(arrays(np.float64, 3, elements=st.floats(0, 100)), abilities, st.floats(0, 30))
def test_being_able_to_do_more_never_costs(person, required, more):
    before = aptitude_fit(person, np.ones(3), required, unit=30.0)
    after = aptitude_fit(person + more, np.ones(3), required, unit=30.0)
    known = ~np.isnan(before.value)
    assert (after.value[known] >= before.value[known] - 1e-12).all()
    assert ((before.value[known] >= -1) & (before.value[known] <= 0)).all()


def test_a_surplus_is_worth_nothing_and_a_shortfall_is_shared():
    required = np.array([[40.0, 50.0], [90.0, 50.0], [np.nan, np.nan]])
    fit = aptitude_fit(np.array([60.0, 50.0]), np.zeros(2), required, unit=60.0)
    assert_allclose(fit.value, [0.0, -0.25, np.nan])
    assert_allclose(fit.certainty, [1.0, 1.0, 0.0])


def test_an_aptitude_that_was_not_measured_lowers_certainty_only():
    fit = aptitude_fit(np.array([60.0, np.nan]), np.zeros(2), np.array([[40.0, 90.0]]), unit=60.0)
    assert_allclose(fit.value, [0.0])
    assert_allclose(fit.certainty, [0.5])


@given(
    arrays(np.float64, 3, elements=st.floats(-1, 1)),
    arrays(np.float64, (N, 3), elements=st.floats(0, 1)),
)
def test_wanting_the_opposite_turns_the_fit_of_conditions_round(wishes, conditions):
    there, back = condition_fit(wishes, conditions), condition_fit(-wishes, conditions)
    assert_allclose(there.value, -back.value)
    assert_allclose(there.certainty, 1.0)


def test_conditions_nobody_asked_about_are_unknown():
    fit = condition_fit(np.array([1.0, np.nan]), np.array([[1.0, 0.0], [np.nan, 1.0]]))
    assert_allclose(fit.value, [1.0, np.nan])
    assert_allclose(fit.certainty, [0.5, 0.0])


@given(shares, st.floats(0, 1))
def test_an_expressed_choice_never_speaks_against(chosen, certainty):
    assert (explained_match({"choice": choice_fit(chosen, certainty=certainty)}).scores >= 0).all()


@given(maybe_shares, maybe_shares, values, maybe_shares)
def test_a_trial_says_something_between_no_and_yes(before, after, verdict, rubric):
    fit = trial_fit(before, after, verdict, rubric)
    told = ~np.isnan(fit.value)
    assert (np.abs(fit.value[told]) <= 1 + 1e-9).all()
    assert (fit.certainty[~told] == 0).all()
    assert (fit.certainty <= 0.5 + 1e-12).all()


def test_a_tried_and_disliked_profession_falls_and_more_trials_weigh_more():
    low, high = np.array([0.2]), np.array([0.8])
    disliked = trial_fit(high, low, np.array([-1.0]), np.array([0.4]))
    assert disliked.value == pytest.approx((-0.6 - 0.6 - 2 - 0.2) / 5)
    assert disliked.certainty == pytest.approx(0.5)
    often = trial_fit(high, low, np.array([-1.0]), np.array([0.4]), runs=3)
    assert often.value == pytest.approx(disliked.value)
    assert often.certainty == pytest.approx(0.75)


def test_a_trial_speaks_softly_for_what_is_like_it():
    tried = trial_fit(NOTHING, NOTHING, np.array([-1.0, *NOTHING[1:]]), NOTHING)
    similarity = np.eye(N)
    similarity[0, 1] = similarity[1, 0] = 0.9
    similarity[0, 2] = similarity[2, 0] = -0.9
    spread = spread_trials(tried, similarity)
    assert_allclose(spread.value, [-1.0, -1.0, np.nan, np.nan])
    assert spread.certainty[0] == tried.certainty[0]
    assert spread.certainty[1] == pytest.approx(0.5 * 0.81 * tried.certainty[0])


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: explained_match({}), "at least one reason"),
        (lambda: explained_match({"stars": choice_fit(np.ones(2))}), r"no weight for \['stars'\]"),
        (lambda: explained_match({"choice": Fit(np.array([2.0]), np.ones(1))}), "between -1 and 1"),
        (
            lambda: explained_match(
                {"choice": choice_fit(np.ones(2)), "trials": choice_fit(np.ones(3))}
            ),
            r"value of trials must be \(2,\); got \(3,\)",
        ),
        (lambda: explained_match({"choice": choice_fit(np.ones(1))}, {"choice": -1}), "negative"),
        (lambda: explained_match({"choice": choice_fit(np.ones(1))}).without("x"), "no reason 'x'"),
        (lambda: field_fit(np.ones(2), np.ones(2), np.array([2])), "fields must be 0 to 1; got 2"),
        (lambda: field_fit(np.full(1, 3.0), np.ones(1), np.array([0])), "person must lie between"),
        (lambda: aptitude_fit(np.ones(2), np.ones(2), np.ones((1, 3)), unit=1), r"\(1, 3\)"),
        (lambda: condition_fit(np.ones(2), np.ones((1, 3))), r"got \(2,\) and \(1, 3\)"),
        (lambda: condition_fit(np.full(3, 2.0), np.ones((1, 3))), "wishes must lie between"),
        (lambda: choice_fit(np.array([1.5])), "chosen must lie between 0 and 1"),
        (lambda: trial_fit(NOTHING, NOTHING[1:], NOTHING, NOTHING), r"after must be \(4,\)"),
        (lambda: trial_fit(NOTHING, NOTHING + 9, NOTHING, np.full(4, 9.0)), "rubric must lie"),
        (lambda: spread_trials(choice_fit(np.ones(2)), np.eye(3)), r"2 professions; got \(3, 3\)"),
    ],
)
def test_bad_input_is_named(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
