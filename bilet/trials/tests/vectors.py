"""Examples on which browser and server must agree: `vectors.json`, read by the tests of both.

When the arithmetic has changed on purpose, they are written anew:
echo "from bilet.trials.tests import vectors; vectors.write()" | bilet manage shell
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bilet.testing.trials import poster as tidy_poster
from bilet.testing.trials import steady_stroke
from bilet.trials import pictures
from bilet.trials.checks import poster, weld
from bilet.trials.checks.products import Poster
from bilet.trials.program import DesignTask, WeldSeam
from bilet.trials.tests.desk_vectors import make_desk_vectors

FILE = Path(__file__).with_name("vectors.json")
SEAM = {
    "id": "flat", "title": "Plate", "text": "Go", "metal_mm": 3, "speed": [2.0, 4.0],
    "arc": [1.5, 4.0], "length_mm": 31, "upward": False,
}  # fmt: skip
TASK = {
    "kind": "design",
    "brief": "Brief",
    "blocks": [
        {"id": "title", "role": "title", "text": "Ярмарка обмена"},
        {"id": "date", "role": "date", "text": "Пятница, 15 октября, 14:30"},
        {"id": "place", "role": "place", "text": "Актовый зал, второй этаж"},
        {"id": "bring", "role": "text", "text": "Bring one good thing — take another"},
        {"id": "rules", "role": "text", "text": "Книги, игры. Чистое и целое. Free ☺"},
        {"id": "picture", "role": "picture", "text": "Hands"},
    ],
    "palettes": [
        ["#FFF8E7", "#1B1B3A", "#D1431F", "#F2C14E"],
        ["#12343B", "#F5F1E3"],
        ["#FFFFFF", "#20242B"],
    ],
    "min_contrast": 4.5,
    "min_margin": 0.04,
    "wishes": ["One", "Two"],
}
CONTRASTS = [("#000000", "#FFFFFF"), ("#777777", "#FFFFFF"), ("#D1431F", "#FFF8E7"),
             ("#030303", "#040404"), ("#12343b", "#FFB84D")]  # fmt: skip


def strokes() -> dict[str, list[list[int]]]:
    steady = steady_stroke(31)
    return {
        "nothing": [],
        "steady": [steady],
        "slow": [steady_stroke(31, speed=1.1)],
        "fast": [steady_stroke(31, speed=7.3, arc=3.3)],
        "far": [steady_stroke(31, arc=5.0)],
        "out": [steady_stroke(31, arc=8.0)],
        "stuck": [steady_stroke(31, arc=0.1)],
        "two strokes with a hole": [steady[:90], [20_000, 2_000, 250, 22_500, 3_100, 270]],
        "there and back": [[0, 0, 200, 4_000, 1_500, 210, 9_000, 333, 190, 9_000, 900, 100]],
        "beyond both ends": [[0, -500, 250, 9_000, 4_000, 250]],
        "standing still": [[0, 777, 250, 1_500, 777, 250]],
        "time runs back": [[500, 0, 250, 100, 1_000, 250, 5_100, 2_000, 300]],
    }


def posters() -> dict[str, dict[str, Any]]:
    return {
        "tidy": tidy_poster(),
        "small": tidy_poster(title={"step": 2}, date={"step": 1}),
        "over the edge": tidy_poster(title={"x": 700, "align": "right"}),
        "centred": tidy_poster(
            **{key: {"align": "center"} for key in ("title", "date", "place", "bring", "rules")}
        ),
        "pale": tidy_poster(rules={"ink": 3}) | {"ground": 0},
        "dark": tidy_poster() | {"palette": 1},
        "heap": tidy_poster(**{key: {"y": 300} for key in ("title", "date", "picture")}),
        "narrow": tidy_poster(title={"w": 160}, rules={"w": 230.5, "x": 81.25}),
        "full": tidy_poster(picture={"step": 9, "x": 0}, bring={"step": 9}),
    }


def make_vectors() -> dict[str, Any]:
    seam, task = WeldSeam.model_validate(SEAM), DesignTask.model_validate(TASK)
    vectors = {
        "constants": {
            "physics": asdict(weld.PHYSICS),
            "sheet": asdict(poster.SHEET),
            "advances": poster.advances(),
            "hands": pictures.HANDS,
        },
        "seam": SEAM,
        "task": TASK,
        "beads": [
            {"name": name, "strokes": each, "bead": asdict(weld.bead(seam, each))}
            for name, each in strokes().items()
        ],
        "posters": [
            {
                "name": name,
                "poster": each,
                "boxes": [asdict(box) for box in poster.boxes(task, Poster.model_validate(each))],
                "findings": [
                    asdict(found) for found in poster.findings(task, Poster.model_validate(each))
                ],
            }
            for name, each in posters().items()
        ],
        "desk": make_desk_vectors(),
        "contrasts": [[one, other, poster.contrast(one, other)] for one, other in CONTRASTS],
    }
    plain: dict[str, Any] = json.loads(json.dumps(vectors))
    return plain


def write() -> None:
    text = json.dumps(make_vectors(), ensure_ascii=False, separators=(",", ":"))
    FILE.write_text(text + "\n", encoding="utf-8")
