"""What counts as evidence, and what does not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.assessments.passport import hidden_scales
from bilet.events.models import Assessment, Mark
from bilet.guidance.actions import mark_profession
from bilet.guidance.engine.beliefs import believe
from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.selection import select
from bilet.guidance.queries.candidates import candidates
from bilet.guidance.queries.evidence import evidence_of
from bilet.guidance.queries.next_step import next_step
from bilet.people.models import Consent, Owner
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_organization, make_pupil
from bilet.testing.guidance import EVEN, make_interests, make_told_event, make_told_run

pytestmark = pytest.mark.django_db


def agree(pupil, purpose):
    Consent.objects.create(
        pupil=pupil, actor_name="", level=2, purpose=purpose, decision="given",
        document_version=1, text_sha256="", language="ru", channel="web",
    )  # fmt: skip


def test_the_latest_sitting_taken_with_attention_counts():
    pupil, now = make_pupil(), timezone.now()
    make_interests(pupil, (1, 2, 3, 4, 5, 6), at=now - timedelta(days=90))
    kept = make_interests(pupil, at=now - timedelta(days=2))
    make_interests(pupil, (20, 0, 20, 0, 20, 0), at=now, is_flagged=True)
    make_interests(pupil, EVEN, finished_at=None)
    (test,) = evidence_of(Owner(pupil=pupil), at=now).tests
    assert test.id == str(kept.pk)
    assert [score.key for score in test.scores] == sorted("RIASEC")
    assert test.weighs


def test_profession_cards_are_for_talk_only():
    pupil = make_pupil()
    make_interests(pupil, instrument="i06_profession_cards")
    (test,) = evidence_of(Owner(pupil=pupil), at=timezone.now()).tests
    assert not test.weighs


def a_sitting(pupil, instrument, scores, *, is_flagged=False, days_ago=0):
    """A finished sitting; `scores`: scale → (value, error, lowest, highest, band)."""
    at = timezone.now() - timedelta(days=days_ago)
    sitting = Sitting.objects.create(
        pupil=pupil, instrument=instrument, version=1, seed=1, started_at=at, finished_at=at,
        is_flagged=is_flagged,
    )  # fmt: skip
    for scale, (value, error, lowest, highest, band) in scores.items():
        ScaleScore.objects.create(
            sitting=sitting, scale=scale, value=value, standard_error=error, lowest=lowest,
            highest=highest, band=band,
        )  # fmt: skip
    return sitting


def kinds_of(pupil):
    return {test.kind: test for test in evidence_of(Owner(pupil=pupil), at=timezone.now()).tests}


def test_preferences_of_fields_count_by_their_own_errors():
    pupil = make_pupil()
    a_sitting(
        pupil, "i11_best_worst", {"it": (3, 1.2, -4, 4, "high"), "art": (-2, 1.1, -4, 4, "low")}
    )
    test = kinds_of(pupil)["fields"]
    assert test.weighs
    assert [(s.key, s.value, s.error) for s in test.scores] == [("art", -2, 1.1), ("it", 3, 1.2)]


@pytest.mark.parametrize("code", ["i04_fields", "i03_klimov_pairs", "i10_digital_roles"])
def test_interest_tests_of_class_c_stay_for_talk(code):
    pupil, scale = make_pupil(), INSTRUMENTS.get(code).scales[0].code
    a_sitting(pupil, code, {scale: (3, 1, -10, 10, "middle")})
    (test,) = kinds_of(pupil).values()
    assert not test.weighs


def test_a_skill_test_counts_in_levels_of_its_own_bands():
    pupil = make_pupil()
    a_sitting(pupil, "a07_rotation", {"rotation": (50, 12.5, 25, 100, "middle")})
    a_sitting(pupil, "a10_cancellation", {"accuracy": (95, 2, 0, 100, "high"),
                                          "steadiness": (60, 5, 0, 100, "low")})  # fmt: skip
    facts = evidence_of(Owner(pupil=pupil), at=timezone.now()).tests
    found = {s.key: (round(s.value, 2), round(s.error, 2)) for fact in facts for s in fact.scores}
    # The middle of rotation begins at 50 and is 25 wide; that of accuracy lies from 85 to 95.
    assert found == {"space": (1.0, 1.0), "attention": (3.0, 0.4)}


@pytest.mark.parametrize(
    "code", ["a13_two_back", "a15_tower", "a18_unusual_uses", "p04_work_values"]
)
def test_games_and_tests_that_say_nothing_of_professions_are_no_evidence(code):
    pupil, scale = make_pupil(), INSTRUMENTS.get(code).scales[0].code
    a_sitting(pupil, code, {scale: (3, 1, 0, 10, "middle")})
    assert kinds_of(pupil) == {}


def test_only_clear_wishes_for_conditions_are_read_and_they_weigh_nothing():
    pupil = make_pupil()
    a_sitting(pupil, "i09_conditions", {
        "place": (-1.3, 0.55, -2, 2, "low"), "pace": (0.6, 0.55, -2, 2, "middle"),
        "team": (1.0, 1.2, -2, 2, "high"),
    })  # fmt: skip
    test = kinds_of(pupil)["wishes"]
    assert not test.weighs
    assert [score.key for score in test.scores] == ["place"]


def test_hasty_sittings_of_any_kind_do_not_count():
    pupil = make_pupil()
    a_sitting(pupil, "i11_best_worst", {"it": (3, 1, -4, 4, "high")}, is_flagged=True)
    a_sitting(pupil, "i09_conditions", {"place": (-2, 0.5, -2, 2, "low")}, is_flagged=True)
    a_sitting(pupil, "a07_rotation", {"rotation": (90, 9, 25, 100, "high")}, days_ago=3)
    a_sitting(pupil, "a07_rotation", {"rotation": (30, 9, 25, 100, "low")}, is_flagged=True)
    found = kinds_of(pupil)
    assert found.keys() == {"aptitudes"}
    assert found["aptitudes"].scores[0].value > 3


def test_a_scale_that_has_shown_to_be_poor_is_left_out():
    pupil = make_pupil()
    a_sitting(
        pupil, "i11_best_worst", {"it": (3, 1, -4, 4, "high"), "art": (1, 1, -4, 4, "middle")}
    )
    cache.set("hidden-scales", {"i11_best_worst": frozenset({"it"})}, 60)
    try:
        assert [score.key for score in kinds_of(pupil)["fields"].scores] == ["art"]
    finally:
        cache.delete("hidden-scales")


def test_trials_online_and_at_sites_come_with_what_was_said():
    pupil = make_pupil()
    make_told_run(pupil, verdict="disliked", interest_after=2)
    make_told_event(pupil, "liked")
    run, event = evidence_of(Owner(pupil=pupil), at=timezone.now()).trials
    assert (run.source, run.verdict, run.before, run.after) == ("run", "disliked", 3, 2)
    assert (event.source, event.verdict, event.before, event.after) == ("event", "liked", 3, 5)


def test_a_seat_that_was_not_taken_is_no_evidence():
    pupil = make_pupil()
    make_booking(make_event(starts_at=timezone.now() - timedelta(days=2)), pupil)
    assert evidence_of(Owner(pupil=pupil), at=timezone.now()).trials == ()


def test_the_mentors_marks_count_only_while_the_family_agrees():
    pupil = make_pupil()
    booking = make_told_event(pupil)
    assessment = Assessment.objects.create(booking=booking, mentor_name="Олег")
    Mark.objects.create(assessment=assessment, criterion="a", level="start")
    Mark.objects.create(assessment=assessment, criterion="b", level="done")
    (trial,) = evidence_of(Owner(pupil=pupil), at=timezone.now()).trials
    assert trial.rubric is None
    agree(pupil, "mentor_feedback")
    (trial,) = evidence_of(Owner(pupil=pupil), at=timezone.now()).trials
    assert trial.rubric == pytest.approx(0.75)
    assert (trial.before, trial.after) == (3, 5)


def test_a_guest_has_evidence_too_and_nobody_elses():
    guest = uuid4()
    make_interests(guest=guest)
    make_told_run(guest=guest)
    mark_profession(Owner(guest=guest), "in09", "wish")
    make_interests(make_pupil())
    found = evidence_of(Owner(guest=guest), at=timezone.now())
    assert (len(found.tests), len(found.trials), len(found.marks)) == (1, 1, 1)
    assert evidence_of(Owner(), at=timezone.now()).keys == []


def test_the_same_answers_give_the_same_list_in_a_village_and_in_a_city():
    far = make_organization("region", path="ru/14/")
    lists = []
    for pupil in (make_pupil(grade=6), make_pupil(grade=11, region=far)):
        make_interests(pupil)
        make_told_run(pupil)
        a_sitting(pupil, "a07_rotation", {"rotation": (40, 9, 25, 100, "low")})
        beliefs = believe(evidence_of(Owner(pupil=pupil), at=timezone.now()), catalogue())
        lists.append((beliefs.order, select(beliefs)))
    assert lists[0] == lists[1]


@pytest.mark.parametrize("amount", [1, 12])
def test_evidence_costs_the_same_however_much_there_is(amount, django_assert_max_num_queries):
    pupil = make_pupil()
    agree(pupil, "mentor_feedback")
    for n in range(amount):
        make_told_run(pupil)
        booking = make_told_event(pupil, starts_at=timezone.now() - timedelta(days=n + 2))
        assessment = Assessment.objects.create(booking=booking, mentor_name="Олег")
        Mark.objects.create(assessment=assessment, criterion="a", level="done")
    make_interests(pupil)
    for code in ("a01_matrices", "a07_rotation", "a10_cancellation", "i09_conditions")[:amount]:
        a_sitting(pupil, code, {INSTRUMENTS.get(code).scales[0].code: (1, 1, 0, 9, "low")})
    hidden_scales()  # asked once in ten minutes
    with django_assert_max_num_queries(5):
        evidence_of(Owner(pupil=pupil), at=timezone.now())


# What can be had


def offered(pupil):
    at = timezone.now()
    owner = Owner(pupil=pupil)
    found = candidates(owner, evidence_of(owner, at=at), at=at)
    return {each.program for each in found if each.kind == "event"}


def test_events_of_the_own_region_and_grade_with_a_free_seat_are_offered():
    pupil = make_pupil(grade=8)
    other = make_organization("region", path="ru/77/")
    make_event(program="weld_seam")
    make_event(program="city_tour", region=other)
    make_event(program="first_aid_post", grade_from=9)
    make_event(program="warehouse_route", seats_total=0)
    make_event(program="design_poster", booking_closes_at=timezone.now() - timedelta(hours=1))
    assert offered(pupil) == {"weld_seam"}


def test_what_is_booked_or_done_is_not_offered_again():
    pupil = make_pupil()
    make_booking(make_event(program="weld_seam"), pupil)
    make_event(program="weld_seam")
    make_told_event(pupil, program="city_tour")
    make_event(program="city_tour")
    assert offered(pupil) == set()


# The next step


def test_the_way_leads_from_the_test_to_a_trial_to_words_about_it():
    pupil = make_pupil()
    owner = Owner(pupil=pupil)
    assert next_step(owner, timezone.now()).kind == "test"
    make_interests(pupil)
    step = next_step(owner, timezone.now())
    assert step.kind == "trial"
    assert step.why
    run = make_told_run(pupil, verdict="", interest_after=None)
    step = next_step(owner, timezone.now())
    assert step.kind == "reflection"
    assert str(run.pk) in step.href


def test_when_all_is_tried_the_advice_is_what_is_next():
    pupil = make_pupil()
    make_interests(pupil)
    for program in ("weld_seam", "design_poster", "code_timetable"):
        make_told_run(pupil, program=program)
    step = next_step(Owner(pupil=pupil), timezone.now())
    assert step.kind in ("advice", "trial")


def test_the_next_step_is_cheap(django_assert_max_num_queries):
    pupil = make_pupil()
    make_interests(pupil)
    make_told_event(pupil)
    with django_assert_max_num_queries(8):
        next_step(Owner(pupil=pupil), timezone.now())
