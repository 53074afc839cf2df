"""The page where an adult decides: by a link without a password, or from the cabinet."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bilet.access.grants import Permission
from bilet.core.throttle import count_try
from bilet.events import rules
from bilet.events.actions import approvals
from bilet.events.forms.approvals import UnknownAdultForm
from bilet.events.models import Approval, ApprovalRequest, Booking
from bilet.events.queries.approvals import approval_page, find_request
from bilet.events.views.booking import booking_or_404
from bilet.people.errors import OwnGuardianError, WrongBirthDateError
from bilet.people.gate import record_look
from bilet.people.models import Guardianship, Look, Person
from bilet.people.requests import SignedInRequest

Decision = Approval.Decision


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, token: str) -> HttpResponse:
    """Decide by a link from a letter or a child's phone. Opening it changes nothing."""
    found = find_request(token)
    if found is None:
        return render(request, "events/approval_gone.html", {"why": "unknown"}, status=404)
    if why := _why_gone(found):
        context = {"why": why, "booking": found.booking, "event": found.booking.event}
        return render(request, "events/approval_gone.html", context, status=410)
    form = UnknownAdultForm(initial={"email": found.sent_to}, auto_id="adult_%s")
    if request.method == "POST":
        form = UnknownAdultForm(request.POST, auto_id="adult_%s")
        if _decided_by_link(request, found, form):
            return redirect("events:approval", token=token)
    return _page(
        request,
        found.booking,
        found.guardianship,
        form=None if found.guardianship else form,
        to=reverse("events:approval", args=[token]),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def booking_approval(request: SignedInRequest, booking_id: UUID) -> HttpResponse:
    """Decide from the cabinet."""
    booking = booking_or_404(request.user, booking_id, Permission.EVENTS_APPROVE)
    link = rules.guardian_link(booking.pupil, request.user)
    if link is None:
        raise Http404
    to = reverse("events:booking-approval", args=[booking.pk])
    if request.method == "POST":
        _decide(booking, request.POST.get("decision", ""), by=request.user)
        return redirect(to)
    record_look(request.user, booking.pupil, Look.What.BOOKING)
    return _page(request, booking, link, to=to)


def _decided_by_link(request: HttpRequest, found: ApprovalRequest, form: UnknownAdultForm) -> bool:
    """Write the decision down; False when the form has to be shown again."""
    decision = request.POST.get("decision", "")
    link = found.guardianship
    if decision == Decision.APPROVED and request.user.pk == found.booking.pupil.person_id:
        raise OwnGuardianError
    if link is None and decision == Decision.APPROVED:
        link = _adopted(found, form)
        if link is None:
            return False
    _decide(found.booking, decision, by=link.guardian if link else None, channel="link")
    return True


def _adopted(found: ApprovalRequest, form: UnknownAdultForm) -> Guardianship | None:
    """The link of an adult who has said who they are; None when the form is wrong."""
    if not form.is_valid():
        return None
    count_try(f"approval:{found.pk}", limit=5, within=timedelta(days=1))
    try:
        return approvals.adopt_request(
            found,
            form.adult(),
            relation=form.cleaned_data["relation"],
            birth_date=form.cleaned_data["birth_date"],
        )
    except WrongBirthDateError as error:  # said beside the field, with the rest kept
        form.add_error("birth_date", str(error))
    except OwnGuardianError as error:
        form.add_error("email", str(error))
    return None


def _decide(booking: Booking, decision: str, *, by: Person | None, channel: str = "web") -> None:
    if decision == Decision.APPROVED and by is not None:
        approvals.approve_booking(booking, by=by, channel=channel)
    elif decision == Decision.DECLINED:
        approvals.decline_booking(booking, by=by, channel=channel)


def _why_gone(found: ApprovalRequest) -> str:
    link = found.guardianship
    if link and link.status != Guardianship.Status.ACTIVE:
        return "link"
    return "late" if found.expires_at <= timezone.now() else ""


def _page(
    request: HttpRequest,
    booking: Booking,
    link: Guardianship | None,
    *,
    to: str,
    form: UnknownAdultForm | None = None,
) -> HttpResponse:
    page = approval_page(booking, link, at=timezone.now())
    status = 422 if form is not None and form.is_bound and form.errors else 200
    context = {"page": page, "event": page.event, "form": form, "to": to}
    return render(request, "events/approval.html", context, status=status)
