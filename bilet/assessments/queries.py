"""What the pages of tests read. Each function costs a fixed number of SQL queries."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.assessments import rules
from bilet.assessments.instruments import Group, Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import PlayerSettings, Sitting
from bilet.assessments.reading import Reading, read_scores
from bilet.people.models import Owner, Pupil

GUEST_ZONE = ZoneInfo("Europe/Moscow")
# The shelf is sorted by what one wants to find out.
GROUPS: dict[Group, tuple[Promise | str, Promise | str]] = {
    "interests": (_("What draws me"), _("Activities you would like to spend time on")),
    "skills": (_("What comes easily to me"), _("Short tasks: counting, attention, searching")),
    "personality": (_("How I act among people"), _("Situations from school: what would be better")),
    "readiness": (_("How I choose"), _("What you know already and which step comes next")),
}


@dataclass(frozen=True, slots=True)
class ShelfTest:
    instrument: Instrument
    done_at: datetime | None
    is_begun: bool
    for_grade: bool  # false: meant for another grade, open all the same

    @property
    def is_open(self) -> bool:
        """Still to be taken by this person."""
        return self.done_at is None and self.for_grade


@dataclass(frozen=True, slots=True)
class ShelfGroup:
    code: Group
    title: Promise | str
    about: Promise | str
    tests: list[ShelfTest]


def shelf(owner: Owner, *, at: datetime) -> list[ShelfGroup]:
    """All tests, with what this person has done. One query."""
    done: dict[str, datetime] = {}
    begun: set[str] = set()
    rows = Sitting.objects.of(owner).values_list(
        "instrument", "version", "started_at", "finished_at"
    )
    instruments = INSTRUMENTS.all()
    for code, version, started, finished in rows:
        if finished is not None:
            done[code] = max(finished, done.get(code, finished))
        elif code in instruments and instruments[code].version == version:
            begun |= {code} if started > rules.resumed_since(at) else set()
    grade = owner.pupil.grade if owner.pupil else None
    tests = [
        ShelfTest(each, done.get(code), code in begun, _suits(each, grade))
        for code, each in instruments.items()
        if each.status != "draft"
    ]
    groups = [
        ShelfGroup(code, title, about, [t for t in tests if t.instrument.group == code])
        for code, (title, about) in GROUPS.items()
    ]
    return [group for group in groups if group.tests]


def next_test(groups: list[ShelfGroup]) -> ShelfTest | None:
    """The one to offer: begun already, or else the shortest way from the first open group."""
    tests = [test for group in groups for test in group.tests]
    begun = next((test for test in tests if test.is_begun), None)
    return begun or next((test for test in tests if test.is_open), None)


def latest_scores(owner: Owner) -> dict[str, Sitting]:
    """The newest sitting of each test taken with attention, its scores at hand. Two queries."""
    rows = (
        Sitting.objects.of(owner)
        .with_attention()
        .order_by("instrument", "-finished_at")
        .distinct("instrument")
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


def _suits(instrument: Instrument, grade: int | None) -> bool:
    return grade is None or instrument.grades.from_ <= grade <= instrument.grades.to


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
        reading=read_scores(instrument, list(sitting.scores.all())),
        is_outdated=instrument.version != sitting.version,
    )


def results_of(pupil: Pupil) -> list[ResultPage]:
    """The newest result of each test, newest first. Two queries."""
    rows = (
        Sitting.objects.finished()
        .filter(pupil=pupil)
        .order_by("instrument", "-finished_at")
        .distinct("instrument")
        .defer("answers")
        .prefetch_related("scores")
    )
    newest = sorted(rows, key=lambda sitting: sitting.finished_at or sitting.started_at)
    pages = (result_page(sitting) for sitting in reversed(newest))
    return [page for page in pages if page is not None]


def zone_of(pupil: Pupil | None) -> ZoneInfo:
    """The zone in which dates are shown: of the pupil's region, Moscow's for guests."""
    return pupil.region.zone if pupil else GUEST_ZONE


def settings_of(owner: Owner) -> PlayerSettings:
    """What makes tests easier for this person; nothing yet for a newcomer. One query."""
    return PlayerSettings.objects.of(owner).first() or PlayerSettings()
