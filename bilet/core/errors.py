"""How the domain says no."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule forbids this. The text is written for the person at the screen.

    Subclass it next to the rule, and say two things: what happened, and what to do now.
    Nobody catches it: `core.http.DomainErrorMiddleware` shows it and answers 422.
    """

    message: Promise | str = _("This cannot be done right now. Please try again later.")

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message % details if details else self.message)

    def __str__(self) -> str:
        """In the language of the reader, not of the moment when it was raised."""
        return str(self.message) % self.details if self.details else str(self.message)


class TooManyTriesError(DomainError):
    message = _("Too many tries. Wait %(minutes)s min and try again.")
