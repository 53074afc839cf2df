"""The three online trials on a phone: made, checked by the server, kept, told about, reviewed."""

from time import monotonic, sleep

import pytest
from playwright.sync_api import Page, expect

from bilet.access.grants import Role
from bilet.testing.day import agree
from bilet.testing.trials import make_asked_run, poster
from bilet.trials.library import PROGRAMS
from bilet.trials.models import TrialRun
from tests.journeys.people import make_misha, make_town, make_worker, signed_in
from tests.journeys.seeing import see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SOLVED = """def next_bus(times, now):
    left = [time for time in times if time >= now]
    return min(left, default=None)
"""


def begin(page_at, code: str, **options) -> Page:
    """From the catalogue to the task, as a guest."""
    page = page_at("/trials/", **options)
    see(page, "trials-catalogue")
    page.get_by_role("link", name=PROGRAMS.get(code, "ru").title).tap()
    page.wait_for_url(f"**/trials/{code}/")
    see(page, f"trials-{code}")
    page.locator("input[name=interest][value='3']").check()
    page.get_by_role("button", name="Начать").tap()
    page.wait_for_url("**/trials/runs/**")
    expect(page.locator(".trial-screen h2")).to_be_visible()
    return page


def saved(page: Page) -> None:
    expect(page.locator(".trial-status")).to_have_text("Сохранено")


def eventually(page: Page, expression: str, seconds: float = 10) -> None:
    deadline = monotonic() + seconds
    while not page.evaluate(expression):
        assert monotonic() < deadline, expression
        sleep(0.1)


def tell(page: Page, verdict: str) -> None:
    """The end of the task, the three questions, the result."""
    page.get_by_role("button", name="Завершить пробу").tap()
    page.wait_for_url("**/reflection/")
    see(page, "trials-reflection")
    page.locator("input[name=interest][value='2']").check()
    page.locator(f"input[name=verdict][value='{verdict}']").check()
    page.get_by_role("button", name="Посмотреть итог").tap()
    page.wait_for_url("**/result/")


