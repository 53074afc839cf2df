"""The mentor's word: asked for by the pupil, given once, by levels and ready phrases."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.access.grants import Permission
from bilet.people.gate import record_look
from bilet.people.models import Look
from bilet.people.requests import SignedInRequest, owner_of
from bilet.trials import actions, queries
from bilet.trials.forms import ReviewForm
from bilet.trials.models import REVIEW_WITHIN, TrialRun
from bilet.trials.views.programs import program_or_404


@require_POST
def review_request(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """A pupil asks for a mentor's word on the work."""
    run = TrialRun.objects.of(owner_of(request)).select_related("pupil").filter(pk=run_id).first()
    if run is None:
        raise Http404
    actions.ask_review(run)
    return redirect("trials:result", run_id=run_id)


@require_GET
def reviews(request: SignedInRequest) -> HttpResponse:
    """Works of the region that wait for a word, the oldest first."""
    if not request.user.may(Permission.TRIALS_REVIEW):
        raise Http404
    rows = queries.review_queue(request.user, at=timezone.now())
    context = {"rows": rows, "days": REVIEW_WITHIN.days}
    return render(request, "trials/reviews.html", context)


@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, run_id: UUID) -> HttpResponse:
    """One work: the product, a nickname and a grade; levels and phrases to choose."""
    now = timezone.now()
    run = queries.run_for_mentor(request.user, run_id, at=now)
    if run is None or run.pupil is None:
        raise Http404
    program = program_or_404(run.program)
    record_look(request.user, run.pupil, Look.What.ASSESSMENT)
    form = ReviewForm(program, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review_run(
            run, by=request.user, levels=form.levels(), phrases=form.cleaned_data["phrases"]
        )
        messages.success(request, gettext("Saved. The pupil and the family see it now."))
        return redirect("trials:reviews")
    context = queries.review_page(program, run) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "trials/review.html", context, status=status)
