"""How many kilobytes the first load of a page sends: `python bench/pages.py URL`.

Chromium itself counts what came over the wire (`encodedDataLength`: bodies as they were
compressed, and headers), with an empty cache, fonts and workers included.
"""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, CDPSession
from visits import Visit, chromium, own_server, visits

TOTAL, SCRIPT = 150, 40  # kilobytes that an ordinary page may send
KILO = 1024
SETTLED = 1500  # milliseconds after the network is idle: what scripts load later
KINDS = ("Document", "Stylesheet", "Script", "Font", "Image")
REPORT = Path(__file__).parent / "results" / "pages.md"


def main() -> None:
    base = own_server(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
    with chromium() as browser:
        rows = [(visit.name, first_load(browser, visit)) for visit in visits(browser, base)]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report(rows))
    print(REPORT.read_text())
    over = [name for name, sent in rows if not fits(sent)]
    sys.exit(f"Over the budget: {', '.join(over)}" if over else 0)


def first_load(browser: Browser, visit: Visit) -> Counter[str]:
    """Bytes by kind of resource, on a phone with an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ru-RU")
    context.add_cookies(visit.cookies)
    page = context.new_page()
    sent: Counter[str] = Counter()
    session = context.new_cdp_session(page)
    count_into(sent, session)
    page.goto(visit.url, wait_until="networkidle")
    page.wait_for_timeout(SETTLED)
    context.close()
    return sent


def count_into(sent: Counter[str], session: CDPSession) -> None:
    kinds: dict[str, str] = {}

    def known(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]

    def done(event: dict) -> None:
        kind = kinds.get(event["requestId"], "Other")
        sent[kind if kind in KINDS else "Other"] += int(event["encodedDataLength"])

    session.on("Network.responseReceived", known)
    session.on("Network.loadingFinished", done)
    session.send("Network.enable")


def fits(sent: Counter[str]) -> bool:
    return sum(sent.values()) <= TOTAL * KILO and sent["Script"] <= SCRIPT * KILO


def report(rows: list[tuple[str, Counter[str]]]) -> str:
    kinds = [*KINDS, "Other"]
    lines = [
        "# The first load of a page, in kilobytes over the wire",
        "",
        f"{datetime.now(UTC):%d %B %Y}. Cold cache, phone, server without a proxy in front. "
        f"Allowed: {TOTAL} in all, {SCRIPT} of script.",
        "",
        f"| page | all | {' | '.join(kind.lower() for kind in kinds)} | within |",
        f"|---|{'---:|' * (len(kinds) + 1)}---|",
    ]
    for name, sent in rows:
        cells = [f"{sent[kind] / KILO:.1f}" for kind in kinds]
        all_ = f"**{sum(sent.values()) / KILO:.1f}**"
        lines.append(f"| {name} | {all_} | {' | '.join(cells)} | {'yes' if fits(sent) else 'NO'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
