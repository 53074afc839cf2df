"""The day of the event and what comes of it: the door, the mentor's words, the changed advice."""

import re
from datetime import timedelta
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
import segno
from django.utils import timezone
from playwright.sync_api import Page, expect

from bilet.access.grants import Role
from bilet.events import tickets
from bilet.events.models import Attendance, Booking, Certificate, Event, Reflection
from bilet.testing.day import agree, make_event_today
from bilet.testing.events import make_booking
from bilet.testing.guidance import make_interests
from tests.journeys.people import (
    make_misha,
    make_town,
    make_worker,
    make_workshop,
    named,
    signed_in,
)
from tests.journeys.seeing import main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def group(town):
    """An event under way with three confirmed seats; the first family wants no mentor's words."""
    event = make_event_today(site=town.site, region=town.region, room="Мастерская 3")
    names = [("Аня", "Котова"), ("Борис", "Ёлкин"), ("Вера", "Юдина")]
    bookings = []
    for number, name in enumerate(names, start=1):
        pupil = make_misha(town, number=number)
        named(pupil.person, *name)
        agree(pupil, "booking_to_site", "results_to_guardian")
        if number > 1:
            agree(pupil, "mentor_feedback")
        bookings.append(make_booking(event, pupil))
    return event, bookings


def test_a_manager_checks_pupils_in_from_the_list_and_by_a_typed_code(
    page_at, device, live_server, town, group
):
    _event, (anna, boris, _vera) = group
    manager = make_worker(Role.SITE_MANAGER, town.site, "Глеб", "Петрович")
    page = page_at("/home/", on=signed_in(device(), manager, live_server.url))
    expect(page.get_by_role("heading", level=1)).to_have_text("Мероприятия площадки")
    see(page, "08-site")
    page.get_by_role("link", name="Кто пришёл").tap()
    expect(page.locator("#count")).to_contain_text("0")
    see(page, "08-door")
    row = page.locator(".guest", has_text="Аня К.")
    assert row.get_by_role("button").first.bounding_box()["height"] >= 48
    row.get_by_role("button").first.tap()
    expect(row).to_contain_text("на месте с")
    page.get_by_label("Код под квадратом").fill(boris.door_code.lower())
    page.get_by_role("button", name="Отметить по коду").tap()
    expect(page.locator("#count")).to_contain_text("2")
    see(page, "08-door-two")
    assert set(Attendance.objects.values_list("booking", flat=True)) == {anna.pk, boris.pk}
    page.reload()
    expect(page.locator("#count")).to_contain_text("2")


def test_a_wrong_code_at_the_door_says_what_to_do(page_at, device, live_server, town, group):
    manager = make_worker(Role.SITE_MANAGER, town.site, "Глеб", "Петрович")
    phone = signed_in(device(), manager, live_server.url)
    page = page_at(f"/events/{group[0].pk}/checkin/", on=phone)
    page.get_by_label("Код под квадратом").fill("ZZZZZZ")
    page.get_by_role("button", name="Отметить по коду").tap()
    expect(page.locator("main")).to_contain_text(re.compile("нет кода|не билет"))
    see(page, "08-wrong-code")
    assert not Attendance.objects.exists()


def say_how_it_was(page: Page, interest: int, verdict: str) -> None:
    page.locator(f"input[name=interest][value='{interest}']").check(force=True)
    page.get_by_label(verdict).check(force=True)
    page.get_by_role("button", name="Сохранить ответ").tap()


def film_of(text: str, file: Path) -> Path:
    """What a camera sees that is held over a QR code: a second of raw film."""
    square = np.array([list(row) for row in segno.make(text, error="m").matrix_iter(6, 4)])
    picture = np.full((480, 640), 255, np.uint8)
    top, left = (480 - len(square)) // 2, (640 - len(square)) // 2
    picture[top : top + len(square), left : left + len(square)] = np.where(square, 0, 255)
    frames = imageio_ffmpeg.write_frames(
        str(file), (640, 480), pix_fmt_in="gray", fps=10, codec="rawvideo", pix_fmt_out="yuv420p",
        output_params=["-f", "yuv4mpegpipe"], macro_block_size=1,
    )  # fmt: skip
    frames.send(None)
    for _ in range(10):
        frames.send(picture)
    frames.close()
    return file


def test_a_manager_points_the_camera_at_a_ticket(live_server, town, group, tmp_path, camera):
    event, (_anna, _boris, vera) = group
    manager = make_worker(Role.SITE_MANAGER, town.site, "Глеб", "Петрович")
    film = film_of(tickets.address(vera.pk, timezone.now()), tmp_path / "ticket.y4m")
    opened = camera(film)
    phone = opened.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="ru-RU",
        permissions=["camera"],
    )  # fmt: skip
    page = signed_in(phone, manager, live_server.url).new_page()
    page.goto(f"{live_server.url}/events/{event.pk}/checkin/")
    page.get_by_role("button", name="Сканировать билеты").tap()
    expect(page.locator(".scanner-verdict")).to_contain_text("Вера Ю.", timeout=30_000)
    see(page, "08-scanned")
    expect(page.locator(".guest", has_text="Вера Ю.")).to_contain_text("на месте с")
    attendance = Attendance.objects.get()
    assert (attendance.booking, attendance.how) == (vera, Attendance.How.QR)


