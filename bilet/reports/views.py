"""Pages for operators: the map, the summary, and the rows behind every number."""

import io
from datetime import date, datetime, time

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from bilet.access.grants import Permission
from bilet.core.charts import Tile
from bilet.orgs.models import Organization
from bilet.people.requests import SignedInRequest
from bilet.reports import actions
from bilet.reports.base import Period, total_of, write_csv, xlsx
from bilet.reports.documents import docx, markdown
from bilet.reports.forms import PlanForm
from bilet.reports.queries.municipalities import Place, places, publishable
from bilet.reports.queries.summary import school_year, summary
from bilet.reports.registry import REPORTS

ROWS_PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def reports(request: SignedInRequest) -> HttpResponse:
    """The operator's page: numbers, map of places, list of reports."""
    scope = _scope(request, request.GET.get("scope"))
    period = _period(request, scope)
    below = places(scope, period)
    context = {
        "scope": scope,
        "period": period,
        "summary": summary(scope, period),
        "places": below,
        "tiles": _tiles(below),
        "reports": REPORTS.values(),
        "query": _query(scope, period),
        "may_plan": scope.kind == Organization.Kind.REGION,
    }
    return render(request, "reports/reports.html", context)


@require_GET
def report(request: SignedInRequest, code: str) -> HttpResponse:
    """The rows of one report: on the page, as CSV or as a workbook."""
    found = REPORTS.get(code)
    if found is None:
        raise Http404
    scope = _scope(request, request.GET.get("scope"))
    period = _period(request, scope)
    match request.GET.get("format"):
        case "csv":
            out = io.StringIO()
            write_csv(found, out, scope, period)
            return _file("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", f"{code}.csv")
        case "xlsx":
            return _file(xlsx(found, scope, period), XLSX, f"{code}.xlsx")
    rows = list(found.rows(scope, period))
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": found,
        "scope": scope,
        "period": period,
        "page": page,
        "total": total_of(found, rows),
        "query": _query(scope, period),
    }
    return render(request, "reports/report.html", context)


@require_GET
def region_summary(request: SignedInRequest, region_code: str) -> HttpResponse:
    """The region sums up, for its own operator: every number opens its rows."""
    within = request.user.works_over(Permission.REPORTS_READ)
    scope = get_object_or_404(within, code=region_code, kind=Organization.Kind.REGION)
    period = _period(request, scope)
    made = summary(scope, period)
    match request.GET.get("format"):
        case "md":
            return _file(markdown(made), "text/markdown; charset=utf-8", f"{region_code}.md")
        case "docx":
            return _file(docx(made), DOCX, f"{region_code}.docx")
    context = {"summary": made, "query": _query(scope, period), "published": False}
    return render(request, "reports/summary.html", context)


@login_not_required
@require_GET
def published_summary(request: HttpRequest, region_code: str) -> HttpResponse:
    """The same for everybody: cells under ten children are hidden, rows are not linked."""
    scope = get_object_or_404(Organization, code=region_code, kind=Organization.Kind.REGION)
    period = school_year(scope, timezone.now())
    below = places(scope, period)
    columns = [publishable([getattr(place, name) for place in below]) for name in COLUMNS]
    context = {
        "summary": summary(scope, period),
        "published": True,
        "rows": [
            (place.organization, *cells)
            for place, *cells in zip(below, *columns, strict=True)
            if any(cell != 0 for cell in cells)
        ],
    }
    return render(request, "reports/summary.html", context)


COLUMNS = ("pupils", "tested", "tried", "parents")


@require_http_methods(["GET", "POST"])
def plans(request: SignedInRequest) -> HttpResponse:
    """Set the year's plan of every municipality."""
    scope = _scope(request, request.GET.get("scope"))
    if scope.kind != Organization.Kind.REGION:
        raise Http404
    period = _period(request, scope)
    form = PlanForm(request.POST or None, scope=scope, year=period.since.year)
    if request.method == "POST" and form.is_valid():
        actions.set_plans(form.values(), year=period.since.year)
        return redirect(f"{reverse('reports:reports')}?scope={scope.pk}")
    return render(request, "reports/plans.html", {"form": form, "scope": scope, "period": period})


def _scope(request: SignedInRequest, asked: str | None) -> Organization:
    """The organisation asked for, within the person's own subtrees; their workplace otherwise."""
    within: QuerySet[Organization] = request.user.works_over(Permission.REPORTS_READ)
    if asked:
        try:
            return get_object_or_404(within, pk=asked)
        except ValidationError as error:
            raise Http404 from error
    own = request.user.workplaces(Permission.REPORTS_READ).order_by("path").first()
    if own is None:
        raise Http404
    return own


def _period(request: HttpRequest, scope: Organization) -> Period:
    """`?since=2026-09-01&until=2026-11-30`, days included; the running school year otherwise."""
    default = school_year(scope, timezone.now())
    since = _day(request.GET.get("since"))
    until = _day(request.GET.get("until"))
    return Period(
        since=datetime.combine(since, time.min, scope.zone) if since else default.since,
        until=datetime.combine(until, time.max, scope.zone) if until else default.until,
    )


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


def _query(scope: Organization, period: Period) -> str:
    """The scope and days of a page, for the links on it."""
    since, until = (moment.astimezone(scope.zone).date() for moment in (period.since, period.until))
    return f"scope={scope.pk}&since={since}&until={until}"


def _tiles(below: list[Place]) -> list[Tile]:
    address = reverse("reports:reports")
    signs = short_signs([place.organization.name for place in below])
    return [
        Tile(
            code=signs[place.organization.name],
            name=place.organization.name,
            column=place.organization.tile_x,
            row=place.organization.tile_y,
            value=None if place.share is None else 100 * place.share,
            shown=f"{place.tested}/{place.plan}" if place.plan else str(place.tested),
            href=f"{address}?scope={place.organization.pk}",
        )
        for place in below
        if place.organization.tile_x is not None and place.organization.tile_y is not None
    ]


def short_signs(names: list[str]) -> dict[str, str]:
    """Three letters for each name: the first ones, or the next that nobody has yet."""
    signs: dict[str, str] = {}
    for name in names:
        letters = [letter for letter in name if letter.isalpha()]
        tries = ["".join([*letters[:2], third]).upper() for third in letters[2:]]
        free = (sign for sign in tries if sign not in signs.values())
        signs[name] = next(free, name[:3].upper())
    return signs


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
