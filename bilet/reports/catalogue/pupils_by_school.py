"""How many pupils are there, by school and grade, and how far have they come?"""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bilet.assessments.models import Sitting
from bilet.orgs.models import Organization
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import pupils_below, tried_in


def rows(scope: Organization, period: Period) -> Rows:
    finished = Sitting.objects.finished().filter(
        pupil=OuterRef("pk"), finished_at__gte=period.since, finished_at__lt=period.until
    )
    return (
        pupils_below(scope, period)
        .annotate(tested=Exists(finished), tried=tried_in(period))
        .values_list("school__parent__name", "school__name", "grade")
        .annotate(
            number=Count("pk"),
            with_test=Count("pk", filter=Q(tested=True)),
            with_trial=Count("pk", filter=Q(tried=True)),
        )
        .order_by("school__parent__name", "school__name", "grade")
    )


COLUMNS = (
    _("Municipality"), _("School"), _("Grade"), _("Pupils"), _("With a test"), _("With a trial"),
)  # fmt: skip
REPORT = Report(
    code="pupils-by-school",
    title=_("Pupils by school and grade"),
    columns=COLUMNS,
    rows=rows,
    total=3,
)
TESTED = Report(
    code="pupils-with-a-test",
    title=_("Pupils with a test"),
    columns=COLUMNS,
    rows=rows,
    total=4,
)
