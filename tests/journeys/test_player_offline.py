"""No answer is lost: airplane mode, a reload, a closed tab, a lost reply, a second tab."""

from collections.abc import Callable
from time import monotonic, sleep
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import signing
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from bilet.assessments.actions import start_sitting
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.people.models import Owner
from bilet.people.requests import GUEST_COOKIE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

INTERESTS = "i02_interests_short"
QUESTIONS = 30


@pytest.fixture
def begun(live_server):
    """Begins a test as a guest whose cookie the device holds; the sitting and its address."""

    def begin(phone: BrowserContext, code: str = INTERESTS) -> tuple[Sitting, str]:
        guest = uuid4()
        sitting = start_sitting(Owner(guest=guest), INSTRUMENTS.get(code), at=timezone.now())
        remember(phone, live_server.url, guest)
        return sitting, f"/sittings/{sitting.pk}/"

    return begin


def remember(phone: BrowserContext, url: str, guest) -> None:
    value = signing.dumps(guest.hex, salt="guest")
    phone.add_cookies([{"name": GUEST_COOKIE, "value": value, "url": url}])


def answer(page: Page, option: int, times: int = 1) -> None:
    for _ in range(times):
        before = place(page)
        page.locator(".player-answers .choice").nth(option).tap()
        expect(page.locator(".player-top > span, .player-end h2").first).not_to_have_text(before)


def place(page: Page) -> str:
    return page.locator(".player-top > span").inner_text()


def stored(sitting: Sitting) -> dict[str, str]:
    sitting.refresh_from_db()
    return {item: given["v"] for item, given in sitting.answers.items()}


def eventually(holds: Callable[[], bool], seconds: float = 5) -> None:
    deadline = monotonic() + seconds
    while not holds():
        assert monotonic() < deadline
        sleep(0.1)


def expect_saved(page: Page) -> None:
    expect(page.locator(".player-saved")).to_have_attribute("data-safety", "saved", timeout=20_000)


