"""The mentor's word: who may see the work, what they see, and that it is given once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.testing.factories import (
    make_organization,
    make_parent,
    make_pupil,
    make_region,
    make_staff,
)
from bilet.testing.trials import make_asked_run, make_consent, make_finished_run
from bilet.trials import actions, errors
from bilet.trials.models import TrialRun

pytestmark = pytest.mark.django_db
LEVELS = {"level_rules": "close", "level_code": "done", "level_debug": "unseen",
          "level_talk": "unseen"}  # fmt: skip


@pytest.fixture
def mentor():
    make_region()
    return make_staff(Role.MENTOR, make_organization("site", path="ru/50/01/7/"))


def reach(mentor, at=None):
    return set(TrialRun.objects.within_mentor_reach_of(mentor, at=at or timezone.now()))


def address(run):
    return reverse("trials:review", args=[run.pk])


def give(client, run, **data):
    return client.post(address(run), {**LEVELS, "phrases": ["task"]} | data)


# The gate


def test_a_mentor_reaches_a_work_of_the_region_on_which_a_word_is_asked(mentor):
    run = make_asked_run()
    assert reach(mentor) == {run}


def test_a_work_on_which_nothing_is_asked_is_out_of_reach(mentor):
    run = make_finished_run()
    make_consent(run.pupil)
    assert reach(mentor) == set()


def test_a_work_of_another_region_is_out_of_reach(mentor):
    make_asked_run(pupil=make_pupil(region=make_region("ru/51/")))
    assert reach(mentor) == set()


def test_a_region_whose_path_only_begins_alike_is_another_region(mentor):
    make_asked_run(pupil=make_pupil(region=make_region("ru/5/")))
    make_asked_run(pupil=make_pupil(region=make_region("ru/501/")))
    assert reach(mentor) == set()


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_without_the_consent_of_today_a_work_is_out_of_reach(mentor, decision):
    run = make_asked_run()
    make_consent(run.pupil, decision=decision, at=timezone.now() + timedelta(seconds=1))
    assert reach(mentor) == set()


def test_a_consent_to_something_else_does_not_open_the_work(mentor):
    run = make_finished_run(review_asked_at=timezone.now())
    make_consent(run.pupil, "photo_video")
    assert reach(mentor) == set()


def test_after_14_days_a_request_closes(mentor):
    run = make_asked_run(days_ago=13.9)
    assert reach(mentor) == {run}
    assert reach(mentor, timezone.now() + timedelta(days=0.2)) == set()


def test_a_month_after_the_trial_even_the_own_word_is_out_of_reach(mentor):
    run = make_asked_run()
    actions.review_run(run, by=mentor, levels={"rules": "close"}, phrases=[])
    assert reach(mentor) == {run}
    assert reach(mentor, timezone.now() + timedelta(days=29.5)) == set()


def test_a_work_that_another_has_reviewed_is_out_of_reach(mentor):
    run = make_asked_run()
    other = make_staff(Role.MENTOR, make_organization("site", path="ru/50/01/8/"))
    actions.review_run(run, by=other, levels={"rules": "close"}, phrases=[])
    assert reach(mentor) == set()
    assert reach(other) == {run}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MENTOR, Role.PUPIL, Role.PARENT}))
def test_no_other_staff_reaches_works(role, client):
    make_region()
    run = make_asked_run()
    person = make_staff(role, make_organization("site", path="ru/50/01/9/"))
    assert reach(person) == set()
    client.force_login(person)
    assert client.get(address(run)).status_code == 404
    assert client.get(reverse("trials:reviews")).status_code == 404


# The queue


def test_the_queue_shows_the_oldest_first_with_nickname_and_grade_alone(client, mentor):
    new, old = make_asked_run(days_ago=1), make_asked_run(days_ago=9)
    client.force_login(mentor)
    shown = client.get(reverse("trials:reviews")).content.decode()
    assert shown.index(address(old)) < shown.index(address(new))
    assert old.pupil.nickname in shown
    assert old.pupil.person.last_name not in shown
    assert "Осталось 4 дня" in shown or "Осталось 5 дней" in shown


@pytest.mark.parametrize("count", [5, 50])
def test_the_queue_costs_the_same_for_few_and_many(
    client, mentor, count, django_assert_max_num_queries
):
    region = make_region()
    for _ in range(count):
        make_asked_run(pupil=make_pupil(region=region))
    client.force_login(mentor)
    client.get(reverse("trials:reviews"))
    with django_assert_max_num_queries(7):
        shown = client.get(reverse("trials:reviews")).content.decode()
    assert shown.count("trials/reviews/") >= count


def test_an_empty_queue_says_so(client, mentor):
    client.force_login(mentor)
    assert "Никто не ждёт" in client.get(reverse("trials:reviews")).content.decode()


# The word


def test_the_page_of_a_work_tells_nothing_else_of_the_pupil(client, mentor):
    run = make_asked_run()
    client.force_login(mentor)
    shown = client.get(address(run)).content.decode()
    assert run.pupil.nickname in shown
    assert "next_bus" in shown
    for secret in (run.pupil.person.last_name, "Аня", "мои тайные слова", str(run.pupil_id)):
        assert secret not in shown
    assert run.pupil.looks.get().what == "assessment"


def test_a_word_is_levels_and_phrases(client, mentor):
    run = make_asked_run()
    client.force_login(mentor)
    assert give(client, run).status_code == 302
    run.refresh_from_db()
    assert run.review == {"levels": {"rules": "close", "code": "done"}, "phrases": ["task"]}
    assert run.mentor == mentor
    assert give(client, run, level_rules="done").status_code == 422
    run.refresh_from_db()
    assert run.review["levels"]["rules"] == "close"


@pytest.mark.parametrize(
    "wrong",
    [
        {"phrases": []},
        {"phrases": ["task", "detail", "steps", "own"]},
        {"phrases": ["Приходи ко мне домой"]},
        {"level_rules": "brilliant"},
        {"level_rules": "unseen", "level_code": "unseen"},
    ],
)
def test_a_word_of_ones_own_is_not_taken(client, mentor, wrong):
    run = make_asked_run()
    client.force_login(mentor)
    assert give(client, run, **wrong).status_code == 422
    run.refresh_from_db()
    assert run.reviewed_at is None


def test_a_word_is_given_once(mentor):
    run = make_asked_run()
    actions.review_run(run, by=mentor, levels={"rules": "close"}, phrases=["task"])
    with pytest.raises(errors.AlreadyReviewedError):
        actions.review_run(run, by=mentor, levels={"rules": "done"}, phrases=["own"])
    run.refresh_from_db()
    assert run.review["levels"] == {"rules": "close"}


def test_pupil_and_family_read_the_word(client, mentor):
    run = make_asked_run()
    make_consent(run.pupil, "results_to_guardian")
    actions.review_run(run, by=mentor, levels={"rules": "close"}, phrases=["task"])
    for person in (run.pupil.person, make_parent(run.pupil)):
        client.force_login(person)
        shown = client.get(reverse("trials:result", args=[run.pk])).content.decode()
        assert "Задача понята так" in shown
        assert "Понимает просьбу" in shown


def test_a_withdrawn_consent_hides_the_word(client, mentor):
    run = make_asked_run()
    actions.review_run(run, by=mentor, levels={"rules": "close"}, phrases=["task"])
    make_consent(run.pupil, decision="withdrawn", at=timezone.now() + timedelta(seconds=1))
    client.force_login(run.pupil.person)
    shown = client.get(reverse("trials:result", args=[run.pk])).content.decode()
    assert "Задача понята так" not in shown


# Asking


def ask(client, run):
    return client.post(reverse("trials:review-request", args=[run.pk]), follow=True)


def test_a_pupil_with_consent_asks_for_a_word(client):
    run = make_finished_run()
    make_consent(run.pupil)
    client.force_login(run.pupil.person)
    assert "у наставников твоего региона" in ask(client, run).content.decode()
    run.refresh_from_db()
    assert run.review_asked_at is not None


def test_asking_twice_does_not_move_the_day(client):
    run = make_asked_run(days_ago=3)
    client.force_login(run.pupil.person)
    ask(client, run)
    assert TrialRun.objects.get().review_asked_at == run.review_asked_at


def test_when_nobody_answered_in_14_days_one_may_ask_again():
    now = timezone.now()
    run = make_asked_run(days_ago=14.5, finished_at=now - timedelta(days=15))
    actions.ask_review(run, at=now)
    run.refresh_from_db()
    assert run.review_asked_at == now


def test_without_consent_nobody_is_asked():
    run = make_finished_run()
    with pytest.raises(errors.NoReviewConsentError):
        actions.ask_review(run)


def test_a_word_is_asked_soon_after_the_trial():
    run = make_finished_run(finished_at=timezone.now() - timedelta(days=17))
    make_consent(run.pupil)
    with pytest.raises(errors.TooLateForReviewError):
        actions.ask_review(run)


def test_a_guest_joins_first(client):
    guest = "7f8f0c1e-1c5e-4b0e-9d55-1f3c8d9b2a11"
    run = make_finished_run(guest=guest)
    with pytest.raises(errors.GuestReviewError):
        actions.ask_review(run)


def test_nobody_asks_for_another(client):
    run = make_finished_run()
    make_consent(run.pupil)
    client.force_login(make_pupil().person)
    assert ask(client, run).status_code == 404
