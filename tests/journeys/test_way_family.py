"""A parent: adds a child, says yes by one tap in a letter, looks after two children's data."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bilet.access.grants import Role
from bilet.core.models import OutboxMessage
from bilet.events.actions.booking import book_seat
from bilet.events.models import Approval, ApprovalRequest, Booking
from bilet.people.gate import record_look
from bilet.people.models import Consent, Guardianship, Look, Pupil
from bilet.testing.assessments import make_result
from bilet.testing.day import agree
from bilet.testing.events import make_booking
from tests.journeys.people import (
    make_misha,
    make_mother,
    make_town,
    make_worker,
    make_workshop,
    named,
    signed_in,
)
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Status = Booking.Status


def path_of(letter: OutboxMessage) -> str:
    """The one thing to do in a letter, as an address of this site."""
    return "/" + letter.link.split("/", 3)[3]


def decide_every_consent(page: Page) -> None:
    """Yes to what the account needs, no to everything else."""
    for name in set(
        page.locator("main input[type=radio]").evaluate_all("all => all.map(one => one.name)")
    ):
        answer = "yes" if name == "account_and_tests" else "no"
        page.locator(f"input[name={name}][value={answer}]").check()


def test_a_parent_adds_a_child_decides_about_each_use_of_data_and_gets_the_card(page_at):
    make_town()
    page = page_at("/")
    page.get_by_role("link", name="Я родитель").tap()
    see(page, "04-new-child", heading="Добавить ребёнка")
    page.get_by_label("Ваше имя").fill("Ирина")
    page.get_by_label("Ваша фамилия").fill("Котова")
    page.get_by_label("Ваша почта").fill("irina@example.org")
    page.get_by_label("Имя ребёнка").fill("Миша")
    page.get_by_label("Фамилия ребёнка").fill("Котов")
    page.get_by_label("Дата рождения ребёнка").fill(f"{timezone.now().year - 12}-03-05")
    page.get_by_label("Класс").select_option("6")
    assert page.locator("main input[type=radio]:checked").count() == 0, "nothing is ticked ahead"
    page.get_by_role("button", name="Сохранить мои решения").tap()
    assert Pupil.objects.count() == 0, "nothing is kept before the parent has decided"
    decide_every_consent(page)
    page.get_by_role("button", name="Сохранить мои решения").tap()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Миша")
    expect(page.locator("main .qr svg")).to_be_visible()
    see(page, "04-childs-card")
    code = page.locator("main .numbers b").inner_text()
    page.get_by_role("link", name="На мою страницу").tap()
    expect(page.get_by_role("heading", name="Миша")).to_be_visible()

    child = page_at("/card/")
    child.get_by_label("Код").fill(code.lower())
    child.get_by_role("button", name="Дальше").tap()
    see(child, "04-card-login", heading="Ты —")
    child.get_by_role("button", name="Да, войти").tap()
    expect(child.get_by_role("heading", level=1)).to_have_text("Миша")
    given = Consent.objects.filter(decision="given").values_list("purpose", flat=True)
    assert list(given) == ["account_and_tests"]


def test_a_parent_says_yes_by_the_link_of_the_letter_and_a_second_tap_is_harmless(page_at):
    town = make_town()
    misha = make_misha(town)
    make_mother(misha)
    booking = book_seat(event=make_workshop(town), pupil=misha, booked_by=misha.person)
    letter = OutboxMessage.objects.get()
    assert "Миша" in letter.subject

    page = page_at(path_of(letter))
    words = main_words(page)
    for fact in ("Миша", "Колледж «Мастер»", "улица Ленина", "Мастерская 3", "наставник",
                 "На что вы соглашаетесь"):  # fmt: skip
        assert fact.lower() in words.lower(), fact
    yes, no = (page.get_by_role("button", name=name) for name in ("Согласиться", "Отказать"))
    assert yes.bounding_box()["width"] == no.bounding_box()["width"]
    see(page, "06-approval")
    assert Approval.objects.count() == 0, "opening the link decides nothing"
    yes.tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Вы согласились")
    see(page, "06-agreed")
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED
    expect(page.get_by_role("link", name="Открыть кабинет")).to_be_visible()

    page.go_back()
    second = page.get_by_role("button", name="Согласиться")
    if second.count():  # the browser showed the page as it was: tap once more
        second.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вы согласились")
    assert Approval.objects.count() == 1


def test_a_parent_declines_by_the_link_and_the_seat_is_free_again(page_at):
    town = make_town()
    misha = make_misha(town)
    make_mother(misha)
    event = make_workshop(town)
    booking = book_seat(event=event, pupil=misha, booked_by=misha.person)
    page = page_at(path_of(OutboxMessage.objects.get()))
    page.get_by_role("button", name="Отказать").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Место возвращено")
    see(page, "06-declined")
    booking.refresh_from_db()
    event.refresh_from_db()
    assert (booking.status, event.seats_taken) == (Status.DECLINED, 0)


def test_a_pupil_shows_a_link_an_unknown_adult_says_who_they_are_and_the_school_confirms(
    page_at, device, live_server
):
    town = make_town()
    misha = make_misha(town)
    booking = book_seat(event=make_workshop(town), pupil=misha, booked_by=misha.person)
    child = page_at(
        f"/bookings/{booking.pk}/", on=signed_in(device(), misha.person, live_server.url)
    )
    child.get_by_role("button", name="Показать ссылку").tap()
    link = child.get_by_label("Ссылка", exact=True).input_value()
    see(child, "06-link-shown")

    adult = page_at(link)
    adult.get_by_role("button", name="Согласиться").tap()
    adult.get_by_label("Ваше имя").fill("Ирина")
    adult.get_by_label("Ваша фамилия").fill("Котова")
    adult.get_by_label("Дата рождения ребёнка").fill("2014-02-02")
    adult.get_by_label("Ваша почта").fill("irina@example.org")
    adult.get_by_role("button", name="Согласиться").tap()
    expect(adult.locator("main")).to_contain_text("Дата рождения не совпала")
    see(adult, "06-wrong-birth-date")
    adult.get_by_label("Дата рождения ребёнка").fill(misha.birth_date.isoformat())
    adult.get_by_role("button", name="Согласиться").tap()

    expect(adult.get_by_role("heading", level=1)).to_have_text("Вы согласились. Теперь школа")
    see(adult, "06-now-the-school")
    link_ = Guardianship.objects.get()
    booking.refresh_from_db()
    assert (link_.level, booking.status) == (1, Status.AWAITING_APPROVAL)
    assert OutboxMessage.objects.filter(to=town.teacher.email).exists()


def test_a_link_that_is_out_of_date_or_broken_says_what_to_do(page_at):
    town = make_town()
    misha = make_misha(town)
    make_mother(misha)
    book_seat(event=make_workshop(town), pupil=misha, booked_by=misha.person)
    path = path_of(OutboxMessage.objects.get())
    ApprovalRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    page = page_at(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Решать здесь уже поздно")
    see(page, "06-too-late")
    broken = page_at(path[:-6] + "/")
    expect(broken.get_by_role("heading", level=1)).to_contain_text("Такой ссылки нет")
    see(broken, "06-broken-link")


def test_a_mother_of_two_reads_what_results_mean_approves_and_takes_a_consent_back(
    page_at, device, live_server
):
    town = make_town()
    misha = make_misha(town)
    anna = make_misha(town, age=15, grade=9, number=8)
    named(anna.person, "Аня", "Котова")
    mother = make_mother(misha, anna)
    for child in (misha, anna):
        agree(child, "results_to_guardian", "booking_to_site")
    make_result(pupil=anna)
    event = make_workshop(town)
    waits = make_booking(event, misha, status=Status.AWAITING_APPROVAL)
    record_look(make_worker(Role.MENTOR, town.site, "Олег", "Иванович"), anna, Look.What.BOOKING)

    page = page_at("/home/", on=signed_in(device(), mother, live_server.url))
    expect(page.get_by_role("heading", level=2, name="Миша")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Аня")).to_be_visible()
    see(page, "12-my-children")
    page.get_by_role("link", name="Прочитать и решить").tap()
    page.get_by_role("button", name="Согласиться").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вы согласились")
    waits.refresh_from_db()
    assert waits.status == Status.CONFIRMED

    page.goto(live_server.url + "/home/")
    page.get_by_role("navigation", name="Аня").get_by_role("link", name="Результаты").tap()
    see(page, "12-results", heading="Результаты: Аня")
    page.get_by_role("link", name="Шесть направлений").tap()
    expect(page.get_by_role("heading", name="Как об этом")).to_be_visible()
    expect(page.get_by_role("heading", name="Чего лучше не говорить")).to_be_visible()
    see(page, "12-result")
    page.goto(live_server.url + "/home/")
    page.get_by_role("navigation", name="Аня").get_by_role("link", name="Что подходит").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Аня")
    see(page, "12-advice")
    page.goto(live_server.url + "/home/")
    page.get_by_role("navigation", name="Аня").get_by_role("link", name="Кто смотрел").tap()
    expect(page.get_by_role("row", name="Олег Иванович")).to_be_visible()
    see(page, "12-who-looked")

    page.goto(live_server.url + "/home/")
    page.get_by_role("navigation", name="Миша").get_by_role("link", name="Согласия").tap()
    see(page, "12-consents", heading="Согласия: Миша")
    card = page.locator(".card", has=page.locator("input[value=booking_to_site]"))
    card.get_by_role("button", name="Отозвать").tap()
    expect(card).to_contain_text("Не дано")
    waits.refresh_from_db()
    event.refresh_from_db()
    assert (waits.status, event.seats_taken) == (Status.CANCELLED, 0)


def test_a_child_of_another_family_is_a_page_that_is_not_there(page_at, device, live_server):
    town = make_town()
    stranger = make_mother(make_misha(town))
    other = make_misha(town, number=9)
    phone = signed_in(device(), stranger, live_server.url)
    for path in ("results/", "advice/", "consents/", "data/", "data/export/"):
        page = page_at(f"/pupils/{other.pk}/{path}", on=phone)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Такой страницы нет")
        page.close()
    assert not other.looks.exists()
