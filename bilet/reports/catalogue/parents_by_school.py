"""How many parents are here, by school?"""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization
from bilet.people.models import Guardianship
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import pupils_below


def rows(scope: Organization, period: Period) -> Rows:
    """Each parent once: with the school of the first child by name."""
    links = (
        Guardianship.objects.active()
        .filter(pupil__in=pupils_below(scope, period), created_at__lt=period.until)
        .order_by("guardian", "pupil__school__name")
        .distinct("guardian")
    )
    return (
        Guardianship.objects.filter(pk__in=links.values("pk"))
        .values_list("pupil__school__parent__name", "pupil__school__name")
        .annotate(number=Count("pk"), confirmed=Count("pk", filter=Q(level__gte=2)))
        .order_by("pupil__school__parent__name", "pupil__school__name")
    )


REPORT = Report(
    code="parents-by-school",
    title=_("Parents"),
    columns=(_("Municipality"), _("School"), _("Parents"), _("Confirmed by the school")),
    rows=rows,
    total=2,
)
