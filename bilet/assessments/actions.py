"""Everything that changes sittings. One verb, one transaction, one function."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from bilet.assessments import attention, rules, saving
from bilet.assessments.instruments import Instrument
from bilet.assessments.models import (
    Guess,
    Opinion,
    PlayerSettings,
    ScaleScore,
    SharedAll,
    SharedResult,
    ShownToTeacher,
    Sitting,
)
from bilet.assessments.paper import Paper
from bilet.assessments.payload import Batch
from bilet.assessments.saving import Saved
from bilet.assessments.scorers import scored
from bilet.content.kinds import spoken
from bilet.people.models import Owner, Person, Pupil
from bilet.psychometrics.quality import needs_retake

SEED_BITS = 48


def start_sitting(owner: Owner, instrument: Instrument, *, at: datetime) -> Sitting:
    """Begin a test, or go on with the sitting of this version begun less than 14 days ago.

    Raises:
        AdultSittingError: neither a pupil nor a guest.
    """
    rules.check_may_sit(owner)
    begun = Sitting.objects.of(owner).filter(
        instrument=instrument.code,
        version=instrument.version,
        finished_at=None,
        started_at__gt=rules.resumed_since(at),
    )
    return begun.first() or Sitting.objects.create(
        pupil=owner.pupil,
        guest=owner.guest,
        instrument=instrument.code,
        version=instrument.version,
        seed=secrets.randbits(SEED_BITS),
        language=spoken(),
        started_at=at,
    )


def save_answers(sitting: UUID, batch: Batch) -> Saved | None:
    """Merge a batch into the sitting in one SQL statement; None when there is no such sitting.

    A finished sitting stays as it is.
    """
    batches = {sitting: batch}
    with connection.cursor() as cursor:
        cursor.execute(saving.SAVE, saving.parameters(batches))
        rows = cursor.fetchall()
    return saving.outcomes(rows, batches).get(sitting)


@transaction.atomic
def finish(sitting_id: UUID, *, at: datetime) -> Sitting:
    """Score the sitting and close it. Finishing twice, even at once, leaves one set of scores.

    Raises:
        Sitting.DoesNotExist: there is none.
        OutdatedSittingError: the test has a new version by now.
        NothingAnsweredError: there is nothing to score.
    """
    sitting = Sitting.objects.select_for_update().get(pk=sitting_id)
    if sitting.finished_at is not None:
        return sitting
    instrument = rules.check_finishable(sitting)
    given = {item: answer["v"] for item, answer in sitting.answers.items()}
    found = scored(instrument, sitting.seed, given, language=sitting.language)
    ScaleScore.objects.bulk_create(
        ScaleScore(
            sitting=sitting,
            scale=score.scale,
            value=score.value,
            standard_error=score.error,
            lowest=score.lowest,
            highest=score.highest,
            band=score.band,
        )
        for score in found.scores
    )
    raised = attention.flags_of(instrument, sitting.answers)
    sitting.marks = found.marks
    sitting.flags = sorted(raised)
    sitting.is_flagged = needs_retake(raised)
    sitting.finished_at = at
    sitting.save(update_fields=["marks", "flags", "is_flagged", "finished_at"])
    return sitting


def give_opinion(sitting: Sitting, *, fits: bool, at: datetime) -> Opinion:
    """What the person says of the result; the last word counts."""
    opinion, _ = Opinion.objects.update_or_create(
        sitting=sitting, defaults={"fits": fits, "at": at}
    )
    return opinion


def share_result(sitting: Sitting, *, shows: bool, at: datetime) -> None:
    """Show one result to the family, or take it back; the last word counts, at once."""
    if shows:
        SharedResult.objects.get_or_create(sitting=sitting, defaults={"at": at})
    else:
        SharedResult.objects.filter(sitting=sitting).delete()


def show_to_teacher(sitting: Sitting, *, shows: bool, at: datetime) -> None:
    """Show one result to the teacher-navigators of the class, or take it back, at once.

    Raises:
        NoTeacherReadsError: the family has not let them see results, or not in this class.
    """
    pupil = sitting.pupil
    if not shows or pupil is None:
        ShownToTeacher.objects.filter(sitting=sitting).delete()
        return
    ShownToTeacher.objects.update_or_create(
        sitting=sitting, defaults={"school_class": rules.reading_class(pupil), "at": at}
    )


def hide_from_teacher(pupil: Pupil, purpose: str) -> None:
    """With the consent goes what the pupil showed the teacher: given anew, it opens nothing old."""
    if purpose == rules.RESULTS_TO_TEACHER:
        ShownToTeacher.objects.filter(sitting__pupil=pupil).delete()


def share_all(pupil: Pupil, *, shows: bool, at: datetime) -> None:
    """Show all results to the family, coming ones too; or none but those shared one by one."""
    if shows:
        SharedAll.objects.get_or_create(pupil=pupil, defaults={"at": at})
    else:
        SharedAll.objects.filter(pupil=pupil).delete()


@transaction.atomic
def keep_guess(
    pupil: Pupil,
    guardian: Person,
    instrument: Instrument,
    steps: Mapping[str, int],
    *,
    at: datetime,
) -> Guess:
    """What the guardian thinks; a new guess replaces the one before.

    Args:
        steps: scale → step, from 0 to `rules.GUESS_STEPS` − 1.

    Raises:
        GuessFixedError: it has been compared already.
    """
    key = {
        "pupil": pupil,
        "guardian": guardian,
        "instrument": instrument.code,
        "version": instrument.version,
    }
    made, _ = Guess.objects.get_or_create(**key, defaults={"answers": dict(steps)})
    # The pupil may agree to compare at this very moment: one of the two goes first.
    guess = Guess.objects.select_for_update().get(pk=made.pk)
    rules.check_open(guess)
    guess.answers = dict(steps)
    guess.is_blind = rules.is_blind(pupil, guardian, instrument)
    guess.at = at
    guess.save(update_fields=["answers", "is_blind", "at"])
    return guess


@transaction.atomic
def compare_guess(guess_id: UUID, *, agrees: bool, at: datetime) -> Guess:
    """The pupil opens the comparison with one guardian's guess, or closes it again.

    The first time the guess and the sitting are fixed.

    Raises:
        Guess.DoesNotExist: there is none.
        NothingToCompareError: the pupil has no result of that version taken with attention.
    """
    guess = Guess.objects.select_for_update().get(pk=guess_id)
    if agrees:
        guess.sitting = guess.sitting or rules.sitting_to_compare(guess)
        guess.compared_at = guess.compared_at or at
        guess.closed_at = None
    elif guess.is_open:
        guess.closed_at = at
    guess.save(update_fields=["sitting", "compared_at", "closed_at"])
    return guess


def keep_settings(owner: Owner, wanted: Mapping[str, bool]) -> None:
    """What makes tests easier for this person; the last word counts.

    Raises:
        AdultSittingError: neither a pupil nor a guest.
    """
    rules.check_may_sit(owner)
    whose = {"pupil": owner.pupil} if owner.pupil else {"guest": owner.guest}
    PlayerSettings.objects.update_or_create(**whose, defaults=wanted)


def claim_sittings(guest: UUID, pupil: Pupil) -> None:
    """What the guest has answered belongs to the pupil they became."""
    Sitting.objects.filter(guest=guest).update(pupil=pupil, guest=None)
    if not PlayerSettings.objects.filter(pupil=pupil).exists():
        PlayerSettings.objects.filter(guest=guest).update(pupil=pupil, guest=None)


def forget_guest_sittings(*, before: datetime) -> int:
    """Delete what guests left behind. Returns how many sittings."""
    rows = Sitting.objects.filter(guest__isnull=False, started_at__lt=before)
    still = Sitting.objects.filter(guest__isnull=False, started_at__gte=before).values("guest")
    PlayerSettings.objects.filter(guest__isnull=False).exclude(guest__in=still).delete()
    return rows.delete()[1].get(Sitting._meta.label, 0)


@transaction.atomic
def enter_sheet(
    paper: Paper, pupil: Pupil, batch: Batch, *, by: Person, at: datetime
) -> tuple[Sitting, bool]:
    """What a pupil answered on paper, typed in by somebody at school, scored at once.

    Returns:
        The sitting, and whether it is new: a sheet typed in before stays as it is.
    """
    sitting, is_new = Sitting.objects.get_or_create(
        pupil=pupil,
        instrument=paper.instrument.code,
        version=paper.instrument.version,
        seed=paper.seed,
        is_entered=True,
        defaults={
            "language": paper.language,
            "answers": batch.model_dump(mode="json")["answers"],
            "entered_by": by,
            "started_at": at,
        },
    )
    return (finish(sitting.pk, at=at), True) if is_new else (sitting, False)
