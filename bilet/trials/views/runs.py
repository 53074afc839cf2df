"""A run: the page with the island, its saves, its end, and what one says afterwards."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.access.grants import Permission
from bilet.core.errors import DomainError
from bilet.core.throttle import count_try
from bilet.people.gate import record_look
from bilet.people.models import Look, Person, Pupil
from bilet.people.requests import owner_of, remember_guest, with_guest
from bilet.people.rules import has_consent, may_read_details
from bilet.trials import actions, errors, island, queries, rules
from bilet.trials.checks import read_product
from bilet.trials.forms import ReflectionForm, StartForm
from bilet.trials.models import TrialRun
from bilet.trials.program import OnlineTask, Program
from bilet.trials.views.programs import program_or_404, program_page

P = ParamSpec("P")
LARGEST_SEQ = 2**53


@login_not_required
@require_POST
def runs(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a run; a visitor without a name becomes a guest."""
    found = program_or_404(code)
    form = StartForm(request.POST)
    if not form.is_valid():
        return program_page(request, found, form, status=422)
    owner, new_guest = with_guest(request)
    count_try(f"runs:{owner.pupil.pk if owner.pupil else owner.guest}", limit=60,
              within=timedelta(days=1))  # fmt: skip
    run = actions.start_run(
        found, owner, field=queries.field_of(found), interest=form.cleaned_data["interest"]
    )
    response = redirect("trials:run", run_id=run.pk)
    if new_guest:
        remember_guest(response, new_guest)
    return response


@login_not_required
@never_cache
@require_GET
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The task itself; after its end, what follows it."""
    found = own_run_or_404(request, run_id)
    if found.is_finished:
        return redirect("trials:result" if found.verdict else "trials:reflection", run_id=found.pk)
    program, task = task_or_404(found)
    context = {"program": program, "run": found, "data": island.page_data(request, found, task)}
    return render(request, "trials/run.html", context)


def answers_in_json(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """An island reads JSON: a refusal is its sentence, not a page."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except errors.ProductTooLargeError as error:
            return JsonResponse({"error": str(error)}, status=413)
        except DomainError as error:
            return JsonResponse({"error": str(error)}, status=422)

    return wrapped


@login_not_required
@never_cache
@require_POST
@answers_in_json
def product(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Save the product: the newest number wins, whatever the order in which saves arrive."""
    seq, made = read_save(request)
    saved = actions.save_product(owner_of(request), run_id, seq=seq, product=made)
    if saved is None:
        raise Http404
    return JsonResponse(
        {"seq": saved.seq, "state": saved.state},
        status=409 if saved.state == "finished" else 200,
    )


@login_not_required
@never_cache
@require_POST
@answers_in_json
def completion(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The end of the task: our own checks look at the product, and it is frozen."""
    found = own_run_or_404(request, run_id)
    _program, task = task_or_404(found)
    _seq, made = read_save(request)
    shaped = read_product(task, made)
    if shaped is None:
        raise errors.UnreadableProductError
    actions.finish_run(found, task, shaped, raw=made, at=timezone.now())
    return JsonResponse({"next": reverse("trials:reflection", args=[run_id])})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def reflection(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Interest after, the verdict, own words."""
    found = own_run_or_404(request, run_id)
    if not found.is_finished:
        return redirect("trials:run", run_id=run_id)
    said = {"interest": found.interest_after, "verdict": found.verdict, "words": found.words}
    form = ReflectionForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        actions.reflect(found, **form.cleaned_data)
        return redirect("trials:result", run_id=run_id)
    context = {"program": program_or_404(found.program), "run": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "trials/reflection.html", context, status=status)


@login_not_required
@never_cache
@require_GET
def result(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What was made, what our checks say, and whether it changed one's mind.

    The family sees that the trial was done and the mentor's word; the work and the reflection
    stay the pupil's own.
    """
    found = TrialRun.objects.of(owner_of(request)).filter(pk=run_id).first()
    if found is None:
        return _family_result(request, run_id)
    if not found.is_finished:
        return redirect("trials:run", run_id=run_id)
    program = program_or_404(found.program)
    return render(request, "trials/result.html", queries.result_page(program, found))


def _family_result(request: HttpRequest, run_id: UUID) -> HttpResponse:
    found = run_of_child_or_404(request.user, run_id)
    program = program_or_404(found.program)
    context = {
        "program": program,
        "run": found,
        "review": queries.review_of(program, found),
        "zone": found.pupil.region.time_zone if found.pupil else "UTC",
    }
    return render(request, "trials/family_result.html", context)


def run_of_child_or_404(person: Any, run_id: UUID) -> TrialRun:
    """A finished run of a child whose results `person` may read today."""
    if not isinstance(person, Person):
        raise Http404
    found = (
        TrialRun.objects.finished()
        .select_related("pupil__person", "pupil__region")
        .filter(
            pk=run_id,
            pupil__in=Pupil.objects.within_reach_of(person, Permission.RESULTS_READ),
        )
        .first()
    )
    if found is None or found.pupil is None:
        raise Http404
    pupil = found.pupil
    allowed = may_read_details(pupil, person.pk, Permission.RESULTS_READ) and has_consent(
        pupil, "results_to_guardian"
    )
    if not allowed:
        raise Http404
    record_look(person, pupil, Look.What.ASSESSMENT)
    return found


def own_run_or_404(request: HttpRequest, run_id: UUID) -> TrialRun:
    """The run, when it is the signed-in pupil's or this guest's own."""
    found = TrialRun.objects.of(owner_of(request)).filter(pk=run_id).first()
    if found is None:
        raise Http404
    return found


def task_or_404(found: TrialRun) -> tuple[Program, OnlineTask]:
    program = program_or_404(found.program)
    if program.online is None:
        raise Http404
    return program, program.online


def read_save(request: HttpRequest) -> tuple[int, dict[str, Any]]:
    """`{"seq": …, "product": {…}}`, small enough and fit for the database.

    Raises:
        DomainError: too large, or not that.
    """
    if len(request.body) > rules.PRODUCT_BYTES:
        raise errors.ProductTooLargeError
    try:
        read = json.loads(request.body)
        seq, made = read["seq"], read["product"]
        # What PostgreSQL would refuse: infinities, half a surrogate pair, NUL.
        json.dumps(made, ensure_ascii=False, allow_nan=False).encode()
        fits = isinstance(made, dict) and isinstance(seq, int) and 0 < seq < LARGEST_SEQ
        if not fits or has_nul(made):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise errors.UnreadableProductError from None
    return seq, made


def has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(has_nul(key) or has_nul(part) for key, part in value.items())
    return isinstance(value, list) and any(has_nul(part) for part in value)
