"""Which trial comes next, and why that one."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.next_trial import Candidate, best_trial, expected
from bilet.guidance.queries.trial_words import why
from bilet.professions.library import PROFESSIONS
from bilet.testing.guidance import EVEN, TECHNICAL, a_mark, a_test, a_trial, evidence

VERDICTS = st.sampled_from(["liked", "mixed", "disliked"])
AT = datetime(2026, 11, 10, 9, tzinfo=UTC)


def online(profession, program=""):
    return Candidate("online", program or f"try_{profession}", "Trial", profession,
                     str(PROFESSIONS.get(profession).field), 20)  # fmt: skip


def event(profession, days, program=""):
    return Candidate("event", program or f"try_{profession}", "Trial", profession,
                     str(PROFESSIONS.get(profession).field), 90, event="x",
                     starts_at=AT + timedelta(days=days))  # fmt: skip


def test_the_trial_of_a_contender_beats_one_that_says_nothing_of_the_list():
    beliefs = believe(evidence(a_test(TECHNICAL)), catalogue())
    leader = catalogue().codes[beliefs.order[0]]
    last = catalogue().codes[beliefs.order[-1]]
    found = best_trial(beliefs, [online(last), online(leader)])
    assert found.candidate.profession == leader
    assert found.reduction > 0


def test_the_sentence_names_the_two_professions_it_tells_apart():
    beliefs = believe(evidence(a_test(TECHNICAL)), catalogue())
    leader = PROFESSIONS.get(catalogue().codes[beliefs.order[0]])
    found = best_trial(beliefs, [online(leader.code)])
    sentence = why(beliefs, found)
    assert leader.person in sentence
    assert "её" in sentence or "рядом" in sentence


def test_a_tried_profession_tells_less_than_an_untried_one():
    beliefs = believe(evidence(a_test(TECHNICAL)), catalogue())
    first, second = (catalogue().codes[row] for row in beliefs.order[:2])
    tried = believe(evidence(a_test(TECHNICAL), *[a_trial(first, "mixed")] * 5), catalogue())
    found = best_trial(tried, [online(first, "other"), online(second)])
    assert found.candidate.profession == second


def test_of_equal_trials_the_one_that_starts_sooner_comes_first():
    beliefs = believe(evidence(a_test(TECHNICAL)), catalogue())
    leader = catalogue().codes[beliefs.order[0]]
    options = [event(leader, 9, "late"), event(leader, 2, "soon")]
    assert best_trial(beliefs, options).candidate.program == "soon"
    assert best_trial(beliefs, [*options, online(leader)]).candidate.kind == "online"


def test_without_a_ranking_a_wish_comes_first_then_a_field_not_tried():
    flat = evidence(a_test(EVEN), a_trial("in09", field="industry"))
    options = [online("in02"), online("ar01"), event("bl06", 3)]
    assert best_trial(believe(flat, catalogue()), options).candidate.profession == "ar01"
    wished = evidence(a_test(EVEN), a_mark("bl06"))
    assert best_trial(believe(wished, catalogue()), options).candidate.profession == "bl06"


def test_a_hidden_profession_is_not_offered():
    beliefs = believe(evidence(a_test(TECHNICAL), a_mark("in09", "hidden", "dull")), catalogue())
    assert best_trial(beliefs, [online("in09")]) is None


@pytest.mark.parametrize("facts", [(), (a_test(EVEN),), (a_test(TECHNICAL),)])
def test_there_may_be_nothing_to_try(facts):
    assert best_trial(believe(evidence(*facts), catalogue()), []) is None


# What a trial is expected to show


def told_of(*trials):
    beliefs = believe(evidence(a_test(TECHNICAL), *trials), catalogue())
    return beliefs, expected(beliefs)


def test_before_any_trial_the_forecast_is_the_score():
    beliefs, forecast = told_of()
    assert_allclose(forecast.means, beliefs.scores)
    assert_allclose(forecast.errors, beliefs.spread)


def test_only_a_surprise_moves_the_forecast():
    """A liked trial of the leader was expected; a disliked one was not."""
    plain, before = told_of()
    leader = plain.order[0]
    code = catalogue().codes[leader]
    _liked, after = told_of(a_trial(code, "liked"))
    _disliked, fallen = told_of(a_trial(code, "disliked"))
    up = after.means[leader] - before.means[leader]
    down = before.means[leader] - fallen.means[leader]
    assert abs(up) < down / 2


def test_a_surprise_moves_kindred_professions_too_and_others_not():
    plain, before = told_of()
    last = plain.order[-1]
    _beliefs, after = told_of(a_trial(catalogue().codes[last], "liked"))
    moved = after.means - before.means
    likeness = catalogue().similarity[last]
    kin = np.argsort(-likeness)[1]
    assert moved[last] > moved[kin] > 0
    assert_allclose(moved[likeness <= 0], 0, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(catalogue().codes), VERDICTS), max_size=5))
def test_a_further_trial_never_makes_the_forecast_less_sure(trials):
    told = [a_trial(code, verdict) for code, verdict in trials]
    _some, before = told_of(*told)
    _more, after = told_of(*told, a_trial("it02", "mixed"))
    assert (after.errors <= before.errors + 1e-9).all()
    assert np.isfinite(after.means).all()


def test_fields_are_told_apart_before_professions_of_one_field():
    """Of two trials as near to the top the one from another field comes first."""
    beliefs, forecast = told_of()
    fields, order = catalogue().field_numbers, np.argsort(-forecast.means)
    top = order[0]
    within = next(row for row in order[1:] if fields[row] == fields[top])
    across = next(row for row in order[1:] if fields[row] != fields[top])
    found = best_trial(beliefs, [online(catalogue().codes[row]) for row in (within, across)])
    assert found.candidate.profession == catalogue().codes[across]


def test_a_wish_is_in_question_however_far_down_it_stands():
    plain, _ = told_of()
    last = catalogue().codes[plain.order[-1]]
    beliefs = believe(evidence(a_test(TECHNICAL), a_mark(last)), catalogue())
    found = best_trial(beliefs, [online(last)])
    assert found.candidate.profession == last
