"""Which events were held, and how full were they? One event per row."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bilet.events.models import Event
from bilet.orgs.models import Organization
from bilet.reports.base import Period, Report, Rows
from bilet.reports.queries.scopes import events_below
from bilet.trials.library import PROGRAMS


def rows(scope: Organization, period: Period) -> Rows:
    return _rows(events_below(scope, period))


def _rows(events: QuerySet[Event]) -> Rows:
    titles = {code: program.title for code, program in PROGRAMS.all().items()}
    formats = dict(Event.Format.choices)
    held = (
        events
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
    return (
        (start, titles.get(code, code), site, place, str(formats[format_]), *numbers)
        for start, code, site, place, format_, *numbers in held
    )


REPORT = Report(
    code="events",
    title=_("Events"),
    columns=(
        _("Starts"), _("Programme"), _("Site"), _("Municipality"), _("Format"), _("Seats"),
        _("Seats confirmed"), _("Came"),
    ),
    rows=rows,
)  # fmt: skip


def _online(scope: Organization, period: Period) -> Rows:
    return _rows(events_below(scope, period).filter(format=Event.Format.ONLINE))


ONLINE = Report(
    code="events-online",
    title=_("Online events"),
    columns=REPORT.columns,
    rows=_online,
)
