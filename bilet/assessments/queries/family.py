"""What the family and the teacher read of a pupil's results; what the pupil decides about it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone

from bilet.assessments import rules
from bilet.assessments.models import (
    Guess,
    Opinion,
    ScaleScore,
    SharedAll,
    ShownToTeacher,
    Sitting,
    SittingQuerySet,
)
from bilet.assessments.queries.results import ResultPage, result_page
from bilet.assessments.rules import Reader, Reads
from bilet.people.models import Guardianship, Person, Pupil
from bilet.people.policy import policy
from bilet.people.rules import keeps_details

SHOWN_BY = {Reader.FAMILY: "shared", Reader.TEACHER: "shown_to_teacher"}


@dataclass(frozen=True, slots=True)
class FamilyResult:
    """One result, and how much of it adults of the family, or teachers of the class, read."""

    page: ResultPage
    reads: Reads
    is_shared: bool  # by itself

    @property
    def is_sensitive(self) -> bool:
        return self.page.instrument.is_sensitive

    @property
    def has_details(self) -> bool:
        return self.reads == Reads.DETAILS

    @property
    def is_hidden(self) -> bool:
        return self.reads == Reads.NOTHING


@dataclass(frozen=True, slots=True)
class OwnResult:
    """For the pupil: one result, what the family reads of it and what the teacher does."""

    family: FamilyResult
    teacher: FamilyResult

    @property
    def page(self) -> ResultPage:
        return self.family.page


def family_results(
    pupil: Pupil, *, at: datetime, reader: Reader = Reader.FAMILY
) -> list[FamilyResult]:
    """The newest result of each test that an adult may read, newest first. Three queries."""
    closed = {"instrument__in": rules.sensitive_tests(), f"{SHOWN_BY[reader]}__isnull": True}
    rows = _finished(pupil).exclude(**closed)
    newest = rows.order_by("instrument", "-finished_at").distinct("instrument")
    return _readable(pupil, newest, at, reader)


def family_result(
    pupil: Pupil, sitting_id: UUID, *, at: datetime, reader: Reader = Reader.FAMILY
) -> FamilyResult | None:
    """One result; None when there is none, or none that an adult may read. Three queries."""
    found = _readable(pupil, _finished(pupil).filter(pk=sitting_id), at, reader)
    return next(iter(found), None)


def own_results(pupil: Pupil, *, at: datetime) -> list[OwnResult]:
    """For the pupil: the newest result of each test, and older ones still shown. Three queries."""
    newest = _finished(pupil).order_by("instrument", "-finished_at").distinct("instrument")
    shown = Q(shared__isnull=False) | Q(shown_to_teacher__isnull=False)
    rows = _finished(pupil).filter(Q(pk__in=newest.values("pk")) | shown)
    return [
        OwnResult(*(_result(pupil, page, every, at, reader) for reader in SHOWN_BY))
        for page, every in _pages(pupil, rows, at)
    ]


def rows_kept_from(pupil: Pupil, reader: Person) -> set[Model]:
    """What `reader` does not take along in the file of all data. At most six queries.

    From a guardian the pupil keeps answers and scores whose details the family does not read;
    a guess is between the guardian who gave it and, once they have compared, the pupil.
    """
    guesses = Guess.objects.filter(pupil=pupil)
    if reader.pk == pupil.person_id:
        return set(guesses.filter(compared_at=None))
    at, every = timezone.now(), shares_all(pupil)
    sittings = Sitting.objects.filter(pupil=pupil).select_related("shared").defer("answers")
    kept = [
        each for each in sittings if _reads(pupil, each, every, at, Reader.FAMILY) != Reads.DETAILS
    ]
    return {
        *kept,
        *ScaleScore.objects.filter(sitting__in=kept),
        *Opinion.objects.filter(sitting__in=kept),
        *ShownToTeacher.objects.filter(sitting__in=kept),
        *guesses.exclude(guardian=reader),
    }


def _finished(pupil: Pupil) -> SittingQuerySet:
    rows = Sitting.objects.finished().filter(pupil=pupil).defer("answers")
    return rows.select_related(*SHOWN_BY.values())


def _readable(
    pupil: Pupil, rows: SittingQuerySet, at: datetime, reader: Reader
) -> list[FamilyResult]:
    pages = _pages(pupil, rows, at)
    found = [_result(pupil, page, every, at, reader) for page, every in pages]
    return [result for result in found if not result.is_hidden]


def _pages(pupil: Pupil, rows: SittingQuerySet, at: datetime) -> list[tuple[ResultPage, bool]]:
    """Newest first, each with whether the family is shown all."""
    every = shares_all(pupil)
    sittings = sorted(
        rows.prefetch_related("scores"), key=lambda sitting: sitting.finished_at or at, reverse=True
    )
    pages = (result_page(sitting) for sitting in sittings)
    return [(page, every) for page in pages if page is not None]


def _result(
    pupil: Pupil, page: ResultPage, every: bool, at: datetime, reader: Reader
) -> FamilyResult:
    reads = _reads(pupil, page.sitting, every, at, reader)
    return FamilyResult(page, reads, _is_shown(pupil, page.sitting, reader))


def _reads(pupil: Pupil, sitting: Sitting, every: bool, at: datetime, reader: Reader) -> Reads:
    return rules.adult_reads(
        pupil,
        sitting.instrument,
        shared=_is_shown(pupil, sitting, reader),
        shares_all=every and reader == Reader.FAMILY,
        today=_today(pupil, at),
    )


def _is_shown(pupil: Pupil, sitting: Sitting, reader: Reader) -> bool:
    """By itself; to a teacher only in the class where it was shown."""
    row = getattr(sitting, SHOWN_BY[reader], None)
    if row is None or reader == Reader.FAMILY:
        return row is not None
    return bool(row.school_class_id == pupil.school_class_id)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the pupil decides about one result, and what is decided already."""

    sitting: Sitting
    is_sensitive: bool
    is_shared: bool  # by itself
    shares_all: bool
    decides: bool  # old enough to decide about scales and numbers
    age: int  # from which on pupils decide
    is_guessed: bool  # by a guardian, to be compared
    teacher_reads: bool  # the consent for this class holds
    is_shown_to_teacher: bool  # by itself

    @property
    def is_asked(self) -> bool:
        """Whether there is something to decide here."""
        return self.is_sensitive or (self.decides and not self.shares_all)

    @property
    def is_teacher_asked(self) -> bool:
        """The same towards the teacher, to whom nothing is shown all at once."""
        return self.teacher_reads and (self.is_sensitive or self.decides)