def ready_for_a_tunnel(page: Page) -> None:
    """The service worker rules and the page lies in its cache."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(
        """async () => {
            for (let tries = 0; tries < 100; tries++) {
                if (await caches.match(location.pathname)) return true;
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
            throw new Error("the page was not kept");
        }"""
    )


def test_a_test_begun_online_is_finished_in_airplane_mode_and_delivered_on_landing(
    page_at, device, begun
):
    phone = device()
    sitting, address = begun(phone)
    page = page_at(address, on=phone)
    answer(page, 3, 5)
    expect_saved(page)
    ready_for_a_tunnel(page)

    phone.set_offline(True)
    answer(page, 1, 5)
    expect(page.locator(".player-saved")).to_contain_text("Связи нет")
    page.reload()
    expect(page.locator(".player-top > span")).to_have_text(f"11 из {QUESTIONS}")
    answer(page, 2, 5)
    page.close()
    page = page_at(address, on=phone)
    expect(page.locator(".player-top > span")).to_have_text(f"16 из {QUESTIONS}")
    for _ in range(QUESTIONS - 15):
        page.locator(".player-answers .choice").nth(4).tap()
    page.get_by_role("button", name="Показать результат").tap()
    expect(page.locator(".player-screen")).to_contain_text("отправим и покажем результат сами")
    page.reload()
    expect(page.locator(".player-screen")).to_contain_text("отправим и покажем результат сами")

    phone.set_offline(False)
    page.wait_for_url("**/result/", timeout=30_000)
    given = stored(sitting)
    assert sitting.finished_at is not None
    in_order = [given[item.id] for item in INSTRUMENTS.get(INTERESTS).items]
    assert in_order == ["v3"] * 5 + ["v1"] * 5 + ["v2"] * 5 + ["v4"] * 15


def test_nothing_of_a_finished_test_stays_on_the_device(page_at, device, begun):
    phone = device()
    _, address = begun(phone)
    page = page_at(address, on=phone)
    answer(page, 3, 3)
    ready_for_a_tunnel(page)
    for _ in range(QUESTIONS - 3):
        page.locator(".player-later").tap()
    page.get_by_role("button", name="Закончить без них").tap()
    page.wait_for_url("**/result/")

    left = page.evaluate(
        """async () => {
            const open = indexedDB.open("bilet-player");
            await new Promise((done) => (open.onsuccess = done));
            const database = open.result;
            const count = (store) => new Promise((done) => {
                const asked = database.transaction(store).objectStore(store).count();
                asked.onsuccess = () => done(asked.result);
            });
            const rows = await Promise.all([...database.objectStoreNames].map(count));
            const pages = (await caches.keys()).filter((name) => name.startsWith("keep-"));
            return { rows: rows.reduce((sum, n) => sum + n, 0), pages: pages.length };
        }"""
    )
    assert left == {"rows": 0, "pages": 0}


def test_the_page_kept_for_the_tunnel_does_not_hold_the_name_of_the_person(page_at, device, begun):
    phone = device()
    _, address = begun(phone)
    page = page_at(address, on=phone)
    ready_for_a_tunnel(page)

    kept = page.evaluate("caches.match(location.pathname).then((found) => found.text())")
    assert 'id="player-data"' in kept
    assert "hx-headers" not in kept
    assert "<details" not in kept.partition("</header>")[0]


def test_a_reply_that_is_lost_three_times_leaves_every_answer_once(page_at, device, begun):
    phone = device()
    sitting, address = begun(phone)
    lost = []

    def lose(route: Route) -> None:
        if len(lost) < 3:
            lost.append(route.fetch().status)  # the server hears it, the phone does not know
            route.abort()
        else:
            route.continue_()

    phone.route("**/answers/", lose)
    page = page_at(address, on=phone)
    answer(page, 3, 12)
    expect_saved(page)

    assert lost == [200, 200, 200]
    assert list(stored(sitting).values()) == ["v3"] * 12


def test_a_busy_server_is_said_in_words_and_tried_again(page_at, device, begun):
    phone = device()
    sitting, address = begun(phone)
    busy = [503, 429]

    def refuse(route: Route) -> None:
        if busy:
            route.fulfill(status=busy.pop(), headers={"Retry-After": "1"}, body='{"error": "…"}')
        else:
            route.continue_()

    phone.route("**/answers/", refuse)
    page = page_at(address, on=phone)
    answer(page, 2, 2)
    expect(page.locator(".player-saved")).to_contain_text("Сервер сейчас занят")
    expect_saved(page)

    assert len(stored(sitting)) == 2


def test_a_tab_closed_at_once_still_sends_what_was_answered(page_at, device, begun, live_server):
    phone = device()
    sitting, address = begun(phone)
    page = page_at(address, on=phone)
    answer(page, 0, 3)
    page.goto("about:blank")

    eventually(lambda: list(stored(sitting).values()) == ["v0"] * 3)
    page.goto(live_server.url + address)
    expect(page.locator(".player-top > span")).to_have_text(f"4 из {QUESTIONS}")


def test_two_tabs_of_one_test_know_of_each_other(page_at, device, begun):
    phone = device()
    sitting, address = begun(phone)
    first, second = page_at(address, on=phone), page_at(address, on=phone)
    answer(first, 1, 2)
    expect(second.get_by_role("progressbar").first).to_have_attribute("value", "2")
    second.reload()
    answer(second, 4, 2)
    expect(first.get_by_role("progressbar").first).to_have_attribute("value", "4")
    expect_saved(first)
    expect_saved(second)

    assert sorted(stored(sitting).values()) == ["v1", "v1", "v4", "v4"]


def test_a_second_device_goes_on_where_the_first_one_stopped(page_at, device, begun, live_server):
    phone, computer = device(), device(desk=True)
    sitting, address = begun(phone)
    remember(computer, live_server.url, sitting.guest)
    page = page_at(address, on=phone)
    answer(page, 1, 4)
    expect_saved(page)

    other = page_at(address, on=computer)
    expect(other.locator(".player-top > span")).to_have_text(f"5 из {QUESTIONS}")
    other.keyboard.press("5")
    expect_saved(other)
    assert sorted(stored(sitting).values()) == ["v1"] * 4 + ["v4"]


def test_the_browsers_back_leads_to_the_question_before_and_keeps_the_progress(
    page_at, device, begun
):
    phone = device()
    _, address = begun(phone)
    page = page_at(address, on=phone)
    answer(page, 3, 3)
    page.go_back()
    expect(page.locator(".player-top > span")).to_have_text(f"3 из {QUESTIONS}")
    expect(page.get_by_role("radio").nth(3)).to_be_checked()
    expect(page.get_by_role("progressbar").first).to_have_attribute("value", "3")
    page.reload()
    expect(page.locator(".player-top > span")).to_have_text(f"3 из {QUESTIONS}")
    page.locator(".player-answers .choice").nth(0).tap()
    expect(page.locator(".player-top > span")).to_have_text(f"4 из {QUESTIONS}")


def test_a_test_is_taken_with_the_keyboard_alone(page_at, device, begun):
    computer = device(desk=True)
    sitting, address = begun(computer)
    page = page_at(address, on=computer)
    heading = page.locator("#player-item")
    first = heading.inner_text()

    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(heading).to_have_text(first)  # arrows look, they do not answer
    page.keyboard.press("Enter")
    expect(heading).not_to_have_text(first)
    expect(heading).to_be_focused()
    expect(page.locator("[aria-live]", has_text=f"Вопрос 2 из {QUESTIONS}")).to_be_attached()
    page.keyboard.press("5")
    expect(page.locator(".player-top > span")).to_have_text(f"3 из {QUESTIONS}")
    expect_saved(page)
    assert sorted(stored(sitting).values()) == ["v2", "v4"]


def test_without_a_place_to_keep_answers_the_page_says_so(page_at, device, begun):
    phone = device()
    phone.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('private'); } })"
    )
    sitting, address = begun(phone)
    page = page_at(address, on=phone)
    phone.set_offline(True)
    answer(page, 1, 1)
    expect(page.locator(".player-saved")).to_contain_text("Не закрывай вкладку")
    phone.set_offline(False)
    expect_saved(page)
    assert list(stored(sitting).values()) == ["v1"]


def test_the_clock_of_a_timed_task_stands_while_the_page_is_away(page_at, device, begun):
    phone = device()
    sitting, address = begun(phone, "a04_calculation")
    page = page_at(address, on=phone)
    page.get_by_role("button", name="Попробовать без часов").tap()
    for _ in range(3):
        page.wait_for_timeout(200)
        page.locator(".player-press").first.tap()
    page.get_by_role("button", name="Дальше").tap()
    page.get_by_role("button", name="Начать").tap()
    for _ in range(3):
        page.wait_for_timeout(200)
        page.locator(".player-press").nth(1).tap()
    page.wait_for_timeout(1_500)
    page.reload()
    expect(page.locator(".player-screen")).to_contain_text("Время стоит")
    left = page.locator(".player-end .lead").inner_text()
    assert "60" not in left
    page.wait_for_timeout(2_000)
    page.reload()
    expect(page.locator(".player-end .lead")).to_have_text(left)
    page.get_by_role("button", name="Продолжить").tap()
    expect(page.get_by_role("progressbar", name="Сколько времени осталось")).to_be_visible()
    assert stored(sitting) == {}  # half a block is never sent


def test_a_task_at_its_own_pace_goes_on_from_the_same_place_after_a_reload(page_at, device, begun):
    phone = device()
    phone.clock.install()
    sitting, address = begun(phone, "a13_two_back")
    page = page_at(address, on=phone)
    page.get_by_role("button", name="Попробовать без часов").tap()
    page.clock.run_for(30_000)
    page.get_by_role("button", name="Дальше").tap()
    page.get_by_role("button", name="Начать").tap()
    page.clock.run_for(12_500)
    before = page.evaluate("document.querySelector('.player-stream').textContent")
    page.reload()
    expect(page.locator(".player-screen")).to_contain_text("Продолжай с того же места")
    page.clock.run_for(60_000)  # nothing runs away while the page is covered
    page.get_by_role("button", name="Продолжить").tap()
    page.clock.run_for(1_000)
    expect(page.locator(".player-stream")).to_have_text(before)
    page.clock.run_for(160_000)
    page.get_by_role("button", name="Показать результат").tap()
    page.wait_for_url("**/result/")
    assert stored(sitting)["b1"]["last"] == "60"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_format_is_open_to_everybody(page_at, device, begun, scheme):
    phone = device(color_scheme=scheme)
    formats: dict[str, Instrument] = {}
    for instrument in INSTRUMENTS.all().values():
        formats.setdefault(instrument.format, instrument)
    for instrument in formats.values():
        code = instrument.code
        _, address = begun(phone, code)
        page = page_at(address, on=phone)
        expect(page.locator(".player-screen")).to_be_visible()
        assert barriers(page) == [], code
        if instrument.task:
            page.get_by_role("button", name="Попробовать без часов").tap()
            assert barriers(page) == [], code
        page.close()


def barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes'][:3]]}" for one in found]
