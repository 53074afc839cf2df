"""Which events were held, and how full were they? One event per row."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import events_below
from bilet.trials.library import PROGRAMS


def rows(scope: Organization, period: Period) -> Rows:
    titles = {code: program.title for code, program in PROGRAMS.all().items()}
    held = (
        events_below(scope, period)
        .annotate(
            booked=Count("bookings", filter=Q(bookings__status="confirmed"), distinct=True),
            came=Count("bookings__attendance", distinct=True),
        )
        .order_by("starts_at", "pk")
        .values_list(
            "starts_at", "program", "site__name", "site__parent__name", "format", "seats_total",
            "booked", "came",
        )
    )  # fmt: skip
    return ((start, titles.get(code, code), *others) for start, code, *others in held)


REPORT = Report(
    code="events",
    title=_("Events"),
    columns=(
        _("Starts"), _("Programme"), _("Site"), _("Municipality"), _("Format"), _("Seats"),
        _("Confirmed"), _("Came"),
    ),
    rows=rows,
)  # fmt: skip


def _online(scope: Organization, period: Period) -> Rows:
    return (row for row in rows(scope, period) if row[4] == "online")


ONLINE = Report(
    code="events-online",
    title=_("Online events"),
    columns=REPORT.columns,
    rows=_online,
)
