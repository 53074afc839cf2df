"""Which professions can be tried here, and which were?"""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import attendances_below, events_below, runs_below
from bilet.trials.library import PROGRAMS


def rows(scope: Organization, period: Period) -> Rows:
    """Profession, events, tries at events, tries online: what could be tried in the period."""
    titles = {code: profession.title for code, profession in PROFESSIONS.all().items()}
    events = Counter(events_below(scope, period).values_list("profession", flat=True))
    came = Counter(attendances_below(scope, period))
    runs = Counter(runs_below(scope, period).values_list("profession", flat=True))
    online = {program.profession for program in PROGRAMS.all().values() if program.online}
    offered = sorted(events.keys() | runs.keys() | online, key=lambda code: titles.get(code, code))
    return ((titles.get(code, code), events[code], came[code], runs[code]) for code in offered)


def _tried(scope: Organization, period: Period) -> Rows:
    return (row for row in rows(scope, period) if row[2] + row[3] > 0)


COLUMNS = (_("Profession"), _("Events"), _("Tries at events"), _("Tries online"))
REPORT = Report(
    code="professions", title=_("Professions that can be tried"), columns=COLUMNS, rows=rows
)
TRIED = Report(code="professions-tried", title=_("Professions tried"), columns=COLUMNS, rows=_tried)


def _described(_scope: Organization, _period: Period) -> Rows:
    return (
        (card.title, str(FIELD_NAMES[card.field]), card.isco) for card in PROFESSIONS.all().values()
    )


DESCRIBED = Report(
    code="professions-described",
    title=_("Professions described"),
    columns=(_("Profession"), _("Field of work"), _("ISCO-08")),
    rows=_described,
)
