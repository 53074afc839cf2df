"""Why a check was not taken."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class UnansweredError(DomainError):
    message = _("Answer every question: %(left)s left.")
