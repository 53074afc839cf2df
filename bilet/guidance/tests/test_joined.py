"""Fields, aptitudes and wishes for conditions beside interests: laws of what they may do."""

from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilet.guidance.engine import facts
from bilet.guidance.engine.beliefs import ALL_WEIGHTS, believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.facts import Evidence, Score
from bilet.guidance.engine.narrowing import narrowing
from bilet.guidance.engine.reasons import (
    conditions_unlike,
    outlook,
    place_without,
    reasons_for,
)
from bilet.guidance.engine.selection import select
from bilet.psychometrics.matching import field_fit
from bilet.testing.guidance import EVEN, TECHNICAL, a_mark, a_test, a_trial, evidence

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
FIELDS = catalogue().field_names
APTITUDES = catalogue().aptitudes
PAIRS = catalogue().condition_pairs
BEST_WORST = st.lists(st.integers(-4, 4), min_size=13, max_size=13)
LEVELS = st.dictionaries(st.sampled_from(APTITUDES), st.floats(-1, 5), max_size=len(APTITUDES))
WISHES = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([-2, 2]), max_size=len(PAIRS))
INTERESTS = st.tuples(*[st.integers(0, 20)] * 6)


def of_fields(scores, error=1.3, **more):
    numbers = dict(zip(FIELDS, scores, strict=True)) if isinstance(scores, list) else scores
    found = tuple(Score(key, numbers.get(key, 0), error, -4, 4) for key in FIELDS)
    return a_fact("fields", found, **{"code": "i11_best_worst"} | more)


def of_skill(levels, error=1.0, **more):
    found = tuple(Score(key, level, error, -1, 5) for key, level in levels.items())
    return a_fact("aptitudes", found, **{"code": "a01_matrices"} | more)


def of_wishes(wishes, **more):
    found = tuple(Score(key, value, 0.55, -2, 2) for key, value in wishes.items())
    return a_fact("wishes", found, **{"code": "i09_conditions", "weighs": False} | more)


def a_fact(kind, scores, **more):
    known = {"id": f"{kind}-1", "title": kind, "at": AT, "weighs": True}
    return facts.TestFact(scores=scores, kind=kind, **known | more)


def beliefs_of(*facts):
    return believe(evidence(*facts), catalogue())


def row(code):
    return catalogue().row[code]


def part_of(beliefs, group, profession):
    return next((r for r in reasons_for(beliefs, profession) if r.group == group), None)


# All together


@settings(max_examples=40, deadline=None)
@given(INTERESTS, BEST_WORST, LEVELS, WISHES)
def test_with_all_evidence_the_reasons_still_add_up(numbers, best_worst, levels, wishes):
    beliefs = beliefs_of(
        a_test(numbers), of_fields(best_worst), of_skill(levels), of_wishes(wishes),
        a_trial("in09", "mixed"), a_mark("bl06", "favourite"),
    )  # fmt: skip
    for profession in range(0, len(catalogue().codes), 7):
        parts = reasons_for(beliefs, profession)
        assert sum(part.value for part in parts) == pytest.approx(beliefs.scores[profession])
        assert all(part.label for part in parts)


@settings(max_examples=40, deadline=None)
@given(INTERESTS, BEST_WORST, LEVELS)
def test_taking_one_reason_away_moves_the_place_it_explains(numbers, best_worst, levels):
    beliefs = beliefs_of(a_test(numbers), of_fields(best_worst), of_skill(levels))
    if beliefs.state != "ranked":
        return
    leader = beliefs.order[0]
    for part in reasons_for(beliefs, leader):
        if part.letter:
            continue
        others = beliefs.scores - beliefs.explanation.contributions[
            beliefs.explanation.names.index(part.group)
        ]  # fmt: skip
        assert place_without(beliefs, leader, part) == 1 + (others > others[leader] + 1e-9).sum()


def test_a_named_reason_carries_the_place_that_it_explains():
    """Whom a field alone has lifted falls when it is taken away."""
    plain = beliefs_of(a_test(TECHNICAL))
    lifted = beliefs_of(a_test(TECHNICAL), of_fields({"transport": 4, "art": -4, "edu": -2}))
    mechanic = row("tr01")
    reason = part_of(lifted, "fields", mechanic)
    assert "Транспорт" in reason.label
    assert lifted.place(mechanic) < plain.place(mechanic)
    assert place_without(lifted, mechanic, reason) > lifted.place(mechanic)


