"""A mother and her child: what the child shows, and a guess that ends in a talk."""

import re

import pytest
from playwright.sync_api import Page, expect

from bilet.assessments.models import Guess, SharedResult
from bilet.testing.assessments import make_result
from bilet.testing.day import agree
from tests.journeys.people import make_misha, make_mother, make_town, signed_in
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# The child is drawn to finding out most of all, to work with hands least of all.
ANSWERS = {"r": "v0", "i": "v4", "a": "v3", "s": "v2", "e": "v1", "c": "v2"}
DIRECTIONS = ("Работа руками", "Исследование", "Творчество", "Помощь людям", "Вести и убеждать",
              "Порядок и точность")  # fmt: skip


def make_pair(age: int):
    misha = make_misha(make_town(), age=age)
    agree(misha, "results_to_guardian")
    return misha, make_mother(misha)


def choose(page: Page, direction: str, answer: str) -> None:
    page.get_by_role("group", name=direction).get_by_role("radio", name=answer).check()


def press(page: Page, button: str) -> None:
    """And wait for what the server says: the button is pressed in now."""
    page.get_by_role("button", name=button).tap()
    expect(page.get_by_role("button", name=button)).to_have_attribute("aria-pressed", "true")


def test_a_mother_guesses_without_scripts_the_child_agrees_and_both_get_questions(
    page_at, device, live_server
):
    misha, mother = make_pair(12)
    theirs = signed_in(device(), mother, live_server.url)
    page = page_at(f"/pupils/{misha.pk}/guesses/i02_interests_short/", on=theirs)
    see(page, "pair-00-guess", heading="Как ответил бы ваш ребёнок?")
    at_home = signed_in(device(java_script_enabled=False), mother, live_server.url)
    guess = page_at("/home/", on=at_home)
    guess.get_by_role("link", name="Как ответит Миша").tap()
    guess.get_by_role("link", name=re.compile("Угадать.*Шесть направлений")).tap()
    expect(guess.get_by_role("heading", level=1)).to_have_text("Как ответил бы ваш ребёнок?")
    guess.get_by_role("button", name="Записать догадку").tap()
    expect(guess.get_by_role("alert")).to_contain_text("заполнено не так")
    for direction in DIRECTIONS:
        choose(guess, direction, "Очень хочу" if direction == DIRECTIONS[0] else "Всё равно")
    guess.get_by_role("button", name="Записать догадку").tap()
    expect(guess.locator("main")).to_contain_text("Догадка записана")
    guess.close()

    answers = {f"{s}{n}": level for s, level in ANSWERS.items() for n in range(1, 6)}
    sitting = make_result(pupil=misha, answers=answers)
    childs = signed_in(device(), misha.person, live_server.url)
    page = page_at(f"/sittings/{sitting.pk}/result/", on=childs)
    expect(page.locator("#sharing")).to_contain_text("угадывал твои ответы")
    see(page, "pair-01-childs-result")
    page.get_by_role("link", name="Посмотреть и решить").tap()
    see(page, "pair-02-child-decides", heading="Кто угадывает")
    yes, no = (page.get_by_role("button", name=name) for name in ("Сравнить с", "Не сейчас"))
    assert yes.bounding_box()["width"] == no.bounding_box()["width"]
    assert not Guess.objects.get().is_fixed, "looking at the question decides nothing"
    yes.tap()
    see(page, "pair-03-child-compares", heading="Твои ответы и догадка")
    expect(page.get_by_role("heading", level=3)).to_have_count(4)
    assert main_words(page).count("Например") == 4

    page = page_at("/home/", on=theirs)
    page.get_by_role("link", name="Как ответит Миша").tap()
    see(page, "pair-04-mothers-guesses", heading="Как ответит Миша")
    page.get_by_role("link", name="Посмотреть сравнение").tap()
    see(page, "pair-05-mother-compares", heading="Миша и ваша догадка")
    expect(page.get_by_role("heading", level=3).first).to_have_text("Работа руками")
    expect(page.locator("main")).to_contain_text("Спросите, что в таких делах скучно")
    page.get_by_text("То же таблицей").tap()
    expect(page.get_by_role("row", name="Исследование 20")).to_be_visible()


def test_a_pupil_of_sixteen_shows_what_they_want_and_takes_it_back(page_at, device, live_server):
    misha, mother = make_pair(16)
    interests, values = make_result(pupil=misha), make_result("p03_values", pupil=misha)
    own = signed_in(device(), misha.person, live_server.url)
    hers = signed_in(device(), mother, live_server.url)
    address = f"/pupils/{misha.pk}/results/"

    mothers = page_at(address, on=hers)
    see(mothers, "pair-06-mothers-list", heading="Результаты: Миша")
    expect(mothers.locator("main")).not_to_contain_text("Круг ценностей")
    mothers.get_by_role("link", name="Шесть направлений").tap()
    see(mothers, "pair-07-main-line-only", heading="Шесть направлений")
    expect(mothers.get_by_role("heading", name="Как об этом")).to_be_visible()
    assert mothers.locator("main svg.chart").count() == 0

    page = page_at(f"/sittings/{values.pk}/result/", on=own)
    expect(page.locator("#sharing")).to_contain_text("Это личный результат")
    see(page, "pair-08-personal-result")
    press(page, "Показать семье")
    mothers.goto(live_server.url + address)
    mothers.get_by_role("link", name="Круг ценностей").tap()
    expect(mothers.locator("main svg.chart").first).to_be_visible()
    press(page, "Оставить себе")
    mothers.reload()
    expect(mothers.get_by_role("heading", level=1)).to_contain_text("Такой страницы нет")
    assert not SharedResult.objects.exists()

    page.get_by_role("link", name="Что видит семья").tap()
    see(page, "pair-09-what-the-family-sees", heading="Что видит семья")
    press(page, "Показывать все мои результаты")
    expect(page.locator("main")).to_contain_text("семья видит всё")
    expect(page.locator("main")).to_contain_text("видишь только ты")
    mothers.goto(f"{live_server.url}{address}{interests.pk}/")
    expect(mothers.locator("main svg.chart").first).to_be_visible()
    see(mothers, "pair-10-all-is-shown")
