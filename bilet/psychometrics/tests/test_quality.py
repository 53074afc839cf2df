"""What raises a flag, what does not, and when another try is offered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bilet.psychometrics.quality import (
    Rules,
    contradictory_pairs,
    flag_table,
    flags,
    longest_run,
    needs_retake,
    too_fast,
)

HONEST = np.tile([0.0, 3.0, 1.0, 4.0, 2.0, 3.0], 5)  # 30 items
CALM = np.full(30, 4.0)
answers = arrays(np.float64, (3, 24), elements=st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, np.nan]))


def test_an_attentive_sitting_raises_nothing():
    assert flags(HONEST, CALM) == frozenset()


def test_one_second_each_on_more_than_a_tenth_of_the_items_is_too_fast():
    three, four = CALM.copy(), CALM.copy()
    three[:3], four[:4] = 0.9, 0.9
    assert flags(HONEST, three) == frozenset()
    assert flags(HONEST, four) == {"speed"}


def test_under_two_seconds_on_average_is_too_fast_for_a_questionnaire_not_for_quick_tasks():
    assert flags(HONEST, CALM * 0.4) == {"speed"}
    assert flags(HONEST, CALM * 0.4, Rules(item_seconds=0.3, mean_seconds=0.6)) == frozenset()


def test_nothing_timed_is_not_too_fast():
    assert flags(HONEST, np.full(30, np.nan)) == flags(HONEST) == frozenset()


def test_equal_answers_to_more_than_ten_items_and_half_of_them_raise_a_flag():
    half, more = HONEST.copy(), HONEST.copy()
    half[:15], more[:16] = 1, 1
    assert flags(half) == frozenset()
    assert flags(more) == {"longstring"}
    assert flags(more, rules=Rules(longest_run=np.inf)) == frozenset()
    assert flags(np.full(10, 2.0)) == frozenset()


def test_a_fifth_of_the_items_skipped_raises_a_flag():
    five, six = HONEST.copy(), HONEST.copy()
    five[::6], six[[0, 5, 10, 15, 20, 25]] = np.nan, np.nan
    assert flags(five) == frozenset()
    assert flags(six) == {"omissions"}


def test_two_contradictory_pairs_raise_a_flag():
    rules = Rules(pairs=((0, 1, 1), (2, 3, -1), (4, 5, 1)))
    assert flags(HONEST, rules=rules) == frozenset()  # 0 against 3 only
    liar = HONEST.copy()
    liar[[2, 3]] = 4
    assert flags(liar, rules=rules) == {"contradictions"}
    liar[3] = np.nan
    assert contradictory_pairs(liar[None], rules).tolist() == [1]


def test_two_wrong_control_items_raise_a_flag():
    rules = Rules(infrequency=((0, 0.0), (1, 0.0), (2, 0.0)))
    assert flags(HONEST, rules=rules) == {"infrequency"}
    assert flags(HONEST, rules=Rules(infrequency=((0, 0.0), (1, 0.0)))) == frozenset()


def test_two_flags_ask_for_another_try_and_one_does_not():
    raised = flags(np.full(30, 2.0), np.full(30, 0.5))
    assert raised == {"speed", "longstring"}
    assert needs_retake(raised)
    assert not needs_retake(frozenset({"speed"}))


@given(answers)
def test_many_sittings_are_judged_as_each_alone(responses):
    together = flag_table(responses)
    for person, sheet in enumerate(responses):
        assert flags(sheet) == {name for name, raised in together.items() if raised[person]}


@given(answers)
def test_the_longest_run_is_the_same_backwards(responses):
    assert longest_run(responses).tolist() == longest_run(responses[:, ::-1]).tolist()


@given(arrays(np.float64, (2, 12), elements=st.floats(0.1, 20)), st.floats(0.1, 0.9))
def test_slower_is_never_suspicious_where_quicker_was_not(seconds, factor):
    assert not (too_fast(seconds) & ~too_fast(seconds * factor)).any()


def test_a_run_is_broken_by_a_gap_and_an_empty_sheet_has_none():
    sheet = np.array([[1.0, 1.0, np.nan, 1.0], [np.nan] * 4, [2.0, 1.0, 1.0, 1.0]])
    assert longest_run(sheet).tolist() == [2, 0, 3]


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"got \(1, 30\) and \(1, 29\)"):
        flags(HONEST, CALM[1:])
    with pytest.raises(ValueError, match="beyond the 30 items"):
        flags(HONEST, rules=Rules(pairs=((0, 30, 1),)))
    with pytest.raises(ValueError, match=r"\(n_persons, n_items\); got \(30,\)"):
        longest_run(HONEST)
