"""Results of tests: one, all of a pupil, and what was begun."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bilet.assessments import rules
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import PlayerSettings, Sitting
from bilet.assessments.passport import hidden_scales
from bilet.assessments.reading import Reading, read_scores
from bilet.people.models import Owner, Pupil

YOUNG = 7  # the last grade for which pictures stand beside the words at first
GUEST_ZONE = ZoneInfo("Europe/Moscow")


def latest_scores(owner: Owner) -> dict[str, Sitting]:
    """The newest sitting of each test taken with attention, its scores at hand. Two queries."""
    rows = (
        Sitting.objects.of(owner)
        .with_attention()
        .order_by("instrument", "-finished_at")
        .distinct("instrument")
        .defer("answers")
        .prefetch_related("scores")
    )
    return {sitting.instrument: sitting for sitting in rows}


def own_sittings(
    owner: Owner, instrument: Instrument, *, at: datetime
) -> tuple[Sitting | None, Sitting | None]:
    """The sitting to go on with, and the last finished one. One query."""
    rows = list(Sitting.objects.of(owner).filter(instrument=instrument.code).defer("answers"))
    begun = [
        row
        for row in rows
        if row.finished_at is None
        and row.version == instrument.version
        and row.started_at > rules.resumed_since(at)
    ]
    finished = sorted(
        (row for row in rows if row.finished_at), key=lambda row: row.finished_at or at
    )
    return (begun[0] if begun else None), (finished[-1] if finished else None)


@dataclass(frozen=True, slots=True)
class ResultPage:
    """All that a page about one result needs to know."""

    sitting: Sitting
    instrument: Instrument
    reading: Reading
    is_outdated: bool  # taken with an older version of the test


def result_page(sitting: Sitting) -> ResultPage | None:
    """The result in words; None while the test is not finished or is no longer kept.

    At most one query: none when the scores have been prefetched.
    """
    instrument = INSTRUMENTS.get(sitting.instrument)
    if instrument is None or sitting.finished_at is None:
        return None
    return ResultPage(
        sitting=sitting,
        instrument=instrument,
        reading=read_scores(
            instrument,
            list(sitting.scores.all()),
            hidden=hidden_scales().get(instrument.code, frozenset()),
        ),
        is_outdated=instrument.version != sitting.version,
    )


def zone_of(pupil: Pupil | None) -> ZoneInfo:
    """The zone in which dates are shown: of the pupil's region, Moscow's for guests."""
    return pupil.region.zone if pupil else GUEST_ZONE


def settings_of(owner: Owner) -> PlayerSettings:
    """What makes tests easier for this person. One query.

    A newcomer of grades 6–7 has pictures; all else is asked for.
    """
    grade = owner.pupil.grade if owner.pupil else None
    newcomer = PlayerSettings(pictures=grade is not None and grade <= YOUNG)
    return PlayerSettings.objects.of(owner).first() or newcomer
