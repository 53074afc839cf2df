"""A test on a phone whose browser runs no scripts: a few pages, and nothing given is lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from tests.journeys.seeing import keep_picture

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CODE = "i11_best_worst"  # thirteen groups of four lines: four on the first page, five, four


def test_a_test_is_taken_page_by_page_without_scripts(page_at, device):
    phone = device(java_script_enabled=False)
    page = page_at(f"/tests/{CODE}/", on=phone)
    page.get_by_role("button", name="Начать").first.tap()
    page.get_by_role("link", name="Пройти без JavaScript").tap()
    items = INSTRUMENTS.get(CODE, "ru").items
    expect(page.locator(".progress")).to_contain_text("1 из 3")
    expect(page.locator("main h2")).to_have_count(4)
    looks(page, "plain-1")
    for item in items[:2]:
        choose(page, item.id, 0, 1)

    # The best is the worst as well: the summary leads to the question, and all the rest stays.
    choose(page, items[2].id, 2, 2)
    page.get_by_role("button", name="Дальше").tap()
    complaint = page.get_by_role("alert").get_by_role("link")
    expect(complaint).to_contain_text("не может быть и тем и другим")
    looks(page, "plain-mistake")
    complaint.tap()
    assert page.url.endswith(f"#id_{items[2].id}.best")
    expect(chosen(page)).to_have_count(6)
    choose(page, items[2].id, 2, 3)
    page.get_by_role("button", name="Дальше").tap()

    # The fourth was left out. On and back, and away, and here again.
    expect(page.locator(".progress")).to_contain_text("2 из 3")
    for item in items[4:9]:
        choose(page, item.id, 1, 0)
    page.get_by_role("button", name="Дальше").tap()
    expect(page.locator("main")).to_contain_text("1 вопрос раньше остался без ответа")
    looks(page, "plain-3")
    choose(page, items[9].id, 1, 0)
    page.get_by_role("button", name="На страницу 1").tap()
    expect(chosen(page)).to_have_count(6)
    choose(page, items[3].id, 3, 1)
    page.get_by_role("button", name="Сохранить и продолжить потом").tap()
    page.wait_for_url("**/tests/")
    page.goto(f"{page.url}{CODE}/")
    page.get_by_role("button", name="Продолжить").first.tap()
    page.get_by_role("link", name="Пройти без JavaScript").tap()
    expect(page.locator(".progress")).to_contain_text("3 из 3")
    expect(chosen(page)).to_have_count(2)
    page.get_by_role("button", name="Назад").tap()
    expect(chosen(page)).to_have_count(10)
    page.get_by_role("button", name="Дальше").tap()

    # A question left out does not hold anybody up.
    for item in items[10:12]:
        choose(page, item.id, 0, 3)
    page.get_by_role("button", name="Показать результат").tap()
    page.wait_for_url("**/result/")
    sitting = Sitting.objects.get()
    assert set(sitting.answers) == {item.id for item in items[:12]}
    assert sitting.answers[items[2].id]["v"] == {
        "best": items[2].options[2].id,
        "worst": items[2].options[3].id,
    }


def choose(page: Page, item: str, best: int, worst: int) -> None:
    for part, place in (("best", best), ("worst", worst)):
        page.locator(f'[id="id_{item}.{part}"] .choice').nth(place).tap()


def chosen(page: Page) -> Locator:
    return page.locator("main input:checked")


def looks(page: Page, name: str) -> None:
    """Axe is a script as well and does not run here; the width can be looked at."""
    keep_picture(page, name)
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wider <= 0, f"{name} is wider than the screen by {wider} px"
