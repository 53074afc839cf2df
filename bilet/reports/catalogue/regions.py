"""Which regions work here?"""

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization
from bilet.people.models import Pupil
from bilet.reports.base import Period, Report, Rows


def rows(scope: Organization, period: Period) -> Rows:
    pupils = (
        Pupil.objects.filter(region=OuterRef("pk"), created_at__lt=period.until)
        .order_by()
        .values("region")
        .annotate(number=Count("pk"))
    )
    return (
        Organization.objects.filter(kind=Organization.Kind.REGION, path__startswith=scope.path)
        .annotate(number=Coalesce(Subquery(pupils.values("number")), 0))
        .values_list("code", "name", F("number"))
        .order_by("code")
    )


REPORT = Report(
    code="regions",
    title=_("Regions"),
    columns=(_("Code"), _("Region"), _("Pupils")),
    rows=rows,
)
