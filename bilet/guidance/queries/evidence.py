"""All evidence of one owner, in five queries whatever its amount."""

from collections import defaultdict
from datetime import datetime
from typing import Any, cast

from django.db.models import Avg, Case, FloatField, Max, Q, Value, When

from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.events import rules as events_rules
from bilet.events.models import Booking, Event, Mark, Reflection
from bilet.guidance.engine.facts import Evidence, MarkFact, Score, TestFact, TrialFact, Verdict
from bilet.guidance.models import ProfessionMark
from bilet.people.models import Owner, Pupil
from bilet.trials.library import PROGRAMS
from bilet.trials.models import TrialRun

# What a mentor's criterion is worth. The first step made is no word against anybody.
RUBRIC = {Mark.Level.START: 0.5, Mark.Level.CLOSE: 0.75, Mark.Level.DONE: 1.0}


def evidence_of(owner: Owner, *, at: datetime) -> Evidence:
    """Tests, trials and marks of a pupil or a guest, up to `at`. At most five queries."""
    trials = _runs(owner) + (_events(owner.pupil, at) if owner.pupil else [])
    return Evidence(tests=tuple(_tests(owner)), trials=tuple(trials), marks=tuple(_marks(owner)))


def _tests(owner: Owner) -> list[TestFact]:
    """The latest sitting of every interest test that was taken with attention."""
    latest = (
        Sitting.objects.of(owner)
        .with_attention()
        .order_by("instrument", "-finished_at")
        .distinct("instrument")
    )
    rows = ScaleScore.objects.filter(sitting__in=latest.values("pk")).select_related("sitting")
    scores: dict[Any, list[ScaleScore]] = defaultdict(list)
    for row in rows.order_by("sitting", "pk"):
        scores[row.sitting].append(row)
    facts = [_test(sitting, own) for sitting, own in scores.items()]
    return [fact for fact in facts if fact is not None]


def _test(sitting: Sitting, rows: list[ScaleScore]) -> TestFact | None:
    instrument = INSTRUMENTS.get(sitting.instrument)
    if instrument is None or instrument.group != "interests" or sitting.finished_at is None:
        return None
    letters = {scale.code: scale.riasec for scale in instrument.scales}
    scores = [
        Score(letter, row.value, row.standard_error, row.lowest, row.highest)
        for row in rows
        if (letter := letters.get(row.scale)) and row.highest > row.lowest
    ]
    return TestFact(
        id=str(sitting.pk),
        code=instrument.code,
        title=instrument.title,
        at=sitting.finished_at,
        weighs=weighs(instrument),
        scores=tuple(sorted(scores, key=lambda score: score.letter)),
    )


def weighs(instrument: Instrument) -> bool:
    """Whether the list follows the test: interests in six directions, of class A or B."""
    letters = {scale.riasec for scale in instrument.scales} - {None}
    return (
        instrument.group == "interests"
        and instrument.evidence_class != "C"
        and len(letters) == len("RIASEC")
    )


def _runs(owner: Owner) -> list[TrialFact]:
    fields = ("pk", "program", "profession", "field", "finished_at", "interest_before",
              "interest_after", "verdict")  # fmt: skip
    return [
        TrialFact(
            id=str(run.pk),
            source="run",
            profession=run.profession,
            field=run.field,
            program=run.program,
            title=title_of(run.program),
            at=run.finished_at,
            before=run.interest_before,
            after=run.interest_after,
            verdict=cast(Verdict, run.verdict),
        )
        for run in TrialRun.objects.of(owner).finished().only(*fields)
        if run.finished_at
    ]


def _events(pupil: Pupil, at: datetime) -> list[TrialFact]:
    """Events at which the pupil was. The mentor's criteria count while the family agrees."""
    before = Q(reflections__moment=Reflection.Moment.BEFORE)
    after = Q(reflections__moment=Reflection.Moment.AFTER)
    worth = Case(
        *(When(assessment__marks__level=level, then=Value(n)) for level, n in RUBRIC.items()),
        output_field=FloatField(),
    )
    rows = (
        Booking.objects.confirmed()
        .filter(pupil=pupil, attendance__isnull=False, event__starts_at__lte=at)
        .exclude(event__status=Event.Status.CANCELLED)
        .order_by("event__starts_at", "pk")
        .values("pk", "event__program", "event__profession", "event__field", "event__ends_at")
        .annotate(
            before=Max("reflections__interest", filter=before),
            after=Max("reflections__interest", filter=after),
            verdict=Max("reflections__verdict", filter=after),
            rubric=Avg(worth),
        )
    )
    found = [dict(row) for row in rows]
    judged = any(row["rubric"] is not None for row in found)
    agreed = judged and pupil.pk in events_rules.agree_to_feedback([pupil.pk])
    return [_event(row, agreed=agreed) for row in found]


def _event(row: dict[str, Any], *, agreed: bool) -> TrialFact:
    return TrialFact(
        id=str(row["pk"]),
        source="event",
        profession=row["event__profession"],
        field=row["event__field"],
        program=row["event__program"],
        title=title_of(row["event__program"]),
        at=row["event__ends_at"],
        before=row["before"],
        after=row["after"],
        verdict=row["verdict"] or "",
        rubric=row["rubric"] if agreed else None,
    )


def _marks(owner: Owner) -> list[MarkFact]:
    return [
        MarkFact(mark.profession, mark.kind, mark.reason, mark.at)
        for mark in ProfessionMark.objects.of(owner)
    ]


def title_of(program: str) -> str:
    found = PROGRAMS.get(program)
    return found.title if found else program
