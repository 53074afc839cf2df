"""The own plan of a pupil or a guest: words, steps, who reads it, on paper."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.assessments.queries import zone_of
from bilet.core import documents
from bilet.core.http import is_htmx
from bilet.core.throttle import count_try
from bilet.guidance import actions, errors
from bilet.guidance.forms import ChangeForm, StepForm, WordsForm
from bilet.guidance.models import OwnPlan, PlanStep
from bilet.guidance.queries import plan as queries
from bilet.guidance.queries.plan_done import done_of
from bilet.guidance.queries.plan_paper import paper
from bilet.guidance.queries.plan_suggestions import suggestions
from bilet.people.models import Owner
from bilet.people.requests import owner_of, remember_guest, with_guest
from bilet.people.rules import keeps_details

# More changes in an hour are no plan any more.
MOST_CHANGES = 120


@login_not_required
@never_cache
@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """My plan: what I want, the steps, what adults said."""
    return render(request, "guidance/plan.html", _context(request))


@login_not_required
@never_cache
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The same for a printer: no buttons, boxes to tick by hand."""
    return render(request, "guidance/plan_sheet.html", _context(request))


@login_not_required
@never_cache
@require_GET
def pdf(request: HttpRequest) -> HttpResponse:
    """The plan as one A4 document."""
    owner = owner_of(request)
    zone = zone_of(owner.pupil)
    page = queries.plan_page(owner, today=timezone.localdate(timezone=zone))
    with timezone.override(zone):
        made = documents.pdf("guidance/plan.typ", paper(page, owner.pupil, at=timezone.now()))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="plan.pdf"'
    return response


@login_not_required
@never_cache
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """What I thought in September, and what has changed."""
    owner = owner_of(request)
    context = {"stops": queries.history(owner), "zone": zone_of(owner.pupil)}
    return render(request, "guidance/plan_history.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Goals, and why I think so now; every save keeps the earlier one."""
    if request.method == "GET":
        owner = owner_of(request)
        current = queries.current_words(owner)
        known = {"goals": current.goals, "words": current.words} if current else {}
        return render(request, "guidance/plan_words.html", {"form": WordsForm(initial=known)})
    owner, guest = _planning_owner(request)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "guidance/plan_words.html", {"form": form}, status=422)
    actions.write_words(owner, **form.cleaned_data, at=timezone.now())
    return _to_plan(guest)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def steps(request: HttpRequest) -> HttpResponse:
    """Add a step: one of the suggested by one tap, or an own one."""
    if request.method == "GET":
        return _offer(request, owner_of(request), StepForm())
    owner, guest = _planning_owner(request)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _offer(request, owner, form, status=422)
    done = done_of(owner, queries.steps_of(owner))
    actions.add_step(owner, form.wanted(), done=done, at=timezone.now())
    messages.success(request, _("The step is in the plan."))
    return _to_plan(guest)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Change the words and the date of a step, or take it out."""
    found = _own_step(request, step_id)
    form = ChangeForm(request.POST or None, step=found)
    if request.method == "POST" and form.is_valid():
        actions.change_step(found, **form.cleaned_data)
        return redirect("guidance:plan")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "step": found, "thing": queries.thing_of_step(found)}
    return render(request, "guidance/plan_step.html", context, status=status)


@login_not_required
@require_POST
def step_done(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Done, or not done after all."""
    found = _own_step(request, step_id)
    actions.mark_step(found, is_done=request.POST.get("done") != "no", at=timezone.now())
    if is_htmx(request):
        return render(request, "guidance/_plan_steps.html", _context(request))
    return redirect(f"{reverse('guidance:plan')}#steps")


@login_not_required
@require_POST
def step_removal(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take a step out of the plan."""
    _own_step(request, step_id).delete()
    return redirect(f"{reverse('guidance:plan')}#steps")


@login_not_required
@require_POST
def sharing(request: HttpRequest) -> HttpResponse:
    """Show the plan to the family, or keep it to myself: both answers weigh the same."""
    owner, guest = _planning_owner(request)
    actions.share_plan(owner, shows=request.POST.get("shows") == "yes", at=timezone.now())
    if is_htmx(request):
        return render(request, "guidance/_plan_sharing.html", _context(request))
    return _to_plan(guest, part="#sharing")


def _context(request: HttpRequest) -> dict[str, Any]:
    owner = owner_of(request)
    zone = zone_of(owner.pupil)
    today = timezone.localdate(timezone=zone)
    return {
        "page": queries.plan_page(owner, today=today),
        "pupil": owner.pupil,
        "decides": owner.pupil is not None and keeps_details(owner.pupil, today),
        "is_adult": request.user.is_authenticated and owner.pupil is None,
        "is_guest": not request.user.is_authenticated,
        "zone": zone,
    }


def _offer(request: HttpRequest, owner: Owner, form: StepForm, *, status: int = 200) -> HttpResponse:  # fmt: skip  # noqa: E501
    """Suggestions and the form; for htmx the suggestions alone."""
    known, zone = queries.steps_of(owner), zone_of(owner.pupil)
    offered = suggestions(owner, known, zone=zone, at=timezone.now())
    name = "guidance/_plan_suggestions.html" if is_htmx(request) else "guidance/plan_steps.html"
    return render(request, name, {"suggestions": offered, "form": form}, status=status)


def _planning_owner(request: HttpRequest) -> tuple[Owner, UUID | None]:
    """Whose plan is changed; an adult has none."""
    owner, guest = with_guest(request)
    if owner.pupil is None and owner.guest is None:
        raise errors.PlanNotForAdultsError
    count_try(
        f"plan:{owner.pupil.pk if owner.pupil else owner.guest}",
        limit=MOST_CHANGES,
        within=timedelta(hours=1),
    )
    return owner, guest


def _own_step(request: HttpRequest, step_id: UUID) -> PlanStep:
    own = OwnPlan.objects.of(owner_of(request))
    found: PlanStep = get_object_or_404(PlanStep, pk=step_id, plan__in=own)
    return found


def _to_plan(guest: UUID | None, *, part: str = "") -> HttpResponse:
    response = redirect(f"{reverse('guidance:plan')}{part}")
    if guest is not None:
        remember_guest(response, guest)
    return response
