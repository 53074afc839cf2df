"""Why a code, a link or a consent does not work, in the words the family reads."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class UnknownCodeError(DomainError):
    message = _(
        "This code does not fit. Check the signs: there are twelve of them, and no letter O "
        "among them. If it still does not work, ask for a new card."
    )


class ExpiredCodeError(DomainError):
    message = _("This code is out of date. Ask the person who gave it to you for a new one.")


class UsedCodeError(DomainError):
    message = _(
        "This code has been used already. If it was not you, tell the school: "
        "the class teacher will print a new one."
    )


class WrongBirthDateError(DomainError):
    message = _(
        "The birth date is not the one that the child gave. Check it. "
        "After five wrong tries the code stops working."
    )


class NumberTakenError(DomainError):
    message = _(
        "Number %(number)s of the class list is taken already. Check your number in the "
        "register; if it is yours, tell the teacher."
    )


class OwnGuardianError(DomainError):
    message = _(
        "A guardian is another person than the child. Sign out and open the link on "
        "the adult's own phone."
    )


class ConsentMissingError(DomainError):
    message = _(
        "Without the first consent we may not keep the child's name and results. "
        "Tick it, or close the page: nothing has been saved."
    )


class WrongAgeError(DomainError):
    message = _("Check the birth date: by it the child is %(age)s years old.")
