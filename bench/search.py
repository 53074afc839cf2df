"""How long the catalogue's search takes: `python bench/search.py [URL]`.

Every question of the search's table test, each asked several times: of the search itself in this
process, and, with the address of a server of this machine, of its page of answers, one request
at a time on a kept connection. The slowest answer of each question counts.
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
# The longest that is read, none of it a word: every way of guessing is tried for each part.
WORST = "ветиринарнаякленика программисттт сварщщик людиии ghjuhfvvbcn доктарр 3дпичать кинолк"


def main() -> None:
    # The search asks no database, and none is started for it.
    os.environ.setdefault("DATABASE_URL", "postgresql://localhost/none")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")
    import django

    django.setup()
    from bilet.professions import search
    from bilet.professions.tests.test_search import ASKED

    questions = [*(question for question, _ in ASKED), WORST]
    begun = time.perf_counter()
    search.index()
    print(f"{len(questions)} questions; the index is made in {time.perf_counter() - begun:.1f} s")
    slow = report("the search itself", measured(questions, search.find))
    if len(sys.argv) > 1:
        server = urlsplit(own_server(sys.argv[1]))
        connection = HTTPConnection(server.hostname or "", server.port or 80)
        page = measured(questions, lambda question: ask(connection, question))
        slow |= report("the server, the page of answers", page)
    sys.exit("Over the allowed time" if slow else 0)


def ask(connection: HTTPConnection, question: str) -> None:
    address = f"/professions/?{urlencode({'q': question})}"
    connection.request("GET", address, headers={"HX-Request": "true"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{address}: {response.status}")


def measured(questions: list[str], find: Callable[[str], object]) -> list[tuple[float, str]]:
    """Milliseconds of the slowest of several answers to each question, in order."""
    return sorted(
        (max(timed(find, question) for _ in range(TIMES)), question) for question in questions
    )


def timed(find: Callable[[str], object], question: str) -> float:
    begun = time.perf_counter()
    find(question)
    return (time.perf_counter() - begun) * 1000


def report(name: str, rows: list[tuple[float, str]]) -> bool:
    """Print what was measured; True when something took too long."""
    p50, p95 = (rows[int(len(rows) * share)][0] for share in (0.5, 0.95))
    slowest, question = rows[-1]
    print(f"{name}: p50 {p50:.2f} ms, p95 {p95:.2f} ms, slowest {slowest:.2f} ms «{question}»")
    return slowest > ALLOWED


if __name__ == "__main__":
    main()
