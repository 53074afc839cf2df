"""Where to begin: who is shown it, and that a pupil never meets a label."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bilet.access.grants import Role
from bilet.guidance.models import TeacherNote
from bilet.guidance.queries.beginning import FOR_FAMILY, SURE, TITLES
from bilet.guidance.queries.next_step import next_step
from bilet.guidance.queries.readiness import readiness_of_pupils
from bilet.guidance.tests.rows import NOT_YET, READY, make_clear, make_readiness, make_unclear
from bilet.people.models import Look, Owner
from bilet.testing.day import agree
from bilet.testing.factories import (
    make_class,
    make_parent,
    make_pupil,
    make_staff,
    make_teacher,
)
from bilet.testing.guidance import make_told_event, make_told_run

pytestmark = pytest.mark.django_db
PURPOSE = "readiness_to_teacher"


@pytest.fixture
def school_class():
    return make_class(grade=7)


@pytest.fixture
def pupil(school_class):
    return make_pupil(13, school=school_class.school, school_class=school_class, grade=7, number=4)


@pytest.fixture
def teacher(school_class):
    return make_teacher(school_class)


def readiness_of(pupil):
    return readiness_of_pupils([pupil], at=timezone.now())[pupil.pk]


def start_of(pupil):
    return reverse("guidance:pupil-start", args=[pupil.pk])


# From rows to a group


@pytest.mark.parametrize(
    ("numbers", "interests", "group"),
    [
        (READY, make_clear, "checking"),
        (READY, make_unclear, "choosing"),
        (NOT_YET, make_clear, "keen"),
        (NOT_YET, make_unclear, "searching"),
    ],
)
def test_rows_make_the_four_groups(pupil, numbers, interests, group):
    make_readiness(pupil, numbers)
    interests(pupil)
    assert readiness_of(pupil).group == group


def test_the_flagged_sitting_does_not_hide_the_careful_one(pupil):
    make_clear(pupil)
    make_readiness(pupil, NOT_YET, at=timezone.now() - timedelta(days=9))
    make_readiness(pupil, READY, is_flagged=True)
    assert readiness_of(pupil).group == "keen"


def test_trials_told_at_sites_and_online_count(pupil):
    make_told_run(pupil)
    make_told_event(pupil, program="city_tour")
    make_told_run(pupil, program="design_poster", verdict="", interest_after=None)
    assert readiness_of(pupil).told_trials == 2


def test_a_liked_trial_beside_one_test_makes_interests_clear(pupil):
    make_readiness(pupil)
    make_clear(pupil)
    pupil.sittings.filter(instrument="i06_profession_cards").delete()
    assert readiness_of(pupil).group is None
    make_told_run(pupil, verdict="liked")  # a welder's: work with hands, as in the test
    found = readiness_of(pupil)
    assert (found.group, found.sureness) == ("checking", "tried")


def test_many_pupils_cost_as_much_as_one(school_class, django_assert_num_queries):
    pupils = [make_pupil(school_class=school_class, grade=7) for _ in range(6)]
    for each in pupils:
        make_readiness(each)
        make_clear(each)
        make_told_run(each)
        make_told_event(each)
    readiness_of_pupils(pupils, at=timezone.now())  # what is kept for ten minutes is read
    with django_assert_num_queries(2):
        found = readiness_of_pupils(pupils, at=timezone.now())
    assert {each.group for each in found.values()} == {"checking"}


# The teacher


def test_the_teacher_of_the_class_is_helped_when_the_family_agrees_and_the_family_sees_that(
    client, pupil, teacher
):
    make_readiness(pupil, NOT_YET)
    make_unclear(pupil)
    agree(pupil, PURPOSE)
    client.force_login(teacher)
    text = client.get(start_of(pupil)).text
    assert "Осматривается" in text
    assert "Скорее всего" in text
    assert "по тесту от" in text
    actions = client.get(start_of(pupil)).context["page"].actions
    assert 2 <= len(actions) <= 3
    assert {look.what for look in Look.objects.filter(pupil=pupil)} == {Look.What.GUIDANCE}


def test_without_the_consent_the_teacher_meets_a_dash(client, pupil, teacher, school_class):
    make_readiness(pupil)
    make_clear(pupil)
    other = make_pupil(school_class=school_class, grade=7, number=5)
    agree(other, PURPOSE)
    client.force_login(teacher)
    assert client.get(start_of(pupil)).status_code == 404
    board = client.get(reverse("cabinets:class", args=[school_class.pk])).text
    assert "семья не открыла" in board
    assert start_of(pupil) not in board
    assert start_of(other) in board
    assert not any(str(title) in board for title, _about in TITLES.values())
    assert not Look.objects.exists()


def test_a_withdrawn_consent_works_at_once(client, pupil, teacher):
    agree(pupil, PURPOSE, at=timezone.now() - timedelta(days=1))
    client.force_login(teacher)
    assert client.get(start_of(pupil)).status_code == 200
    agree(pupil, PURPOSE, decision="withdrawn")
    assert client.get(start_of(pupil)).status_code == 404


def test_who_runs_the_school_and_other_teachers_do_not_read_it(client, pupil, school_class):
    agree(pupil, PURPOSE)
    board = reverse("cabinets:class", args=[school_class.pk])
    head = make_staff(Role.SCHOOL_ADMIN, school_class.school)
    for person in (head, make_teacher(make_class()), make_parent(pupil), pupil.person):
        client.force_login(person)
        assert client.get(start_of(pupil)).status_code == 404
    client.force_login(head)
    assert "С чего начать" not in client.get(board).text


def test_on_the_class_page_the_hint_opens_in_place(client, pupil, teacher):
    agree(pupil, PURPOSE)
    client.force_login(teacher)
    fragment = client.get(start_of(pupil), headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert "Пока неизвестно" in fragment
    assert "Моя готовность" in fragment


def test_a_test_done_in_haste_is_suggested_again(client, pupil, teacher):
    make_readiness(pupil, is_flagged=True)
    agree(pupil, PURPOSE)
    client.force_login(teacher)
    assert "пройден в спешке" in client.get(start_of(pupil)).text.replace("\xa0", " ")


def test_growth_since_september_is_told_only_beyond_the_error(client, pupil, teacher):
    now = timezone.now()
    make_readiness(pupil, (8, 13, 13, 13), at=now - timedelta(days=30))
    make_readiness(pupil, (22, 15, 13, 13), at=now)
    agree(pupil, PURPOSE)
    client.force_login(teacher)
    text = client.get(start_of(pupil)).text
    assert "Выросло с" in text
    assert "Внутренняя готовность" in text
    assert "Осведомлённость" not in text


def test_the_teachers_note_is_a_phrase_with_a_few_words(client, pupil, teacher):
    agree(pupil, PURPOSE)
    client.force_login(teacher)
    url = reverse("guidance:plan-notes", args=[pupil.pk])
    assert client.post(url, {"words": "Зайди"}).status_code == 422
    assert client.post(url, {"phrase": "ask", "words": "я" * 301}).status_code == 422
    assert client.post(url, {"phrase": "ask", "words": "Завод рядом"}).status_code == 302
    note = TeacherNote.objects.get()
    assert (note.plan.pupil, note.author, note.words) == (pupil, teacher, "Завод рядом")


def test_only_the_own_note_is_taken_back(client, pupil, teacher, school_class):
    agree(pupil, PURPOSE)
    client.force_login(teacher)
    client.post(reverse("guidance:plan-notes", args=[pupil.pk]), {"phrase": "try"})
    removal = reverse("guidance:plan-note-removal", args=[pupil.pk, TeacherNote.objects.get().pk])
    client.force_login(make_teacher(school_class))
    assert client.post(removal).status_code == 404
    client.force_login(teacher)
    assert client.post(removal).status_code == 302
    assert not TeacherNote.objects.exists()


# The family


def test_a_parent_reads_one_sentence_with_how_sure_and_how_old(client, pupil):
    make_readiness(pupil)
    make_unclear(pupil)
    parent = make_parent(pupil)
    client.force_login(parent)
    home = reverse("cabinets:parent")
    assert "Сейчас полезнее всего" not in client.get(home).text
    agree(pupil, "results_to_guardian")
    text = client.get(home).text
    assert "две-три непохожие пробы" in text
    assert "Скорее всего" in text
    assert "Выбирает из нескольких" not in text


def test_while_nothing_is_known_the_parent_reads_nothing_of_it(client, pupil):
    agree(pupil, "results_to_guardian")
    client.force_login(make_parent(pupil))
    assert "Сейчас полезнее всего" not in client.get(reverse("cabinets:parent")).text


# The pupil


@pytest.mark.parametrize("numbers", [READY, NOT_YET])
@pytest.mark.parametrize("interests", [make_clear, make_unclear])
def test_a_pupil_never_sees_a_label(client, pupil, numbers, interests):
    make_readiness(pupil, numbers)
    interests(pupil)
    client.force_login(pupil.person)
    labels = [*(t for pair in TITLES.values() for t in pair), *FOR_FAMILY.values()]
    for name in ("cabinets:pupil", "guidance:advice", "guidance:plan", "guidance:plan-steps"):
        text = client.get(reverse(name)).text
        assert not [str(label) for label in labels if str(label) in text]
    assert str(SURE["tried"]) not in text


def test_who_looks_around_is_led_by_a_route_and_who_is_ready_by_a_trial(pupil):
    make_unclear(pupil)
    make_readiness(pupil, NOT_YET, at=timezone.now() - timedelta(days=2))
    step = next_step(Owner(pupil=pupil), timezone.now())
    assert step.kind == "route"
    make_readiness(pupil, READY)
    assert next_step(Owner(pupil=pupil), timezone.now()).kind == "trial"


def test_who_is_keen_is_led_to_knowledge_of_work(pupil):
    make_clear(pupil)
    make_readiness(pupil, NOT_YET)
    step = next_step(Owner(pupil=pupil), timezone.now())
    assert step.href == reverse("assessments:route", args=["first_fitting"])
