"""How often was each test taken, and how often with attention?"""

from django.db.models import Case, Count, F, Q, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.rules import sensitive_tests
from bilet.orgs.models import Organization
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import sittings_below

PERSONAL = ""  # sensitive tests are counted together and never named


def rows(scope: Organization, period: Period) -> Rows:
    titles = {code: instrument.title for code, instrument in INSTRUMENTS.all().items()}
    titles[PERSONAL] = gettext("Personal tests, without their names")
    named = Case(
        When(instrument__in=sensitive_tests(), then=Value(PERSONAL)), default=F("instrument")
    )
    counted = (
        sittings_below(scope, period)
        .values_list(named)
        .annotate(
            number=Count("pk"),
            with_attention=Count("pk", filter=Q(is_flagged=False)),
            pupils=Count("pupil", distinct=True),
        )
        .order_by(named)
    )
    return ((titles.get(code, code), *numbers) for code, *numbers in counted)


COLUMNS = (_("Test"), _("Finished"), _("With attention"), _("Pupils"))
REPORT = Report(
    code="tests-by-instrument", title=_("Tests taken"), columns=COLUMNS, rows=rows, total=1
)
ATTENTIVE = Report(
    code="tests-with-attention",
    title=_("Tests taken with attention"),
    columns=COLUMNS,
    rows=rows,
    total=2,
)


def _open(_scope: Organization, _period: Period) -> Rows:
    return (
        (i.title, i.minutes, f"{i.grades.from_}–{i.grades.to}", i.evidence_class)
        for i in INSTRUMENTS.all().values()
    )


OPEN = Report(
    code="tests-open",
    title=_("Tests open to everybody"),
    columns=(_("Test"), _("Minutes"), _("Grades"), _("Evidence")),
    rows=_open,
)
