"""`bilet answers`, the real process, asked as the player asks."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from bilet.assessments import actions
from bilet.assessments.models import Sitting
from bilet.assessments.payload import MAX_BYTES
from bilet.assessments.tokens import token_for
from bilet.config import database
from bilet.config.preview import HOST, free_port
from bilet.testing.assessments import INTERESTS, batch, make_sitting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def port() -> Iterator[int]:
    """Where the lane listens, on the database of the test."""
    free = free_port()
    environment = os.environ | {
        "DATABASE_URL": database.address_of(connection.settings_dict),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-c", "from bilet.config.cli import main; main()", "answers"]
    process = subprocess.Popen([*command, "--port", str(free)], env=environment)  # noqa: S603
    try:
        _wait_for(free, process)
        yield free
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if ask(port, "GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The lane does not answer")


def ask(port: int, method: str, path: str, body: str = "", token: str = "") -> tuple[int, dict]:
    line = http.client.HTTPConnection(HOST, port, timeout=20)
    line.request(method, path, body or None, {"Authorization": f"Sitting {token}"} if token else {})
    answer = line.getresponse()
    assert answer.getheader("Cache-Control") == "no-store"
    assert (answer.getheader("Retry-After") is not None) == (answer.status == 503)
    said = json.loads(answer.read())
    line.close()
    return answer.status, said


def address(sitting: Sitting) -> str:
    return f"/sittings/{sitting.pk}/answers/"


def body(seq: int, item: str = "r1", value: str = "v4") -> str:
    return json.dumps({"answers": {item: {"v": value, "t": 900, "s": seq}}})


def test_the_lane_answers_as_the_site_does(port, client):
    """The same requests to both: the same statuses, the same words, the same rows."""
    done = make_sitting(answers={"r1": "v4"})
    actions.finish(done.pk, at=done.started_at)
    gone = make_sitting()
    gone_token, english = token_for(gone), make_sitting(language="en")
    Sitting.objects.filter(pk=gone.pk).delete()
    here, there = make_sitting(), make_sitting()
    cases = [
        (done, token_for(done), body(9)),
        (gone, gone_token, body(1)),
        (english, "forged", body(1)),
        (english, token_for(english), "{"),
        (english, token_for(english), body(1, item="no_such_question")),
        (english, token_for(english), json.dumps({"answers": {"x" * 50: 1}})),
        (english, token_for(english), " " * (MAX_BYTES + 1)),
        (english, token_for(here), body(1)),
    ]
    for sitting, token, sent in cases:
        by_site = client.post(address(sitting), sent, content_type="application/json",
                              headers={"Authorization": f"Sitting {token}"})  # fmt: skip
        assert ask(port, "POST", address(sitting), sent, token) == (
            by_site.status_code, by_site.json()
        )  # fmt: skip
    client.post(address(there), body(3), content_type="application/json",
                headers={"Authorization": f"Sitting {token_for(there)}"})  # fmt: skip
    assert ask(port, "POST", address(here), body(3), token_for(here)) == (
        200, {"saved": 3, "finished": False}
    )  # fmt: skip
    answers = [Sitting.objects.get(pk=each.pk).answers for each in (here, there)]
    assert answers[0] == answers[1] != {}


def test_the_lane_knows_one_address_and_one_verb(port):
    sitting = make_sitting()
    assert ask(port, "GET", address(sitting), token=token_for(sitting))[0] == 405
    for path in ("/", f"/sittings/{uuid4()}/completion/", f"{address(sitting)}more/"):
        assert ask(port, "POST", path, body(1), token_for(sitting))[0] == 404


def test_a_class_that_answers_at_once_through_both_doors_loses_nothing(port, client):
    """Thirty pupils, each with a second device, twenty answers to each door."""
    sittings = [make_sitting(INTERESTS) for _ in range(30)]
    items = ["r1", "r2", "r3", "r4", "r5", "i1", "i2", "i3", "i4", "i5"]

    def by_lane(sitting: Sitting) -> None:
        token = token_for(sitting)
        for n, item in enumerate(items, 1):
            assert ask(port, "POST", address(sitting), body(n, item), token)[0] == 200

    def by_site(sitting: Sitting) -> None:
        try:
            for n, item in enumerate(items, 1):
                actions.save_answers(
                    sitting.pk, batch({item: {"v": "v1", "t": 900, "s": n + (n % 2)}})
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        ways = [pool.submit(way, each) for each in sittings for way in (by_lane, by_site)]
        for way in ways:
            way.result()
    # Of two numbers the higher one wins, of equal ones the greater text.
    expected = {
        item: {"v": "v1" if n % 2 else "v4", "t": 900, "s": n + (n % 2)}
        for n, item in enumerate(items, 1)
    }
    for sitting in sittings:
        found = Sitting.objects.get(pk=sitting.pk).answers
        assert found == expected
