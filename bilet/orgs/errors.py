"""Why the tree of organisations cannot be changed that way."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class UnknownRegionError(DomainError):
    message = _(
        "There is no region %(code)s in the content. Known regions: %(known)s. "
        "Add content/regions/<code>.yaml for another one."
    )
