"""All evidence of one owner, in five queries whatever its amount.

Now and then one query more: which scales have shown to be poor is asked once in ten minutes.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.db.models import Avg, Case, FloatField, Max, Q, Value, When
from django.utils.translation import gettext

from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.assessments.passport import hidden_scales
from bilet.assessments.scorers import cuts_of
from bilet.events import rules as events_rules
from bilet.events.models import Booking, Event, Mark, Reflection
from bilet.guidance.engine.aptitudes import as_level, in_levels, weighs_as_skill
from bilet.guidance.engine.facts import (
    Evidence,
    Kind,
    MarkFact,
    Score,
    TestFact,
    TrialFact,
    Verdict,
)
from bilet.guidance.engine.library import aptitude_of, asks_for_wishes
from bilet.guidance.models import ProfessionMark
from bilet.people.models import Owner, Pupil
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS
from bilet.trials.models import TrialRun

# What a mentor's criterion is worth. The first step made is no word against anybody.
RUBRIC = {Mark.Level.START: 0.5, Mark.Level.CLOSE: 0.75, Mark.Level.DONE: 1.0}


def evidence_of(owner: Owner, *, at: datetime) -> Evidence:
    """Tests, trials and marks of a pupil or a guest, up to `at`. At most five queries."""
    trials = _runs(owner) + (_events(owner.pupil, at) if owner.pupil else [])
    elsewhere, marks = _marks(owner)
    return Evidence(tests=tuple(_tests(owner)), trials=(*trials, *elsewhere), marks=tuple(marks))


def _tests(owner: Owner) -> list[TestFact]:
    """The latest sitting, taken with attention, of every test that says something of the list."""
    latest = (
        Sitting.objects.of(owner)
        .with_attention()
        .order_by("instrument", "-finished_at")
        .distinct("instrument")
    )
    rows = ScaleScore.objects.filter(sitting__in=latest.values("pk")).select_related("sitting")
    scores: dict[Any, list[ScaleScore]] = defaultdict(list)
    for row in rows.defer("sitting__answers").order_by("sitting", "pk"):
        scores[row.sitting].append(row)
    facts = [_test(sitting, own) for sitting, own in scores.items()]
    return [fact for fact in facts if fact is not None]


def _test(sitting: Sitting, rows: list[ScaleScore]) -> TestFact | None:
    instrument = INSTRUMENTS.get(sitting.instrument)
    kind = kind_of(instrument) if instrument else None
    if instrument is None or kind is None or sitting.finished_at is None:
        return None
    scores = [
        score
        for row in rows
        if row.highest > row.lowest and (score := _READERS[kind](instrument, row))
    ]
    return TestFact(
        id=str(sitting.pk),
        code=instrument.code,
        title=instrument.title,
        at=sitting.finished_at,
        weighs=kind in WEIGHING and counts(instrument),
        scores=tuple(sorted(scores, key=lambda score: score.key)),
        kind=kind,
    )


WEIGHING: frozenset[Kind] = frozenset({"interests", "fields", "aptitudes"})


def kind_of(instrument: Instrument) -> Kind | None:
    """What the test says of the list; None for a test that says nothing of professions."""
    if instrument.group == "skills":
        measures = any(aptitude_of(instrument.code, scale.code) for scale in instrument.scales)
        return "aptitudes" if measures and weighs_as_skill(instrument) else None
    if instrument.group != "interests":
        return None
    if asks_for_wishes(instrument.code):
        return "wishes"
    if len({scale.riasec for scale in instrument.scales} - {None}) == len("RIASEC"):
        return "interests"
    of_fields = all(scale.code in FIELD_NAMES for scale in instrument.scales)
    return "fields" if of_fields else "talk"


def counts(instrument: Instrument) -> bool:
    """Whether numbers of the test may move the list: class A or B."""
    return instrument.evidence_class != "C"


def weighs(instrument: Instrument) -> bool:
    """Whether the list begins with the test: interests in six directions, of class A or B."""
    return kind_of(instrument) == "interests" and counts(instrument)


def _as_is(key: str, row: ScaleScore) -> Score:
    return Score(key, row.value, row.standard_error, row.lowest, row.highest)


def _interest(instrument: Instrument, row: ScaleScore) -> Score | None:
    letters = {scale.code: scale.riasec for scale in instrument.scales}
    letter = letters.get(row.scale)
    return _as_is(letter, row) if letter else None


def _field(instrument: Instrument, row: ScaleScore) -> Score | None:
    return None if _is_poor(instrument, row) else _as_is(row.scale, row)


def _aptitude(instrument: Instrument, row: ScaleScore) -> Score | None:
    """In levels: what the bands of the test call its middle and its upper part."""
    aptitude = aptitude_of(instrument.code, row.scale)
    scale = next((each for each in instrument.scales if each.code == row.scale), None)
    if aptitude is None or scale is None or _is_poor(instrument, row):
        return None
    cuts = cuts_of(instrument, scale)
    return Score(
        aptitude,
        as_level(row.value, cuts),
        in_levels(row.standard_error, cuts),
        as_level(row.lowest, cuts),
        as_level(row.highest, cuts),
    )


def _wish(instrument: Instrument, row: ScaleScore) -> Score | None:
    """Clear wishes alone: outside the middle band, and further from 0 than the error."""
    middle = (row.lowest + row.highest) / 2
    clear = abs(row.value - middle) > row.standard_error
    is_wish = clear and row.band != ScaleScore.Band.MIDDLE and not _is_poor(instrument, row)
    return _as_is(row.scale, row) if is_wish else None


def _is_poor(instrument: Instrument, row: ScaleScore) -> bool:
    """Measured so poorly, as many results have shown, that it is not shown to people."""
    return row.scale in hidden_scales().get(instrument.code, frozenset())


_READERS: dict[Kind, Callable[[Instrument, ScaleScore], Score | None]] = {
    "interests": _interest,
    "talk": _interest,
    "fields": _field,
    "aptitudes": _aptitude,
    "wishes": _wish,
}


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


def _marks(owner: Owner) -> tuple[list[TrialFact], list[MarkFact]]:
    """What was tried elsewhere, and the other marks."""
    rows = list(ProfessionMark.objects.of(owner))
    tried = [row for row in rows if row.kind == ProfessionMark.Kind.TRIED]
    return (
        [fact for row in tried if (fact := _elsewhere(row)) is not None],
        [
            MarkFact(row.profession, row.kind, row.reason, row.at)
            for row in rows
            if row.kind != ProfessionMark.Kind.TRIED
        ],
    )


def _elsewhere(mark: ProfessionMark) -> TrialFact | None:
    card = PROFESSIONS.get(mark.profession)
    if card is None:
        return None
    return TrialFact(
        id=str(mark.pk),
        source="elsewhere",
        profession=card.code,
        field=card.field,
        program="",
        title=gettext("A try of one’s own"),
        at=mark.at,
        verdict=cast(Verdict, mark.verdict),
    )


def title_of(program: str) -> str:
    found = PROGRAMS.get(program)
    return found.title if found else program
