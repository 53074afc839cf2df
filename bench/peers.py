"""Whole sittings of 48 questions, ours and oTree's, in one run: `python bench/peers.py URL`.

In turns the same few clients fill in 48 ratings: here one answer a request, to the lane of answers
or to the site, and then the result; in oTree one question a page, and all questions on one page.
oTree comes from PyPI into an environment of its own and writes to a database of its own in the
same PostgreSQL cluster. The CPU of the servers for one sitting is the number to look at: it does
not depend on how quick the clients are.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
from processes import cpu_seconds, listeners
from saves import embedded
from visits import own_server

HERE = Path(__file__).parent
REPORT = HERE / "results" / "peers.md"
OURS = "i06_profession_cards"  # 48 cards
PORT = 8191
KEY = "bench"
CLIENTS, ROUNDS = 4, 3
SITTINGS = {"ours": 40, "site": 40, "one_by_one": 4, "one_page": 12}  # of one round


@dataclass(frozen=True)
class Load:
    per_second: float
    cpu: float  # milliseconds of the server for one sitting


class Browser:
    """One keep-alive connection and its cookies; redirects are followed."""

    def __init__(self, base: str) -> None:
        self.host = urlsplit(base).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, url: str, body: str = "", **headers: str) -> tuple[str, str]:
        """The address one ends at, and its page."""
        path = url.partition(self.host)[2] if "://" in url else url
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} | headers
        if body and "Content-Type" not in sent:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body or None, sent)
        response = self.connection.getresponse()
        page = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if response.status in (301, 302, 303, 307):
            return self.ask("GET", response.getheader("Location", ""))
        if response.status >= 400:
            raise SystemExit(f"{method} {path}: {response.status} {page[:300]}")
        return path, page


def our_sitting(base: str, lane: str) -> None:
    """Begin, 48 answers one by one, finish, look at the result. `lane` takes the answers."""
    browser, to_lane = Browser(base), Browser(lane)
    _, page = browser.ask("GET", f"/tests/{OURS}/")
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    _, page = browser.ask(
        "POST", f"/tests/{OURS}/sittings/", urlencode({"csrfmiddlewaretoken": secret.group(1)})
    )
    found = re.search(r'<script id="player-data"[^>]*>(.+?)</script>', page, re.DOTALL)
    data = json.loads(found.group(1))
    form = json.loads(browser.ask("GET", data["form_url"])[1])
    right = {"Authorization": f"Sitting {data['token']}", "Content-Type": "application/json"}
    for n, item in enumerate(form["items"], 1):
        answer = {item["id"]: {"v": form["responses"][n % 3]["id"], "t": 4000, "s": n}}
        to_lane.ask("POST", data["save_url"], json.dumps({"answers": answer}), **right)
    browser.ask("POST", data["finish_url"], "{}", **right)
    browser.ask("GET", data["result_url"])


def otree_sitting(kind: str) -> Callable[[str], None]:
    """From the link of the session to the page after the last question."""

    def sit(base: str) -> None:
        browser = Browser(base)
        address, page = browser.ask("GET", otree_link(base, kind))
        while fields := re.findall(r'name="(item_\d+)"', page):
            answers = {name: n % 5 for n, name in enumerate(dict.fromkeys(fields))}
            address, page = browser.ask("POST", address, urlencode(answers))

    return sit


def otree_link(base: str, kind: str) -> str:
    browser = Browser(base)
    wanted = json.dumps({"session_config_name": kind, "num_participants": 1})
    right = {"otree-rest-key": KEY, "Content-Type": "application/json"}
    _, said = browser.ask("POST", "/api/sessions", wanted, **right)
    return json.loads(said)["session_wide_url"]


def measured(servers: tuple[str, ...], sit: Callable[..., None], count: int) -> Load:
    pids = [pid for base in servers for pid in listeners(urlsplit(base).port or 80)]
    before, began = cpu_seconds(pids), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda _: sit(*servers), range(count)))
    took = time.perf_counter() - began
    return Load(count / took, 1000 * (cpu_seconds(pids) - before) / count)


class Otree:
    """oTree's own production server on this machine, for the time of a `with`."""

    def __init__(self, dsn: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="otree-"))
        self.dsn = dsn

    def __enter__(self) -> str:
        project, venv = self.folder / "project", self.folder / "venv"
        shutil.copytree(HERE / "otree", project)
        (project / "_static").mkdir()
        (project / "_templates").mkdir()
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run(
            [venv / "bin/pip", "install", "-q", "otree==6.0.15", "psycopg2-binary"], check=True
        )
        environment = os.environ | {
            "PATH": f"{venv / 'bin'}:{os.environ['PATH']}",
            "DATABASE_URL": self._database(),
            "OTREE_PRODUCTION": "1",
            "OTREE_AUTH_LEVEL": "DEMO",
            "OTREE_REST_KEY": KEY,
            "OTREE_ADMIN_PASSWORD": "bench",
        }
        with (self.folder / "log").open("w") as log:
            self.server = subprocess.Popen(
                [venv / "bin/otree", "prodserver", str(PORT)],
                cwd=project, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        base = f"http://127.0.0.1:{PORT}"
        for _ in range(60):
            time.sleep(0.5)
            if listeners(PORT):
                return base
        raise SystemExit((self.folder / "log").read_text())

    def __exit__(self, *_failure: object) -> None:
        os.killpg(self.server.pid, 15)
        self.server.wait(timeout=20)
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS otree_bench WITH (FORCE)")
        shutil.rmtree(self.folder)

    def _database(self) -> str:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS otree_bench WITH (FORCE)")
            connection.execute("CREATE DATABASE otree_bench")
            host, port, user = connection.info.host, connection.info.port, connection.info.user
        return f"postgresql://{user}@/otree_bench?host={host}&port={port}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--lane", default="http://127.0.0.1:8001")
    parser.add_argument("--var", default=os.environ.get("BILET_VAR", "var"))
    asked = parser.parse_args()
    base, lane = own_server(asked.url), own_server(asked.lane)
    dsn = os.environ.get("DATABASE_URL") or embedded(Path(asked.var) / "postgres")
    with Otree(dsn) as other:
        runs = {
            "ours": ((base, lane), our_sitting),
            "site": ((base,), lambda site: our_sitting(site, site)),
            "one_by_one": ((other,), otree_sitting("one_by_one")),
            "one_page": ((other,), otree_sitting("one_page")),
        }
        for servers, sit in runs.values():
            sit(*servers)  # everything is loaded now
        loads: dict[str, list[Load]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, (servers, sit) in runs.items():
                loads[name].append(measured(servers, sit, SITTINGS[name]))
    REPORT.write_text(report(loads))
    print(REPORT.read_text())


def report(loads: dict[str, list[Load]]) -> str:
    names = {
        "ours": "here: 48 saves one by one through the lane, and the result",
        "site": "here without the lane",
        "one_by_one": "oTree: 48 pages",
        "one_page": "oTree: one page of 48 questions",
    }
    middle = {
        name: Load(
            statistics.median(load.per_second for load in found),
            statistics.median(load.cpu for load in found),
        )
        for name, found in loads.items()
    }
    ours = middle["ours"]
    rows = [
        f"| {names[name]} | {load.per_second:.1f} | {load.cpu:,.0f} | "
        f"{ours.per_second / load.per_second:.1f} × | {load.cpu / ours.cpu:.1f} × |"
        for name, load in middle.items()
    ]
    return "\n".join([
        "# A whole sitting of 48 questions, beside oTree",
        "",
        f"{datetime.now(UTC):%d %B %Y}. {CLIENTS} clients on 2 cores shared with both servers and "
        f"PostgreSQL (fsync on for both); median of {ROUNDS} rounds in turns. oTree 6.0.15, its "
        f"production server. Machine's load {os.getloadavg()[0]:.1f}.",
        "",
        "| | sittings per second | CPU of the server for one, ms | here is quicker by | "
        "and uses less CPU by |",
        "|---|---:|---:|---:|---:|",
        *rows,
        "",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
