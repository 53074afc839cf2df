"""A real browser for the journeys: Debian's Chromium through Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys; each test opens its own context in it."""
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(chromium).exists():
        _cannot("There is no Chromium: apt-get install chromium")
    if finders.find("dist/player.js") is None:
        _cannot("The front end is not built: make build")
    # Playwright's synchronous calls keep an event loop in this thread, and Django would take
    # every query of a test for one made inside a coroutine.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def _cannot(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session", autouse=True)
def content_is_read() -> None:
    """As a server does before its first visitor: reading everything in English takes seconds."""
    import_module("bilet.config.wsgi")


@pytest.fixture
def device(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes devices: `device()` is a phone, `device(desk=True)` a computer. Each is alone."""
    made: list[BrowserContext] = []

    def make(*, desk: bool = False, **options: object) -> BrowserContext:
        shape = (
            {"viewport": DESK}
            if desk
            else {"viewport": PHONE, "has_touch": True, "is_mobile": True}
        )
        context = browser.new_context(
            **{"locale": "ru-RU", "reduced_motion": "reduce"} | shape | options
        )
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page_at(live_server, device) -> Iterator[Callable[..., Page]]:
    """Opens an address: `page_at("/tests/")`, `page_at("/", desk=True)`, `page_at("/", on=phone)`.

    A script that breaks on any of these pages fails the test.
    """
    broken: list[str] = []

    def open_page(path: str, *, on: BrowserContext | None = None, **options: object) -> Page:
        page = (on or device(**options)).new_page()
        page.on("pageerror", lambda error: broken.append(f"{path}: {error}"))
        page.goto(path if path.startswith("http") else live_server.url + path)
        return page

    yield open_page
    assert broken == []
