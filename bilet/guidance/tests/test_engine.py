"""The laws of the advice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.reasons import (
    in_points,
    outlook,
    place_without,
    reasons_for,
    sureness,
)
from bilet.guidance.engine.selection import select
from bilet.testing.guidance import EVEN, a_mark, a_test, a_trial, evidence

VERDICTS = st.sampled_from(["liked", "mixed", "disliked"])
CODES = st.sampled_from(["in09", "it02", "ar01", "bl06", "sv07", "bl22", "in02", "bs06"])
PROFILES = st.tuples(*[st.integers(0, 20)] * 6)
TRIALS = st.lists(st.tuples(CODES, VERDICTS), max_size=6)
MARKS = st.lists(
    st.tuples(CODES, st.sampled_from(["wish", "favourite", "hidden"]),
              st.sampled_from(["dull", "conditions", "route", "tried", "other"])),
    max_size=4, unique_by=lambda mark: mark[0],
)  # fmt: skip


def told(numbers, trials=(), marks=()):
    facts = [a_test(numbers)]
    facts += [a_trial(code, verdict) for code, verdict in trials]
    facts += [a_mark(c, kind, reason if kind == "hidden" else "") for c, kind, reason in marks]
    return evidence(*facts)


def row(code):
    return catalogue().row[code]


@settings(max_examples=40, deadline=None)
@given(PROFILES, TRIALS, MARKS)
def test_the_reasons_of_every_profession_add_up_to_its_score(numbers, trials, marks):
    beliefs = believe(told(numbers, trials, marks), catalogue())
    for profession in range(0, len(catalogue().codes), 5):
        parts = reasons_for(beliefs, profession)
        assert sum(part.value for part in parts) == pytest.approx(
            beliefs.scores[profession], abs=1e-9
        )


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=9))
def test_whole_points_still_add_up_exactly(values):
    points, total = in_points(values)
    assert sum(points) == total == round(sum(np.asarray(values) * 100))
    assert all(abs(p - v * 100) < 1 for p, v in zip(points, values, strict=True))


def test_a_removed_reason_takes_its_part_away_and_can_change_the_rank():
    beliefs = believe(told((16, 17, 8, 5, 6, 13), [("in09", "liked")]), catalogue())
    welder = row("in09")
    trial = next(part for part in reasons_for(beliefs, welder) if part.group == "trials")
    assert beliefs.explanation.without("trials")[welder] == pytest.approx(
        beliefs.scores[welder] - trial.value
    )
    assert place_without(beliefs, welder, trial) > beliefs.place(welder)


def test_without_a_scale_its_part_is_gone_for_all():
    beliefs = believe(told((16, 17, 8, 5, 6, 13)), catalogue())
    leader = beliefs.order[0]
    largest = reasons_for(beliefs, leader)[0]
    assert largest.letter
    assert place_without(beliefs, leader, largest) >= 1


def test_equal_evidence_gives_equal_lists_whatever_its_order():
    facts = [a_test(), a_trial("in09", "disliked"), a_trial("it02"), a_mark("bl06")]
    one, other = evidence(*facts), evidence(*reversed(facts))
    assert one.fingerprint == other.fingerprint
    assert select(believe(one, catalogue())) == select(believe(other, catalogue()))


@settings(max_examples=40, deadline=None)
@given(PROFILES, TRIALS, MARKS, CODES, VERDICTS)
def test_more_evidence_never_widens_a_band(numbers, trials, marks, code, verdict):
    before = believe(told(numbers, trials, marks), catalogue())
    more = replace(before.evidence, trials=(*before.evidence.trials, a_trial(code, verdict)))
    after = believe(more, catalogue())
    assert (after.spread <= before.spread + 1e-12).all()
    assert after.spread[row(code)] < before.spread[row(code)]


def test_a_first_test_and_a_second_one_narrow_every_band():
    nothing = believe(evidence(), catalogue()).spread
    one = believe(evidence(a_test()), catalogue()).spread
    two = believe(evidence(a_test(), a_test(code="another")), catalogue()).spread
    assert (one < nothing).all()
    assert (two < one).all()


@settings(max_examples=40, deadline=None)
@given(TRIALS, MARKS)
def test_a_flat_profile_gives_no_ranking(trials, marks):
    beliefs = believe(told(EVEN, trials, marks), catalogue())
    assert beliefs.state == "flat"
    assert beliefs.order == []
    assert {pick.kind for pick in select(beliefs)} <= {"wish"}


def test_tests_of_class_c_weigh_nothing():
    beliefs = believe(evidence(a_test(weighs=False)), catalogue())
    assert beliefs.state == "no_test"
    assert not beliefs.scores.any()
    assert (beliefs.spread == believe(evidence(), catalogue()).spread).all()


@settings(max_examples=40, deadline=None)
@given(PROFILES, TRIALS, MARKS)
def test_a_hidden_profession_is_never_shown(numbers, trials, marks):
    beliefs = believe(told(numbers, trials, marks), catalogue())
    hidden = {row(code) for code, kind, _ in marks if kind == "hidden"}
    assert not hidden & set(beliefs.order)
    assert not hidden & {pick.row for pick in select(beliefs)}


@settings(max_examples=40, deadline=None)
@given(PROFILES, TRIALS, CODES)
def test_a_disliked_trial_lowers_the_profession_and_its_kin_less(numbers, trials, code):
    others = [(other, verdict) for other, verdict in trials if other != code]
    before = believe(told(numbers), catalogue())
    after = believe(told(numbers, [(code, "disliked")]), catalogue())
    change = after.scores - before.scores
    assert change[row(code)] < 0
    assert change[row(code)] == change.min()
    assert (change <= 1e-12).all()
    with_others = believe(told(numbers, others), catalogue())
    all_of_it = believe(told(numbers, [*others, (code, "disliked")]), catalogue())
    assert (
        all_of_it.explanation.contributions[all_of_it.explanation.names.index("trials"), row(code)]
        < 0
    )
    assert all_of_it.scores[row(code)] <= max(with_others.scores[row(code)], 0) + 1e-9 or trials


def test_more_trials_of_one_verdict_weigh_more():
    def part(times):
        beliefs = believe(told((16, 17, 8, 5, 6, 13), [("in09", "liked")] * times), catalogue())
        return next(r.value for r in reasons_for(beliefs, row("in09")) if r.group == "trials")

    assert 0 < part(1) < part(2) < part(4)


def test_permuting_two_scales_permutes_the_advice():
    base = catalogue()
    swap = [1, 0, 2, 3, 4, 5]
    swapped = replace(base, profiles=base.profiles[:, swap])
    numbers = (16, 9, 8, 5, 6, 13)
    mirrored = tuple(numbers[place] for place in swap)
    assert believe(told(numbers), base).order == believe(told(mirrored), swapped).order
    assert believe(told(numbers), base).order != believe(told(mirrored), base).order


def test_hiding_for_the_conditions_lowers_professions_with_the_same_ones():
    before = believe(told((16, 17, 8, 5, 6, 13)), catalogue())
    after = believe(
        told((16, 17, 8, 5, 6, 13), marks=[("in09", "hidden", "conditions")]), catalogue()
    )
    change = after.scores - before.scores
    likeness = base_conditions_shared("in09")
    assert (change <= 0).all()
    assert change[np.argmax(likeness)] < change[np.argmin(likeness)]


def base_conditions_shared(code):
    conditions = catalogue().conditions
    shared = conditions @ conditions[row(code)]
    shared[row(code)] = np.median(shared)
    return shared


def test_hiding_for_the_long_way_lowers_other_long_ways_only():
    before = believe(told((5, 9, 8, 17, 10, 9)), catalogue())
    after = believe(told((5, 9, 8, 17, 10, 9), marks=[("bl01", "hidden", "route")]), catalogue())
    lowered = after.scores < before.scores
    assert (lowered == catalogue().long_way).all()


def test_a_wish_weighs_and_never_overrides():
    numbers = (16, 17, 8, 5, 6, 13)
    plain = believe(told(numbers), catalogue())
    last = plain.order[-1]
    wished = believe(told(numbers, marks=[(catalogue().codes[last], "wish", "")]), catalogue())
    assert wished.scores[last] > plain.scores[last]
    assert wished.order[0] == plain.order[0]
    assert last in {pick.row for pick in select(wished)}


@settings(max_examples=60, deadline=None)
@given(PROFILES, TRIALS)
def test_the_list_is_short_diverse_and_names_nothing_twice(numbers, trials):
    beliefs = believe(told(numbers, trials), catalogue())
    picks = select(beliefs)
    if beliefs.state != "ranked":
        assert picks == []
        return
    rows = [pick.row for pick in picks]
    assert len(rows) == len(set(rows)) == 6
    near = {catalogue().fields[p.row] for p in picks if p.kind in ("closest", "worth")}
    assert 2 <= len(near) <= 3
    surprising = next(pick.row for pick in picks if pick.kind == "surprising")
    assert catalogue().fields[surprising] not in near


def test_a_disliked_profession_leaves_the_list_but_not_the_ranking():
    numbers = (16, 17, 8, 5, 6, 13)
    leader = believe(told(numbers), catalogue()).order[0]
    after = believe(told(numbers, [(catalogue().codes[leader], "disliked")]), catalogue())
    assert leader not in {pick.row for pick in select(after)}
    assert after.place(leader) > 1


def test_how_sure_it_is_grows_from_a_guess_to_a_trial():
    weak = believe(evidence(a_test((12, 13, 9, 7, 8, 11), error=2.0)), catalogue())
    clear = believe(evidence(a_test((20, 18, 6, 2, 3, 14), error=1.5)), catalogue())
    tried = believe(evidence(a_test(), a_trial("in09", "disliked")), catalogue())
    assert sureness(clear, row("in09")) == "likely"
    assert sureness(tried, row("in09")) == "tried"
    assert sureness(weak, row("in09")) == "guess"


def test_the_outlook_says_where_a_trial_would_lead():
    beliefs = believe(told((16, 17, 8, 5, 6, 13)), catalogue())
    seen = outlook(beliefs, row("in09"))
    assert seen.if_liked <= beliefs.place(row("in09")) <= seen.if_disliked
