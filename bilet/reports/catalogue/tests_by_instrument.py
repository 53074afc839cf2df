"""How often was each test taken, and how often with attention?"""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from bilet.assessments.library import INSTRUMENTS
from bilet.orgs.models import Organization
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import sittings_below


def rows(scope: Organization, period: Period) -> Rows:
    titles = {code: instrument.title for code, instrument in INSTRUMENTS.all().items()}
    counted = (
        sittings_below(scope, period)
        .values_list("instrument")
        .annotate(
            number=Count("pk"),
            with_attention=Count("pk", filter=Q(is_flagged=False)),
            pupils=Count("pupil", distinct=True),
        )
        .order_by("instrument")
    )
    return ((titles.get(code, code), *numbers) for code, *numbers in counted)


REPORT = Report(
    code="tests-by-instrument",
    title=_("Tests taken"),
    columns=(_("Test"), _("Finished"), _("With attention"), _("Pupils")),
    rows=rows,
    total=1,
)
