"""The pages of the plan."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from bilet.guidance import actions
from bilet.guidance.actions import Wanted
from bilet.guidance.models import OwnPlan, PlanStep, PlanVersion
from bilet.people.models import Look, Owner
from bilet.people.requests import GUEST_COOKIE
from bilet.testing.day import agree
from bilet.testing.factories import (
    make_class,
    make_guest_like_pupil,
    make_parent,
    make_person,
    make_pupil,
    make_teacher,
)
from bilet.testing.guidance import make_interests

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PLAN, WORDS, STEPS = "/plan/", "/plan/words/", "/plan/steps/"


@pytest.fixture
def pupil(client):
    made = make_pupil(13)
    client.force_login(made.person)
    return made


def plain(response):
    """The text without the spaces that keep words together."""
    return response.text.replace("\xa0", " ")


def step_of(pupil, kind="talk", **fields):
    wanted = Wanted(kind, **{"words": "Спросить электрика"} | fields)
    return actions.add_step(Owner(pupil=pupil), wanted, done={}, at=timezone.now())


def words_of(pupil, goals="Понять, кто такой логист", words="Люблю карты"):
    owner = Owner(pupil=pupil)
    return actions.write_words(owner, goals=goals, words=words, at=timezone.now())


# The own page


def test_an_empty_plan_asks_for_one_line_and_has_one_filled_button(client, pupil):
    response = client.get(PLAN)
    assert "Для начала хватит одной строки" in response.text
    assert response.text.count("btn go") == 1
    assert not OwnPlan.objects.exists()


def test_words_are_kept_and_may_be_changed(client, pupil):
    given = {"goals": "Понять, кто такой логист\r\nПопробовать код", "words": "Люблю карты"}
    response = client.post(WORDS, given, follow=True)
    assert "Попробовать код" in plain(response)
    assert response.text.count("btn go") == 1
    assert PlanVersion.objects.get().goals == "Понять, кто такой логист\nПопробовать код"
    assert "Люблю карты" in client.get(WORDS).text
    client.post(WORDS, given | {"words": "Карты, но не только"})
    page = client.get(PLAN)
    assert "Прежние мысли" in page.text
    history = plain(client.get(reverse("guidance:plan-history")))
    assert "Цели те же, мысли другие" in history
    assert "Люблю карты" in history


def test_words_that_say_nothing_or_too_much_come_back_with_the_mistake(client, pupil):
    assert client.post(WORDS, {"goals": " ", "words": ""}).status_code == 422
    long = client.post(WORDS, {"goals": "я" * 401})
    assert long.status_code == 422
    assert "я" * 401 in long.text
    # A line end counts once, as the browser counts it.
    assert client.post(WORDS, {"goals": "я\r\n" * 200}).status_code == 302


def test_what_is_written_is_shown_as_text(client, pupil):
    client.post(WORDS, {"goals": "<script>alert(1)</script>", "words": "<b>да</b>"})
    step_of(pupil, words="<i>шаг</i>")
    for name in ("plan", "plan-sheet", "plan-history", "plan-words"):
        text = client.get(reverse(f"guidance:{name}")).text
        assert "<script>alert" not in text
        assert "<b>да" not in text
        assert "<i>шаг" not in text


def test_a_suggested_step_is_taken_by_one_tap(client, pupil):
    make_interests(pupil)
    page = client.get(STEPS)
    form = re.search(r'<form method="post" action="/plan/steps/">.*?</form>', page.text, re.S)[0]
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    client.post(STEPS, given)
    step = PlanStep.objects.get()
    assert (step.kind, step.code) == (given["kind"], given["code"])
    assert step.words == ""
    assert f'value="{step.code}"' not in client.get(STEPS).text


def test_an_own_step_has_own_words_and_a_date(client, pupil):
    due = timezone.localdate() + timedelta(days=20)
    client.post(STEPS, {"kind": "talk", "words": "Спросить электрика", "due": due.isoformat()})
    page = plain(client.get(PLAN))
    assert "Спросить электрика" in page
    assert "Разговор" in page
    assert PlanStep.objects.get().due == due
    assert client.post(STEPS, {"kind": "talk", "words": ""}).status_code == 422
    assert client.post(STEPS, {"kind": "love", "words": "Да"}).status_code == 422


def test_for_htmx_the_suggestions_come_alone(client, pupil):
    fragment = client.get(STEPS, headers=HTMX).text
    assert "<html" not in fragment
    assert "Можно добавить" in fragment
    assert "Свой шаг" not in fragment


def test_a_step_is_marked_changed_and_taken_out(client, pupil):
    step = step_of(pupil)
    done = reverse("guidance:plan-step-done", args=[step.pk])
    assert client.post(done, {"done": "yes"}).status_code == 302
    assert "Ещё не сделано" in client.get(PLAN).text
    fragment = client.post(done, {"done": "no"}, headers=HTMX).text
    assert "<html" not in fragment
    assert "Готово" in fragment
    change = reverse("guidance:plan-step", args=[step.pk])
    assert client.post(change, {"words": ""}).status_code == 422
    client.post(change, {"words": "Спросить тётю"})
    assert "Спросить тётю" in plain(client.get(PLAN))
    client.post(reverse("guidance:plan-step-removal", args=[step.pk]))
    assert not PlanStep.objects.exists()


def test_a_strangers_step_is_not_there(client, pupil):
    step = step_of(make_pupil())
    for name in ("plan-step-done", "plan-step-removal"):
        url = reverse(f"guidance:{name}", args=[step.pk])
        assert client.post(url).status_code == 404
    assert client.get(reverse("guidance:plan-step", args=[step.pk])).status_code == 404
    assert PlanStep.objects.get().done_at is None


def test_a_guest_has_a_plan_and_is_remembered(client):
    assert not OwnPlan.objects.exists()
    response = client.post(WORDS, {"goals": "Попробовать всё"})
    assert signing.loads(response.cookies[GUEST_COOKIE].value, salt="guest")
    page = client.get(PLAN)
    assert "Попробовать всё" in plain(page)
    assert "30 дней" in plain(page)
    assert "no-store" in page["Cache-Control"]
    assert "Кто читает план" not in page.text


def test_adults_have_no_plan(client):
    client.force_login(make_person())
    assert "План пишет ученик" in client.get(PLAN).text
    assert client.post(WORDS, {"goals": "Цель"}, headers=HTMX).status_code == 422
    assert not OwnPlan.objects.exists()


# On paper


def test_the_plan_is_printed_as_pdf_and_as_a_page(client, pupil):
    words_of(pupil)
    step_of(pupil, due=timezone.localdate())
    step_of(pupil, "test", code="i02_interests_short", words="")
    actions.leave_note(pupil, by=make_parent(), phrase="ask", words="Рядом завод",
                       at=timezone.now())  # fmt: skip
    response = client.get(reverse("guidance:plan-pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    sheet = plain(client.get(reverse("guidance:plan-sheet")))
    assert "Спросить электрика" in sheet
    assert "Шесть направлений" in sheet
    assert "Рядом завод" in sheet


def test_an_empty_plan_prints_too(client):
    assert client.get(reverse("guidance:plan-pdf")).content.startswith(b"%PDF")


# Who reads it


def plan_of(pupil):
    return reverse("guidance:pupil-plan", args=[pupil.pk])


def test_the_family_of_a_younger_pupil_reads_it_with_the_consent_about_results(client):
    pupil = make_pupil(13)
    words_of(pupil)
    step_of(pupil)
    client.force_login(make_parent(pupil))
    closed = plain(client.get(plan_of(pupil)))
    assert "План для вас закрыт" in closed
    assert "логист" not in closed
    assert not Look.objects.exists()
    agree(pupil, "results_to_guardian")
    text = plain(client.get(plan_of(pupil)))
    assert "логист" in text
    assert "Спросить электрика" in text
    assert "Люблю карты" in text
    assert "btn go" not in text
    assert Look.objects.get().what == Look.What.PLAN
    kept = client.get(reverse("people:pupil-data", args=[pupil.pk]))
    assert [look.get_what_display() for look in kept.context["page"].looks] == ["план"]


def test_from_14_on_the_pupil_decides_and_it_works_at_once(client):
    pupil = make_pupil(15)
    words_of(pupil)
    agree(pupil, "results_to_guardian")
    parent = make_parent(pupil)
    client.force_login(parent)
    assert "логист" not in client.get(plan_of(pupil)).text
    client.force_login(pupil.person)
    sharing = reverse("guidance:plan-sharing")
    fragment = client.post(sharing, {"shows": "yes"}, headers=HTMX).text
    assert "План открыт семье" in fragment
    client.force_login(parent)
    assert "логист" in client.get(plan_of(pupil)).text
    client.force_login(pupil.person)
    client.post(sharing, {"shows": "no"})
    client.force_login(parent)
    assert "логист" not in client.get(plan_of(pupil)).text


def test_a_younger_pupil_and_a_guest_have_no_switch(client, pupil):
    assert 'name="shows"' not in client.get(PLAN).text
    client.force_login(make_pupil(15).person)
    text = client.get(PLAN).text
    assert text.count('name="shows"') == 2
    client.force_login(make_guest_like_pupil().person)
    assert client.get(PLAN).status_code == 200


def test_what_the_teacher_wrote_the_family_always_sees(client):
    pupil = make_pupil(16)
    words_of(pupil)
    actions.leave_note(pupil, by=make_parent(), phrase="ask", words="Рядом завод",
                       at=timezone.now())  # fmt: skip
    client.force_login(make_parent(pupil, level=0))
    text = plain(client.get(plan_of(pupil)))
    assert "Рядом завод" in text
    assert "логист" not in text
    client.force_login(pupil.person)
    assert "Рядом завод" in plain(client.get(PLAN))


def test_nobody_at_school_reads_the_plan(client):
    school_class = make_class()
    pupil = make_pupil(school=school_class.school, school_class=school_class)
    words_of(pupil)
    agree(pupil, "readiness_to_teacher", "results_to_guardian")
    client.force_login(make_teacher(school_class))
    assert client.get(plan_of(pupil)).status_code == 404
    start = client.get(reverse("guidance:pupil-start", args=[pupil.pk]))
    assert start.status_code == 200
    assert "логист" not in start.text


# What it costs


def test_the_pages_of_a_full_plan_stay_within_the_budget(client, django_assert_max_num_queries):
    pupil = make_pupil(15)
    client.force_login(pupil.person)
    make_interests(pupil)
    words_of(pupil)
    agree(pupil, "mentor_feedback")
    for kind, code in (("test", "i02_interests_short"), ("trial", "weld_seam"),
                       ("event", "weld_seam"), ("course", "first_choice")):  # fmt: skip
        step_of(pupil, kind, code=code)
    for name in ("plan", "plan-steps", "plan-sheet", "plan-history", "plan-words", "plan-pdf"):
        url = reverse(f"guidance:{name}")
        client.get(url)  # what is kept for ten minutes is read
        with django_assert_max_num_queries(15):
            client.get(url)


def test_the_pages_speak_english(client, pupil):
    words_of(pupil, "Learn what a logistician does", "Maps")
    step_of(pupil, words="Ask an electrician")
    client.cookies["language"] = "en"
    for name in ("plan", "plan-words", "plan-history", "plan-sheet"):
        text = client.get(reverse(f"guidance:{name}")).text
        main = text[text.index("<main") : text.index("</main")]
        assert not re.search("[А-Яа-я]", main.replace(pupil.short_name, ""))