def test_a_guest_writes_a_program_that_python_runs_in_the_browser(page_at):
    page = begin(page_at, "code_timetable")
    see(page, "trials-code")
    editor = page.get_by_label("Код программы")
    run = page.get_by_role("button", name="Запустить проверки")

    run.tap()
    expect(page.get_by_text("Прошли 1 из 6")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Подсказка.")).to_be_visible()
    see(page, "trials-code-checked")

    editor.fill("def next_bus(times, now):\n    return nne")
    run.tap()
    expect(page.get_by_text("Строка 2. Имя nne программе незнакомо").first).to_be_visible(
        timeout=20_000
    )

    editor.fill("def next_bus(times, now):\n    while True:\n        pass")
    run.tap()
    expect(page.get_by_text("не закончила за 5 секунд")).to_be_visible(timeout=20_000)

    editor.fill(SOLVED)
    run.tap()
    expect(page.get_by_text("Прошли 6 из 6")).to_be_visible(timeout=60_000)
    saved(page)
    page.get_by_role("button", name="Готово").tap()
    see(page, "trials-code-end")
    tell(page, "liked")
    expect(page.get_by_text("Прошли проверки: 6 из 6")).to_be_visible()
    see(page, "trials-code-result")
    assert TrialRun.objects.get().product["stages"]["bus"]["code"] == SOLVED


def test_the_editor_lets_the_keyboard_out(page_at):
    page = begin(page_at, "code_timetable")
    editor = page.get_by_label("Код программы")
    editor.fill("x")
    editor.press("Tab")
    expect(editor).to_have_value("x   ")
    editor.press("Escape")
    editor.press("Tab")
    expect(editor).not_to_be_focused()
    expect(editor).to_have_value("x   ")


def test_a_poster_is_made_by_keys_and_fingers_and_mended_for_the_client(page_at):
    page = begin(page_at, "design_poster")
    see(page, "trials-poster-brief")
    page.get_by_role("button", name="Взяться за афишу").tap()
    title = page.locator("[data-block=title]")
    title.focus()
    for _ in range(3):
        page.keyboard.press("+")
    page.keyboard.press("Shift+ArrowUp")
    expect(title).to_have_attribute(
        "aria-label", "Название: размер 6 из 10, 12 % слева, 4 % сверху"
    )
    picture = page.locator("[data-block=picture]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 30, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    see(page, "trials-poster-first")

    page.get_by_role("button", name="Показать заказчику").tap()
    onward = page.get_by_role("button", name="Делать вторую версию")
    expect(onward).to_be_disabled()
    for wish in range(4):
        page.locator(f"input[name=wish-{wish}][value=other]").check()
    see(page, "trials-poster-client")
    onward.tap()
    page.locator("[data-block=date]").tap()
    for _ in range(2):
        page.get_by_role("button", name="больше").tap()
    saved(page)
    page.get_by_role("button", name="Сдать вторую версию").tap()
    see(page, "trials-poster-end")
    with page.expect_download() as download:
        page.get_by_role("button", name="Скачать картинкой").tap()
    assert download.value.suggested_filename == "poster.png"
    tell(page, "disliked")
    expect(page.get_by_role("heading", level=1)).to_have_text("Одной развилкой меньше")
    see(page, "trials-poster-result")
    assert {note["version"] for note in TrialRun.objects.get().feedback} == {1, 2}


def test_a_seam_is_welded_by_hand_and_by_keys(page_at):
    page = begin(page_at, "weld_seam")
    see(page, "trials-weld")
    pad = page.locator(".pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    x, y = box["x"] + 40, box["y"] + 60
    page.mouse.move(x, y)
    page.mouse.down()
    began = monotonic()
    while (passed := monotonic() - began) < 5:
        # Three millimetres a second, the electrode a little lower than at first.
        page.mouse.move(x + passed * 3 * box["width"] * 300 / 340 / 120, y + 30)
        sleep(0.04)
    page.mouse.up()
    page.get_by_role("button", name="Закончить проход").tap()
    expect(page.get_by_role("heading", name="Твой шов крупным планом")).to_be_visible()
    see(page, "trials-weld-pass")

    page.get_by_role("button", name="Ещё проход").tap()
    page.get_by_text("Вести кнопками").tap()
    for _ in range(6):
        page.get_by_role("button", name="Ближе").tap()
    page.get_by_role("button", name="Зажечь дугу").tap()
    sleep(3)
    page.get_by_role("button", name="Погасить дугу").tap()
    page.get_by_role("button", name="Закончить проход").tap()
    expect(page.get_by_role("heading", name="Проходы этого шва")).to_be_visible()
    saved(page)

    page.get_by_role("button", name="Готово").tap()
    see(page, "trials-weld-end")
    tell(page, "mixed")
    see(page, "trials-weld-result")
    (note,) = TrialRun.objects.get().feedback
    assert note["attempts"] == 2
    assert note["shares"]["sound"] > 0.02


def test_work_done_without_network_survives_a_reload_and_arrives(page_at, device):
    phone = device()
    page = begin(page_at, "code_timetable", on=phone)
    expect(page.get_by_label("Код программы")).to_be_visible()
    eventually(page, "navigator.serviceWorker.controller !== null")
    eventually(
        page, "caches.keys().then((all) => all.some((name) => name.startsWith('keep-run-')))"
    )
    page.reload()
    saved(page)
    phone.set_offline(True)
    page.get_by_label("Код программы").fill(SOLVED)
    expect(page.locator(".trial-status")).to_contain_text("Нет связи")
    page.reload()
    expect(page.get_by_label("Код программы")).to_have_value(SOLVED)
    phone.set_offline(False)
    expect(page.locator(".trial-status")).to_have_text("Сохранено", timeout=40_000)
    assert TrialRun.objects.get().product["stages"]["bus"]["code"] == SOLVED


def test_a_mentor_gives_a_word_and_the_pupil_reads_it(page_at, device, live_server):
    town = make_town()
    misha = make_misha(town)
    agree(misha, "mentor_feedback")
    run = make_asked_run(
        program="design_poster",
        pupil=misha,
        product={"versions": [poster(), poster(title={"step": 8})], "wishes": {"0": "other"}},
    )
    mentor = make_worker(Role.MENTOR, town.site, "Пётр", "Ильич")
    desk = signed_in(device(desk=True), mentor, live_server.url)
    page = page_at("/trials/reviews/", on=desk)
    see(page, "trials-queue")
    page.get_by_role("link", name="Афиша, которую читают на ходу").click()
    page.wait_for_url("**/trials/reviews/*-*/")
    see(page, "trials-review")
    assert "Миша" not in page.content()
    for criterion in PROGRAMS.get("design_poster", "ru").criteria:
        page.locator(f"input[name=level_{criterion.id}][value=close]").check()
    page.locator("input[name=phrases][value=second]").check()
    page.get_by_role("button", name="Отправить слово").click()
    expect(page.get_by_text("Никто не ждёт")).to_be_visible()

    phone = signed_in(device(), misha.person, live_server.url)
    page = page_at(f"/trials/runs/{run.pk}/result/", on=phone)
    expect(page.get_by_text("Вторая попытка заметно лучше первой")).to_be_visible()
    see(page, "trials-word")
