"""Results for the family and for the class teacher; for the pupil, what these adults read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.assessments import actions, queries, rules
from bilet.assessments.models import Sitting
from bilet.assessments.rules import Reader
from bilet.core.http import fragment_or_redirect
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Pupil
from bilet.people.policy import policy
from bilet.people.requests import SignedInRequest, owner_of


@never_cache
@require_GET
def pupil_results(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """All results that this adult may read; for the pupil, who reads what."""
    (pupil, reader), at = summaries_of(request, pupil_id), timezone.now()
    context = {"pupil": pupil, "zone": pupil.region.zone, "age": policy().own_consent_age}
    if reader == Reader.PUPIL:
        context |= {
            "results": queries.own_results(pupil, at=at),
            "decides": queries.decides_alone(pupil, at=at),
            "shares_all": queries.shares_all(pupil),
            "teacher_reads": rules.teacher_reads(pupil),
        }
        return render(request, "assessments/shared_results.html", context)
    record_look(request.user, pupil, Look.What.RESULTS, role=rules.ROLES[reader])
    context |= {
        "results": queries.family_results(pupil, at=at, reader=reader),
        "is_teacher": reader == Reader.TEACHER,
    }
    return render(request, "assessments/pupil_results.html", context)


@never_cache
@require_GET
def pupil_result(request: SignedInRequest, pupil_id: UUID, sitting_id: UUID) -> HttpResponse:
    """One result, as far as this adult reads it, with how to talk about it."""
    pupil, reader = summaries_of(request, pupil_id)
    if reader == Reader.PUPIL:
        return redirect("assessments:result", sitting_id)
    result = queries.family_result(pupil, sitting_id, at=timezone.now(), reader=reader)
    if result is None:
        raise Http404
    record_look(request.user, pupil, Look.What.RESULTS, role=rules.ROLES[reader])
    context = {
        "pupil": pupil,
        "result": result,
        "page": result.page,
        "zone": pupil.region.zone,
        "age": policy().own_consent_age,
        "is_teacher": reader == Reader.TEACHER,
    }
    return render(request, "assessments/pupil_result.html", context)


@require_POST
def sharing(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The pupil shows one result, or keeps it: both answers weigh the same.

    To the family, or `to=teacher`: what the one is shown the other is not.
    """
    own = Sitting.objects.finished().filter(pupil__isnull=False).of(owner_of(request))
    sitting = get_object_or_404(own, pk=sitting_id)
    at = timezone.now()
    to_teacher = request.POST.get("to") == Reader.TEACHER
    share = actions.show_to_teacher if to_teacher else actions.share_result
    share(sitting, shows=_said(request), at=at)
    fresh = queries.with_sharing(own).get(pk=sitting.pk)
    context = {"sharing": queries.sharing_of(fresh, at=at)}
    page = reverse("assessments:result", args=[sitting.pk])
    return fragment_or_redirect(request, "assessments/_sharing.html", context, to=f"{page}#sharing")


@require_POST
def all_sharing(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """The pupil shows every result but sensitive ones, or decides one by one again."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.TESTS_TAKE)
    actions.share_all(pupil, shows=_said(request), at=timezone.now())
    return redirect("assessments:pupil-results", pupil.pk)


def readable_pupil(request: SignedInRequest, pupil_id: UUID) -> Pupil:
    """The pupil, when this person reads results of theirs at all. No look is written down."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.RESULTS_READ)
    if not rules.reads_results(request.user, pupil):
        raise Http404
    return pupil


def summaries_of(request: SignedInRequest, pupil_id: UUID) -> tuple[Pupil, Reader]:
    """The pupil, and as whom this person reads summaries of theirs. No look is written down."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.SUMMARIES_READ)
    reader = rules.reader_of(request.user, pupil)
    if reader is None:
        raise Http404
    return pupil, reader


def _said(request: HttpRequest) -> bool:
    shows = request.POST.get("shows")
    if shows not in ("yes", "no"):
        raise Http404
    return shows == "yes"
