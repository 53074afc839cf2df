"""For the teacher-navigator: where to begin with a pupil, and a short word in the plan."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.core.http import is_htmx
from bilet.guidance import actions, rules
from bilet.guidance.forms import NoteForm
from bilet.guidance.models import TeacherNote
from bilet.guidance.queries.beginning import beginning_page
from bilet.guidance.queries.plan import notes_about
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Pupil
from bilet.people.requests import SignedInRequest


@require_GET
def pupil_start(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """Where to begin with this pupil: help for the teacher, while the family has it open."""
    pupil = _pupil_of_class(request, pupil_id)
    record_look(request.user, pupil, Look.What.GUIDANCE)
    return _page(request, pupil, NoteForm())


@require_POST
def plan_notes(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """Leave a word in the pupil's plan."""
    pupil = _pupil_of_class(request, pupil_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, pupil, form, status=422)
    actions.leave_note(pupil, by=request.user, **form.cleaned_data, at=timezone.now())
    messages.success(request, _("The note is in the plan. The pupil and the family see it."))
    return redirect("guidance:pupil-start", pupil.pk)


@require_POST
def plan_note_removal(request: SignedInRequest, pupil_id: UUID, note_id: UUID) -> HttpResponse:
    """Take back an own note."""
    pupil = _pupil_of_class(request, pupil_id)
    own = TeacherNote.objects.filter(plan__pupil=pupil, author=request.user)
    get_object_or_404(own, pk=note_id).delete()
    return redirect("guidance:pupil-start", pupil.pk)


def _pupil_of_class(request: SignedInRequest, pupil_id: UUID) -> Pupil:
    pupil = pupil_or_404(request.user, pupil_id, Permission.PUPIL_SEE)
    if not rules.helps_to_begin(request.user, pupil):
        raise Http404
    return pupil


def _page(
    request: SignedInRequest, pupil: Pupil, form: NoteForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "page": beginning_page(pupil, at=timezone.now()),
        "pupil": pupil,
        "notes": notes_about(pupil),
        "form": form,
        "zone": pupil.region.zone,
    }
    name = "guidance/_start.html" if is_htmx(request) else "guidance/pupil_start.html"
    return render(request, name, context, status=status)
