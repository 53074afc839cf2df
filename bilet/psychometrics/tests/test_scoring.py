"""Laws of the scores of rating scales, checked on thousands of generated answer sheets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from bilet.psychometrics.scoring import centred_scores, scale_scores

LOW, HIGH = 0.0, 4.0


@st.composite
def answer_sheets(draw, skipped: bool = True):
    """Answers of a few persons, and keys in which every scale has an item."""
    n_persons, n_items, n_scales = (draw(st.integers(1, n)) for n in (6, 12, 3))
    answers = st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, *([np.nan] if skipped else [])])
    responses = draw(arrays(np.float64, (n_persons, n_items), elements=answers))
    keys = draw(arrays(np.int_, (n_items, n_scales), elements=st.sampled_from([-1, 0, 1])))
    keys[draw(st.integers(0, n_items - 1))] = 1
    return responses, keys


def score(responses, keys, **options):
    return scale_scores(responses, keys, low=LOW, high=HIGH, **options)


@given(answer_sheets())
def test_a_score_stays_between_the_lowest_and_the_highest_sum(sheet):
    responses, keys = sheet
    scores = score(responses, keys)
    n_items = np.abs(keys).sum(axis=0)
    known = ~np.isnan(scores)
    assert (scores >= n_items * LOW - 1e-9)[known].all()
    assert (scores <= n_items * HIGH + 1e-9)[known].all()


@given(answer_sheets())
def test_reversing_every_key_mirrors_every_score(sheet):
    responses, keys = sheet
    n_items = np.abs(keys).sum(axis=0)
    assert_allclose(score(responses, -keys), n_items * (LOW + HIGH) - score(responses, keys))


@given(answer_sheets(), st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(sheet, random):
    responses, keys = sheet
    order = random.sample(range(keys.shape[0]), keys.shape[0])
    assert_allclose(score(responses[:, order], keys[order]), score(responses, keys))


@given(answer_sheets(skipped=False))
def test_a_full_sheet_is_a_plain_keyed_sum(sheet):
    responses, keys = sheet
    plain = responses @ keys + (keys == -1).sum(axis=0) * (LOW + HIGH)
    assert_allclose(score(responses, keys), plain)


def test_too_many_gaps_give_no_score():
    responses = np.array([[4.0, 4.0, np.nan, np.nan]])
    keys = np.ones((4, 1), dtype=int)
    assert np.isnan(score(responses, keys, min_answered=0.8)).all()
    assert score(responses, keys, min_answered=0.5) == pytest.approx(16.0)


@pytest.mark.parametrize(
    ("responses", "keys", "complaint"),
    [
        ([[1.0, 2.0]], [[1]], "got \\(1, 2\\) and \\(1, 1\\)"),
        ([[1.0]], [[0]], "an item in every scale"),
        ([[5.0]], [[1]], "person 0 answered 5.0 to item 0; answers go from 0.0 to 4.0"),
    ],
)
def test_bad_input_is_named(responses, keys, complaint):
    with pytest.raises(ValueError, match=complaint):
        score(np.array(responses), np.array(keys))


def test_a_million_sittings_are_scored_in_pieces_like_one_by_one():
    rng = np.random.default_rng(7)
    responses = rng.integers(0, 5, (70_000, 6)).astype(float)
    responses[::7, 2] = np.nan
    keys = np.array([[1, 0], [-1, 0], [1, 0], [0, 1], [0, 1], [0, -1]])
    whole = score(responses, keys, min_answered=0.5)
    some = [0, 7, 65_535, 65_536, 65_539, 69_999]
    assert_allclose(score(responses[some], keys, min_answered=0.5), whole[some])


def test_an_answer_out_of_range_is_named_by_its_place_in_the_whole_table():
    responses = np.zeros((65_540, 2))
    responses[65_538, 1] = 9
    with pytest.raises(ValueError, match="person 65538 answered"):
        score(responses, np.ones((2, 1), dtype=int))


def centred(responses, keys, **options):
    return centred_scores(responses, keys, low=LOW, high=HIGH, **options)


@given(answer_sheets(skipped=False))
def test_centred_scores_weighted_by_items_sum_to_zero(sheet):
    responses, keys = sheet
    n_items = np.abs(keys).sum(axis=0)
    assert_allclose(centred(responses, keys) @ n_items, 0.0, atol=1e-9)


@given(answer_sheets(skipped=False))
def test_centred_scores_order_the_scales_as_their_means_do(sheet):
    responses, keys = sheet
    means = score(responses, keys) / np.abs(keys).sum(axis=0)
    shift = means - centred(responses, keys)
    assert_allclose(shift, shift[:, :1] + np.zeros_like(shift), atol=1e-9)


def test_saying_yes_to_everything_one_step_more_changes_no_centred_score():
    responses = np.array([[0.0, 1.0, 3.0, 2.0]])
    keys = np.array([[1, 0], [1, 0], [0, 1], [0, 1]])
    assert_allclose(centred(responses, keys), [[-1.0, 1.0]])
    assert_allclose(centred(responses + 1, keys), centred(responses, keys))


def test_a_scale_with_gaps_is_not_centred_but_the_other_is():
    responses = np.array([[np.nan, np.nan, 3.0, 1.0]])
    keys = np.array([[1, 0], [1, 0], [0, 1], [0, 1]])
    assert_allclose(centred(responses, keys), [[np.nan, 0.0]])
    with pytest.raises(ValueError, match="centred_scores: person 0 answered"):
        centred(responses + 2, keys)
