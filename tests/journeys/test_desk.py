"""A desk task from the catalogue to its result: by taps at 360 px, and by the keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from bilet.trials.library import PROGRAMS
from bilet.trials.models import TrialRun
from tests.journeys.desk_work import desk_task, do, key, tap
from tests.journeys.seeing import see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CODE = "agro_spring"
BY_KEYS = "delivery_day"


def lines(sheet: Locator) -> list[str]:
    """What a sheet says, line by line, without its headings."""
    found = sheet.locator("li, p").all_inner_texts()
    return [line.replace("\xa0", " ") for line in found]


def begin(page: Page) -> None:
    page.locator("input[name=interest][value='3']").check()
    page.get_by_role("button", name="Начать").tap()
    page.wait_for_url("**/trials/runs/**")
    expect(page.get_by_role("heading", name="Задание")).to_be_visible()


def test_a_sheet_is_filled_by_taps_with_a_mistake_explained_on_the_way(page_at):
    page = page_at("/trials/")
    page.get_by_role("link", name=PROGRAMS.get(CODE, "ru").title).tap()
    page.wait_for_url(f"**/trials/{CODE}/")
    begin(page)
    see(page, "desk-brief")
    page.get_by_role("button", name="За работу").tap()

    # Nothing is done yet; then one row too many; then the rule says which and why.
    check = page.get_by_role("button", name="Проверить", exact=True)
    check.tap()
    expect(page.get_by_text("Пока не отмечена ни одна строка")).to_be_visible()
    page.locator("[data-row=maple] input").tap()
    page.get_by_role("button", name="Проверить ещё раз").tap()
    expect(page.get_by_text("Посмотри на примечание в строке 5")).to_be_visible()
    expect(page.locator("[data-row=maple]")).to_have_class("marked at-fault")
    see(page, "desk-mistake")
    page.locator("[data-row=maple] input").tap()
    page.reload()
    expect(page.get_by_role("heading", name="Где почва кислая")).to_be_visible()

    for number, stage in enumerate(desk_task(CODE).stages):
        do(page, stage, tap)
        see(page, f"desk-{number}-{stage.action.kind}")
        page.get_by_role("button", name="Дальше").tap()

    expect(page.get_by_text("Проверок сошлось: 34 из 34")).to_be_visible()
    see(page, "desk-end")
    sheet = lines(page.locator(".desk-paper"))
    page.get_by_role("button", name="Завершить пробу").tap()
    page.wait_for_url("**/reflection/")
    page.locator("input[name=interest][value='2']").check()
    page.locator("input[name=verdict][value='disliked']").check()
    page.get_by_role("button", name="Посмотреть итог").tap()
    page.wait_for_url("**/result/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Одной развилкой меньше")
    shown = [line for each in page.locator(".desk-sheet").all() for line in lines(each)]
    assert [line for line in sheet if line not in shown] == []
    assert any("05:00–05:30" in line for line in shown)
    see(page, "desk-result")
    assert len(TrialRun.objects.get().steps_done) == 6


def test_a_sheet_is_filled_by_the_keyboard_alone(page_at):
    page = page_at(f"/trials/{BY_KEYS}/")
    begin(page)
    key(page.get_by_role("button", name="За работу"))
    for stage in desk_task(BY_KEYS).stages:
        expect(page.get_by_role("heading", level=2, name=stage.title)).to_be_focused()
        do(page, stage, key)
        see(page, f"desk-keys-{stage.id}")
        key(page.get_by_role("button", name="Дальше"))
    expect(page.get_by_text("Проверок сошлось: 35 из 35")).to_be_visible()
    key(page.get_by_role("button", name="Завершить пробу"))
    page.wait_for_url("**/reflection/")
    assert all(note["ok"] for note in TrialRun.objects.get().feedback)
