"""Advice to a pupil or a guest, the same for the family, and marks on professions."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.access.grants import Permission
from bilet.assessments.queries import zone_of
from bilet.assessments.rules import ROLES, Reader, reader_of, reads_results
from bilet.core.http import is_htmx, own_address
from bilet.guidance import actions, errors
from bilet.guidance.queries import advice as queries
from bilet.guidance.queries import marks as mark_queries
from bilet.guidance.queries.profile import profile_page
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Owner, Pupil
from bilet.people.requests import SignedInRequest, owner_of, remember_guest, with_guest
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession


@login_not_required
@require_GET
def advice(request: HttpRequest) -> HttpResponse:
    """What suits me, how surely, and what to try next.

    The wishes for conditions narrow what is shown by the address alone: they are asked for anew
    at every visit, and the version that is kept is that of the whole list.
    """
    owner, at = owner_of(request), timezone.now()
    narrow = request.GET.get("conditions") == "mine"
    page = queries.advice_page(owner, at=at, within_wishes=narrow)
    made = actions.remember_advice(owner, page.beliefs, page.last, at=at)
    if made and page.last:
        page = queries.with_change(page, made)
    adult = request.user.is_authenticated and owner.pupil is None
    return render(request, "guidance/advice.html", {"page": page, "is_adult": adult})


@login_not_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """Everything the tests said, together: where they agree and where they argue."""
    page = profile_page(owner_of(request), at=timezone.now())
    return render(request, "guidance/profile.html", {"page": page})


@login_not_required
@require_GET
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Why one profession stands where it stands."""
    page = queries.why_page(owner_of(request), _profession(code), at=timezone.now())
    return render(request, "guidance/why.html", {"page": page})


@login_not_required
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """What I thought before, and what changed my mind."""
    owner = owner_of(request)
    with timezone.override(zone_of(owner.pupil)):
        return render(request, "guidance/history.html", {"versions": queries.history(owner)})


@login_not_required
@require_GET
def own_marks(request: HttpRequest) -> HttpResponse:
    """Professions I marked, and how to take a mark back."""
    return render(
        request, "guidance/own_marks.html", {"groups": mark_queries.groups(owner_of(request))}
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def marks(request: HttpRequest, code: str) -> HttpResponse:
    """The marks of one profession: a panel on its card, a page without scripts."""
    profession = _profession(code)
    if request.method == "GET":
        return _panel(request, owner_of(request), profession)
    owner, guest = _marking_owner(request)
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    actions.mark_profession(owner, code, kind, reason, verdict=request.POST.get("verdict", ""))
    response = _marked(request, owner, profession)
    if guest is not None:
        remember_guest(response, guest)
    return response


@login_not_required
@require_POST
def mark_removal(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Take a mark back."""
    profession = _profession(code)
    owner, _guest = _marking_owner(request)
    actions.unmark(owner, code, kind)
    return _marked(request, owner, profession)


@require_GET
def pupil_advice(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """The same list for an adult, with how to talk about it; for a teacher, the advice alone."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.SUMMARIES_READ)
    reader = reader_of(request.user, pupil)
    if reader is None:
        raise Http404
    record_look(request.user, pupil, Look.What.GUIDANCE, role=ROLES.get(reader))
    at, is_teacher = timezone.now(), reader == Reader.TEACHER
    if is_teacher:
        page = queries.teacher_page(pupil, at=at)
    else:
        page = queries.advice_page(Owner(pupil=pupil), at=at)
    context = {"page": page, "pupil": pupil, "is_teacher": is_teacher}
    return render(request, "guidance/pupil_advice.html", context)


@require_GET
def pupil_why(request: SignedInRequest, pupil_id: UUID, code: str) -> HttpResponse:
    """Why one profession is in the child's list."""
    profession = _profession(code)
    pupil = _pupil_of_family(request, pupil_id)
    page = queries.why_page(Owner(pupil=pupil), profession, at=timezone.now())
    return render(request, "guidance/why.html", {"page": page, "pupil": pupil})


def _profession(code: str) -> Profession:
    found = PROFESSIONS.get(code)
    if found is None:
        raise Http404
    return found


def _pupil_of_family(request: SignedInRequest, pupil_id: UUID) -> Pupil:
    """The child, when results are shown to the family; the look is written down."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.GUIDANCE_READ)
    if not reads_results(request.user, pupil):
        raise Http404
    record_look(request.user, pupil, Look.What.GUIDANCE)
    return pupil


def _marking_owner(request: HttpRequest) -> tuple[Owner, UUID | None]:
    """Whose mark it is; an adult has no marks of their own."""
    owner, guest = with_guest(request)
    if owner.pupil is None and owner.guest is None:
        raise errors.NotForAdultsError
    return owner, guest


def _panel(request: HttpRequest, owner: Owner, profession: Profession) -> HttpResponse:
    is_adult = request.user.is_authenticated and owner.pupil is None
    panel = mark_queries.panel(owner, profession, at=timezone.now(), may_mark=not is_adult)
    name = "guidance/_marks.html" if is_htmx(request) else "guidance/marks.html"
    return render(request, name, {"panel": panel})


def _marked(request: HttpRequest, owner: Owner, profession: Profession) -> HttpResponse:
    """htmx gets the fresh panel; a plain form goes back where it came from."""
    if is_htmx(request):
        return _panel(request, owner, profession)
    messages.success(request, _("Noted. The advice takes it into account."))
    otherwise = reverse("professions:profession", args=[profession.code])
    return redirect(own_address(request, request.POST.get("next"), otherwise=otherwise))
