"""What the player sends by itself: who may, what it holds, what is answered.

No HTTP here, because two servers speak it: the site and the lane of answers (`config.lane`).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from bilet.assessments import errors, rules
from bilet.assessments.payload import Batch, read_batch
from bilet.assessments.saving import Saved
from bilet.assessments.tokens import Pass, read_token
from bilet.core.errors import DomainError

STATUSES: dict[type[DomainError], int] = {
    errors.PageTooOldError: 401,
    errors.SittingGoneError: 404,
    errors.OutdatedSittingError: 410,
    errors.AnswersTooLargeError: 413,
    errors.LaneBusyError: 503,
}


def opened_by(authorization: str, sitting: UUID, *, at: datetime) -> Pass:
    """What the token in `Authorization: Sitting <token>` opens.

    Raises:
        PageTooOldError: it opens nothing, or another sitting.
    """
    scheme, _, token = authorization.partition(" ")
    opened = read_token(token if scheme == "Sitting" else "", at=at)
    if opened.sitting != sitting:
        raise errors.PageTooOldError
    return opened


def answers_in(body: bytes, opened: Pass) -> Batch:
    """The answers in the body of a request, all to questions of the sitting's test.

    Raises:
        AnswersTooLargeError, UnreadableAnswersError: the place is named.
    """
    batch = read_batch(body)
    rules.check_known_items(opened.instrument, opened.version, batch.answers)
    return batch


def receipt(saved: Saved | None) -> dict[str, Any]:
    """What the player hears of a batch.

    Raises:
        SittingGoneError: there was no such sitting.
    """
    if saved is None:
        raise errors.SittingGoneError
    return {"saved": saved.highest, "finished": saved.finished}


def refusal(error: DomainError) -> tuple[int, dict[str, str]]:
    """Status and body of a no, in the language that is active."""
    return STATUSES.get(type(error), 422), {"error": str(error)}
