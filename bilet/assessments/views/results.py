"""What a test says to the person who took it. The family's side: `views.family`."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bilet.assessments import actions, queries, share
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import Sitting
from bilet.assessments.views.routes import route_under_way
from bilet.core.http import fragment_or_redirect
from bilet.people.requests import owner_of


@login_not_required
@never_cache
@require_GET
def result(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The result, for its owner alone."""
    sitting = _own(request, sitting_id)
    if sitting.finished_at is None:
        return redirect("assessments:sitting", sitting.pk)
    return render(request, "assessments/result.html", _context(request, sitting))


@login_not_required
@never_cache
@require_GET
def review(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """How the tasks are solved, once they are over; for the owner alone."""
    sitting = _own(request, sitting_id)
    instrument = INSTRUMENTS.get(sitting.instrument)
    if instrument is None or sitting.finished_at is None or not queries.has_review(instrument):
        raise Http404
    if instrument.version != sitting.version:  # the tasks cannot be made anew
        raise Http404
    tasks = queries.review_of(instrument, sitting)
    context = {"sitting": sitting, "instrument": instrument, "tasks": tasks}
    return render(request, "assessments/review.html", context)


@login_not_required
@never_cache
@require_GET
def picture(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The result as a picture to share, without a name or a school; for its owner alone."""
    page = _page_or_404(queries.result_page(_own(request, sitting_id)))
    if not page.reading.lines:
        raise Http404
    response = HttpResponse(share.picture(page), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{page.instrument.code}.png"'
    return response


@login_not_required
@require_POST
def opinion(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Like me, or not: both answers weigh the same."""
    sitting = _own(request, sitting_id)
    fits = request.POST.get("fits")
    if fits not in ("yes", "no") or sitting.finished_at is None:
        raise Http404
    sitting.opinion = actions.give_opinion(sitting, fits=fits == "yes", at=timezone.now())
    page = reverse("assessments:result", args=[sitting.pk])
    return fragment_or_redirect(
        request, "assessments/_opinion.html", {"sitting": sitting}, to=f"{page}#opinion"
    )


def _own(request: HttpRequest, sitting_id: UUID) -> Sitting:
    rows = queries.with_sharing(Sitting.objects.of(owner_of(request))).select_related("opinion")
    found: Sitting = get_object_or_404(rows.prefetch_related("scores"), pk=sitting_id)
    return found


def _context(request: HttpRequest, sitting: Sitting) -> dict[str, Any]:
    page = _page_or_404(queries.result_page(sitting))
    route = route_under_way(request, sitting.instrument)
    groups = queries.shelf(owner_of(request), at=timezone.now())
    zone = queries.zone_of(sitting.pupil)
    return {
        "page": page,
        "beside": queries.beside(page.instrument, sitting),
        "has_review": queries.has_review(page.instrument) and not page.is_outdated,
        "norms": queries.norms_of(sitting.pupil, page.instrument, sitting),
        "history": queries.history_of(owner_of(request), page.instrument, zone),
        "sitting": sitting,
        "sharing": queries.sharing_of(sitting, at=timezone.now()),
        "route": route,
        "next_test": queries.next_test(groups),
        "is_guest": sitting.guest is not None,
        "zone": zone,
    }


def _page_or_404(page: queries.ResultPage | None) -> queries.ResultPage:
    if page is None:
        raise Http404
    return page
