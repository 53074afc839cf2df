"""How long the catalogue's search takes: `python bench/search.py [URL]`.

Every question of the search's table test, and the worst one: the search itself, then the page of
its answers as Django makes it, both in this process and by its processor time, so that other
work of the machine does not count. The first asking counts, before anything is remembered. With
the address of a server of this machine, also the time until its answer is there, by the clock,
the quickest of five.
"""

import os
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from visits import own_server

TIMES = 5
ALLOWED = 50  # milliseconds for any question
# As long as is read, none of it a word: every way of guessing is tried for each part.
WORST = "ветиринарнаякленика программисттт сварщщик людиии ghjuhfvvbcn доктарр 3дпичать кинолк"
WIDEST = "математика"  # most cards answer it
HEADERS = {"HX-Request": "true"}


def main() -> None:
    # The search asks no database, and none is started for it.
    os.environ.setdefault("DATABASE_URL", "postgresql://localhost/none")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings_test")
    import django

    django.setup()
    from bilet.professions import search
    from bilet.professions.tests.test_search import ASKED

    questions = [*(question for question, _ in ASKED), WORST, WIDEST]
    begun = time.process_time()
    search.index()
    print(f"{len(questions)} questions; the index takes {time.process_time() - begun:.1f} s")
    slow = report("the search itself", [(spent(search.find, q), q) for q in questions])
    page = in_process()
    page("сварщик")  # templates are read once
    slow |= report("with its page", [(spent(page, q), q) for q in questions])
    if len(sys.argv) > 1:
        report("a server, by the clock", by_the_clock(own_server(sys.argv[1]), questions))
    sys.exit("Over the allowed time" if slow else 0)


def spent(find: Callable[[str], object], question: str) -> float:
    """Milliseconds of the processor."""
    begun = time.process_time()
    find(question)
    return (time.process_time() - begun) * 1000


def in_process() -> Callable[[str], object]:
    from django.test import Client

    client = Client()
    return lambda question: client.get("/professions/", {"q": question}, headers=HEADERS)


def by_the_clock(server: str, questions: list[str]) -> list[tuple[float, str]]:
    """Milliseconds of the quickest answer to each question, on one connection."""
    connection = HTTPConnection(urlsplit(server).netloc)
    rows = []
    for question in questions:
        quickest = min(asked(connection, question) for _ in range(TIMES))
        rows.append((quickest, question))
    return rows


def asked(connection: HTTPConnection, question: str) -> float:
    address = f"/professions/?{urlencode({'q': question})}"
    begun = time.perf_counter()
    connection.request("GET", address, headers=HEADERS)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{address}: {response.status}")
    return (time.perf_counter() - begun) * 1000


def report(name: str, rows: list[tuple[float, str]]) -> bool:
    """Print what was measured; True when something took too long."""
    rows = sorted(rows)
    p50, p95 = (rows[int(len(rows) * share)][0] for share in (0.5, 0.95))
    slowest, question = rows[-1]
    print(f"{name}: p50 {p50:.2f} ms, p95 {p95:.2f} ms, slowest {slowest:.2f} ms «{question}»")
    return slowest > ALLOWED


if __name__ == "__main__":
    main()
