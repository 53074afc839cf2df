"""What every journey looks at on a page: can everybody use it, does it fit the screen."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

SETTLED = """Promise.all(document.getAnimations()
    .filter((one) => one.playState === "running")
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished.catch(() => null)))"""
# Where to keep pictures of the pages, for people who want to look at them; none otherwise.
PICTURES = os.environ.get("BILET_PICTURES", "")
DESK = {"width": 1280, "height": 800}
CYRILLIC = re.compile("[А-Яа-яЁё]+")


def see(page: Page, name: str, *, heading: str = "") -> None:
    """The page has no serious barrier and does not scroll sideways.

    Args:
        heading: Words of the first heading, where the page has only just been asked for.
    """
    if heading:
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    keep_picture(page, name)
    found = barriers(page)
    assert not found, f"{name}: {found}"
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wider <= 0, f"{name} is wider than the screen by {wider} px"


def barriers(page: Page) -> list[str]:
    """Serious and critical findings of axe, with the places."""
    page.evaluate(SETTLED)  # half-way from one colour to another is no colour of ours
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['html'] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def keep_picture(page: Page, name: str) -> None:
    if not PICTURES:
        return
    folder = Path(PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-phone.png", full_page=True)
    before = page.viewport_size
    page.set_viewport_size(DESK)
    page.screenshot(path=folder / f"{name}-desk.png", full_page=True)
    page.set_viewport_size(before)


def main_words(page: Page) -> str:
    """What a person reads in the middle of the page."""
    return page.locator("main").inner_text().replace("\xa0", " ")
