"""A guest: the first test, its result, what suits, and the way into a class."""

import time

import pytest
from playwright.sync_api import Page, expect

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Opinion, Sitting
from bilet.guidance.models import ProfessionMark
from bilet.people.actions.codes import issue_class_code
from bilet.people.models import Pupil
from tests.journeys.people import make_town, make_workshop
from tests.journeys.seeing import CYRILLIC, main_words, see

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FIRST = "i02_interests_short"
QUESTIONS = 30
# Drawn to the hands and to experiments: an answer for each scale, from 0 to 4.
TECHNICAL = {"realistic": 4, "investigative": 4, "artistic": 1, "social": 0,
             "enterprising": 1, "conventional": 2}  # fmt: skip


@pytest.fixture
def phone(device):
    """A phone whose clock the story moves: nobody waits for a careful reader."""
    phone = device()
    phone.clock.install()
    return phone


def answer(page: Page, first: int, last: int) -> None:
    """Answer questions `first`…`last`, four seconds each, as somebody drawn to technology."""
    items = INSTRUMENTS.get(FIRST).items
    for number in range(first, last + 1):
        expect(page.locator(".player-top > span")).to_have_text(f"{number} из {QUESTIONS}")
        page.clock.fast_forward(4_000)
        option = TECHNICAL[items[number - 1].scale]
        # A person wavers a little: every seventh answer is one step off.
        option = abs(option - 1) if number % 7 == 0 else option
        page.locator(".player-answers .choice").nth(option).tap()


def take_first_test(page: Page) -> None:
    answer(page, 1, QUESTIONS)
    page.get_by_role("button", name="Показать результат").tap()
    page.wait_for_url("**/result/")


def test_a_guest_opens_the_site_on_a_phone_takes_a_test_and_reads_the_result_at_once(
    page_at, phone
):
    page = page_at("/", on=phone)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Попробуй двадцать профессий")
    see(page, "01-start")
    begin = page.get_by_role("button", name="Начать")
    box = begin.bounding_box()
    assert box["y"] + box["height"] <= 740, "one has to scroll to the button"
    begin.tap()

    expect(page.locator(".player-top > span")).to_have_text(f"1 из {QUESTIONS}")
    see(page, "01-question")
    choice = page.locator(".player-answers .choice").first.bounding_box()
    assert choice["height"] >= 44
    answer(page, 1, 10)
    page.reload()  # the phone rang, the page was thrown away
    answer(page, 11, QUESTIONS)
    page.get_by_role("button", name="Показать результат").tap()
    page.wait_for_url("**/result/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Тебя тянет")
    expect(page.locator("main svg[role=img]").first).to_be_visible()
    page.get_by_text("То же таблицей").tap()
    expect(page.get_by_role("row", name="Исследование")).to_be_visible()
    expect(page.locator("main a.btn.go, main button.go")).to_have_count(1)
    see(page, "01-result")
    sitting = Sitting.objects.get()
    assert sitting.finished_at is not None
    assert sitting.pupil is None
    assert not sitting.is_flagged
    assert len(sitting.answers) == QUESTIONS


