"""The teacher-navigator: a class without names, cards, the board, a parent to confirm."""

import pytest
from playwright.sync_api import expect

from bilet.assessments.models import ShownToTeacher
from bilet.events.models import Booking
from bilet.people.models import Guardianship, Look, SchoolClass
from bilet.testing.assessments import make_result
from bilet.testing.day import agree
from bilet.testing.events import make_booking
from bilet.testing.guidance import make_interests
from tests.journeys.people import make_misha, make_mother, make_town, make_workshop, signed_in
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_teacher_makes_a_class_without_names_and_prints_cards_and_a_code(
    page_at, device, live_server
):
    town = make_town()
    phone = signed_in(device(), town.teacher, live_server.url)
    page = page_at("/home/", on=phone)
    expect(page.get_by_role("heading", level=1)).to_have_text("Мои классы")
    see(page, "13-classes")
    page.get_by_role("link", name="Новый класс").tap()
    page.get_by_label("Класс").select_option("7")
    page.get_by_label("Буква").fill("в")
    page.get_by_label("Сколько учеников в журнале").fill("5")
    see(page, "13-new-class")
    page.get_by_role("button", name="Создать класс").tap()

    expect(page.get_by_role("heading", level=1)).to_contain_text("7 «В»")
    expect(page.locator("main tbody tr")).to_have_count(5)
    see(page, "13-board-empty")
    board = page.url
    assert (
        list(SchoolClass.objects.get(grade=7).pupils.values_list("person__first_name", flat=True))
        == [""] * 5
    )
    for name in ("Карточки для входа (PDF)", "Письма родителям (PDF)"):
        with page.expect_response(lambda answer: answer.request.method == "POST") as printed:
            page.get_by_role("button", name=name).tap()
        assert printed.value.status == 200
        assert printed.value.headers["content-type"] == "application/pdf"
        page = page_at(board, on=phone)  # the sheet has taken the whole tab

    page.get_by_role("button", name="Код класса на доску").tap()
    expect(page.locator("main")).to_contain_text("7 «В»")
    expect(page.locator("main .qr svg")).to_be_visible()
    see(page, "13-class-code")


def test_a_teacher_sees_who_has_done_what_and_confirms_a_parent_for_whom_a_seat_waits(
    page_at, device, live_server
):
    town = make_town()
    misha = make_misha(town)
    mother = make_mother(misha, level=1)
    booking = make_booking(make_workshop(town), misha, status=Booking.Status.AWAITING_APPROVAL)
    booking.approvals.create(
        decision="approved", guardianship=misha.guardianships.get(), by=mother,
        by_name=mother.polite_name, level=1,
    )  # fmt: skip
    phone = signed_in(device(), town.teacher, live_server.url)
    page = page_at("/home/", on=phone)
    page.get_by_role("link", name="6 «Б»").tap()
    row = page.get_by_role("row", name="Миша Котов")
    expect(row).to_contain_text("подтвердить")
    expect(row).to_contain_text("ждёт")
    see(page, "13-board")

    page.get_by_role("link", name="Ирина Котова").tap()
    see(page, "13-confirm", heading="Это родитель или опекун ребёнка?")
    page.get_by_label("Сверено с личным делом ребёнка").check()
    page.get_by_role("button", name="Подтвердить").tap()
    row = page.get_by_role("row", name="Миша Котов")
    expect(row).to_contain_text("подтверждён")
    expect(row).not_to_contain_text("ждёт")
    assert misha.guardianships.get().level == Guardianship.Level.SCHOOL
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED


@pytest.mark.parametrize("desk", [False, True])
def test_a_teacher_reads_a_result_the_family_opened_and_no_more_once_it_is_taken_back(
    page_at, device, live_server, desk
):
    town = make_town()
    misha = make_misha(town)
    make_misha(town, number=8)
    mother = make_mother(misha)
    make_interests(misha)
    personal = make_result("p03_values", pupil=misha)
    agree(misha, "results_to_teacher", "readiness_to_teacher")
    at_school = signed_in(device(desk=desk), town.teacher, live_server.url)
    page = page_at("/home/", on=at_school)
    page.get_by_role("link", name="6 «Б»").click()
    row = page.get_by_role("row", name="7 Миша Котов")
    expect(page.get_by_role("cell", name="семья не открыла")).to_have_count(2)
    expect(page.get_by_role("link", name="Тесты на бумаге")).to_be_visible()
    see(page, f"22-class-{desk}")
    row.get_by_role("link", name="итоги").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("№ 7 Миша Котов")
    assert "не делите класс на «сильных» и «слабых»" in main_words(page)
    expect(page.locator("main h3")).to_have_count(1)  # the personal one is not there
    see(page, f"22-results-{desk}")
    page.get_by_role("link", name="Что подходит и следующий шаг").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Миша: что подходит")
    see(page, f"22-advice-{desk}")
    page.get_by_role("link", name="№ 7 Миша Котов").click()
    page.locator("main .card-link", has_text="Шесть").first.click()
    expect(page.get_by_role("heading", name="Как об этом говорить")).to_be_visible()
    expect(page.get_by_role("heading", name="Для чего результаты не годятся")).to_be_visible()
    see(page, f"22-result-{desk}")
    result = page.url
    assert {look.role for look in Look.objects.filter(pupil=misha)} == {"teacher"}

    own = page_at(
        f"/sittings/{personal.pk}/result/", on=signed_in(device(), misha.person, live_server.url)
    )
    own.get_by_role("button", name="Показать учителю").tap()
    expect(own.get_by_role("button", name="Показать учителю")).to_have_attribute(
        "aria-pressed", "true"
    )
    see(own, f"22-own-result-{desk}")
    assert ShownToTeacher.objects.get().sitting == personal
    own.get_by_role("link", name="Что видят семья и учитель").tap()
    expect(own.locator("main")).to_contain_text("учитель видит всё")
    see(own, f"22-who-sees-{desk}")

    at_home = signed_in(device(), mother, live_server.url)
    data = page_at(f"/pupils/{misha.pk}/data/", on=at_home)
    expect(data.locator("main")).to_contain_text(town.teacher.polite_name)
    consents = page_at(f"/pupils/{misha.pk}/consents/", on=at_home)
    card = consents.locator(".card", has_text="Результаты — учителю-навигатору").first
    card.get_by_role("button", name="Отозвать").tap()
    expect(card.locator("button[value=give]")).to_be_visible()
    page.goto(result)
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Шесть")
    page.goto(f"{live_server.url}/home/classes/{town.school_class.pk}/")
    expect(page.get_by_role("cell", name="семья не открыла")).to_have_count(3)
    assert not ShownToTeacher.objects.exists()
