"""A pupil finds an event, books, carries a ticket; and what is said when it does not work."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bilet.access.grants import Role
from bilet.core.models import OutboxMessage
from bilet.events.actions.planning import cancel_event
from bilet.events.models import Booking, WaitlistEntry
from bilet.people.actions.codes import issue_class_code
from bilet.people.models import AccessCode
from bilet.testing.day import agree
from bilet.testing.events import make_booking, make_online_event, make_waitlist_entry
from tests.journeys.people import (
    make_misha,
    make_mother,
    make_town,
    make_worker,
    make_workshop,
    signed_in,
)
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Status = Booking.Status


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def opens(page_at, device, live_server):
    """A page on the phone of somebody: `opens(pupil, "/events/")`."""

    def open_page(pupil, path: str) -> Page:
        return page_at(path, on=signed_in(device(), pupil.person, live_server.url))

    return open_page


def make_older(town, **fields):
    """A pupil of fifteen, who books without asking and has agreed that sites learn the name."""
    pupil = make_misha(town, age=15, **{"grade": 9, "number": 15} | fields)
    agree(pupil, "booking_to_site")
    return pupil


def test_a_pupil_of_twelve_finds_an_event_by_filters_and_the_seat_is_held_for_the_family(
    opens, town
):
    welding = make_workshop(town, access=["mobility"], seats_total=5)
    make_online_event(region=town.region, site=town.site)
    make_workshop(town, days=9, grade_from=8, room="Мастерская 1")
    misha = make_misha(town)
    mother = make_mother(misha)

    page = opens(misha, "/events/")
    cards = page.locator("#found .card")
    expect(cards).to_have_count(2)  # the third one is for older pupils
    expect(page.get_by_label("Класс")).to_have_value("6")
    see(page, "05-events")
    page.get_by_text("Ещё фильтры").tap()
    page.get_by_text("Без лестниц, можно на коляске").tap()
    expect(cards).to_have_count(1)
    page.get_by_label("Формат").select_option(label="Онлайн с наставником")
    expect(page.get_by_role("heading", name="С такими фильтрами ничего нет")).to_be_visible()
    see(page, "05-nothing")
    page.get_by_role("link", name="Сбросить фильтры").tap()
    expect(cards).to_have_count(3)
    page.get_by_label("Формат").select_option(label="Очно")
    page.get_by_text("Ещё фильтры").tap()
    page.get_by_label("Отрасль").select_option(label="Промышленность")
    page.get_by_label("Город или округ").select_option(label="Клин")
    page.get_by_label("С какого дня").fill(timezone.localdate().isoformat())
    page.get_by_label("Класс").select_option("6")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("Осталось 5 мест")
    assert "format=onsite" in page.url
    page.reload()  # the wishes are the address: they can be sent to a friend
    expect(cards).to_have_count(1)

    cards.get_by_role("link", name="Шов, который держит").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Шов, который держит")
    words = main_words(page)
    for fact in ("Колледж «Мастер»", "улица Ленина", "Осталось 5 мест", "Взять с собой"):
        assert fact in words
    see(page, "05-event")
    page.get_by_role("button", name="Записаться").tap()
    expect(page.locator("#seat")).to_contain_text("Место держим до")
    see(page, "05-seat-held")
    page.get_by_role("link", name="Открыть билет").tap()
    expect(page.locator("main")).to_contain_text("ждёт родителя")
    expect(page.locator("main .qr")).to_have_count(0)
    see(page, "05-ticket-waits")
    booking = Booking.objects.get()
    welding.refresh_from_db()
    assert (booking.status, welding.seats_taken) == (Status.AWAITING_APPROVAL, 1)
    assert OutboxMessage.objects.get().to == mother.email


def test_a_ticket_has_a_code_and_a_calendar_file_and_a_seat_given_back_goes_to_the_next(
    opens, town
):
    event = make_workshop(town, seats_total=1)
    anna, boris = make_older(town), make_older(town, number=16)
    booking = make_booking(event, anna)
    make_waitlist_entry(event, boris)

    page = opens(anna, f"/bookings/{booking.pk}/")
    expect(page.get_by_role("img", name="QR-код билета")).to_be_visible()
    expect(page.locator("main")).to_contain_text(booking.door_code)
    see(page, "07-ticket")
    with page.expect_download() as taken:
        page.get_by_role("link", name="В календарь").tap()
    calendar = taken.value.path().read_text()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert f"{event.starts_at:%Y%m%dT%H%M%SZ}" in calendar or "TZID=Europe/Moscow" in calendar

    page.get_by_text("Планы изменились?").tap()
    page.get_by_role("button", name="Вернуть место").tap()
    expect(page.locator("main")).to_contain_text("Место возвращено")
    see(page, "07-given-back")
    letter = OutboxMessage.objects.get(to=boris.person.email)
    assert "Освободилось место" in letter.subject or "место" in letter.subject.lower()

    other = opens(boris, "/" + letter.link.split("/", 3)[3])
    see(other, "07-offer")
    other.get_by_role("button", name="Занять место").tap()
    expect(other.locator("#seat")).to_contain_text("Место твоё")
    event.refresh_from_db()
    assert Booking.objects.live().get().pupil == boris
    assert event.seats_taken == 1


def test_a_full_event_offers_the_queue_and_says_how_long_it_is(opens, town):
    event = make_workshop(town, seats_total=1)
    make_booking(event, make_older(town))
    make_waitlist_entry(event, make_older(town, number=16))
    misha = make_misha(town)

    page = opens(misha, f"/events/{event.pk}/")
    expect(page.locator("#seat")).to_contain_text("Мест")
    see(page, "05-full")
    page.get_by_role("button", name="Встать в очередь").tap()
    expect(page.locator("#seat")).to_contain_text("очеред")
    expect(page.get_by_role("button", name="Выйти из очереди")).to_be_visible()
    assert WaitlistEntry.objects.filter(pupil=misha, status="waiting").exists()


def test_the_last_seat_goes_while_one_reads_and_the_page_says_so(opens, town):
    event = make_workshop(town, seats_total=1)
    anna = make_older(town)
    page = opens(anna, f"/events/{event.pk}/")
    expect(page.get_by_role("button", name="Записаться")).to_be_visible()
    make_booking(event, make_older(town, number=16))
    page.get_by_role("button", name="Записаться").tap()
    expect(page.locator("#messages")).to_contain_text("Последнее место")
    expect(page.get_by_role("button", name="Встать в очередь")).to_be_visible()
    see(page, "05-last-seat-gone")
    assert not anna.bookings.exists()


def test_a_clash_of_times_and_a_wrong_grade_are_said_before_booking(opens, town):
    anna = make_older(town)
    make_booking(make_workshop(town), anna)
    clash = make_workshop(town, room="Мастерская 4")
    page = opens(anna, f"/events/{clash.pk}/")
    expect(page.locator("#seat")).to_contain_text("На это время уже есть место")
    see(page, "05-clash")
    young = make_workshop(town, days=8, grade_from=6, grade_to=7)
    page = opens(anna, f"/events/{young.pk}/")
    expect(page.locator("#seat")).to_contain_text("проба для других классов")
    see(page, "05-wrong-grade")


def test_a_double_tap_books_once_and_a_cancelled_event_says_so(opens, town):
    event = make_workshop(town)
    anna = make_older(town)
    page = opens(anna, f"/events/{event.pk}/")
    page.get_by_role("button", name="Записаться").dblclick()
    expect(page.locator("#seat")).to_contain_text("Место твоё")
    event.refresh_from_db()
    assert (anna.bookings.count(), event.seats_taken) == (1, 1)
    cancel_event(event, by=make_worker(Role.SITE_MANAGER, town.site, "Глеб", "Петрович"),
                 reason="Нет света.")  # fmt: skip
    page = opens(anna, f"/bookings/{anna.bookings.get().pk}/")
    expect(page.locator("main")).to_contain_text("отмен")
    expect(page.locator("main")).to_contain_text("Нет света.")
    see(page, "07-cancelled")


def test_a_wrong_code_an_old_one_and_a_taken_number_are_said_in_words(page_at, town):
    page = page_at("/join/")
    page.get_by_label("Код").fill("ОШИБ-КА11-2233")
    page.get_by_role("button", name="Дальше").tap()
    expect(page.locator("main")).to_contain_text("Такого кода нет")
    see(page, "04-wrong-code")

    code = issue_class_code(town.school_class, by=town.teacher)
    make_misha(town)
    page = page_at(f"/join/{code}/")
    page.get_by_label("Твой номер").fill("7")
    page.get_by_role("button", name="Это мой класс").tap()
    expect(page.locator("main")).to_contain_text("Номер 7 уже занят")
    see(page, "04-number-taken")

    AccessCode.objects.update(expires_at=timezone.now() - timedelta(days=1))
    page = page_at(f"/join/{code}/")
    expect(page.locator("main")).to_contain_text("Срок этого кода вышел")


STRANGE = """
/events/00000000-0000-4000-8000-000000000000/
/events/?grade=x&page=-1&since=yesterday&place=%00
/tests/nothing/
/professions/nobody/
/courses/none/
/approvals/x/
/t/x/
/card/1/
"""


def test_a_strange_address_is_a_page_in_words(page_at, live_server):
    page = page_at("/")
    for path in STRANGE.split():
        page.goto(live_server.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert "Сломалось у нас" not in main_words(page), path
