"""The pages that are measured, found the way a visitor finds them: in a real browser.

A guest opens the start page, begins a test, finishes another one, looks at an event; the parent
comes in through the page of the demo. So the server must run with `BILET_DEMO=1`.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

INSTRUMENT = "i02_interests_short"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# A different answer to every question, so that the result is no flat line.
ANSWER_ALL = """() => {
  const groups = new Map();
  for (const radio of document.querySelectorAll("main input[type=radio]"))
    groups.set(radio.name, [...(groups.get(radio.name) ?? []), radio]);
  [...groups.values()].forEach((choices, n) => choices[(n * 7) % choices.length].click());
  document.querySelectorAll("main select").forEach((box, n) => {
    box.selectedIndex = 1 + (n * 7) % (box.options.length - 1);
  });
}"""


@dataclass(frozen=True)
class Visit:
    """A page, and the cookies with which it opens."""

    name: str
    url: str
    cookies: list[dict[str, Any]]

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.cookies)


def own_server(url: str) -> str:
    """The address without its path.

    Raises:
        SystemExit: the server is somewhere else. Others' servers are not ours to load.
    """
    parts = urlsplit(url)
    if parts.hostname not in LOOPBACK:
        raise SystemExit(f"{url} is not on this machine: only loopback is measured.")
    return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--headless=new", "--no-sandbox"]
        )
        yield browser
        browser.close()


def visits(browser: Browser, base: str) -> list[Visit]:
    """Start, test player, result, event and parent page, in this order."""
    ways = {
        "start": _start,
        "test": _test,
        "result": _result,
        "event": _event,
        "parent": _parent,
    }
    found = []
    for name, way in ways.items():
        context = browser.new_context(locale="ru-RU")
        page = context.new_page()
        way(page, base)
        found.append(Visit(name, page.url, _cookies(context)))
        context.close()
    return found


def _start(page: Page, base: str) -> None:
    page.goto(f"{base}/")


def _test(page: Page, base: str) -> None:
    page.goto(f"{base}/tests/{INSTRUMENT}/")
    with page.expect_navigation():
        page.locator(f"form[action$='/tests/{INSTRUMENT}/sittings/'] button").click()


def _result(page: Page, base: str) -> None:
    _test(page, base)
    page.goto(f"{page.url.split('?')[0]}plain/")
    page.evaluate(ANSWER_ALL)
    with page.expect_navigation():
        page.locator("main form button:not([name=later])").first.click()
    if not urlsplit(page.url).path.endswith("/result/"):
        raise SystemExit(f"Finishing the test led to {page.url}, not to a result.")


def _event(page: Page, base: str) -> None:
    page.goto(f"{base}/events/")
    links = page.locator("main a[href]").evaluate_all("all => all.map(a => a.pathname)")
    event = next((path for path in links if _is_event(path)), None)
    if event is None:
        raise SystemExit("There is no event to look at: fill the demo region first.")
    page.goto(base + event)


def _is_event(path: str) -> bool:
    parts = path.strip("/").split("/")
    return len(parts) == 2 and parts[0] == "events" and len(parts[1]) == 36


def _parent(page: Page, base: str) -> None:
    page.goto(f"{base}/demo/")
    button = page.locator("form[action$='/demo/people/demo-parent/'] button")
    if not button.count():
        raise SystemExit("/demo/ has no parent: serve with BILET_DEMO=1 and a filled region.")
    with page.expect_navigation():
        button.click()
    page.goto(f"{base}/home/parent/")


def _cookies(context: BrowserContext) -> list[dict[str, Any]]:
    return [dict(cookie) for cookie in context.cookies()]
