"""The own plan: words in versions, steps that are done by themselves, what is claimed and kept."""

from datetime import date, timedelta
from threading import Thread
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bilet.courses.actions import finish_lesson, take_check
from bilet.courses.library import COURSES, lessons_of
from bilet.events.models import Assessment, Attendance, Mark
from bilet.guidance import actions
from bilet.guidance.actions import Wanted
from bilet.guidance.errors import StepIsOpenError, TooManyStepsError, UnknownThingError
from bilet.guidance.models import Advice, OwnPlan, PlanStep, PlanVersion, ProfessionMark
from bilet.guidance.queries.plan import history, plan_page
from bilet.guidance.queries.plan_suggestions import suggestions
from bilet.guidance.rules import MOST_OPEN_STEPS
from bilet.people.models import Owner
from bilet.testing.day import agree
from bilet.testing.events import make_booking, make_event
from bilet.testing.factories import make_parent, make_pupil
from bilet.testing.guidance import make_interests, make_told_event, make_told_run
from bilet.trials.library import PROGRAMS

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Moscow")
TODAY = date(2026, 11, 20)


@pytest.fixture
def owner():
    return Owner(pupil=make_pupil(14, grade=8))


def write(owner, goals="", words="", *, days=0):
    at = timezone.now() + timedelta(days=days)
    return actions.write_words(owner, goals=goals, words=words, at=at)


def add(owner, kind, code="", *, done=None, days=0, **fields):
    at = timezone.now() + timedelta(days=days)
    return actions.add_step(owner, Wanted(kind, code=code, **fields), done=done or {}, at=at)


def rows(owner):
    return plan_page(owner, today=TODAY).rows


# Words in versions


def test_every_save_keeps_the_earlier_words(owner):
    write(owner, "Понять, кто такой логист", "Люблю карты", days=-60)
    write(owner, "Попробовать сварку", "На пробе время пролетело")
    page = plan_page(owner, today=TODAY)
    assert page.current.goals == "Попробовать сварку"
    assert page.saved == 2
    assert [v.words for v in PlanVersion.objects.order_by("at")] == [
        "Люблю карты", "На пробе время пролетело",
    ]  # fmt: skip


def test_the_same_words_or_none_make_no_version(owner):
    assert write(owner) is None
    assert write(owner, "Цель") is not None
    assert write(owner, "Цель") is None
    assert write(owner) is None


def test_the_line_of_time_tells_which_goals_came_and_went(owner):
    write(owner, "Карты\nСварка", days=-60)
    write(owner, "Сварка\nКод", days=-30)
    write(owner, "Сварка\nКод", "Думаю иначе")
    stops = history(owner)
    assert [(stop.came, stop.went) for stop in stops] == [
        ([], []), (["Код"], ["Карты"]), (["Карты", "Сварка"], []),
    ]  # fmt: skip
    assert [stop.is_first for stop in stops] == [False, False, True]


# Steps


@pytest.mark.parametrize(
    ("kind", "code", "profession"),
    [
        ("test", "zz", ""), ("trial", "zz", ""), ("event", "zz", ""), ("course", "zz", ""),
        ("course", "first_choice/zz", ""), ("subject", "zz", ""), ("talk", "zz", ""),
        ("talk", "", "zz99"),
    ],
)  # fmt: skip
def test_a_step_leads_to_what_is_there(owner, kind, code, profession):
    with pytest.raises(UnknownThingError):
        add(owner, kind, code, profession=profession)
    assert not OwnPlan.objects.exists()


