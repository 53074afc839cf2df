"""The regional operator: plan and fact, the map, rows behind numbers, what may be published."""

import pytest
from playwright.sync_api import expect

from bilet.access.grants import Role
from bilet.cabinets.demo import PEOPLE
from bilet.people.models import Person
from bilet.testing.assessments import make_result
from bilet.testing.day import make_event_today, make_guest
from bilet.testing.factories import make_organization
from tests.journeys.people import (
    make_misha,
    make_mother,
    make_town,
    make_worker,
    signed_in,
)
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def region():
    """Twelve pupils in one municipality, three in another; four of them have tried welding."""
    town = make_town()
    for number in range(12):
        make_result(pupil=make_misha(town, number=number + 1), seed=number)
    far = make_organization(
        "municipality", path="ru/50/02/", name="Талдом", parent=town.region, tile_x=2, tile_y=1
    )
    school = make_organization("school", path="ru/50/02/1/", name="Школа № 1", parent=far)
    few = [make_misha(town, school=school, school_class=None, number=None) for _ in range(3)]
    for pupil in few:
        make_result(pupil=pupil)
    make_mother(few[0])
    event = make_event_today(site=town.site, region=town.region)
    for pupil in few:
        make_guest(event, pupil=pupil)
    return town


def test_an_operator_opens_the_rows_behind_a_number_and_sums_the_region_up(
    page_at, device, live_server, region
):
    operator = make_worker(Role.REGIONAL_OPERATOR, region.region, "Павел", "Львович")
    phone = signed_in(device(), operator, live_server.url)
    page = page_at("/home/", on=phone)
    expect(page.get_by_role("heading", level=1)).to_have_text("Московская область")
    expect(page.get_by_role("link", name="15 ученики на платформе")).to_be_visible()
    expect(page.locator("svg[role=img], figure svg").first).to_be_visible()
    see(page, "14-region")
    page.get_by_role("link", name="15 ученики на платформе").tap()
    expect(page.locator("main")).to_contain_text("Школа № 3")
    expect(page.locator("tfoot, main")).to_contain_text("15")
    see(page, "14-rows")
    page.go_back()

    page.get_by_role("link", name="Задать план").tap()
    page.get_by_label("Клин").fill("20")
    see(page, "14-plan")
    page.get_by_role("button", name="Сохранить").tap()
    expect(page.get_by_role("row", name="Клин")).to_contain_text("20")

    page.get_by_role("link", name="Итоги региона").tap()
    words = main_words(page)
    for promise in ("ученики", "тесты", "мероприятия", "профессии", "онлайн", "родители",
                    "курсы", "регионы"):  # fmt: skip
        assert promise in words
    see(page, "14-summary")
    with page.expect_download() as taken:
        page.get_by_role("link", name="DOCX").tap()
    assert taken.value.suggested_filename == "RU-MOS.docx"


def test_everybody_reads_the_published_sums_and_no_small_group_shows(page_at, region):
    page = page_at("/summary/RU-MOS/published/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Московская область")
    few = page.get_by_role("row", name="Талдом")
    expect(few).to_contain_text("•")
    assert "3" not in few.inner_text()
    expect(page.locator("main")).to_contain_text("меньше 10")
    expect(page.locator("main .stat[href]")).to_have_count(0)
    see(page, "14-published")


def test_the_operator_of_another_region_gets_no_page_of_this_one(
    page_at, device, live_server, region
):
    other = make_organization("region", path="ru/77/", code="RU-MOW", name="Москва")
    operator = make_worker(Role.REGIONAL_OPERATOR, other, "Олег", "Ильич")
    page = page_at("/summary/RU-MOS/", on=signed_in(device(), operator, live_server.url))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Такой страницы нет")
    see(page, "14-not-yours")


def test_a_visitor_of_the_demo_looks_through_the_eyes_of_each_person(page_at, live_server):
    town = make_town()
    make_demo_people(town)
    page = page_at("/demo/")
    expect(page.get_by_text("Все люди, школы и числа здесь выдуманы")).to_be_visible()
    see(page, "14-demo")
    for person in PEOPLE:
        page.goto(f"{live_server.url}/demo/")
        page.get_by_role("button", name=f"Войти: {person.title}").tap()
        page.wait_for_url(lambda url: "/demo/" not in url)
        expect(page.locator(".demo")).to_contain_text("выдуманы")
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200
        see(page, f"14-home-of-{person.username}")


def test_without_the_demo_nobody_enters_as_somebody_else(page_at, settings):
    settings.DEMO = False
    make_demo_people(make_town())
    page = page_at("/demo/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Такой страницы нет")
    expect(page.locator(".demo")).to_have_count(0)


def make_demo_people(town) -> None:
    pupil = make_misha(town)
    older = make_misha(town, age=15, grade=9, number=8)
    mother = make_mother(pupil, older)
    people = {
        "demo-pupil-12": pupil.person,
        "demo-pupil-15": older.person,
        "demo-parent": mother,
        "demo-teacher": town.teacher,
        "demo-site": make_worker(Role.SITE_MANAGER, town.site, "Глеб", "Петрович"),
        "demo-mentor": make_worker(Role.MENTOR, town.site, "Олег", "Иванович"),
        "demo-region": make_worker(Role.REGIONAL_OPERATOR, town.region, "Павел", "Львович"),
        "demo-federal": make_worker(
            Role.FEDERAL_OPERATOR, make_organization("federation", path="ru/"), "Анна", "Юрьевна"
        ),
    }
    for username, person in people.items():
        Person.objects.filter(pk=person.pk).update(username=username)