@settings(max_examples=40, deadline=None)
@given(INTERESTS, BEST_WORST, LEVELS, WISHES)
def test_each_further_test_narrows_the_bands_or_leaves_them(numbers, best_worst, levels, wishes):
    given_facts = []
    before = beliefs_of().spread
    for fact in (
        of_wishes(wishes), of_skill(levels), of_fields(best_worst), a_test(numbers),
        of_skill(levels, error=0.4, code="a02_number_series"), a_test(numbers, code="another"),
        of_fields(best_worst, code="another"),
    ):  # fmt: skip
        given_facts.append(fact)
        after = beliefs_of(*given_facts).spread
        assert (after <= before + 1e-12).all()
        before = after


@settings(max_examples=40, deadline=None)
@given(BEST_WORST, LEVELS, WISHES)
def test_without_a_shape_of_interests_other_tests_make_no_list(best_worst, levels, wishes):
    for first in ([], [a_test(EVEN)]):
        beliefs = beliefs_of(*first, of_fields(best_worst), of_skill(levels), of_wishes(wishes))
        assert beliefs.order == []
        assert select(beliefs) == []


@settings(max_examples=30, deadline=None)
@given(INTERESTS, BEST_WORST, LEVELS, WISHES)
def test_tests_of_class_c_weigh_nothing_whatever_they_measure(numbers, best_worst, levels, wishes):
    plain = beliefs_of(a_test(numbers))
    talked = beliefs_of(
        a_test(numbers), a_test(numbers[::-1], weighs=False), of_fields(best_worst, weighs=False),
        of_skill(levels, weighs=False), of_wishes(wishes),
    )  # fmt: skip
    assert (plain.scores == talked.scores).all()
    assert (plain.spread == talked.spread).all()
    assert select(plain) == select(talked)


def test_evidence_has_no_room_for_who_the_person_is():
    """Sex, age, school, place: a fact that is not held cannot move a list."""
    known = {field.name for kind in (Evidence, facts.TestFact, Score, facts.TrialFact,
                                     facts.MarkFact) for field in fields_of(kind)}  # fmt: skip
    assert known == {
        "tests", "trials", "marks", "id", "code", "title", "at", "weighs", "scores", "kind", "key",
        "value", "error", "lowest", "highest", "source", "profession", "field", "program",
        "before", "after", "verdict", "rubric", "reason",
    }  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(INTERESTS, BEST_WORST, LEVELS, st.randoms())
def test_equal_profiles_give_equal_lists(numbers, best_worst, levels, chance):
    """Other ids, titles, days and another order: the same person, as far as the list goes."""
    own = [a_test(numbers), of_fields(best_worst), of_skill(levels)]
    others = [
        replace(fact, id=f"other-{n}", title="Another", at=AT.replace(day=1 + chance.randrange(20)))
        for n, fact in enumerate(own)
    ]
    chance.shuffle(others)
    one, other = beliefs_of(*own), beliefs_of(*others)
    assert np.array_equal(one.scores, other.scores)
    assert select(one) == select(other)


# Fields of work


@settings(max_examples=40, deadline=None)
@given(INTERESTS, BEST_WORST)
def test_a_field_put_first_lifts_all_its_professions_alike(numbers, best_worst):
    plain = beliefs_of(a_test(numbers))
    told = beliefs_of(a_test(numbers), of_fields(best_worst))
    change = told.scores - plain.scores
    for number in range(len(FIELDS)):
        own = change[catalogue().field_numbers == number]
        assert np.ptp(own) < 1e-12
    assert (np.abs(change) <= ALL_WEIGHTS["fields"] + 1e-12).all()


def test_fields_that_are_level_move_nothing():
    plain, level = beliefs_of(a_test(TECHNICAL)), beliefs_of(a_test(TECHNICAL), of_fields([0] * 13))
    assert (plain.scores == level.scores).all()


def test_renaming_two_fields_renames_them_in_the_advice():
    base = catalogue()
    names = {"it": "art", "art": "it"}
    renamed = replace(base, fields=tuple(names.get(field, field) for field in base.fields))
    scores = {"it": 4, "art": -3, "health": 1, "law": -2}
    swapped = {names.get(field, field): score for field, score in scores.items()}
    one = believe(evidence(a_test(TECHNICAL), of_fields(scores)), base)
    other = believe(evidence(a_test(TECHNICAL), of_fields(swapped)), renamed)
    assert one.order == other.order
    assert one.order != believe(evidence(a_test(TECHNICAL), of_fields(swapped)), base).order


