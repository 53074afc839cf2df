"""Which trial comes next, and why that one."""

from datetime import UTC, datetime, timedelta

import pytest

from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.next_trial import Candidate, best_trial
from bilet.guidance.queries.trial_words import why
from bilet.professions.library import PROFESSIONS
from bilet.testing.guidance import EVEN, TECHNICAL, a_mark, a_test, a_trial, evidence

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
