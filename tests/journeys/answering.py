"""How a person goes through any test of the bank, whatever it asks.

The first questions are tapped as a finger does it; the rest are clicked from inside the page, which
runs the same handlers and is quick enough for fifty tests.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

TAPPED = 2  # questions answered by real taps
MOST = 300  # screens of one test

# One step inside the page: answers the question that is shown. `n` varies the answers.
STEP = """(n) => {
  const stage = document.querySelector(".player-stage");
  const kind = stage.querySelector("[data-kind]")?.dataset.kind;
  const box = stage.querySelector(".player-answers");
  if (!box || stage.inert) return "wait";
  const all = (selector) => [...box.querySelectorAll(selector)];
  const pick = (list, k) => list[((k % list.length) + list.length) % list.length];
  const next = () => stage.querySelector(".player-next:not([disabled])")?.click();
  if (["likert", "poles", "pairs", "triads", "choice", "knowledge"].includes(kind)) {
    pick(all("input[type=radio]"), n * 7 + 3).click();
  } else if (kind === "cards") {
    pick(all("button"), n).click();
  } else if (kind === "rate_options") {
    for (const [k, row] of all("fieldset").entries())
      pick([...row.querySelectorAll("input")], n + k).click();
    next();
  } else if (kind === "best_worst") {
    pick(all(".best input"), n).click();
    pick(all(".worst input"), n + 1).click();
    next();
  } else if (kind === "ranking") {
    pick(all(".down"), n % 3).click();
    next();
  } else if (kind === "multi_select") {
    for (const input of all("input").slice(n % 3, (n % 3) + 3))
      if (!input.checked && !input.disabled) input.click();
    next();
  } else if (kind === "number") {
    const input = box.querySelector("input");
    input.value = String(10 + n);
    input.dispatchEvent(new Event("input"));
    next();
  } else if (kind === "robot") {
    for (const k of [0, 0, 1, 0]) all(".player-step")[k].click();
    next();
  } else if (kind === "tower") {
    // One move that is possible, wherever the rings stand.
    const rods = all("button.player-rod");
    const from = rods.find((rod) => rod.querySelector(".player-ring"));
    from.click();
    rods.find((rod) => rod !== from && rod.querySelector(".player-place")).click();
    next();
  } else return "unknown " + kind;
  return "given";
}"""


def take(page: Page, seen: Callable[[str], None]) -> None:
    """From the first screen of the player to its result.

    Args:
        seen: is told the name of each kind of screen once, while it is shown.
    """
    page.wait_for_selector(".player-stage h2")
    if page.locator(".player-task, .player-end h2").count():
        _timed(page, seen)
    else:
        _questions(page, seen)
    page.get_by_role("button", name="Показать результат").click()
    page.wait_for_url("**/result/", timeout=30_000)


def _questions(page: Page, seen: Callable[[str], None]) -> None:
    kinds: set[str] = set()
    for n in range(MOST):
        if page.locator(".player-end").count():
            return
        kind = page.locator(".player-screen").get_attribute("data-kind") or ""
        if kind not in kinds:
            kinds.add(kind)
            seen(kind)
        if n < TAPPED and _tap(page, kind, n):
            continue
        before = page.locator(".player-top").inner_text()
        said = page.evaluate(STEP, n)
        assert said in ("given", "wait"), said
        # Answers are put on the device before the next question comes.
        page.wait_for_function(
            "(before) => document.querySelector('.player-end')"
            " || document.querySelector('.player-top').innerText !== before",
            arg=before,
        )
    raise AssertionError(f"{MOST} screens were not enough")


def _tap(page: Page, kind: str, n: int) -> bool:
    """A real tap, where one is enough to answer."""
    choices = page.locator(".player-answers .choice, .player-answers .player-press")
    if kind not in ("likert", "poles", "cards", "pairs", "triads", "choice", "knowledge"):
        return False
    before = page.locator(".player-top").inner_text()
    choices.nth(n % choices.count()).tap()
    expect(page.locator(".player-top")).not_to_have_text(before)
    return True


def _timed(page: Page, seen: Callable[[str], None]) -> None:
    """Practice, then every block; the page's clock runs ahead."""
    kind = page.locator("#player").get_attribute("data-format") or ""
    page.get_by_role("button", name="Попробовать без часов").click()
    play = _PLAYS[kind]
    play(page, lambda: _has(page, "Дальше"))
    page.get_by_role("button", name="Дальше").click()
    first = True
    while _has(page, "Начать"):
        page.get_by_role("button", name="Начать").click()
        if first:
            page.clock.run_for(1_500)
            seen(kind)
            first = False
        play(page, lambda: page.locator(".player-end").count() > 0)
    assert _has(page, "Показать результат")


def _has(page: Page, name: str) -> bool:
    return page.get_by_role("button", name=name, exact=True).count() > 0


def _press_and_wait(selector: str, wait: int, steps: int) -> Callable[..., None]:
    """Presses the buttons by turns and lets time pass."""

    def play(page: Page, is_over: Callable[[], bool]) -> None:
        for n in range(steps):
            if is_over():
                return
            page.evaluate(
                "([selector, n]) => { const all = document.querySelectorAll(selector);"
                " if (all.length) all[n % all.length].click(); }",
                [selector, n],
            )
            page.clock.run_for(wait)
        raise AssertionError(f"{selector}: not over after {steps} presses")

    return play


def _ideas(page: Page, is_over: Callable[[], bool]) -> None:
    for idea in ("сделать кораблик", "накрыть банку", "подложить под ножку стола"):
        page.locator(".player-idea").fill(idea)
        page.locator(".player-idea").press("Enter")
    if not is_over():
        page.clock.run_for(130_000)
    assert is_over()


def _blocks(page: Page, is_over: Callable[[], bool]) -> None:
    """Right in practice, where it is asked for; then as it comes."""
    for n in range(60):
        page.clock.run_for(600 + 9 * 1_000)
        if is_over():
            return
        wanted = [[7, 1], [0, 4]][n] if n < 2 and _is_practice(page) else range(9)
        for block in wanted:
            page.evaluate("(n) => document.querySelectorAll('.player-block')[n]?.click()", block)
        page.clock.run_for(400)
    raise AssertionError("the blocks do not end")


def _is_practice(page: Page) -> bool:
    return page.locator(".player-bar").count() == 0


_PLAYS: dict[str, Callable[[Page, Callable[[], bool]], None]] = {
    "calculation": _press_and_wait(".player-press", 900, 400),
    "comparison": _press_and_wait(".player-press", 900, 400),
    "cancellation": _press_and_wait(".player-cell", 700, 400),
    "two_back": _press_and_wait(".player-match", 2_400, 200),
    "switching": _press_and_wait(".player-press", 900, 400),
    "corsi": _blocks,
    "ideas": _ideas,
}
