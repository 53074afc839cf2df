"""Tables of the docs that are made from the content.

python tools/tables.py           write docs/psychometrics/README.md and docs/professions.md
python tools/tables.py --check   fail when one of them is out of date
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import django

from bilet.assessments.instruments import Instrument

ROOT = Path(__file__).resolve().parents[1]
GROUPS = {
    "interests": "Interests and inclinations",
    "skills": "Skills and aptitudes",
    "personality": "Personality, values, soft skills",
    "readiness": "Awareness and readiness to choose",
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")
    django.setup()
    made = {
        ROOT / "docs/psychometrics/README.md": bank(),
        ROOT / "docs/professions.md": professions(),
    }
    if "--check" in sys.argv:
        old = [
            str(file.relative_to(ROOT)) for file, text in made.items() if not is_same(file, text)
        ]
        print(
            f"Out of date: {', '.join(old)}; run tools/tables.py" if old else "The tables are true."
        )
        return bool(old)
    for file, text in made.items():
        file.write_text(text, encoding="utf-8")
    return 0


def is_same(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


def bank() -> str:
    """Every test of the bank, by group."""
    from bilet.assessments.library import INSTRUMENTS

    instruments = INSTRUMENTS.all("en").values()
    lines = [
        "# The bank of tests",
        "",
        f"{len(instruments)} of the 50 planned. Evidence: A, the model is published on a "
        "Russian-language or adolescent sample; B, published elsewhere; C, tradition or a game, "
        "which weighs nothing in advice. All are pilots: nothing is known yet of our own items.",
    ]
    for group, title in GROUPS.items():
        rows = (
            (f"[{i.code}]({i.code}.md)", i.title, i.format, size(i), len(i.scales), i.minutes,
             f"{i.grades.from_}–{i.grades.to}", i.evidence_class, i.status)
            for i in instruments
            if i.group == group
        )  # fmt: skip
        head = ("code", "title", "format", "items", "scales", "minutes", "grades", "evidence",
                "status")  # fmt: skip
        lines += ["", f"## {title}", "", *table(head, rows)]
    return "\n".join(lines) + "\n"


def size(instrument: Instrument) -> str:
    """Items, or how many are made anew for each sitting."""
    generated, task = instrument.generated, instrument.task
    if generated:
        return f"{generated.items}, generated"
    return f"{task.blocks} × {task.seconds} s" if task else str(len(instrument.items))


def professions() -> str:
    """Every profession with its codes and the source of its six numbers."""
    from bilet.professions.library import PROFESSIONS

    cards = sorted(PROFESSIONS.all("en").values(), key=lambda card: (card.field, card.code))
    rows = (
        (c.code.upper(), c.field.value, c.title, c.isco,
         f"O*NET {c.riasec.onet}" if c.riasec.source == "onet" else "expert estimate",
         " ".join(f"{n:g}" for n in c.riasec_numbers()), ", ".join(c.klimov), c.from_grade,
         c.online)
        for c in cards
    )  # fmt: skip
    head = ("code", "field", "profession", "ISCO-08", "source", "R I A S E C", "Klimov", "from",
            "online")  # fmt: skip
    return "\n".join(
        [
            "# Professions",
            "",
            f"{len(cards)} cards. The six interest numbers (1–7) are O*NET® 30.2, U.S. Department "
            "of Labor, CC BY 4.0, where a code is named; otherwise an estimate of the authors.",
            "",
            *table(head, rows),
            "",
        ]
    )


def table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> list[str]:
    cells = [f"| {' | '.join(map(str, row))} |" for row in [list(head), *map(list, rows)]]
    return [cells[0], "|" + "---|" * (cells[0].count("|") - 1), *cells[1:]]


if __name__ == "__main__":
    raise SystemExit(main())