def test_a_step_that_says_nothing_is_not_kept(owner):
    plan = actions.plan_for(owner, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.create(plan=plan, kind="talk")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(plan=plan)


def test_one_thing_stands_open_once(owner):
    first = add(owner, "test", "i02_interests_short")
    assert add(owner, "test", "i02_interests_short", words="ещё раз") == first
    actions.mark_step(first, is_done=True, at=timezone.now())
    assert add(owner, "test", "i02_interests_short") != first
    with pytest.raises(StepIsOpenError):
        actions.mark_step(first, is_done=False, at=timezone.now())


def test_a_plan_nobody_keeps_in_view_takes_no_more(owner):
    for n in range(MOST_OPEN_STEPS):
        add(owner, "other", words=f"Шаг {n}")
    with pytest.raises(TooManyStepsError) as refused:
        add(owner, "other", words="Ещё один")
    assert str(MOST_OPEN_STEPS) in str(refused.value)
    actions.mark_step(PlanStep.objects.first(), is_done=True, at=timezone.now())
    add(owner, "other", words="Ещё один")


def test_steps_with_a_date_come_first_and_a_late_one_says_so(owner):
    add(owner, "other", words="без даты")
    add(owner, "other", words="потом", due=TODAY + timedelta(days=9))
    add(owner, "other", words="уже прошло", due=TODAY - timedelta(days=1))
    found = plan_page(owner, today=TODAY).open
    assert [row.title for row in found] == ["уже прошло", "потом", "без даты"]
    assert [row.is_late for row in found] == [True, False, False]


# Done by themselves


def test_a_test_is_done_when_it_is_taken_with_attention(owner):
    add(owner, "test", "i02_interests_short", days=-5)
    make_interests(owner.pupil, at=timezone.now() - timedelta(days=9))
    make_interests(owner.pupil, at=timezone.now() - timedelta(days=2), is_flagged=True)
    assert rows(owner)[0].done_at is None
    taken = make_interests(owner.pupil)
    (row,) = rows(owner)
    assert (row.done_at, row.by_itself) == (taken.finished_at, True)


def test_a_trial_is_done_online_or_at_a_site_and_an_event_only_there(owner):
    for kind in ("trial", "event"):
        add(owner, kind, "weld_seam", days=-5)
        add(owner, kind, "city_tour", days=-5)
    make_told_run(owner.pupil, program="weld_seam")
    make_told_event(owner.pupil, program="city_tour")
    done = {(row.step.kind, row.step.code) for row in plan_page(owner, today=TODAY).done}
    assert done == {("trial", "weld_seam"), ("trial", "city_tour"), ("event", "city_tour")}


def test_a_seat_that_was_not_taken_does_nothing(owner):
    add(owner, "event", "weld_seam", days=-5)
    booking = make_booking(make_event(program="weld_seam"), owner.pupil)
    assert rows(owner)[0].done_at is None
    Attendance.objects.create(booking=booking, how="list")
    assert rows(owner)[0].by_itself


def test_a_lesson_and_a_course_are_done_with_their_last_part(owner):
    person, course = owner.pupil.person, COURSES.get("first_choice")
    first = lessons_of(course)[0].id
    add(owner, "course", f"first_choice/{first}", days=-1)
    add(owner, "course", "first_choice", days=-1)
    finish_lesson(person, course, first)
    assert [row.step.code for row in plan_page(owner, today=TODAY).done] == [
        f"first_choice/{first}"
    ]
    for lesson in lessons_of(course):
        finish_lesson(person, course, lesson.id)
    for module in course.modules:
        right = {q.id: next(a.id for a in q.answers if a.right) for q in module.check}
        assert len(plan_page(owner, today=TODAY).done) == 1
        take_check(person, course, module, right)
    assert len(plan_page(owner, today=TODAY).done) == 2


def test_what_was_done_by_itself_may_be_wanted_once_more(owner):
    step = add(owner, "test", "i02_interests_short", days=-5)
    taken = make_interests(owner.pupil, at=timezone.now() - timedelta(days=1))
    again = add(owner, "test", "i02_interests_short", done={step.pk: taken.finished_at})
    step.refresh_from_db()
    assert step.done_at == taken.finished_at
    assert again.done_at is None
    assert len(plan_page(owner, today=TODAY).open) == 1


def test_talks_and_subjects_are_done_by_the_own_word(owner):
    step = add(owner, "subject", "physics", profession="in09")
    actions.mark_step(step, is_done=True, at=timezone.now())
    (row,) = rows(owner)
    assert (row.done_at is not None, row.by_itself) == (True, False)
    actions.mark_step(step, is_done=False, at=timezone.now())
    assert rows(owner)[0].done_at is None


# Words of adults


def test_the_mentors_words_stand_in_it_only_while_the_family_agrees(owner):
    booking = make_told_event(owner.pupil)
    assessment = Assessment.objects.create(
        booking=booking, mentor_name="Олег", strength="Ровный шов"
    )
    Mark.objects.create(assessment=assessment, criterion="a", level="done")
    assert plan_page(owner, today=TODAY).mentors == []
    agree(owner.pupil, "mentor_feedback", at=timezone.now() - timedelta(days=1))
    (words,) = plan_page(owner, today=TODAY).mentors
    assert (words.name, words.strength) == ("Олег", "Ровный шов")
    agree(owner.pupil, "mentor_feedback", decision="withdrawn")
    assert plan_page(owner, today=TODAY).mentors == []


# Suggestions


def offered(owner):
    steps = PlanStep.objects.filter(plan__in=OwnPlan.objects.of(owner))
    return suggestions(owner, list(steps), zone=ZONE, at=timezone.now())


def test_steps_are_offered_from_the_advice_and_a_taken_one_no_more(owner):
    make_interests(owner.pupil)
    found = offered(owner)
    assert {each.kind for each in found} == {"trial", "test", "course", "subject", "open_day"}
    assert all(each.title and each.why for each in found)
    for each in found:
        add(owner, each.kind, each.code, profession=each.profession)
    kept = {(each.kind, each.code, each.profession) for each in found}
    assert not kept & {(each.kind, each.code, each.profession) for each in offered(owner)}


def test_the_next_lesson_of_the_course_under_way_is_offered(owner):
    course = COURSES.get("own_motives")
    if course.audience != "pupil":
        course = next(c for c in COURSES.all().values() if c.audience == "pupil")
    first, second = lessons_of(course)[:2]
    finish_lesson(owner.pupil.person, course, first.id)
    (lesson,) = [each for each in offered(owner) if each.kind == "course"]
    assert lesson.code == f"{course.code}/{second.id}"


def test_an_event_is_offered_with_its_day(owner):
    make_interests(owner.pupil)
    event = make_event(program="weld_seam", profession="in09", region=owner.pupil.region)
    for program in [each.code for each in PROGRAMS.all().values() if each.online]:
        make_told_run(owner.pupil, program=program, profession="it02")
    event.program = "city_tour"
    event.save()
    (seat,) = [each for each in offered(owner) if each.kind in ("event", "trial")]
    assert seat.kind == "event"
    assert seat.due == timezone.localdate(event.starts_at, ZONE)


def test_a_guest_is_offered_steps_too():
    assert {"trial", "test", "course"} <= {each.kind for each in offered(Owner(guest=uuid4()))}


# A guest becomes a pupil


def test_a_guests_plan_goes_to_the_pupil():
    guest, pupil = uuid4(), make_pupil()
    write(Owner(guest=guest), "Цель гостя")
    actions.claim_plan(guest, pupil)
    assert plan_page(Owner(pupil=pupil), today=TODAY).current.goals == "Цель гостя"
    assert not OwnPlan.objects.filter(guest=guest).exists()
    actions.claim_plan(guest, pupil)  # there is nothing more


def test_two_plans_become_one_and_the_own_words_stay_the_last(owner):
    guest = uuid4()
    write(owner, "Своя цель", days=-9)
    add(owner, "test", "i02_interests_short", words="свой")
    write(Owner(guest=guest), "Цель гостя")
    add(Owner(guest=guest), "test", "i02_interests_short", words="гостя")
    add(Owner(guest=guest), "talk", words="Спросить дядю")
    actions.claim_plan(guest, owner.pupil)
    page = plan_page(owner, today=TODAY)
    assert page.current.goals == "Своя цель"
    assert "Цель гостя" in {stop.version.goals for stop in history(owner)}
    assert {row.step.words for row in page.rows} == {"свой", "Спросить дядю"}
    assert OwnPlan.objects.count() == 1


def test_what_guests_left_is_forgotten_in_time():
    old, now = timezone.now() - timedelta(days=40), timezone.now()
    for at in (old, now):
        guest = Owner(guest=uuid4())
        actions.write_words(guest, goals="Цель", words="", at=at)
        actions.mark_profession(guest, "in09", "wish", at=at)
        Advice.objects.create(guest=guest.guest, at=at, evidence_key="k")
    mine = Owner(pupil=make_pupil())
    actions.write_words(mine, goals="Своя", words="", at=old)
    before = now - timedelta(days=30)
    actions.forget_guest_plans(before=before)
    actions.forget_guest_marks(before=before)
    assert OwnPlan.objects.filter(guest__isnull=False).count() == 1
    assert OwnPlan.objects.of(mine).exists()
    assert (ProfessionMark.objects.count(), Advice.objects.count()) == (1, 1)


# Rights


def test_the_teachers_note_makes_a_plan_where_there_is_none(owner):
    actions.leave_note(owner.pupil, by=make_parent(), phrase="try", words="", at=timezone.now())
    (note,) = plan_page(owner, today=TODAY).notes
    assert note.author_name == "Ирина Петровна"


@pytest.mark.parametrize("amount", [1, 25])
def test_a_plan_costs_the_same_however_long_it_is(owner, amount, django_assert_max_num_queries):
    agree(owner.pupil, "mentor_feedback")
    for n in range(amount):
        write(owner, f"Цель {n}", days=-n)
        add(owner, "other", words=f"Шаг {n}")
        booking = make_told_event(owner.pupil)
        Assessment.objects.create(booking=booking, mentor_name="О", strength="С")
        actions.leave_note(owner.pupil, by=make_parent(), phrase="try", words="",
                           at=timezone.now())  # fmt: skip
    for kind, code in (("test", "i02_interests_short"), ("trial", "weld_seam"),
                       ("event", "weld_seam"), ("course", "first_choice")):  # fmt: skip
        add(owner, kind, code)
    with django_assert_max_num_queries(10):
        plan_page(owner, today=TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_make_one_step():
    owner = Owner(pupil=make_pupil())
    actions.plan_for(owner, at=timezone.now())
    failed = []

    def tap():
        try:
            add(owner, "trial", "weld_seam")
        except Exception as error:  # told by the assertion
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=tap) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert PlanStep.objects.count() == 1
