"""What counts as evidence, and what does not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bilet.events.models import Assessment, Mark
from bilet.guidance.actions import mark_profession
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
    assert [score.letter for score in test.scores] == sorted("RIASEC")
    assert test.weighs


def test_profession_cards_are_for_talk_only():
    pupil = make_pupil()
    make_interests(pupil, instrument="i06_profession_cards")
    (test,) = evidence_of(Owner(pupil=pupil), at=timezone.now()).tests
    assert not test.weighs


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
