"""What matching costs: `python bench/matching.py`.

A million profiles against the catalogue, a million sittings scored, one pupil's page of advice.
Each is measured in a fresh process of its own, so that the peak of memory is its own; three
times, and the median counts. The page is asked of Django itself, in a database made for it and
thrown away: no server in between, and the pages of a demo stay as they are.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

REPORT = Path(__file__).parent / "results" / "matching.md"
REPEATS = 3
PERSONS, ITEMS, SCALES = 1_000_000, 48, 6
LIMITS = {"match": 5.0, "scores": 1.0, "scores with gaps": 1.0}  # seconds
MEMORY = 2048  # MiB, for the match
PAGE = 50  # milliseconds of the server
VISITS = 20


def main() -> None:
    asked = arguments()
    if asked.measure:
        print(json.dumps(MEASURES[asked.measure]()))
        return
    found = {name: [fresh(name) for _ in range(asked.repeats)] for name in MEASURES}
    told = report(found, asked.repeats)
    print(told)
    if not asked.dry:
        REPORT.write_text(told)
    over = beyond(found)
    sys.exit(f"Beyond its limit: {', '.join(over)}" if over else 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--dry", action="store_true", help="write no file")
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    return parser.parse_args()


def fresh(name: str) -> dict[str, float]:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        done = subprocess.run(
            [sys.executable, __file__, "--measure", name],
            env=os.environ | {"BILET_VAR": folder}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Seconds of the clock and of the processor, and the peak of this process in MiB."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return {
        "seconds": time.perf_counter() - clock,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


# In a fresh process


def match_all() -> dict[str, float]:
    set_up("postgresql://localhost/none")  # the catalogue asks no database
    from bilet.guidance.engine.catalogue import catalogue
    from bilet.psychometrics.matching import match

    professions = catalogue().profiles
    persons = np.random.default_rng(1).uniform(0, 20, size=(PERSONS, SCALES))
    return timed(lambda: match(persons, professions)) | {"professions": len(professions)}


def score_all() -> dict[str, float]:
    return timed(scoring(gaps=False))


def score_with_gaps() -> dict[str, float]:
    """The same, one answer in fifty left out."""
    return timed(scoring(gaps=True))


def scoring(*, gaps: bool) -> Callable[[], object]:
    from bilet.psychometrics.scoring import scale_scores

    rng = np.random.default_rng(1)
    answers = rng.integers(0, 5, size=(PERSONS, ITEMS)).astype(np.float64)
    if gaps:
        answers[rng.random(answers.shape) < 0.02] = np.nan
    keys = np.zeros((ITEMS, SCALES), dtype=np.int_)
    keys[np.arange(ITEMS), np.arange(ITEMS) % SCALES] = 1
    return lambda: scale_scores(answers, keys, low=0, high=4)


def advice_page() -> dict[str, float]:
    """Milliseconds and queries of one pupil's page, with all kinds of evidence."""
    set_up(None)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment

    setup_test_environment()
    # The folder of the database is thrown away, so nothing is torn down.
    setup_databases(verbosity=0, interactive=False)
    client, address = Client(), "/advice/"
    client.force_login(a_pupil().person)
    for _ in range(3):  # templates are read, the catalogue is in memory, a version is kept
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    queries = len(captured)  # later requests wipe the list
    assert page.status_code == 200
    assert page.context["page"].state == "ranked"
    times = [timed(lambda: client.get(address)) for _ in range(VISITS)]
    return {
        "cpu": 1000 * statistics.median(each["cpu"] for each in times),
        "seconds": statistics.median(each["seconds"] for each in times),
        "queries": queries,
        "peak": times[-1]["peak"],
    }


def set_up(database: str | None) -> None:
    if database:
        os.environ["DATABASE_URL"] = database
    else:
        os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bilet.config.settings_test"
    import django

    django.setup()


