"""The shelf of tests: all of them, by what one wants to find out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.assessments import rules
from bilet.assessments.instruments import Group, Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.people.models import Owner

# The shelf is sorted by what one wants to find out.
GROUPS: dict[Group, tuple[Promise | str, Promise | str]] = {
    "interests": (_("What draws me"), _("Activities you would like to spend time on")),
    "skills": (_("What comes easily to me"), _("Short tasks: counting, attention, searching")),
    "personality": (_("How I act among people"), _("Situations from school: what would be better")),
    "readiness": (_("How I choose"), _("What you know already and which step comes next")),
}
SEEN = 4  # tests of a group shown before the fold: on a phone a group fits one screen


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

    @property
    def own(self) -> list[ShelfTest]:
        """For this person: begun, then still to be taken, the shortest first, then taken."""
        mine = [test for test in self.tests if test.for_grade or test.done_at or test.is_begun]
        return sorted(mine, key=_place)

    @property
    def first(self) -> list[ShelfTest]:
        """What is seen at once; one more is not worth folding."""
        return self.own if len(self.own) <= SEEN + 1 else self.own[:SEEN]

    @property
    def more(self) -> list[ShelfTest]:
        """What is folded under the first ones."""
        return self.own[len(self.first) :]

    @property
    def others(self) -> list[ShelfTest]:
        """For other grades: open all the same."""
        own = self.own
        return [test for test in self.tests if test not in own]


def _place(test: ShelfTest) -> tuple[bool, bool, int]:
    return not test.is_begun, test.done_at is not None, test.instrument.minutes


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
        ShelfTest(each, done.get(code), code in begun, suits(each, grade))
        for code, each in instruments.items()
        if each.status != "draft"
    ]
    groups = [
        ShelfGroup(code, title, about, [t for t in tests if t.instrument.group == code])
        for code, (title, about) in GROUPS.items()
    ]
    return [group for group in groups if group.tests]


def next_test(groups: list[ShelfGroup]) -> ShelfTest | None:
    """The one to offer: begun already, or else a short way into a question not asked yet.

    A group without a result goes first; in it, a test that weighs in advice before a game.
    """
    begun = next((test for group in groups for test in group.tests if test.is_begun), None)
    unasked = [group for group in groups if not any(test.done_at for test in group.tests)]
    for group in [] if begun else [*unasked, *groups]:
        if open_ := [test for test in group.tests if test.is_open]:
            return min(open_, key=_weight)
    return begun


def _weight(test: ShelfTest) -> tuple[bool, int]:
    return test.instrument.evidence_class == "C", test.instrument.minutes


def suits(instrument: Instrument, grade: int | None) -> bool:
    """Whether the test is meant for this grade; for a nameless visitor every test is."""
    return grade is None or instrument.grades.from_ <= grade <= instrument.grades.to
