"""Readiness: two axes, four groups, and what must never happen with them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilet.guidance.engine.readiness import (
    ORDER,
    SIDES,
    Inventory,
    Leading,
    SideScore,
    leading_keys,
    readiness,
)

AT = datetime(2026, 10, 12, 9, tzinfo=UTC)
AUGUST = datetime(2026, 8, 1, tzinfo=UTC)
share = st.floats(0, 1)
four = st.lists(share, min_size=4, max_size=4)


def said(shares, *, error=0.1, days=0, **fields):
    """A readiness test with these four sides."""
    scores = tuple(
        SideScore(side, side, side, value, error) for side, value in zip(SIDES, shares, strict=True)
    )
    known = {"test": "r01", "version": 1, "evidence_class": "B", "with_attention": True}
    return Inventory(**known | fields, at=AT + timedelta(days=days), scores=scores)


def leads(source, *keys, kind="direction", **fields):
    return Leading(source, kind, frozenset(keys), **fields)


CLEAR = (leads("i01", "R", "I"), leads("i06", "R"))
UNCLEAR = (leads("i01", "R"), leads("i06", "S"))
READY, NOT_YET = said([0.9, 0.9, 0.9, 0.9]), said([0.4, 0.4, 0.4, 0.4])


# The four groups


@pytest.mark.parametrize(
    ("test", "interests", "group"),
    [
        (READY, CLEAR, "checking"),
        (READY, UNCLEAR, "choosing"),
        (NOT_YET, CLEAR, "keen"),
        (NOT_YET, UNCLEAR, "searching"),
    ],
)
def test_two_axes_make_four_groups(test, interests, group):
    assert readiness([test], interests).group == group


def test_one_side_in_the_lower_band_is_not_made_up_for_by_the_others():
    assert readiness([said([1, 0.1, 1, 1])], CLEAR).group == "keen"


def test_the_side_that_clearly_stands_behind_is_named_and_no_other():
    assert readiness([said([0.9, 0.3, 0.9, 0.9])], CLEAR).weakest == "information"
    assert readiness([said([0.6, 0.55, 0.6, 0.6])], CLEAR).weakest is None


# Laws


@given(four, four, st.sampled_from([(), CLEAR, UNCLEAR]), st.integers(0, 3))
def test_more_readiness_never_leads_to_a_lower_group(shares, more, interests, told):
    less = readiness([said(shares)], interests, told_trials=told)
    raised = [max(pair) for pair in zip(shares, more, strict=True)]
    now = readiness([said(raised)], interests, told_trials=told)
    assert (now.is_high or False) >= (less.is_high or False)
    if less.group is not None:
        assert now.group is not None
        assert ORDER.index(now.group) >= ORDER.index(less.group)


@given(four, st.integers(0, 3), st.integers(0, 3))
def test_trials_done_and_told_never_lead_to_a_lower_group(shares, told, more):
    trial = leads("trial:weld", "R", is_test=False)
    for interests in ((), UNCLEAR, CLEAR):
        before = readiness([said(shares)], interests, told_trials=told)
        after = readiness([said(shares)], (*interests, trial), told_trials=told + more)
        assert after.is_high == before.is_high
        assert (after.is_clear or False) >= (before.is_clear or False)


@given(four, four)
def test_what_was_done_in_haste_counts_for_nothing(shares, hasty):
    careful, flagged = said(shares), said(hasty, days=3, with_attention=False)
    both = readiness([careful, flagged], CLEAR, year_began=AUGUST)
    assert both == readiness([careful], CLEAR, year_began=AUGUST)


def test_a_hasty_sitting_alone_makes_no_group_but_is_told():
    found = readiness([replace(READY, with_attention=False)], CLEAR)
    assert found.group is None
    assert found.is_hasty


@given(four)
def test_unknown_stays_unknown(shares):
    test = said(shares)
    assert readiness([], CLEAR).group is None
    assert readiness([], ()).group is None
    assert readiness([test], ()).group is None
    assert readiness([test], CLEAR[:1]).is_clear is None
    for missing in range(4):
        part = replace(test, scores=test.scores[:missing] + test.scores[missing + 1 :])
        assert readiness([part], CLEAR).is_high is None


@given(four, st.sampled_from([CLEAR, UNCLEAR]))
def test_a_group_from_tests_to_talk_about_says_so_and_stays_a_guess(shares, interests):
    talk = said(shares, evidence_class="C", error=0.001)
    found = readiness([talk], interests, told_trials=3)
    assert found.group is not None
    assert found.is_talk_only
    assert found.sureness == "guess"
    to_talk = tuple(replace(one, is_proved=False) for one in interests)
    assert readiness([said(shares)], to_talk).is_talk_only
    assert not readiness([said(shares)], interests).is_talk_only


def test_one_proved_test_among_those_to_talk_about_is_enough():
    proved = said([0.9] * 4, test="r03")
    assert not readiness([said([0.9] * 4, evidence_class="C"), proved], CLEAR).is_talk_only


# How sure


@given(four, st.floats(0.02, 0.3))
def test_within_the_error_of_the_mark_it_is_a_guess(shares, error):
    found = readiness([said(shares, error=error)], CLEAR, told_trials=1)
    near = abs(sum(shares) / 4 - 2 / 3) <= error / 2  # four sides: half of the error of one
    if near:
        assert found.sureness == "guess"


def test_trials_done_and_told_stand_behind_what_is_said():
    assert readiness([READY], CLEAR).sureness == "likely"
    assert readiness([READY], CLEAR, told_trials=1).sureness == "tried"


def test_a_second_test_makes_it_surer():
    near = [0.72, 0.72, 0.72, 0.72]
    assert readiness([said(near, error=0.12)], CLEAR).sureness == "guess"
    both = [said(near, error=0.12), said(near, error=0.12, test="r03")]
    assert readiness(both, CLEAR).sureness == "likely"


def test_the_newest_sitting_of_a_test_speaks_and_the_age_is_its_own():
    found = readiness([said([0.2] * 4, days=-60), READY], CLEAR)
    assert found.is_high
    assert found.at == READY.at
    assert not found.is_old(AT + timedelta(days=100))
    assert found.is_old(AT + timedelta(days=200))


def test_a_test_of_another_time_of_life_does_not_speak_with_the_new_one():
    long_ago = said([0.1] * 4, test="r03", days=-300)
    assert readiness([long_ago, READY], CLEAR) == readiness([READY], CLEAR)


# Clear interests


def test_two_trials_without_a_test_do_not_make_interests_clear():
    trials = [leads(f"trial:{n}", "R", is_test=False) for n in range(2)]
    assert readiness([READY], trials).is_clear is None


def test_a_test_and_a_liked_trial_of_the_same_make_them_clear():
    test = leads("i01", "R")
    assert readiness([READY], [test, leads("trial:x", "R", is_test=False)]).is_clear is True
    assert readiness([READY], [test, leads("trial:x", "S", is_test=False)]).is_clear is False


def test_tests_of_different_things_cannot_be_compared():
    assert (
        readiness([READY], [leads("i01", "R"), leads("i04", "it", kind="field")]).is_clear is None
    )


def test_two_tests_in_which_nothing_stands_out_are_not_clear():
    assert readiness([READY], [leads("i01"), leads("i06")]).is_clear is False


@given(st.dictionaries(st.sampled_from("RIASEC"), share, min_size=3), st.floats(0.01, 0.3))
def test_what_leads_stands_above_the_own_mean_beyond_the_error(shares, error):
    found = leading_keys(shares, dict.fromkeys(shares, error))
    mean = sum(shares.values()) / len(shares)
    assert len(found) <= 2
    assert all(shares[key] > mean + error for key in found)
    assert all(shares[key] <= min((shares[f] for f in found), default=1) + 1e-12
               for key in shares if key not in found and len(found) == 2)  # fmt: skip


# Before and after


def test_growth_beyond_the_error_is_told_since_the_first_sitting_of_the_year():
    september, now = said([0.3, 0.5, 0.5, 0.5], days=-30), said([0.9, 0.5, 0.5, 0.1])
    change = readiness([september, now], year_began=AUGUST).change
    assert change.since == september.at
    assert (change.grew, change.fell) == (("inner",), ("independence",))


@given(four, four)
def test_within_the_error_nothing_is_said_to_have_changed(first, last):
    change = readiness([said(first, error=0.8, days=-30), said(last, error=0.8)],
                       year_began=AUGUST).change  # fmt: skip
    assert change is None


def test_the_year_before_is_another_story():
    spring = said([0.1] * 4, days=-200)
    assert readiness([spring, READY], year_began=AUGUST).change is None


def test_a_changed_test_is_not_compared_with_the_old_one():
    old, new = said([0.1] * 4, days=-30), said([0.9] * 4, version=2)
    assert readiness([old, new], year_began=AUGUST).change is None