def with_sharing(rows: SittingQuerySet) -> SittingQuerySet:
    """Joins what `sharing_of` reads."""
    guesses = Guess.objects.filter(
        pupil=OuterRef("pupil"),
        instrument=OuterRef("instrument"),
        version=OuterRef("version"),
        guardian__guardian_of__pupil=OuterRef("pupil"),
        guardian__guardian_of__status=Guardianship.Status.ACTIVE,
    )
    joined = rows.select_related(*SHOWN_BY.values(), "pupil__region", "pupil__shared_all")
    return joined.annotate(is_guessed=Exists(guesses))


def sharing_of(sitting: Sitting, *, at: datetime) -> Sharing | None:
    """None for a guest, who has no family here. One query after `with_sharing`."""
    pupil = sitting.pupil
    if pupil is None:
        return None
    return Sharing(
        sitting=sitting,
        is_sensitive=rules.is_sensitive(sitting.instrument),
        is_shared=hasattr(sitting, "shared"),
        shares_all=hasattr(pupil, "shared_all"),
        decides=decides_alone(pupil, at=at),
        age=policy().own_consent_age,
        is_guessed=getattr(sitting, "is_guessed", False),
        teacher_reads=rules.teacher_reads(pupil),
        is_shown_to_teacher=_is_shown(pupil, sitting, Reader.TEACHER),
    )


def shares_all(pupil: Pupil) -> bool:
    """Whether the pupil shows all results to the family. One query."""
    return SharedAll.objects.filter(pupil=pupil).exists()


def decides_alone(pupil: Pupil, *, at: datetime) -> bool:
    """Whether the pupil is old enough to decide about scales and numbers."""
    return keeps_details(pupil, _today(pupil, at))


def _today(pupil: Pupil, at: datetime) -> date:
    """The date where the pupil lives."""
    return timezone.localdate(at, pupil.region.zone)
