"""How a person does a stage of a desk task: by taps on a phone, or by the keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from bilet.trials.desk import Compose, DeskStage, DeskTask, Fill, Order, Pick, Sort
from bilet.trials.library import PROGRAMS

Press = Callable[[Locator], None]
MOST_TABS = 120
CHECK = re.compile("^Проверить( ещё раз)?$")


def desk_task(code: str) -> DeskTask:
    task = PROGRAMS.all("ru")[code].online
    assert isinstance(task, DeskTask)
    return task


def tap(place: Locator) -> None:
    place.tap()


def key(place: Locator) -> None:
    """Walks to the place by Tab and presses it as the keyboard does."""
    walk(place)
    box = place.get_attribute("type") in {"checkbox", "radio"}
    place.page.keyboard.press("Space" if box else "Enter")


def walk(place: Locator) -> None:
    """Tab, or Shift+Tab where the place lies before; a group of radios is one stop."""
    for _ in range(MOST_TABS):
        where = place.evaluate(
            "(e) => { const on = document.activeElement; if (on === e) return 0;"
            " if (e.type === 'radio' && on.name === e.name) { e.focus(); return 0; }"
            " return on.compareDocumentPosition(e) & 2 ? -1 : 1; }"
        )
        if not where:
            return
        place.page.keyboard.press("Shift+Tab" if where < 0 else "Tab")
    raise AssertionError(f"the keyboard does not come to {place}")


def do(page: Page, stage: DeskStage, press: Press) -> None:
    """Lays the table as the model of the stage has it, and lets it be checked."""
    action, model = stage.action, stage.model
    if isinstance(action, Sort):
        _sort(page, action, model.placed, press)
    elif isinstance(action, Order):
        _order(page, model.order, press)
    elif isinstance(action, Pick):
        for row in model.picked:
            press(page.locator(f"[data-row={row}] input"))
    elif isinstance(action, Fill):
        _fill(page, model.values, press)
    elif isinstance(action, Compose):
        for option in [each for options in model.chosen.values() for each in options]:
            press(page.locator(f"[data-option={option}] input"))
    press(page.get_by_role("button", name=CHECK))
    expect(page.locator(".desk-report")).to_contain_text("Всё сходится")


def _sort(page: Page, action: Sort, placed: dict[str, str], press: Press) -> None:
    names = {card.text: card.id for card in action.cards}
    titles = {tray.id: tray.title for tray in action.trays}
    buttons = page.locator(".desk-tray-buttons")
    for _ in action.cards:
        card = names[page.locator(".desk-hand .desk-card-name").inner_text()]
        press(buttons.get_by_role("button", name=titles[placed[card]], exact=True))
    expect(page.locator(".desk-hand")).to_have_class("desk-hand empty")


def _order(page: Page, order: list[str], press: Press) -> None:
    for place, card in enumerate(order):
        while _places(page).index(card) > place:
            press(page.locator(f"[data-card={card}] .up"))


def _places(page: Page) -> list[str]:
    found: list[str] = page.locator(".desk-order > li").evaluate_all(
        "items => items.map((item) => item.dataset.card)"
    )
    return found


def _fill(page: Page, values: dict[str, Any], press: Press) -> None:
    for field, value in values.items():
        place = page.locator(f"#field-{field}")
        if press is tap:
            place.tap()
        else:
            walk(place)
        page.keyboard.type(f"{value:g}".replace(".", ","))