def test_the_surer_a_test_of_fields_is_the_more_it_moves():
    scores = {"it": 4, "art": -4, "edu": -2, "transport": 2}
    vague, sure = (beliefs_of(a_test(TECHNICAL), of_fields(scores, error=e)) for e in (1.4, 0.3))
    assert part_of(vague, "fields", row("it02")) is None or (
        part_of(vague, "fields", row("it02")).value < part_of(sure, "fields", row("it02")).value
    )
    assert field_fit(np.zeros(13), np.ones(13), np.arange(13)).certainty[0] == 0


# Aptitudes


@settings(max_examples=40, deadline=None)
@given(INTERESTS, LEVELS)
def test_aptitudes_only_ever_take_away_and_only_a_little(numbers, levels):
    change = (
        beliefs_of(a_test(numbers), of_skill(levels)).scores - beliefs_of(a_test(numbers)).scores
    )
    assert (change <= 1e-12).all()
    assert (change >= -ALL_WEIGHTS["aptitudes"] - 1e-12).all()


def test_a_surplus_is_worth_nothing():
    top = dict.fromkeys(APTITUDES, 5.0)
    enough = dict.fromkeys(APTITUDES, 3.0)
    assert (beliefs_of(of_skill(top)).scores == beliefs_of(of_skill(enough)).scores).all()
    assert not beliefs_of(of_skill(enough)).scores.any()


@settings(max_examples=40, deadline=None)
@given(INTERESTS, st.sampled_from(catalogue().codes))
def test_a_shortfall_never_vetoes(numbers, code):
    """The worst that all skill tests can say: no place is lost, and a liked trial outweighs it."""
    nothing = of_skill(dict.fromkeys(APTITUDES, -1.0), error=0.01)
    beliefs = beliefs_of(a_test(numbers), nothing)
    if beliefs.state == "ranked":
        assert sorted(beliefs.order) == list(range(len(catalogue().codes)))
    plain = beliefs_of(a_test(numbers))
    tried = beliefs_of(a_test(numbers), nothing, a_trial(code, "liked"))
    wished = beliefs_of(a_test(numbers), nothing, a_mark(code, "wish"))
    assert tried.scores[row(code)] > plain.scores[row(code)]
    assert wished.scores[row(code)] > plain.scores[row(code)]


def test_every_profession_asks_for_something_so_no_field_is_free_of_it():
    asked = ~np.isnan(catalogue().required)
    assert asked.any(axis=1).all()
    low = beliefs_of(of_skill(dict.fromkeys(APTITUDES, -1.0), error=0.01)).scores
    by_field = [low[catalogue().field_numbers == n].mean() for n in range(len(FIELDS))]
    assert max(by_field) < -0.1


def test_the_shortfall_is_told_in_a_line_that_shuts_no_door():
    beliefs = beliefs_of(a_test(TECHNICAL), of_skill({"space": 0.0, "words": 3.0}))
    line = part_of(beliefs, "aptitudes", row("in09")).label
    assert line == (
        "Здесь важно представлять предметы в объёме: тест пока показал меньше, поможет практика"
    )
    assert part_of(beliefs, "aptitudes", row("bl04")) is None


def test_what_was_not_measured_costs_nothing():
    beliefs = beliefs_of(a_test(TECHNICAL), of_skill({"words": -1.0}))
    for code in ("in09", "tr01", "it02"):
        assert part_of(beliefs, "aptitudes", row(code)) is None


def test_the_surer_a_shortfall_the_more_it_costs():
    def cost(error):
        return beliefs_of(of_skill({"space": 0.0}, error=error)).scores[row("he06")]

    assert cost(0.2) < cost(1.5) < cost(6) < 0


def test_practice_that_shows_moves_the_profession_back():
    before = beliefs_of(a_test(TECHNICAL), of_skill({"mechanics": 0.0}))
    after = beliefs_of(a_test(TECHNICAL), of_skill({"mechanics": 3.0}))
    mechanic = row("tr01")
    assert after.scores[mechanic] > before.scores[mechanic]
    assert after.place(mechanic) <= before.place(mechanic)
    assert outlook(before, mechanic).if_liked <= before.place(mechanic)


# Wishes for conditions


@settings(max_examples=40, deadline=None)
@given(INTERESTS, WISHES)
def test_wishes_for_conditions_are_a_filter_and_never_a_score(numbers, wishes):
    plain, wished = beliefs_of(a_test(numbers)), beliefs_of(a_test(numbers), of_wishes(wishes))
    assert (plain.scores == wished.scores).all()
    assert plain.order == wished.order
    assert select(plain) == select(wished)


