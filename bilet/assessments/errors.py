"""Why a test cannot be begun or finished, in the words the pupil reads."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class AdultSittingError(DomainError):
    message = _(
        "Tests are taken by pupils, and you are signed in as an adult. "
        "To see the questions, sign out and begin as a guest."
    )


class NothingAnsweredError(DomainError):
    message = _("There are no answers yet. Answer the questions, then look at the result.")


class OutdatedSittingError(DomainError):
    message = _("The test has been changed since you began. Begin anew: it will not take long.")


class PageTooOldError(DomainError):
    message = _(
        "This page has been open for too long. Open the test again: the answers on the device "
        "are safe."
    )


class SittingGoneError(DomainError):
    message = _("This test is no longer here. Go back to the list of tests and begin anew.")


class AnswersTooLargeError(DomainError):
    message = _("Too many answers at once. Send them in smaller parts.")


class LaneBusyError(DomainError):
    message = _("The site is very busy. The answers are safe on the device and will be sent again.")


class UnreadableAnswersError(DomainError):
    message = _("These answers cannot be read: %(what)s. Open the test again.")


class NoTeacherReadsError(DomainError):
    message = _(
        "Your teacher does not see results now: there is no consent for this class. If you want "
        "to show one, ask at home first."
    )


class GuessFixedError(DomainError):
    message = _("This guess has been compared already and stays as it is.")


class NothingToCompareError(DomainError):
    message = _("There is nothing to compare yet: take the test first, calmly, then come back.")


class OutdatedSheetError(DomainError):
    message = _(
        "This sheet is of version %(printed)s, and the test has version %(present)s by now: its "
        "questions have changed. Print a new sheet."
    )


class SheetStaysError(DomainError):
    message = _(
        "This test is personal: what a pupil answers in it is not for the school, so such sheets "
        "are not collected or typed in. The pupil can answer on the site."
    )