def a_pupil():
    """Six tests, four trials, marks, and fifty events to choose from."""
    from django.utils import timezone

    from bilet.assessments.library import INSTRUMENTS
    from bilet.assessments.models import ScaleScore, Sitting
    from bilet.guidance.actions import mark_profession
    from bilet.people.models import Owner
    from bilet.testing.events import make_event
    from bilet.testing.factories import make_pupil
    from bilet.testing.guidance import make_interests, make_told_event, make_told_run

    pupil, now = make_pupil(grade=9), timezone.now()
    make_interests(pupil, at=now - timedelta(days=30))
    for code, (low, high) in {"i11_best_worst": (-4, 4), "i09_conditions": (-2, 2),
                              "a01_matrices": (16.7, 100), "a07_rotation": (25, 100),
                              "a11_comparison": (0, 100)}.items():  # fmt: skip
        sitting = Sitting.objects.create(pupil=pupil, instrument=code, version=1, seed=1,
                                         started_at=now, finished_at=now)  # fmt: skip
        scales = INSTRUMENTS.all("ru")[code].scales
        values = np.linspace(low, high, len(scales) + 1)[1:]
        ScaleScore.objects.bulk_create(
            ScaleScore(sitting=sitting, scale=scale.code, value=float(value),
                       standard_error=(high - low) / 8, lowest=low, highest=high, band="high")
            for scale, value in zip(scales, values, strict=True)
        )  # fmt: skip
    make_told_run(pupil)
    make_told_run(pupil, program="code_timetable", profession="it02", verdict="disliked")
    make_told_event(pupil, "mixed", program="city_tour")
    make_told_event(pupil, program="design_poster")
    mark_profession(Owner(pupil=pupil), "tr01", "wish")
    mark_profession(Owner(pupil=pupil), "bl06", "hidden", "conditions")
    codes = ("in02", "it07", "tr05", "ur01", "ar06")
    for n in range(50):
        make_event(program=f"p{n}", profession=codes[n % len(codes)], region=pupil.region)
    return pupil


MEASURES = {
    "match": match_all,
    "scores": score_all,
    "scores with gaps": score_with_gaps,
    "page": advice_page,
}


# The words


def middle(runs: list[dict[str, float]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def beyond(found: dict[str, list[dict[str, float]]]) -> list[str]:
    over = [name for name, limit in LIMITS.items() if middle(found[name], "cpu") > limit]
    if middle(found["match"], "peak") > MEMORY:
        over.append("memory of the match")
    if middle(found["page"], "cpu") > PAGE:
        over.append("page")
    return over


def report(found: dict[str, list[dict[str, float]]], repeats: int) -> str:
    professions = int(found["match"][0]["professions"])
    names = {
        "match": f"match of {PERSONS:,} profiles × {professions} professions",
        "scores": f"scores of {PERSONS:,} sittings × {ITEMS} items → {SCALES} scales",
        "scores with gaps": "the same, one answer in fifty left out",
    }
    lines = [
        "# What matching costs",
        "",
        f"{datetime.now(UTC):%d %B %Y}. `python bench/matching.py`: median of {repeats} fresh "
        f"processes each. {os.cpu_count()} cores ({processor()}), shared; load "
        f"{os.getloadavg()[0]:.1f}. Python {platform.python_version()}, NumPy {np.__version__}. "
        "CPU seconds add up the cores; the clock shows what else ran.",
        "",
        "| | CPU, s | clock, s | peak of the process, MiB | goal |",
        "|---|---:|---:|---:|---|",
    ]
    for name, words in names.items():
        runs = found[name]
        goal = f"≤ {LIMITS[name]:g} s" + (f", ≤ {MEMORY} MiB" if name == "match" else "")
        lines.append(
            f"| {words} | {middle(runs, 'cpu'):.2f} | {middle(runs, 'seconds'):.2f} "
            f"| {middle(runs, 'peak'):.0f} | {goal} |"
        )
    page = found["page"]
    return "\n".join([
        *lines,
        "",
        f"One pupil's page of advice (six tests, four trials, marks, fifty events): "
        f"**{middle(page, 'cpu'):.0f} ms** of the server's CPU, "
        f"{1000 * middle(page, 'seconds'):.0f} ms by the clock with the database, "
        f"**{middle(page, 'queries'):.0f} queries** (sign-in and session among them). "
        f"Goal: ≤ {PAGE} ms.",
        "",
    ])  # fmt: skip


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "?")


if __name__ == "__main__":
    main()