def test_what_the_conditions_have_against_the_wishes_is_said():
    beliefs = beliefs_of(a_test(TECHNICAL), of_wishes({"place": -2, "clean": 2, "travel": -2}))
    assert conditions_unlike(beliefs, row("ag03")) == (
        "Условия не те, к которым тянет. Здесь: под открытым небом, краска, земля, масло"
    )
    assert conditions_unlike(beliefs, row("it02")) == ""
    assert conditions_unlike(beliefs_of(a_test(TECHNICAL)), row("ag03")) == ""


def test_a_card_with_both_ends_or_neither_is_not_against_a_wish():
    roof = beliefs_of(of_wishes({"place": -2}))
    open_air = beliefs_of(of_wishes({"place": 2}))
    for beliefs in (roof, open_air):
        assert conditions_unlike(beliefs, row("in09")) == ""  # a welder works in both
    assert conditions_unlike(beliefs_of(of_wishes({"travel": 2})), row("it02")) == ""


@settings(max_examples=40, deadline=None)
@given(INTERESTS, WISHES)
def test_under_the_filter_only_what_meets_the_wishes_is_listed_and_no_wish_is_lost(numbers, wishes):
    facts_ = (a_test(numbers), of_wishes(wishes), a_mark("ag03", "wish"))
    beliefs = beliefs_of(*facts_)
    picks = select(beliefs, within_wishes=True)
    assert all(beliefs.meets_wishes[pick.row] for pick in picks if pick.kind != "wish")
    assert row("ag03") in {pick.row for pick in picks}
    assert len(beliefs.order) in (0, len(catalogue().codes))  # the ranking keeps all


@settings(max_examples=40, deadline=None)
@given(INTERESTS, WISHES)
def test_what_the_filter_would_leave_is_said_before_it_is_laid(numbers, wishes):
    beliefs = beliefs_of(a_test(numbers), of_wishes(wishes))
    found = narrowing(beliefs)
    if beliefs.state != "ranked":
        assert found is None
        return
    assert (found.whole, len(found.wishes)) == (len(catalogue().codes), len(wishes))
    whole = replace(beliefs, hidden=~beliefs.meets_wishes)
    assert found.left == len(whole.order)
    assert (found.dearest in found.wishes) if wishes else found.dearest == ""


def test_the_dearest_wish_is_the_one_without_which_most_would_be_left():
    wishes = {"place": 2, "risk": -2, "schedule": -2, "travel": -2, "clean": 2}
    found = narrowing(beliefs_of(a_test(TECHNICAL), of_wishes(wishes)))
    without = {
        pair: narrowing(
            beliefs_of(
                a_test(TECHNICAL), of_wishes({key: wishes[key] for key in wishes if key != pair})
            )
        ).left
        for pair in wishes
    }
    assert max(without, key=without.get) == "place"
    assert found.dearest == "под открытым небом"
    assert without["place"] > found.left


def test_the_dearest_wish_is_looked_for_among_what_may_be_listed():
    """Nothing in the open air may be listed: that wish alone keeps the list empty."""
    wishes = of_wishes({"place": 2, "travel": -2})
    beliefs = beliefs_of(a_test(TECHNICAL), wishes)
    outside = beliefs.catalogue.ends[:, PAIRS.index("place")] != 0
    only_roofs = replace(beliefs, hidden=outside)
    assert narrowing(only_roofs).dearest == "под открытым небом"
    silent = np.isnan(beliefs.catalogue.ends[:, PAIRS.index("travel")])
    only_roads = replace(beliefs, hidden=silent | (beliefs.catalogue.ends[:, 0] == 0))
    assert narrowing(only_roads).dearest == "на одном месте"


def test_without_a_result_of_the_test_or_a_list_there_is_nothing_to_narrow():
    assert narrowing(beliefs_of(a_test(TECHNICAL))) is None
    assert narrowing(beliefs_of(of_wishes({"place": 2}))) is None
    assert narrowing(beliefs_of(a_test(EVEN), of_wishes({"place": 2}))) is None
    assert narrowing(beliefs_of(a_test(TECHNICAL), of_wishes({}))).wishes == ()


def test_the_filter_without_wishes_changes_nothing():
    beliefs = beliefs_of(a_test(TECHNICAL))
    assert select(beliefs, within_wishes=True) == select(beliefs)
