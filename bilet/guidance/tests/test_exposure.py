"""The bias guard: the engine passes it, and one that knows who asks does not."""

import numpy as np
import pytest

from bilet.guidance.engine import exposure
from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.exposure import (
    FAIR,
    WOMEN,
    FieldExposure,
    evidence_of_profile,
    guard,
    listed,
    offers_by_place,
)
from bilet.guidance.engine.next_trial import Candidate
from bilet.testing.guidance import TECHNICAL

PROFILES = 240


@pytest.fixture(autouse=True, scope="module")
def _small():
    """So that a run takes seconds: fewer profiles among which equals are looked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exposure, "POOL", 120_000)
        patch.setattr(exposure, "LEAST", 30)
        yield


@pytest.fixture(scope="module")
def made(_small):
    """The guard of the engine as it is."""
    return guard(catalogue(), profiles=PROFILES)


def advise(evidence, _group):
    return listed(believe(evidence, catalogue()))


def blind_to_women_in_it(evidence, group):
    rows = advise(evidence, group)
    return [row for row in rows if group != WOMEN or catalogue().fields[row] != "it"]


def by_whom_it_knows(evidence, group):
    """Whose data have a certain id gets the list turned round."""
    rows = advise(evidence, group)
    return rows[::-1] if any(test.id.startswith("other") for test in evidence.tests) else rows


def test_equal_profiles_are_shown_every_field_as_often_whoever_they_are(made):
    assert made.is_fair
    assert (made.unlike, made.again) == (0, PROFILES // 10)
    assert made.equals > PROFILES * 0.7
    told = [each.ratio_of_equals for each in made.fields if each.ratio_of_equals is not None]
    assert len(told) >= 4
    assert all(FAIR[0] <= ratio <= FAIR[1] for ratio in told)


def test_unconditioned_the_fields_follow_the_interests(made):
    """Published differences are there, or the guard would compare nothing."""
    shown = {each.field: each for each in made.fields}
    assert shown["industry"].men > shown["industry"].women
    assert shown["edu"].women > shown["edu"].men


def test_an_engine_that_knew_the_sex_would_be_caught():
    known = guard(catalogue(), profiles=PROFILES, advise=blind_to_women_in_it)
    assert not known.is_fair
    assert [each.field for each in known.fields if not each.is_fair] == ["it"]


def test_an_engine_that_knew_the_person_would_be_caught():
    known = guard(catalogue(), profiles=40, advise=by_whom_it_knows)
    assert known.unlike == known.again
    assert not known.is_fair


def test_the_same_seed_gives_the_same_numbers():
    one, other = (guard(catalogue(), profiles=40, seed=7) for _ in range(2))
    assert one == other
    assert one != guard(catalogue(), profiles=40, seed=8)


def test_a_rare_field_has_no_ratio():
    rare = FieldExposure("space", 100, 0.02, 0.0, 0.02, 0.01, 0.0, 0.0)
    assert (rare.ratio, rare.ratio_of_equals, rare.ratio_with_rotation) == (None, None, None)
    assert rare.is_fair


def test_a_low_score_of_rotation_hides_nothing():
    """The list may change a little; no field leaves the ranking."""
    shares = np.array(TECHNICAL) / 20
    low, plain = (believe(evidence_of_profile(shares, s), catalogue()) for s in (-1.0, None))
    assert sorted(low.order) == sorted(plain.order)


def a_trial_of(code, kind="event"):
    fields = dict(zip(catalogue().codes, catalogue().fields, strict=True))
    return Candidate(kind, f"try_{code}", "", code, fields[code], 60)


def test_places_change_what_is_offered_and_never_the_list():
    far = [a_trial_of("it02", "online"), a_trial_of("ar01", "online")]
    near = [*far, *map(a_trial_of, catalogue().codes)]
    found = {each.field: each for each in offers_by_place(catalogue(), near, far, profiles=40)}
    assert {field for field, each in found.items() if each.far > 0} <= {"it", "art"}
    assert sum(each.near > 0 for each in found.values()) > 2
    assert sum(each.near for each in found.values()) == pytest.approx(1)
    assert sum(each.far for each in found.values()) == pytest.approx(1)


def test_where_nothing_can_be_tried_nothing_is_offered():
    assert not any(each.far for each in offers_by_place(catalogue(), [], [], profiles=4))
