"""The own plan: words in versions, steps, who reads it, the teacher's word in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from bilet.guidance import rules
from bilet.guidance.models import OwnPlan, PlanStep, PlanVersion, TeacherNote
from bilet.people.models import Owner, Person, Pupil


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step somebody wants to add; `code` and `profession` name the thing, if there is one."""

    kind: str
    words: str = ""
    code: str = ""
    profession: str = ""
    due: date | None = None


def plan_for(owner: Owner, *, at: datetime) -> OwnPlan:
    """The owner's plan; a new one when there is none yet."""
    plan, _ = OwnPlan.objects.get_or_create(
        pupil=owner.pupil, guest=owner.guest, defaults={"made_at": at}
    )
    return plan


@transaction.atomic
def write_words(owner: Owner, *, goals: str, words: str, at: datetime) -> PlanVersion | None:
    """Keep goals and reasons as a new version; the earlier one stays.

    Returns:
        None when nothing was said, or the same as before.
    """
    plan = plan_for(owner, at=at)
    last = plan.versions.first()
    if (goals, words) == ((last.goals, last.words) if last else ("", "")) or not (goals or words):
        return None
    return PlanVersion.objects.create(plan=plan, goals=goals, words=words, at=at)


@transaction.atomic
def add_step(
    owner: Owner, wanted: Wanted, *, done: Mapping[UUID, datetime], at: datetime
) -> PlanStep:
    """One step more; the open step about the same thing when there is one.

    Args:
        done: Steps done by themselves, with the moment: the thing may be wanted once more.

    Raises:
        UnknownThingError: there is no such test, programme, course, subject or profession.
        TooManyStepsError: so many open steps that nobody keeps them in view.
    """
    rules.check_thing(wanted.kind, wanted.code, wanted.profession)
    plan = plan_for(owner, at=at)
    for step_id, moment in done.items():
        plan.steps.filter(pk=step_id, done_at__isnull=True).update(done_at=moment)
    fields = {"words": wanted.words, "profession": wanted.profession, "due": wanted.due}
    if wanted.code:
        open_ = {"plan": plan, "kind": wanted.kind, "code": wanted.code, "done_at": None}
        found = PlanStep.objects.filter(**open_).first()
        if found is not None:
            return found
    rules.check_room(plan)
    if not wanted.code:
        return PlanStep.objects.create(plan=plan, kind=wanted.kind, made_at=at, **fields)
    # Two taps at once: the constraint lets one of them through, the other finds its row.
    step, _ = PlanStep.objects.get_or_create(**open_, defaults={"made_at": at, **fields})
    return step


def change_step(step: PlanStep, *, words: str, due: date | None) -> None:
    step.words, step.due = words, due
    step.save(update_fields=["words", "due"])


def mark_step(step: PlanStep, *, is_done: bool, at: datetime) -> None:
    """Done by the person's own word, or not done after all.

    Raises:
        StepIsOpenError: the same thing stands open in the plan once more.
    """
    if not is_done:
        rules.check_may_open(step)
    step.done_at = at if is_done else None
    step.save(update_fields=["done_at"])


def share_plan(owner: Owner, *, shows: bool, at: datetime) -> None:
    """Show the plan to the family, or keep it; the last word counts, at once."""
    plan = plan_for(owner, at=at)
    OwnPlan.objects.filter(pk=plan.pk).update(is_shared=shows)


@transaction.atomic
def leave_note(pupil: Pupil, *, by: Person, phrase: str, words: str, at: datetime) -> TeacherNote:
    """The teacher's short word in the plan. The pupil and the family read it; nobody answers."""
    plan = plan_for(Owner(pupil=pupil), at=at)
    return TeacherNote.objects.create(
        plan=plan, author=by, author_name=by.polite_name, phrase=phrase, words=words, at=at
    )


@transaction.atomic
def claim_plan(guest: UUID, pupil: Pupil) -> None:
    """A guest's plan goes to the pupil. Joined with the pupil's own, nothing of it is lost.

    The pupil's own words stay the last ones, and of two open steps about one thing the own stays.
    """
    theirs = OwnPlan.objects.filter(guest=guest).first()
    if theirs is None:
        return
    own = OwnPlan.objects.filter(pupil=pupil).first()
    if own is None:
        theirs.pupil, theirs.guest = pupil, None
        theirs.save(update_fields=["pupil", "guest"])
        return
    last, newer = own.versions.first(), theirs.versions.first()
    same = own.steps.filter(done_at__isnull=True, kind=OuterRef("kind"), code=OuterRef("code"))
    theirs.steps.filter(Exists(same), done_at__isnull=True).exclude(code="").delete()
    theirs.steps.update(plan=own)
    theirs.versions.update(plan=own)
    if last and newer and newer.at >= last.at:
        PlanVersion.objects.create(
            plan=own, goals=last.goals, words=last.words, at=newer.at + rules.A_MOMENT
        )
    theirs.delete()


def forget_guest_plans(*, before: datetime) -> int:
    """Delete plans of guests that were begun long ago. Returns how many rows went."""
    count, _ = OwnPlan.objects.filter(guest__isnull=False, made_at__lt=before).delete()
    return count
