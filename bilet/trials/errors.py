"""How trials say no: what happened, and what to do now."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class NoOnlineTaskError(DomainError):
    message = _("This programme has no online variant. Look for an event where it is run.")


class NotAPupilError(DomainError):
    message = _(
        "A trial belongs to a pupil, and you are signed in as an adult. "
        "To look around, open this page in a private window, without signing in."
    )


class NothingMadeError(DomainError):
    message = _(
        "There is nothing to finish yet. Do one step of the task, "
        "or simply leave the page: the trial will wait."
    )


class UnreadableProductError(DomainError):
    message = _(
        "The work came to us broken and was not finished. "
        "Reload the page: what you made lies on your device. Then finish again."
    )


class ProductTooLargeError(DomainError):
    message = _("The work is larger than 200 KB and was not kept. Make it shorter.")


class NotFinishedError(DomainError):
    message = _("The trial is not finished. Finish the task first, then go on.")


class GuestReviewError(DomainError):
    message = _(
        "A mentor answers pupils, and you are here as a guest. "
        "Join your class or sign in: the work will come along."
    )


class NoReviewConsentError(DomainError):
    message = _(
        "A mentor may see the work only with a consent to mentors' words. "
        "Give it in the consents, or ask your parent to, and come back."
    )


class TooLateForReviewError(DomainError):
    message = _(
        "A mentor can be asked within %(days)s days after the trial, and they are over. "
        "Do the trial once more, and ask at once."
    )


class AlreadyReviewedError(DomainError):
    message = _("Another mentor has answered already. Take the next work of the queue.")
