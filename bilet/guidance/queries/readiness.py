"""Readiness of one person or of many: from rows to the facts of the engine."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.assessments.passport import hidden_scales
from bilet.events.models import Event, Reflection
from bilet.guidance.engine.facts import TrialFact
from bilet.guidance.engine.readiness import (
    Inventory,
    Kind,
    Leading,
    Readiness,
    Side,
    SideScore,
    leading_keys,
    readiness,
)
from bilet.guidance.queries.meaning import meaning_of
from bilet.people.models import Owner, Pupil
from bilet.people.queries.school import school_year
from bilet.professions.library import PROFESSIONS
from bilet.trials.models import TrialRun

# Which scales speak of which side. R03 and R08 ask older pupils of the same sides and stand on
# published models; R01 is for younger ones, R02 is a test to talk about.
SIDES_OF: Mapping[str, Mapping[str, Side]] = {
    "r01_readiness_young": {
        "inner_readiness": "inner",
        "awareness": "information",
        "decision": "decision",
        "independence": "independence",
    },
    "r02_choice_readiness": {
        "feeling": "inner",
        "information": "information",
        "decision": "decision",
        "planning": "decision",
        "autonomy": "independence",
    },
    "r03_adaptability": {
        "curiosity": "inner",
        "concern": "decision",
        "control": "independence",
    },
    "r08_identity": {"clarity": "inner", "information": "information"},
}
LEAST_KEYS = 3  # common to compare within a test
LETTERS_OF_A_TRIAL = 2  # a profession stands for its two leading directions


@dataclass(slots=True)
class _Known:
    """What was read of one person."""

    scores: list[ScaleScore] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)  # programme, profession, verdict

    def readiness(self, year_began: datetime | None) -> Readiness:
        sittings: dict[Sitting, list[ScaleScore]] = defaultdict(list)
        for score in self.scores:
            sittings[score.sitting].append(score)
        inventories = [i for pair in sittings.items() if (i := _inventory(*pair)) is not None]
        leading = [*_of_tests(sittings), *_of_trials(self.told)]
        programs = {program for program, _profession, _verdict in self.told}
        return readiness(inventories, leading, told_trials=len(programs), year_began=year_began)


def readiness_of(owner: Owner, *, trials: Iterable[TrialFact]) -> Readiness:
    """The readiness of a pupil or a guest whose trials are known, today. One query."""
    scores = _scores(ScaleScore.objects.filter(sitting__in=_sittings_of(owner)))
    told = [
        (trial.program, trial.profession, str(trial.verdict))
        for trial in trials
        if trial.is_told and trial.source != "elsewhere"
    ]
    return _Known(list(scores), told).readiness(None)


def readiness_of_pupils(pupils: Iterable[Pupil], *, at: datetime) -> dict[UUID, Readiness]:
    """The same of many pupils, their regions at hand, and what has changed since August.

    Two queries, however many.
    """
    wanted = {pupil.pk: pupil for pupil in pupils}
    if not wanted:
        return {}
    known: dict[UUID, _Known] = {pk: _Known() for pk in wanted}
    for score in _scores(ScaleScore.objects.filter(sitting__pupil__in=wanted)):
        if score.sitting.pupil_id is not None:
            known[score.sitting.pupil_id].scores.append(score)
    for pupil_id, *told in _told_by(list(wanted)):
        known[pupil_id].told.append((told[0], told[1], told[2]))
    return {pk: known[pk].readiness(_year_began(pupil, at)) for pk, pupil in wanted.items()}


def _sittings_of(owner: Owner) -> QuerySet[Any]:
    return Sitting.objects.of(owner).finished().values("pk")


def _scores(rows: QuerySet[ScaleScore]) -> QuerySet[ScaleScore]:
    """Of the tests that matter here, with their sittings; the oldest first."""
    tests = [
        code
        for code, test in INSTRUMENTS.all().items()
        if (code in SIDES_OF or test.group == "interests") and not test.is_sensitive
    ]
    return (
        rows.filter(sitting__instrument__in=tests, sitting__finished_at__isnull=False)
        .select_related("sitting")
        .defer("sitting__answers", "sitting__marks")
        .order_by("sitting__finished_at", "pk")
    )


def _told_by(pupils: list[UUID]) -> list[tuple[Any, str, str, str]]:
    """Pupil, programme, profession, verdict of every trial done and told. One query."""
    runs = (
        TrialRun.objects.finished()
        .filter(pupil__in=pupils)
        .exclude(verdict="")
        .values_list("pupil", "program", "profession", "verdict")
    )
    events = (
        Reflection.objects.filter(
            moment=Reflection.Moment.AFTER,
            booking__pupil__in=pupils,
            booking__attendance__isnull=False,
        )
        .exclude(verdict="")
        .exclude(booking__event__status=Event.Status.CANCELLED)
        .values_list(
            F("booking__pupil"), F("booking__event__program"), F("booking__event__profession"),
            F("verdict"),
        )
    )  # fmt: skip
    return list(runs.order_by().union(events.order_by(), all=True))


def _year_began(pupil: Pupil, at: datetime) -> datetime:
    """The first of August where the pupil lives."""
    zone = pupil.region.zone
    return datetime(school_year(timezone.localdate(at, zone)), 8, 1, tzinfo=zone)


# From rows to facts


def _inventory(sitting: Sitting, scores: list[ScaleScore]) -> Inventory | None:
    instrument = INSTRUMENTS.get(sitting.instrument)
    sides = SIDES_OF.get(sitting.instrument)
    if instrument is None or sides is None or sitting.finished_at is None:
        return None
    hidden = hidden_scales().get(instrument.code, frozenset())
    titles = {scale.code: scale.title for scale in instrument.scales}
    return Inventory(
        test=instrument.code,
        version=sitting.version,
        at=sitting.finished_at,
        evidence_class=instrument.evidence_class,
        with_attention=not sitting.is_flagged,
        scores=tuple(
            SideScore(score.scale, titles.get(score.scale, ""), sides[score.scale], *_share(score))
            for score in scores
            if score.scale in sides and score.scale not in hidden and _is_measured(score)
        ),
    )


def _is_measured(score: ScaleScore) -> bool:
    return score.highest > score.lowest and score.standard_error > 0


def _share(score: ScaleScore) -> tuple[float, float]:
    width = score.highest - score.lowest
    return (score.value - score.lowest) / width, score.standard_error / width


def _of_tests(sittings: Mapping[Sitting, list[ScaleScore]]) -> list[Leading]:
    """What the newest careful sitting of every interest test puts first."""
    newest = {sitting.instrument: sitting for sitting in sittings if not sitting.is_flagged}
    found: list[Leading] = []
    for code, sitting in newest.items():
        instrument = INSTRUMENTS.get(code)
        if instrument is not None and instrument.group == "interests":
            found += _of_test(instrument, sittings[sitting])
    return found


def _of_test(instrument: Instrument, scores: list[ScaleScore]) -> list[Leading]:
    scales = {scale.code: scale for scale in instrument.scales}
    shares: dict[Kind, dict[str, tuple[float, float]]] = defaultdict(dict)
    for score in scores:
        meaning = meaning_of(instrument, scales[score.scale]) if score.scale in scales else None
        if meaning is not None and _is_measured(score):
            shares[meaning[0]][meaning[1]] = _share(score)
    return [
        Leading(
            instrument.code,
            kind,
            leading_keys(
                {key: share for key, (share, _error) in found.items()},
                {key: error for key, (_share, error) in found.items()},
            ),
            is_proved=instrument.evidence_class != "C",
        )
        for kind, found in shares.items()
        if len(found) >= LEAST_KEYS
    ]


def _of_trials(told: Iterable[tuple[str, str, str]]) -> list[Leading]:
    """What a liked trial speaks for: the leading directions, the object and the field of work."""
    found: list[Leading] = []
    for program, profession, verdict in told:
        card = PROFESSIONS.get(profession)
        if card is None or verdict != TrialRun.Verdict.LIKED:
            continue
        numbers = dict(zip("RIASEC", card.riasec_numbers(), strict=True))
        letters = sorted(numbers, key=lambda letter: -numbers[letter])[:LETTERS_OF_A_TRIAL]
        keys: dict[Kind, Iterable[str]] = {
            "direction": letters,
            "object": card.klimov,
            "field": [str(card.field)],
        }
        found += [
            Leading(f"trial:{program}", kind, frozenset(names), is_test=False)
            for kind, names in keys.items()
        ]
    return found
