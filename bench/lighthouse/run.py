"""Lighthouse (mobile) on the pages people meet first: `python bench/lighthouse/run.py URL`.

The browser of the measurement is Debian's Chromium; `npm ci` in this folder comes first.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from visits import chromium, own_server, visits  # noqa: E402 - the folder above comes first

GOALS = {"performance": 90, "accessibility": 100, "best-practices": 95, "seo": 0}
REPORT = HERE.parent / "results" / "lighthouse.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", default="http://localhost:8000")
    parser.add_argument("--runs", type=int, default=3, help="of each page; the median counts")
    parser.add_argument("--only", default="", help="names of pages, with commas")
    asked = parser.parse_args()
    base = own_server(asked.url)
    with chromium() as browser:
        found = visits(browser, base)
    wanted = [visit for visit in found if not asked.only or visit.name in asked.only.split(",")]
    pages = [{"name": v.name, "url": v.url, "cookie": v.cookie_header} for v in wanted]
    measured = run({"runs": asked.runs, "pages": pages})
    text = report(measured, asked.runs)
    print(text)
    if not asked.only:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(text)
    below = [name for name, runs in measured.items() if not good(runs)]
    sys.exit(f"Below the goals: {', '.join(below)}" if below else 0)


def run(task: dict) -> dict[str, list[dict]]:
    if not (HERE / "node_modules" / "lighthouse").is_dir():
        sys.exit(f"Lighthouse is not installed: run `npm ci` in {HERE}.")
    env = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    done = subprocess.run(
        ["node", "run.mjs"], cwd=HERE, env=env, input=json.dumps(task), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def median(runs: list[dict], *path: str) -> float:
    values = []
    for one in runs:
        for name in path:
            one = one[name]  # noqa: PLW2901
        values.append(one)
    return statistics.median(values)


def good(runs: list[dict]) -> bool:
    return all(median(runs, "scores", name) >= goal for name, goal in GOALS.items())


def report(measured: dict[str, list[dict]], count: int) -> str:
    index = statistics.median(run["benchmark"] for runs in measured.values() for run in runs)
    lines = [
        "# Lighthouse, mobile",
        "",
        f"{datetime.now(UTC):%d %B %Y}. Median of {count}; {platform.machine()}, 2 shared cores, "
        f"Lighthouse's own index of the machine {index:.0f}. "
        "Goals: performance 90, accessibility 100, best practices 95.",
        "",
        "| page | performance | accessibility | best practices | SEO "
        "| first paint, s | largest paint, s | blocked, ms | shift |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, runs in measured.items():
        scores = [f"{median(runs, 'scores', key):.0f}" for key in GOALS]
        paint, largest, blocked, shift = (
            median(runs, "metrics", key) for key in ("fcp", "lcp", "tbt", "cls")
        )
        lines.append(
            f"| {name} | {' | '.join(scores)} | {paint / 1000:.1f} | {largest / 1000:.1f} "
            f"| {blocked:.0f} | {shift:.3f} |"
        )
    lines += ["", *failures(measured)]
    return "\n".join(lines).rstrip() + "\n"


def failures(measured: dict[str, list[dict]]) -> list[str]:
    """What cost a page points, apart from the timings themselves."""
    lines = []
    for name, runs in measured.items():
        audits = {audit["id"]: audit for run in runs for audit in run["failed"]}
        lines += [f"- {name}: {a['category']}, {a['title']}{a['where']}" for a in audits.values()]
    return ["What cost points:", "", *lines] if lines else []


if __name__ == "__main__":
    main()
