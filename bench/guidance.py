"""How many trials it takes to find the field that truly fits: `python bench/guidance.py`.

Made-up pupils with known true interests try professions, each chosen in one of three ways: as the
engine proposes, the one that stands first so far, or at random. Counted is after how many trials
the field of the truly best-fitting profession is among the first three fields of the advice, and
how well the three professions on top truly fit. Nothing here comes from real pupils: the model
is written out below and in docs/guidance.md, and whoever doubts a number of it may change it.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "bench" / "results" / "guidance.md"
PICTURE = ROOT / "docs" / "pictures" / "guidance.svg"

TRIALS = 6
FIRST = 3  # fields of the advice that count, and professions on top
SD_TRUE, ERROR = 0.17, 0.11  # of interests, in shares of a scale; error of the short test
OUTCOME = 0.35  # standard deviation of a trial's outcome around the true fit
STEPS = (-0.5, 0.0, 0.35, 0.7)  # where interest afterwards turns from 1 to 2 … 5
BEGUN = datetime(2026, 9, 1, 9, tzinfo=UTC)
# What a profession is to a person beside its profile of interests: standard deviations of the
# part that all professions of a field share, and of each one's own.
WORLDS = {
    "own to each profession": (0.0, 0.33),
    "half of it shared within a field": (0.233, 0.233),
}
WAYS = ("next best trial", "closest first", "at random")


@dataclass(frozen=True)
class Pupil:
    """What nobody sees: how much each profession truly suits."""

    affinities: np.ndarray  # (n_professions,)
    observed: np.ndarray  # (6,), shares, as the short test saw the interests


def main() -> None:
    asked = arguments()
    os.environ.setdefault("DATABASE_URL", "postgresql://localhost/none")  # none is started
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")
    import django

    django.setup()
    from bilet.guidance.engine.catalogue import catalogue

    begun = time.process_time()
    known, ways = catalogue(), dict(zip(WAYS, (next_best, closest_first, at_random), strict=True))
    found = {}
    for world, (shared, own) in WORLDS.items():
        pupils = made_up(known, asked.pupils, asked.seed, shared, own)
        for name, way in ways.items():
            runs = [follow(known, pupil, way, n) for n, pupil in enumerate(pupils)]
            found[world, name] = np.array([run for run in runs if run is not None])
    told = report(found, asked, time.process_time() - begun)
    print(told)
    if not asked.dry:
        REPORT.write_text(told)
        PICTURE.write_text(picture(found))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pupils", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--dry", action="store_true", help="write no files")
    return parser.parse_args()


# The pupils


def made_up(known, amount: int, seed: int, shared: float, own: float) -> list[Pupil]:
    from bilet.psychometrics.matching import match

    rng = np.random.default_rng(seed)
    interests = 0.5 + SD_TRUE * rng.normal(size=(amount, 6))
    fits = match(interests, known.profiles).astype(np.float64)
    fits += shared * rng.normal(size=(amount, len(known.field_names)))[:, known.field_numbers]
    fits += own * rng.normal(size=fits.shape)
    observed = np.clip(interests + ERROR * rng.normal(size=interests.shape), 0.0, 1.0)
    return [Pupil(*pair) for pair in zip(fits, observed, strict=True)]


def tested(pupil: Pupil):
    """A short test of interests, as the site would keep it."""
    from bilet.guidance.engine.catalogue import LETTERS
    from bilet.guidance.engine.facts import Evidence, Score, TestFact

    scores = tuple(
        Score(letter, 20 * share, 20 * ERROR, 0, 20)
        for letter, share in zip(LETTERS, pupil.observed, strict=True)
    )
    return Evidence(tests=(TestFact("t", "i02_interests_short", "", BEGUN, True, scores),))


def tried(known, row: int, outcome: float, number: int):
    """A trial and what was said of it."""
    from bilet.guidance.engine.facts import TrialFact

    after = 1 + sum(outcome > step for step in STEPS)
    return TrialFact(
        id=str(number), source="run", profession=known.codes[row], field=known.fields[row],
        program=known.codes[row], title="", at=BEGUN + timedelta(days=number), before=3,
        after=after, verdict="disliked" if after <= 2 else "mixed" if after == 3 else "liked",
    )  # fmt: skip


# The ways to choose


def next_best(beliefs, open_rows: list[int], _rng) -> int:
    from bilet.guidance.engine.next_trial import Candidate, best_trial

    known = beliefs.catalogue
    candidates = [Candidate("online", known.codes[row], "", known.codes[row], known.fields[row], 20)
                  for row in open_rows]  # fmt: skip
    return known.row[best_trial(beliefs, candidates).candidate.profession]


def closest_first(beliefs, open_rows: list[int], _rng) -> int:
    return max(open_rows, key=lambda row: beliefs.scores[row])


def at_random(_beliefs, open_rows: list[int], rng) -> int:
    return int(rng.choice(open_rows))


def follow(known, pupil: Pupil, choose: Callable, number: int) -> list[list[float]] | None:
    """After 0 … TRIALS trials: whether the true field is among the first, and how well the three
    on top truly fit. None where the test sees no shape: there is no order then."""
    from bilet.guidance.engine.beliefs import believe

    rng = np.random.default_rng([number, 77])
    # The same profession turns out the same way whenever and in whatever way it is chosen.
    outcomes = pupil.affinities + OUTCOME * rng.normal(size=len(known.codes))
    target = known.fields[int(np.argmax(pupil.affinities))]
    evidence, open_rows = tested(pupil), list(range(len(known.codes)))
    found = []
    for step in range(TRIALS + 1):
        beliefs = believe(evidence, known)
        if beliefs.state != "ranked":
            return None
        first = list(dict.fromkeys(known.fields[row] for row in beliefs.order))[:FIRST]
        on_top = pupil.affinities[beliefs.order[:FIRST]].mean()
        found.append([float(target in first), float(on_top)])
        row = choose(beliefs, open_rows, rng)
        open_rows.remove(row)
        trial = tried(known, row, outcomes[row], step)
        evidence = replace(evidence, trials=(*evidence.trials, trial))
    return found


# The words


def share(runs: np.ndarray) -> np.ndarray:
    """After 0 … TRIALS trials, the share of pupils with the true field among the first."""
    return runs[:, :, 0].mean(axis=0)


def reached(runs: np.ndarray) -> np.ndarray:
    """The same of those whom the test alone misses, by when it was there for the first time."""
    missed = runs[runs[:, 0, 0] == 0, :, 0]
    return np.maximum.accumulate(missed, axis=1).mean(axis=0)


def median_until(runs: np.ndarray, *, missed_only: bool) -> str:
    """Trials until the true field was there for the first time."""
    rows = runs[:, :, 0]
    rows = rows[rows[:, 0] == 0] if missed_only else rows
    until = [int(np.argmax(row)) if row.any() else TRIALS + 1 for row in rows]
    middle = statistics.median(until)
    return f"more than {TRIALS}" if middle > TRIALS else f"{middle:g}"


def report(found: dict, asked: argparse.Namespace, seconds: float) -> str:
    lines = [
        "# How many trials until the true field is among the first three",
        "",
        f"{datetime.now(UTC):%d %B %Y}. {asked.pupils:,} made-up pupils, seed {asked.seed}: "
        f"`python bench/guidance.py --pupils {asked.pupils} --seed {asked.seed}`, "
        f"{seconds:.0f} s of CPU. The share does not depend on the machine.",
        "",
    ]
    for world, (shared, own) in WORLDS.items():
        lines += about_world(found, world, shared, own)
    return "\n".join([*lines, *verdict(found)]) + "\n"


def about_world(found: dict, world: str, shared: float, own: float) -> list[str]:
    amount = len(found[world, WAYS[0]])
    error = (0.25 / amount) ** 0.5
    heads = " | ".join(str(n) for n in range(TRIALS + 1))
    lines = [
        f"## What is not interests is {world}",
        "",
        f"True fit = correlation of profiles + noise (shared within a field {shared:.2f}, own "
        f"{own:.2f}). {amount} pupils have a shape of interests for the test; the others get no "
        f"order and are not counted. Standard error of a share: at most {error:.3f}.",
        "",
        f"| true field among the first three, after … trials | {heads} | median, all | median, "
        "of those the test misses |",
        f"|---|{'---:|' * (TRIALS + 3)}",
    ]
    for way in WAYS:
        runs = found[world, way]
        cells = " | ".join(f"{each:.3f}" for each in share(runs))
        medians = [median_until(runs, missed_only=only) for only in (False, True)]
        lines.append(f"| {way} | {cells} | {' | '.join(medians)} |")
    lines += ["", f"| of those the test misses: reached within | {heads} |",
              f"|---|{'---:|' * (TRIALS + 1)}"]  # fmt: skip
    lines += [f"| {way} | {' | '.join(f'{each:.3f}' for each in reached(found[world, way]))} |"
              for way in WAYS]  # fmt: skip
    lines += ["", f"| how well the three on top truly fit | {heads} |",
              f"|---|{'---:|' * (TRIALS + 1)}"]  # fmt: skip
    for way in WAYS:
        cells = " | ".join(f"{each:.3f}" for each in found[world, way][:, :, 1].mean(axis=0))
        lines.append(f"| {way} | {cells} |")
    return [*lines, ""]


def verdict(found: dict) -> list[str]:
    """What the last column says, with the error of the difference within the same pupils."""
    lines = ["## Differences after six trials, next best against the others", ""]
    for world in WORLDS:
        best = found[world, WAYS[0]][:, -1]
        for other in WAYS[1:]:
            difference = best - found[world, other][:, -1]
            error = difference.std(axis=0, ddof=1) / len(difference) ** 0.5
            mean = difference.mean(axis=0)
            lines.append(
                f"- {world}, against {other}: true field {mean[0]:+.3f} ± {error[0]:.3f}; "
                f"fit of the three on top {mean[1]:+.3f} ± {error[1]:.3f}"
            )
    return lines


# The picture


def picture(found: dict) -> str:
    """Shares by the number of trials, a panel for each world, as plain SVG."""
    panels = [panel(found, world, 40 + 340 * n) for n, world in enumerate(WORLDS)]
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" role="img" '
        'font-family="sans-serif" font-size="12">',
        "<title>Share of made-up pupils whose true field is among the first three</title>",
        "<desc>By the number of trials, for three ways to choose them and two worlds; the numbers "
        "stand in bench/results/guidance.md.</desc>",
        '<rect width="720" height="300" fill="#fffdf8"/>',
        *panels,
        "</svg>",
    ]) + "\n"  # fmt: skip


LOW, HIGH = 0.5, 0.75  # of the axis
STYLES = {
    "next best trial": ("#c2410c", ""),
    "closest first": ("#0f766e", "6 3"),
    "at random": ("#6b7280", "2 3"),
}


def panel(found: dict, world: str, left: float) -> str:
    def at(step: int, value: float) -> tuple[float, float]:
        return left + 45 * step, 250 - (value - LOW) / (HIGH - LOW) * 190

    parts = [f'<text x="{left}" y="30" font-weight="bold">{world}</text>']
    for tick in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
        x, y = at(0, tick)
        ends = f'x1="{x}" x2="{x + 270}" y1="{y:.1f}" y2="{y:.1f}"'
        label = f'<text x="{x - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:.0%}</text>'
        parts += [f'<line {ends} stroke="#e5e0d5"/>', label]
    parts += [f'<text x="{at(step, LOW)[0]}" y="268" text-anchor="middle">{step}</text>'
              for step in range(TRIALS + 1)]  # fmt: skip
    parts.append(f'<text x="{left + 135}" y="288" text-anchor="middle">trials</text>')
    for n, way in enumerate(WAYS):
        colour, dashes = STYLES[way]
        places = [at(step, value) for step, value in enumerate(share(found[world, way]))]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        line = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        parts.append(f'<polyline points="{points}" {line}/>')
        y = 46 + 15 * n
        parts.append(f'<line x1="{left}" x2="{left + 24}" y1="{y - 4}" y2="{y - 4}" {line}/>'
                     f'<text x="{left + 30}" y="{y}">{way}</text>')  # fmt: skip
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
