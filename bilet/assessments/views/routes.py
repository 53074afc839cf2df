"""Guided routes: a few tests one after another, with the next step always in sight."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bilet.assessments import actions, queries
from bilet.core.templatetags.words import minutes
from bilet.people.requests import owner_of, remember_guest, with_guest

COOKIE = "route"
KEPT_FOR = 14 * 24 * 3600  # seconds, as long as a sitting that was begun


@login_not_required
@require_GET
def routes(request: HttpRequest) -> HttpResponse:
    """All routes; those for the pupil's grade first."""
    owner = owner_of(request)
    pages = queries.route_pages(owner, at=timezone.now())
    grade = owner.pupil.grade if owner.pupil else None
    own = [page for page in pages if queries.suits_grade(page.route, grade)]
    others = [page for page in pages if page not in own]
    return render(request, "assessments/routes.html", {"own": own, "others": others})


@login_not_required
@require_GET
def route(request: HttpRequest, code: str) -> HttpResponse:
    """The stops of one route, what is done, what is next."""
    page = _page(request, code)
    return render(request, "assessments/route.html", {"page": page, "stops": _stops(page)})


@login_not_required
@require_POST
def steps(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next test of the route; after its result the route goes on by itself."""
    page = _page(request, code)
    if page.next is None:
        return redirect("assessments:route", code)
    owner, guest = with_guest(request)
    begun = actions.start_sitting(owner, page.next.instrument, at=timezone.now())
    response = redirect("assessments:sitting", begun.pk)
    response.set_cookie(COOKIE, code, max_age=KEPT_FOR, samesite="Lax", httponly=True)
    if guest is not None:
        remember_guest(response, guest)
    return response


def route_under_way(request: HttpRequest, instrument: str) -> queries.RoutePage | None:
    """The route on which this test was taken, when one was begun on this device. One query."""
    code = request.COOKIES.get(COOKIE, "")
    if not code:
        return None
    page = queries.route_page(owner_of(request), code, at=timezone.now())
    return page if page and instrument in page.route.tests else None


def _stops(page: queries.RoutePage) -> list[dict[str, str]]:
    """What the line of stops shows."""
    return [
        {
            "title": step.instrument.title,
            "status": "done" if step.is_done else "now" if step is page.next else "todo",
            "note": str(minutes(step.instrument.minutes)),
            "href": reverse("assessments:result", args=[step.result.pk])
            if step.result
            else reverse("assessments:instrument", args=[step.instrument.code]),
        }
        for step in page.steps
    ]


def _page(request: HttpRequest, code: str) -> queries.RoutePage:
    page = queries.route_page(owner_of(request), code, at=timezone.now())
    if page is None:
        raise Http404
    return page
