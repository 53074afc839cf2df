"""Everything that changes runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bilet.people.models import Owner, Person, Pupil
from bilet.trials import errors, rules
from bilet.trials.checks import Product, feedback_of, steps_made
from bilet.trials.models import REVIEW_WITHIN, TrialRun
from bilet.trials.program import OnlineTask, Program


def start_run(program: Program, owner: Owner, *, field: str, interest: int) -> TrialRun:
    """Begin, or go on with what was begun.

    Raises:
        DomainError: the programme has no online task, or the owner is an adult.
    """
    rules.check_startable(program, owner)
    begun = TrialRun.objects.of(owner).filter(program=program.code, finished_at__isnull=True)
    return begun.first() or TrialRun.objects.create(
        pupil=owner.pupil,
        guest=None if owner.pupil else owner.guest,
        program=program.code,
        program_version=program.version,
        profession=program.profession,
        field=field,
        interest_before=interest,
    )


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: the number that stands now."""

    state: Literal["saved", "older", "finished"]
    seq: int


def save_product(
    owner: Owner, run_id: UUID, *, seq: int, product: Mapping[str, Any]
) -> Saved | None:
    """Keep the product when `seq` is newer than what is kept: one conditional UPDATE.

    Saves may come twice and in any order; the newest stays. None: there is no such run.
    """
    own = TrialRun.objects.of(owner).filter(pk=run_id)
    newer = own.filter(saved_seq__lt=seq, finished_at__isnull=True)
    if newer.update(product=product, saved_seq=seq):
        return Saved("saved", seq)
    kept = own.values("saved_seq", "finished_at").first()
    if kept is None:
        return None
    return Saved("finished" if kept["finished_at"] else "older", kept["saved_seq"])


@transaction.atomic
def finish_run(
    run: TrialRun, task: OnlineTask, product: Product, *, raw: Mapping[str, Any], at: datetime
) -> TrialRun:
    """Freeze the product with what our own checks say of it. Finishing twice changes nothing.

    Raises:
        NothingMadeError: no step of the task is done.
    """
    kept = TrialRun.objects.select_for_update().get(pk=run.pk)
    if kept.finished_at is not None:
        return kept
    rules.check_made(task, product)
    kept.product = dict(raw)
    kept.steps_done = steps_made(task, product)
    kept.feedback = feedback_of(task, product)
    kept.finished_at = at
    kept.save(update_fields=["product", "steps_done", "feedback", "finished_at"])
    return kept


def reflect(run: TrialRun, *, interest: int, verdict: str, words: str) -> None:
    """What the pupil says afterwards; may be said again.

    Raises:
        NotFinishedError: the trial is still under way.
    """
    said = TrialRun.objects.filter(pk=run.pk, finished_at__isnull=False).update(
        interest_after=interest, verdict=verdict, words=words
    )
    if not said:
        raise errors.NotFinishedError


def ask_review(run: TrialRun, *, at: datetime | None = None) -> None:
    """Put the work into the mentors' queue; once more when nobody answered in time.

    Raises:
        DomainError: the run is a guest's, too old, unfinished, or there is no consent.
    """
    at = at or timezone.now()
    rules.check_review_may_be_asked(run, at)
    TrialRun.objects.filter(
        Q(review_asked_at__isnull=True) | Q(review_asked_at__lte=at - REVIEW_WITHIN),
        pk=run.pk,
        reviewed_at__isnull=True,
    ).update(review_asked_at=at)


def review_run(
    run: TrialRun,
    *,
    by: Person,
    levels: Mapping[str, str],
    phrases: Sequence[str],
    at: datetime | None = None,
) -> None:
    """The mentor's word, given once. Who may give it is asked by the gate before.

    Raises:
        AlreadyReviewedError: somebody was faster.
    """
    given = TrialRun.objects.filter(pk=run.pk, reviewed_at__isnull=True).update(
        reviewed_at=at or timezone.now(),
        mentor=by,
        mentor_name=by.polite_name,
        review={"levels": dict(levels), "phrases": list(phrases)},
    )
    if not given:
        raise errors.AlreadyReviewedError


def claim_runs(guest: UUID, pupil: Pupil) -> None:
    """A guest became `pupil`: the guest's runs are the pupil's now."""
    TrialRun.objects.filter(guest=guest).update(guest=None, pupil=pupil)


def forget_guest_runs(*, before: datetime) -> int:
    """Delete what guests began before that moment and nobody claimed. Returns how many."""
    deleted, _by_model = TrialRun.objects.filter(
        guest__isnull=False, started_at__lt=before
    ).delete()
    return deleted