def test_the_result_speaks_in_words_says_how_sure_it_is_and_hears_that_it_is_not_about_me(
    page_at, phone
):
    page = page_at("/", on=phone)
    page.get_by_role("button", name="Начать").tap()
    take_first_test(page)

    words = main_words(page)
    assert "работать руками" in words
    assert "Светлая полоса" in words  # how sure it is
    assert "Тест не говорит, что у тебя получится" in words
    page.get_by_text("Каждая шкала словами").tap()
    expect(page.get_by_text("Тебе хочется докопаться до причины")).to_be_visible()

    both = page.locator("#opinion button")
    assert (
        len({box["width"] for box in (both.nth(0).bounding_box(), both.nth(1).bounding_box())}) == 1
    )
    page.get_by_role("button", name="Не про меня").tap()
    expect(page.get_by_text("в советах твоё слово важнее")).to_be_visible()
    page.get_by_role("button", name="Похоже", exact=True).tap()
    expect(page.get_by_role("button", name="Похоже", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    see(page, "02-opinion")
    assert Opinion.objects.get().fits is True


def test_the_guest_sees_seven_professions_each_with_reasons_that_add_up(page_at, phone):
    page = page_at("/", on=phone)
    page.get_by_role("button", name="Начать").tap()
    take_first_test(page)
    page.get_by_role("link", name="Посмотреть, какие профессии рядом").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Что мне подходит")
    cards = page.locator(".advice-card")
    assert 6 <= cards.count() <= 9
    fields = set(cards.locator(".field-name").all_inner_texts())
    assert 2 <= len(fields) <= 5
    see(page, "03-advice")
    for text in cards.all_inner_texts()[:5]:
        assert "Почему" in text

    cards.first.locator("a").first.tap()
    expect(page.get_by_role("heading", name="Из чего складывается")).to_be_visible()
    expect(page.get_by_role("heading", name="Что против")).to_be_visible()
    expect(page.locator("main")).to_contain_text("А трудно в этой работе")
    page.get_by_text("То же таблицей").tap()
    points = [
        int(text.replace("−", "-").replace("\xa0", ""))
        for text in page.locator("table tbody tr td:nth-of-type(1)").all_inner_texts()
    ]
    assert sum(points[:-1]) == points[-1]
    see(page, "03-why")


def test_a_guest_who_tried_a_profession_in_life_says_so_on_its_card_and_the_list_hears_it(
    page_at, phone
):
    page = page_at("/professions/in09/", on=phone)
    page.get_by_text("Есть свой опыт").tap()
    see(page, "03-tried-elsewhere")
    page.get_by_role("button", name="Не моё", exact=True).tap()
    expect(page.locator("#mine")).to_contain_text("Твой опыт: не моё.")
    see(page, "03-tried-elsewhere-said")

    page.goto(page.url.replace("/professions/in09/", "/advice/"))
    expect(page.locator("#tried")).to_contain_text("Свой опыт")
    expect(page.locator("#tried")).to_contain_text("Сварщик")
    page.go_back()
    page.get_by_role("button", name="Убрать отметку").tap()
    expect(page.get_by_text("Есть свой опыт")).to_be_visible()
    assert not ProfessionMark.objects.exists()


def test_the_guest_joins_the_class_by_a_code_and_keeps_the_result(page_at, phone):
    town = make_town()
    code = issue_class_code(town.school_class, by=town.teacher)
    page = page_at("/", on=phone)
    page.get_by_role("button", name="Начать").tap()
    take_first_test(page)
    page.get_by_role("link", name="Сохранить насовсем").tap()
    see(page, "04-join", heading="Код с доски")
    page.get_by_label("Код").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Дальше").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Школа № 3")
    see(page, "04-class")
    page.get_by_label("Твой номер в классном журнале").fill("12")
    page.get_by_role("button", name="Это мой класс").tap()

    expect(page.get_by_text("Это твоя карточка")).to_be_visible()
    see(page, "04-card")
    page.get_by_role("link", name="На мою страницу").tap()
    expect(page.locator("main")).to_contain_text("тест пройден")
    see(page, "04-pupil-home")
    pupil = Pupil.objects.get()
    assert pupil.number == 12
    assert pupil.person.first_name == ""
    assert Sitting.objects.get().pupil == pupil


def test_a_guest_who_uses_the_keyboard_alone_gets_to_the_result(page_at, device):
    computer = device(desk=True)
    computer.clock.install()
    page = page_at("/", on=computer)
    press_until(page, "Tab", "Начать")
    page.keyboard.press("Enter")
    for number in range(1, QUESTIONS + 1):
        expect(page.locator(".player-top > span")).to_have_text(f"{number} из {QUESTIONS}")
        page.clock.fast_forward(4_000)
        page.keyboard.press("54321"[number % 3])
    press_until(page, "Tab", "Показать результат")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    press_until(page, "Tab", "То же таблицей")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Исследование")).to_be_visible()
    press_until(page, "Tab", "Похоже")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ты знаешь себя лучше любого теста")).to_be_visible()


def press_until(page: Page, key: str, name: str) -> None:
    """Walk through the page until the thing with this name has the focus, and shows it.

    A page that has just come may drop a key, so the walk has a time limit and no number of steps.
    """
    passed: list[str] = []
    until = time.monotonic() + 15
    while time.monotonic() < until:
        page.keyboard.press(key)
        passed.append(page.evaluate("document.activeElement.innerText").strip())
        if passed[-1] == name:
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none", f"{name}: the focus does not show"
            return
    met = ", ".join(sorted({words[:40] for words in passed}))
    raise AssertionError(f"{name} is not reached by {key} on {page.url}; {key} met: {met}")


def test_a_guest_reads_english_and_meets_no_russian_word_of_the_interface(page_at, phone):
    page = page_at("/", on=phone)
    page.get_by_role("button", name="In English").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Try twenty professions")
    assert russian_in(page) == []
    page.get_by_role("button", name="Start").tap()
    expect(page.locator(".player-top > span")).to_have_text(f"1 of {QUESTIONS}")
    assert russian_in(page) == []
    for number in range(1, QUESTIONS + 1):
        expect(page.locator(".player-top > span")).to_have_text(f"{number} of {QUESTIONS}")
        page.clock.fast_forward(4_000)
        page.locator(".player-answers .choice").nth(number % 5).tap()
    page.get_by_role("button", name="Show the result").tap()
    page.wait_for_url("**/result/")
    assert russian_in(page) == []
    see(page, "01-result-english")


def test_an_event_in_english_keeps_russian_only_for_names_and_addresses(page_at, phone):
    town = make_town()
    event = make_workshop(town)
    page = page_at("/", on=phone)
    page.get_by_role("button", name="In English").tap()
    page = page_at(f"/events/{event.pk}/", on=phone)
    expect(page.get_by_role("heading", level=1)).to_have_text("A seam that holds")
    given = " ".join([town.site.name, town.site.address, town.site.directions, event.room])
    assert [word for word in russian_in(page) if word not in given] == []
    see(page, "05-event-english")


def russian_in(page: Page) -> list[str]:
    """Russian words on the page, apart from the name of the site and of who runs it."""
    page.locator("main").wait_for()
    text = page.evaluate(
        """() => {
            const copy = document.body.cloneNode(true);
            copy.querySelectorAll("[lang=ru], .logo, .foot p, script, noscript").forEach(
                (one) => one.remove());
            const said = [...copy.querySelectorAll("[aria-label], [title], [alt]")].map((one) =>
                [one.ariaLabel, one.title, one.alt].join(" "));
            return copy.textContent + said.join(" ");
        }"""
    )
    return CYRILLIC.findall(text)
