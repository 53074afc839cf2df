"""Why a file of labour figures cannot be read, in the words of the operator."""

from django.utils.translation import gettext_lazy as _

from bilet.core.errors import DomainError


class UnreadableFileError(DomainError):
    message = _(
        "%(name)s is no table that can be read. Save it as XLSX, ODS or CSV and try again; an "
        "empty one comes from `bilet import-labour --template FILE`."
    )


class NoColumnError(DomainError):
    message = _(
        "The first row must name the columns, and these are not there: %(columns)s. An empty "
        "table with all of them comes from `bilet import-labour --template FILE`."
    )
