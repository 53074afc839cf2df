"""What a test says: to the person who took it, and to the adults of the family."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.assessments import actions, queries, rules, share
from bilet.assessments.models import Sitting
from bilet.assessments.views.routes import route_under_way
from bilet.core.http import fragment_or_redirect
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Pupil
from bilet.people.requests import SignedInRequest, owner_of


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


@require_GET
def pupil_results(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """All results of a pupil, for the adults of the family."""
    pupil = _readable_pupil(request, pupil_id)
    context = {"pupil": pupil, "results": queries.results_of(pupil), "zone": pupil.region.zone}
    return render(request, "assessments/pupil_results.html", context)


@require_GET
def pupil_result(request: SignedInRequest, pupil_id: UUID, sitting_id: UUID) -> HttpResponse:
    """One result, with how to talk about it."""
    pupil = _readable_pupil(request, pupil_id)
    found = get_object_or_404(
        Sitting.objects.finished().prefetch_related("scores"), pk=sitting_id, pupil=pupil
    )
    page = _page_or_404(queries.result_page(found))
    context = {"pupil": pupil, "page": page, "zone": pupil.region.zone}
    return render(request, "assessments/pupil_result.html", context)


def _own(request: HttpRequest, sitting_id: UUID) -> Sitting:
    rows = Sitting.objects.of(owner_of(request)).select_related("opinion", "pupil__region")
    found: Sitting = get_object_or_404(rows.prefetch_related("scores"), pk=sitting_id)
    return found


def _context(request: HttpRequest, sitting: Sitting) -> dict[str, Any]:
    page = _page_or_404(queries.result_page(sitting))
    route = route_under_way(request, sitting.instrument)
    groups = queries.shelf(owner_of(request), at=timezone.now())
    return {
        "page": page,
        "history": queries.history_of(owner_of(request), page.instrument),
        "sitting": sitting,
        "route": route,
        "next_test": queries.next_test(groups),
        "is_guest": sitting.guest is not None,
        "zone": queries.zone_of(sitting.pupil),
    }


def _page_or_404(page: queries.ResultPage | None) -> queries.ResultPage:
    if page is None:
        raise Http404
    return page


def _readable_pupil(request: SignedInRequest, pupil_id: UUID) -> Pupil:
    pupil = pupil_or_404(request.user, pupil_id, Permission.RESULTS_READ)
    if not rules.reads_results(request.user, pupil):
        raise Http404
    record_look(request.user, pupil, Look.What.RESULTS)
    return pupil
