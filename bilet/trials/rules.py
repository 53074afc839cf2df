"""What trials allow. Rules read; they never write."""

from datetime import datetime

from bilet.people.models import Owner
from bilet.people.rules import has_consent
from bilet.trials import errors
from bilet.trials.checks import Product, steps_made
from bilet.trials.models import ASKED_WITHIN, MENTOR_FEEDBACK, TrialRun
from bilet.trials.program import OnlineTask, Program

PRODUCT_BYTES = 200_000


def check_startable(program: Program, owner: Owner) -> None:
    if program.online is None:
        raise errors.NoOnlineTaskError
    if owner.pupil is None and owner.guest is None:
        raise errors.NotAPupilError


def check_made(task: OnlineTask, product: Product) -> None:
    """Something of the task is done: a look at an empty page is not a trial."""
    if not steps_made(task, product):
        raise errors.NothingMadeError


def check_review_may_be_asked(run: TrialRun, at: datetime) -> None:
    """A pupil of today, with the consent, soon after the trial."""
    if run.finished_at is None:
        raise errors.NotFinishedError
    if run.pupil is None:
        raise errors.GuestReviewError
    if run.finished_at <= at - ASKED_WITHIN:
        raise errors.TooLateForReviewError(days=ASKED_WITHIN.days)
    if not has_consent(run.pupil, MENTOR_FEEDBACK):
        raise errors.NoReviewConsentError
