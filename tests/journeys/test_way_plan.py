"""A pupil's own plan: made on a phone, printed, read at home; and where a teacher begins."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bilet.guidance.models import OwnPlan, PlanVersion, TeacherNote
from bilet.guidance.tests.rows import NOT_YET, make_readiness, make_unclear
from bilet.people.actions.codes import issue_class_code
from bilet.people.models import Look
from bilet.testing.day import agree
from bilet.testing.guidance import make_interests, make_told_run
from tests.journeys.people import make_misha, make_mother, make_town, signed_in
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def write(page: Page, goals: str, words: str) -> None:
    page.get_by_label("Что хочу понять или попробовать к маю").fill(goals)
    page.get_by_label("Почему я так думаю сейчас").fill(words)
    page.get_by_role("button", name="Сохранить").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мой план")


def test_a_pupil_makes_a_plan_prints_it_and_the_mother_reads_it(page_at, device, live_server):
    town = make_town()
    misha = make_misha(town)
    mother = make_mother(misha)
    make_interests(misha)
    phone = signed_in(device(), misha.person, live_server.url)

    page = page_at("/home/", on=phone)
    page.get_by_role("link", name="Мой план").tap()
    expect(page.locator("main")).to_contain_text("хватит одной строки")
    expect(page.locator("main a.btn.go")).to_have_count(1)
    see(page, "20-plan-empty")
    page.get_by_role("link", name="Записать, чего хочу").tap()
    see(page, "20-plan-words", heading="Чего я хочу")
    write(page, "Понять, кто такой логист\nПопробовать сварку", "Люблю карты и разбирать вещи")
    expect(page.locator(".goals li")).to_have_count(2)

    offered = page.locator(".offers li")
    expect(offered.first).to_be_visible()
    title = offered.first.locator("b").inner_text()
    offered.first.get_by_role("button").tap()
    expect(page.locator(".plan-steps li")).to_have_count(1)
    expect(page.locator(".plan-steps li")).to_contain_text(title)
    page.get_by_role("link", name="Добавить шаг").tap()
    see(page, "20-plan-add", heading="Добавить шаг")
    page.get_by_label("Какой это шаг").select_option(label="Разговор")
    page.get_by_label("Своими словами").fill("Спросить дядю про склад")
    page.get_by_label("К какому дню").fill((timezone.localdate() + timedelta(days=9)).isoformat())
    page.locator("form").get_by_role("button", name="В план", exact=True).tap()
    talk = page.locator(".plan-steps li", has_text="Спросить дядю про склад")
    talk.get_by_role("button", name="Готово").tap()
    expect(page.locator(".plan-steps li.done")).to_contain_text("Спросить дядю про склад")
    see(page, "20-plan")

    link = page.get_by_role("link", name="План в PDF").get_attribute("href")
    assert phone.request.get(live_server.url + link).body().startswith(b"%PDF")
    page.get_by_role("link", name="Страница для печати").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мой план: Миша")
    see(page, "20-plan-sheet")

    at_home = signed_in(device(), mother, live_server.url)
    page = page_at(f"/pupils/{misha.pk}/plan/", on=at_home)
    expect(page.locator("main")).to_contain_text("План для вас закрыт")
    see(page, "20-plan-closed")
    agree(misha, "results_to_guardian")
    page.goto(live_server.url + "/home/")
    page.get_by_role("link", name="План и слова учителя").tap()
    words = main_words(page)
    assert "Понять, кто такой логист" in words
    assert "Спросить дядю про склад" in words
    expect(page.get_by_role("heading", name="Как об этом")).to_be_visible()
    see(page, "20-plan-family")
    look = Look.objects.get()
    assert (look.actor, look.what) == (mother, Look.What.PLAN)


def test_from_14_on_the_plan_is_shown_at_home_only_by_the_pupils_word(page_at, device, live_server):
    town = make_town()
    anna = make_misha(town, age=15, grade=9)
    agree(anna, "results_to_guardian")
    mother = make_mother(anna)
    plan = OwnPlan.objects.create(pupil=anna)
    PlanVersion.objects.create(plan=plan, goals="Сравнить два колледжа")
    at_home = page_at(f"/pupils/{anna.pk}/plan/", on=signed_in(device(), mother, live_server.url))
    expect(at_home.locator("main")).not_to_contain_text("колледжа")

    page = page_at("/plan/", on=signed_in(device(), anna.person, live_server.url))
    both = page.locator("#sharing button")
    assert len({box["width"] for box in (both.nth(0).bounding_box(), both.nth(1).bounding_box())}) == 1  # fmt: skip  # noqa: E501
    page.get_by_role("button", name="Показать семье").tap()
    expect(page.locator("#sharing")).to_contain_text("План открыт семье")
    see(page, "20-plan-shared")
    at_home.reload()
    expect(at_home.locator("main")).to_contain_text("Сравнить два колледжа")
    page.get_by_role("button", name="Оставить себе").tap()
    expect(page.locator("#sharing")).to_contain_text("Только ты")
    at_home.reload()
    expect(at_home.locator("main")).not_to_contain_text("колледжа")


def test_a_guests_plan_without_scripts_comes_along_into_the_class(page_at, device):
    town = make_town()
    code = issue_class_code(town.school_class, by=town.teacher)
    phone = device(java_script_enabled=False)
    page = page_at("/plan/words/", on=phone)
    write(page, "Попробовать всё по разу", "")
    page.get_by_role("link", name="Добавить шаг").tap()
    page.get_by_role("button", name="В план: ").first.tap()
    page.locator(".plan-steps li").get_by_role("button", name="Готово").tap()
    expect(page.locator(".plan-steps li.done")).to_have_count(1)
    page.get_by_role("link", name="Сохранить насовсем").tap()
    page.get_by_label("Код").fill(code)
    page.get_by_role("button", name="Дальше").tap()
    page.get_by_label("Твой номер в классном журнале").fill("12")
    page.get_by_role("button", name="Это мой класс").tap()
    page.get_by_role("link", name="На мою страницу").tap()
    page.get_by_role("link", name="Мой план").tap()
    expect(page.locator("main")).to_contain_text("Попробовать всё по разу")
    expect(page.locator(".plan-steps li.done")).to_have_count(1)
    assert OwnPlan.objects.get().pupil.number == 12


def test_the_teacher_begins_with_a_hint_the_family_opened_and_leaves_a_word(
    page_at, device, live_server
):
    town = make_town()
    misha = make_misha(town)
    make_misha(town, number=8)
    make_readiness(misha, NOT_YET)
    make_unclear(misha)
    make_told_run(misha, verdict="disliked")
    agree(misha, "readiness_to_teacher", "results_to_guardian")
    page = page_at(
        f"/home/classes/{town.school_class.pk}/",
        on=signed_in(device(), town.teacher, live_server.url),
    )
    expect(page.get_by_role("cell", name="семья не открыла")).to_have_count(3)
    see(page, "21-class")
    page.get_by_role("link", name="подсказка").tap()
    hint = page.locator("#begin")
    expect(hint).to_contain_text("Осматривается")
    expect(hint.get_by_role("heading", name="Что можно сделать")).to_be_visible()
    see(page, "21-hint")
    hint.get_by_label("Расспроси того, кто так работает").check()
    hint.get_by_label("Несколько слов от себя").fill("В четверг придёт электрик")
    hint.get_by_role("button", name="Оставить запись").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Миша Котов")
    expect(page.locator("main")).to_contain_text("Её видят ученик и семья")
    see(page, "21-start")
    assert TeacherNote.objects.get().author == town.teacher

    own = page_at("/plan/", on=signed_in(device(), misha.person, live_server.url))
    expect(own.locator("main")).to_contain_text("В четверг придёт электрик")
    assert "Осматривается" not in main_words(own)
    mother = page_at("/home/", on=signed_in(device(), make_mother(misha), live_server.url))
    expect(mother.locator("main")).to_contain_text("Сейчас полезнее всего")
    mother.get_by_role("link", name="План и слова учителя").tap()
    expect(mother.locator("main")).to_contain_text("В четверг придёт электрик")
    see(mother, "21-words-at-home")
