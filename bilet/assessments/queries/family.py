"""What adults of the family read of a pupil's results, and what the pupil decides about it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef
from django.utils import timezone

from bilet.assessments import rules
from bilet.assessments.models import (
    Guess,
    Opinion,
    ScaleScore,
    SharedAll,
    Sitting,
    SittingQuerySet,
)
from bilet.assessments.queries.results import ResultPage, result_page
from bilet.assessments.rules import Reads
from bilet.people.models import Guardianship, Person, Pupil
from bilet.people.policy import policy
from bilet.people.rules import keeps_details


@dataclass(frozen=True, slots=True)
class FamilyResult:
    """One result, and how much of it adults of the family read."""

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


def family_results(pupil: Pupil, *, at: datetime) -> list[FamilyResult]:
    """The newest result of each test that an adult may read, newest first. Three queries."""
    closed = rules.sensitive_tests()
    rows = _finished(pupil).exclude(instrument__in=closed, shared__isnull=True)
    found = _pages(pupil, rows.order_by("instrument", "-finished_at").distinct("instrument"), at)
    return [result for result in found if not result.is_hidden]


def family_result(pupil: Pupil, sitting_id: UUID, *, at: datetime) -> FamilyResult | None:
    """One result; None when there is none, or none that an adult may read. Three queries."""
    found = _pages(pupil, _finished(pupil).filter(pk=sitting_id), at)
    return next((result for result in found if not result.is_hidden), None)


def own_results(pupil: Pupil, *, at: datetime) -> list[FamilyResult]:
    """For the pupil: the newest result of each test, and older ones still shared. Three queries."""
    newest = _finished(pupil).order_by("instrument", "-finished_at").distinct("instrument")
    rows = _finished(pupil).filter(pk__in=newest.values("pk"))
    return _pages(pupil, rows | _finished(pupil).filter(shared__isnull=False), at)


def rows_kept_from(pupil: Pupil, reader: Person) -> set[Model]:
    """What `reader` does not take along in the file of all data. At most five queries.

    From a guardian the pupil keeps answers and scores whose details the family does not read;
    a guess is between the guardian who gave it and, once they have compared, the pupil.
    """
    guesses = Guess.objects.filter(pupil=pupil)
    if reader.pk == pupil.person_id:
        return set(guesses.filter(compared_at=None))
    at, every = timezone.now(), shares_all(pupil)
    sittings = Sitting.objects.filter(pupil=pupil).select_related("shared").defer("answers")
    kept = [each for each in sittings if _reads(pupil, each, every, at) != Reads.DETAILS]
    return {
        *kept,
        *ScaleScore.objects.filter(sitting__in=kept),
        *Opinion.objects.filter(sitting__in=kept),
        *guesses.exclude(guardian=reader),
    }


def _finished(pupil: Pupil) -> SittingQuerySet:
    return Sitting.objects.finished().filter(pupil=pupil).select_related("shared").defer("answers")


def _pages(pupil: Pupil, rows: SittingQuerySet, at: datetime) -> list[FamilyResult]:
    every = shares_all(pupil)
    sittings = sorted(
        rows.prefetch_related("scores"), key=lambda sitting: sitting.finished_at or at, reverse=True
    )
    return [
        FamilyResult(page, _reads(pupil, sitting, every, at), hasattr(sitting, "shared"))
        for sitting in sittings
        if (page := result_page(sitting)) is not None
    ]


def _reads(pupil: Pupil, sitting: Sitting, every: bool, at: datetime) -> Reads:
    return rules.family_reads(
        pupil,
        sitting.instrument,
        shared=hasattr(sitting, "shared"),
        shares_all=every,
        today=_today(pupil, at),
    )


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

    @property
    def is_asked(self) -> bool:
        """Whether there is something to decide here."""
        return self.is_sensitive or (self.decides and not self.shares_all)


def with_sharing(rows: SittingQuerySet) -> SittingQuerySet:
    """Joins what `sharing_of` reads."""
    guesses = Guess.objects.filter(
        pupil=OuterRef("pupil"),
        instrument=OuterRef("instrument"),
        version=OuterRef("version"),
        guardian__guardian_of__pupil=OuterRef("pupil"),
        guardian__guardian_of__status=Guardianship.Status.ACTIVE,
    )
    joined = rows.select_related("shared", "pupil__region", "pupil__shared_all")
    return joined.annotate(is_guessed=Exists(guesses))


def sharing_of(sitting: Sitting, *, at: datetime) -> Sharing | None:
    """None for a guest, who has no family here. No query after `with_sharing`."""
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
