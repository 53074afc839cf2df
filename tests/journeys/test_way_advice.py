"""A pupil reads what suits by own wishes for conditions, and everything the tests say together."""

import pytest
from playwright.sync_api import Page, expect

from bilet.guidance.actions import mark_profession
from bilet.guidance.tests.rows import make_unclear, make_wishes
from bilet.people.models import Owner
from bilet.professions.library import PROFESSIONS
from bilet.testing.guidance import make_interests
from tests.journeys.people import make_misha, make_town, signed_in
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def names(page: Page) -> list[str]:
    return page.locator(".advice-card h3").all_inner_texts()


def choose(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).tap()
    expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
        "aria-current", "true"
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pupil_lays_the_wishes_for_conditions_over_the_list_and_takes_them_off(
    page_at, device, live_server, scripts
):
    anna = make_misha(make_town(), age=15, grade=9)
    make_interests(anna)
    make_wishes(anna, {"place": 2, "risk": -2, "travel": -2, "clean": 2})
    phone = signed_in(device(java_script_enabled=scripts), anna.person, live_server.url)
    page = page_at("/home/", on=phone)
    page.get_by_role("link", name="Что мне подходит").tap()
    expect(page.get_by_role("link", name="Любые условия")).to_have_attribute("aria-current", "true")
    whole = names(page)
    words = main_words(page)
    assert "Если учесть твои пожелания (под открытым небом; без большого риска;" in words

    choose(page, "Мои условия")
    wishes = "под открытым небом; без большого риска; на одном месте; чисто"
    assert f"По твоим пожеланиям ({wishes}) остал" in main_words(page)
    narrowed = names(page)
    assert narrowed
    assert narrowed != whole
    if scripts:
        see(page, "23-advice-conditions")
    choose(page, "Любые условия")
    assert names(page) == whole

    # Nobody keeps it: whoever comes back sees the whole list.
    choose(page, "Мои условия")
    page.get_by_role("link", name="Моя страница").first.tap()
    page.get_by_role("link", name="Что мне подходит").tap()
    expect(page.get_by_role("link", name="Любые условия")).to_have_attribute("aria-current", "true")
    assert names(page) == whole


def test_when_the_wishes_leave_nothing_the_page_says_which_takes_most(page_at, device, live_server):
    anna = make_misha(make_town(), age=15, grade=9)
    make_interests(anna)
    make_wishes(anna, {"place": 2, "risk": -2, "schedule": -2, "travel": -2, "clean": 2})
    phone = signed_in(device(), anna.person, live_server.url)
    page = page_at("/advice/?conditions=mine", on=phone)
    only = names(page)
    assert len(only) == 1
    code = next(card.code for card in PROFESSIONS.all("ru").values() if card.person == only[0])
    mark_profession(Owner(pupil=anna), code, "hidden", "other")
    page.reload()
    expect(page.locator("#conditions")).to_contain_text("не осталось ни одной профессии")
    expect(page.locator("#conditions")).to_contain_text("«под открытым небом»")
    see(page, "23-advice-nothing-left")
    choose(page, "Любые условия")
    assert len(names(page)) >= 6


def test_everything_together_is_one_step_from_home_and_from_the_advice(
    page_at, device, live_server
):
    anna = make_misha(make_town(), age=15, grade=9)
    make_unclear(anna)
    phone = signed_in(device(), anna.person, live_server.url)
    page = page_at("/home/", on=phone)
    see(page, "23-home")
    page.get_by_role("link", name="Всё вместе").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Всё вместе")
    expect(page.locator("main")).to_contain_text("где спорят, широкие")
    expect(page.get_by_role("heading", name="Где ответы спорят")).to_be_visible()
    page.get_by_text("То же таблицей").first.tap()
    see(page, "23-together")
    page = page_at("/advice/", on=phone)
    see(page, "23-advice")
    page.get_by_role("link", name="Всё вместе").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Всё вместе")
