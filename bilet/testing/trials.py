"""Runs and products for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from bilet.people.models import Consent, Pupil
from bilet.testing.factories import make_pupil
from bilet.trials.models import TrialRun

FIELDS = {"weld_seam": ("in09", "industry"), "design_poster": ("ar01", "art")}


def make_run(program: str = "code_timetable", **fields: Any) -> TrialRun:
    """A pupil's run under way; give `guest=` to make it a guest's."""
    profession, field = FIELDS.get(program, ("it02", "it"))
    if "guest" not in fields:
        fields.setdefault("pupil", make_pupil())
    defaults = {
        "program": program,
        "program_version": 1,
        "profession": profession,
        "field": field,
        "interest_before": 3,
    }
    return TrialRun.objects.create(**defaults | fields)


def make_finished_run(program: str = "code_timetable", **fields: Any) -> TrialRun:
    """Finished an hour ago, liked, with something made."""
    defaults = {
        "product": {"stages": {"bus": {"code": "def next_bus(): pass", "runs": 1}}},
        "steps_done": ["bus"],
        "feedback": [{"stage": "bus", "check": "early", "ok": True, "by": "browser"}],
        "finished_at": timezone.now() - timedelta(hours=1),
        "interest_after": 4,
        "verdict": TrialRun.Verdict.LIKED,
        "words": "мои тайные слова",
    }
    return make_run(program, **defaults | fields)


def make_asked_run(*, days_ago: float = 1, **fields: Any) -> TrialRun:
    """A finished run on which a mentor's word is asked for, with the consent to it."""
    asked = timezone.now() - timedelta(days=days_ago)
    run = make_finished_run(**{"finished_at": asked, "review_asked_at": asked} | fields)
    if run.pupil:
        make_consent(run.pupil)
    return run


def make_consent(
    pupil: Pupil,
    purpose: str = "mentor_feedback",
    decision: str = "given",
    at: datetime | None = None,
) -> Consent:
    return Consent.objects.create(
        pupil=pupil,
        actor=pupil.person,
        actor_name="",
        level=1,
        purpose=purpose,
        decision=decision,
        document_version=1,
        text_sha256="0" * 64,
        language="ru",
        channel=Consent.Channel.WEB,
        at=at or timezone.now(),
    )


def steady_stroke(
    length_mm: float, *, speed: float = 3.0, arc: float = 2.5, step_ms: int = 100
) -> list[int]:
    """A hand that keeps its speed and distance from end to end."""
    points = int(length_mm / speed * 1000 / step_ms) + 2
    stroke: list[int] = []
    for n in range(points):
        along = min(speed * n * step_ms / 1000, length_mm)
        stroke += [n * step_ms, round(along * 100), round(arc * 100)]
    return stroke


def weld_product(speed: float = 3.0, arc: float = 2.5) -> dict[str, Any]:
    """One steady pass of the first seam, with a boast that nobody believes."""
    attempt = {"strokes": [steady_stroke(120, speed=speed, arc=arc)], "by": "hand"}
    return {"seams": {"flat": [attempt | {"shares": {"sound": 1}}]}, "feedback": "perfect"}


def poster(**changes: Any) -> dict[str, Any]:
    """A tidy poster of the programme `design_poster` that passes every check."""
    steps = {"title": 7, "date": 4, "place": 4, "bring": 3, "rules": 2, "picture": 3}
    tops = {"title": 80, "date": 440, "place": 620, "bring": 760, "rules": 910, "picture": 1090}
    blocks = {
        key: {"x": 80, "y": tops[key], "w": 840, "step": steps[key], "align": "left", "ink": 1}
        for key in steps
    }
    for key, change in changes.items():
        blocks[key] = blocks[key] | change
    return {"palette": 0, "ground": 0, "blocks": blocks}
