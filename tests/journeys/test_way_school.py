"""The teacher-navigator: a class without names, cards, the board, a parent to confirm."""

import pytest
from playwright.sync_api import expect

from bilet.events.models import Booking
from bilet.people.models import Guardianship, SchoolClass
from bilet.testing.events import make_booking
from tests.journeys.people import make_misha, make_mother, make_town, make_workshop, signed_in
from tests.journeys.seeing import see

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
