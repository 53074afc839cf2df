"""Why a mark or an advice is not to be had, in the words of the family."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class UnknownProfessionError(DomainError):
    message = _("The catalogue has no such profession. Open the catalogue and choose again.")


class UnknownMarkError(DomainError):
    message = _("There is no such mark. Go back to the card and press one of its buttons.")


class NotForAdultsError(DomainError):
    message = _(
        "Marks belong to pupils. Show the child this card: they can mark it from their own page."
    )