@pytest.fixture
def camera(browser):
    """A browser whose camera plays a film."""
    opened = []

    def launch(film: Path):
        chromium = browser.browser_type.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-video-capture={film}",
            ],
        )
        opened.append(chromium)
        return chromium

    yield launch
    for chromium in opened:
        chromium.close()


def test_a_mentor_leads_by_steps_and_finds_words_for_everybody(
    page_at, device, live_server, town, group
):
    event, bookings = group
    for booking in bookings:
        Attendance.objects.create(booking=booking, how="list")
    mentor = make_worker(Role.MENTOR, town.site, "Олег", "Иванович")
    event.mentors.add(mentor)
    page = page_at("/home/", on=signed_in(device(), mentor, live_server.url))
    expect(page.get_by_role("heading", level=1)).to_have_text("Мои группы")
    see(page, "08-mentor")
    page.get_by_role("link", name="Шов, который держит").first.tap()
    expect(page.get_by_role("heading", name="По шагам")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Борис Ё.")
    expect(page.locator("main")).to_contain_text("так решила семья")
    see(page, "08-mentor-event")
    names = page.locator("main input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    )
    for name in names:
        page.locator(f'input[name="{name}"]').nth(2).check(force=True)
    page.get_by_role("button", name="Сохранить для всех").tap()
    expect(page.locator("#messages")).to_contain_text("Сохранено")
    see(page, "08-assessed")
    assert {booking.pk for booking in bookings[1:]} == set(
        Booking.objects.filter(assessment__isnull=False).values_list("pk", flat=True)
    )

    pupil = bookings[1].pupil
    words = page_at(
        f"/bookings/{bookings[1].pk}/", on=signed_in(device(), pupil.person, live_server.url)
    )
    assert "Олег Иванович" not in main_words(words), "the pupil speaks first"
    say_how_it_was(words, 5, "Хочу ещё")
    expect(words.locator("main")).to_contain_text("Олег Иванович")
    see(words, "08-mentors-words")


def test_a_pupil_says_how_it_was_before_and_after_and_the_advice_says_what_changed_it(
    page_at, device, live_server, town
):
    misha = make_misha(town)
    agree(misha, "booking_to_site")
    make_interests(misha)
    event = make_workshop(town)
    booking = make_booking(event, misha)
    phone = signed_in(device(), misha.person, live_server.url)
    page = page_at("/advice/", on=phone)
    before = page.locator(".advice-card").all_inner_texts()
    page.goto(f"{live_server.url}/bookings/{booking.pk}/")
    page.get_by_role("button", name="4", exact=True).tap()
    expect(page.locator("#reflection")).to_contain_text("До начала его можно поменять")

    yesterday = timezone.now() - timedelta(days=1)  # the day has come and gone
    Event.objects.filter(pk=event.pk).update(
        starts_at=yesterday, ends_at=yesterday + timedelta(minutes=90),
        booking_opens_at=yesterday - timedelta(days=30),
        booking_closes_at=yesterday - timedelta(days=1),
    )  # fmt: skip
    Attendance.objects.create(booking=booking, how="list")
    page.reload()
    see(page, "09-asked")
    say_how_it_was(page, 1, "Не моё")
    expect(page.locator("#reflection")).to_contain_text("тоже ответ")
    expect(page.locator("#reflection")).to_contain_text("было 4, стало 1")
    see(page, "09-outcome")
    assert Reflection.objects.get(moment="after").verdict == "disliked"

    page.goto(live_server.url + "/advice/")
    change = page.locator(".changed")
    expect(change).to_contain_text("После пробы «Шов, который держит»")
    expect(page.locator("#tried")).to_contain_text("тоже находка")
    assert page.locator(".advice-card").all_inner_texts() != before
    see(page, "09-advice-changed")
    page.get_by_role("link", name="Вся история").tap()
    expect(page.locator("main ol > li .card")).to_have_count(2)
    see(page, "09-history")


def test_anybody_checks_a_certificate_by_its_code_and_learns_no_name(
    page_at, device, live_server, town
):
    misha = make_misha(town)
    event = make_event_today(site=town.site, region=town.region)
    booking = make_booking(event, misha)
    Attendance.objects.create(booking=booking, how="list")
    phone = signed_in(device(), misha.person, live_server.url)
    page = page_at(f"/bookings/{booking.pk}/", on=phone)
    say_how_it_was(page, 5, "Хочу ещё")
    page.get_by_role("link", name="Сертификат").tap()
    expect(page.locator("main")).to_contain_text("Миша Котов")
    see(page, "09-certificate")

    stranger = page_at(f"/certificates/{Certificate.objects.get().pk}/")
    expect(stranger.locator("main")).to_contain_text("настоящий")
    assert "Котов" not in main_words(stranger)
    see(stranger, "09-certificate-checked")
    Certificate.objects.update(revoked_at=timezone.now())
    stranger.reload()
    expect(stranger.locator("main")).to_contain_text("больше не действует")
