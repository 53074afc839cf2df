"""A lesson without screens: a test is printed, typed in, and the pupil sees the result."""

import re

import pytest
from playwright.sync_api import expect

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.paper import Paper
from tests.journeys.people import make_misha, make_town, signed_in
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TEST = "i02_interests_short"


def test_a_teacher_prints_a_test_and_types_in_a_sheet_and_the_pupil_sees_the_result(
    page_at, device, live_server
):
    town = make_town()
    misha = make_misha(town)
    desk = signed_in(device(desk=True), town.teacher, live_server.url)
    page = page_at("/paper/", on=desk)
    see(page, "16-papers", heading="Тесты на бумаге")
    title = INSTRUMENTS.get(TEST, "ru").title
    printed = page.request.get(
        live_server.url + page.get_by_role("link", name=title).get_attribute("href")
    )
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF-")
    seed = re.search(r"-(\d{9})\.pdf", printed.headers["content-disposition"])[1]

    # The sheets came back. Without a camera the number of the sheet is written down.
    page.get_by_label("Какой тест").select_option(TEST)
    page.get_by_label("Номер листа").fill(f"{seed[:3]} {seed[3:6]} {seed[6:]}")
    page.get_by_role("button", name="Продолжить").click()
    see(page, "16-entry", heading="Внести лист")
    assert Paper(INSTRUMENTS.get(TEST, "ru"), int(seed), "ru").path in page.url

    page.get_by_label("Чей это лист").select_option(label="7 · Миша Котов")
    page.get_by_label("Чей это лист").press("Enter")
    for number in (5, 4, 3, 2, 1) * 6:
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Внести", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Внесено: № 7 Миша Котов")
    expect(page.locator("main")).to_contain_text("Внесён 1 лист")
    see(page, "16-entered")
    sitting = Sitting.objects.get()
    assert (sitting.pupil, sitting.seed, sitting.entered_by) == (misha, int(seed), town.teacher)

    # The same sheet once more: nothing changes. A line left out is asked about.
    page.get_by_label("Чей это лист").select_option(index=1)
    page.get_by_label(re.compile(r"^1\. ")).fill("7")
    page.get_by_role("button", name="Внести", exact=True).click()
    expect(page.locator("main")).to_contain_text("здесь может быть 1–5")
    see(page, "16-wrong")
    page.get_by_label(re.compile(r"^1\. ")).fill("1")
    page.get_by_role("button", name="Внести", exact=True).click()
    expect(page.locator("main")).to_contain_text("Не заполнено: 2, 3, 4")
    page.get_by_role("button", name="Внести без них").click()
    expect(page.locator("#messages")).to_contain_text("Лист уже внесён")

    phone = signed_in(device(), misha.person, live_server.url)
    page = page_at(f"/pupils/{misha.pk}/results/", on=phone)
    expect(page.locator("main")).to_contain_text("с бумаги, внесла школа")
    page.get_by_role("link", name=title).tap()
    page.wait_for_url("**/result/")
    expect(page.get_by_role("heading", name="Похоже на тебя?")).to_be_visible()
    see(page, "16-result")
    assert "с бумаги, внесла школа" in main_words(page)
    assert Sitting.objects.count() == 1
