"""Book a seat, queue for one, look at the ticket, give the seat back."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.core.http import fragment_or_redirect
from bilet.core.throttle import count_try
from bilet.events.actions import approvals, booking, waitlist
from bilet.events.actions.planning import alternatives_to
from bilet.events.forms.approvals import AskByMailForm
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.events.queries import booking as queries
from bilet.events.queries.outcomes import reflections_of
from bilet.people import qr
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Person, Pupil
from bilet.people.requests import SignedInRequest

LETTERS_A_DAY = 3


@require_POST
def bookings(request: SignedInRequest, event_id: UUID, pupil_id: UUID) -> HttpResponse:
    """Book a seat for the pupil."""
    event, pupil = _event_and_pupil(request, event_id, pupil_id)
    made = booking.book_seat(
        event=event, pupil=pupil, booked_by=request.user, agreed="agreed" in request.POST
    )
    return _panel(request, event, pupil, to=reverse("events:booking", args=[made.pk]))


@require_POST
def places(request: SignedInRequest, event_id: UUID, pupil_id: UUID) -> HttpResponse:
    """Put the pupil into the queue."""
    event, pupil = _event_and_pupil(request, event_id, pupil_id)
    waitlist.join_waitlist(event=event, pupil=pupil, joined_by=request.user)
    return _panel(request, event, pupil)


@require_POST
def place_acceptance(request: SignedInRequest, place_id: UUID) -> HttpResponse:
    """Take the seat that is offered."""
    place = _place_within_reach(request, place_id)
    made = waitlist.accept_offer(place, by=request.user, agreed="agreed" in request.POST)
    return _panel(request, place.event, place.pupil, to=reverse("events:booking", args=[made.pk]))


@require_POST
def place_leaving(request: SignedInRequest, place_id: UUID) -> HttpResponse:
    """Leave the queue or refuse the offer."""
    place = _place_within_reach(request, place_id)
    waitlist.leave_waitlist(place)
    return _panel(request, place.event, place.pupil)


@require_GET
def ticket(request: SignedInRequest, booking_id: UUID) -> HttpResponse:
    """The ticket: when, where, what to bring, and the code for the door."""
    found = booking_or_404(request.user, booking_id, Permission.EVENTS_BOOK)
    record_look(request.user, found.pupil, Look.What.BOOKING)
    return _ticket(request, found, AskByMailForm(auto_id="ask_%s"))


@require_POST
def cancellation(request: SignedInRequest, booking_id: UUID) -> HttpResponse:
    """Give a seat back."""
    found = booking_or_404(request.user, booking_id, Permission.EVENTS_BOOK)
    booking.cancel_booking(found, by=request.user)
    messages.success(request, _("The seat is given back. Somebody else will be glad of it."))
    return _panel(request, found.event, found.pupil, to=_page(found))


@require_POST
def approval_requests(request: SignedInRequest, booking_id: UUID) -> HttpResponse:
    """Make a link for the parent: to show, to share, or by letter."""
    found = booking_or_404(request.user, booking_id, Permission.EVENTS_BOOK)
    if not found.is_awaiting:
        return redirect(_page(found))
    count_try(f"ask:{found.pk}", limit=20, within=timedelta(days=1))
    if "email" in request.POST:
        return _ask_by_mail(request, found)
    # Only the hash of a token is kept: it is shown once, on the very next page.
    request.session[_link_key(found)] = approvals.new_request(found)
    return redirect(f"{_page(found)}#ask")


def booking_or_404(person: Person, booking_id: UUID, permission: Permission) -> Booking:
    """The booking of a pupil on whom `person` holds `permission`."""
    reach = Pupil.objects.within_reach_of(person, permission)
    found = Booking.objects.select_related(
        "event__site__parent", "pupil__person", "pupil__school", "pupil__school_class"
    )
    return get_object_or_404(found, pk=booking_id, pupil__in=reach.values("pk"))


def _ask_by_mail(request: SignedInRequest, found: Booking) -> HttpResponse:
    form = AskByMailForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return _ticket(request, found, form, status=422)
    count_try(f"ask-mail:{found.pk}", limit=LETTERS_A_DAY, within=timedelta(days=1))
    email = form.cleaned_data["email"]
    approvals.ask_by_mail(found, email, language=get_language() or "ru")
    messages.success(request, _("The letter is on its way to %(email)s.") % {"email": email})
    return redirect(_page(found))


def _ticket(
    request: SignedInRequest, found: Booking, form: AskByMailForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    page = queries.ticket_page(found, request.user, at=now)
    context: dict[str, object] = {
        "page": page,
        "booking": found,
        "event": found.event,
        "reflections": reflections_of(found, request.user, at=now),
    }
    if page.state in ("awaiting", "school"):
        token = request.session.pop(_link_key(found), None)
        context |= {"ask_form": form, **_shown_link(request, token)}
    if page.state in ("event_cancelled", "expired", "declined", "cancelled"):
        context["others"] = alternatives_to(found.event, at=now, grade=found.pupil.grade)
    return render(request, "events/ticket.html", context, status=status)


def _shown_link(request: HttpRequest, token: str | None) -> dict[str, object]:
    if token is None:
        return {}
    link = request.build_absolute_uri(reverse("events:approval", args=[token]))
    return {"link": link, "link_code": qr.svg(link)}


def _event_and_pupil(
    request: SignedInRequest, event_id: UUID, pupil_id: UUID
) -> tuple[Event, Pupil]:
    visible = Event.objects.exclude(status=Event.Status.DRAFT).select_related("site")
    event = get_object_or_404(visible, pk=event_id)
    return event, pupil_or_404(request.user, pupil_id, Permission.EVENTS_BOOK)


def _place_within_reach(request: SignedInRequest, place_id: UUID) -> WaitlistEntry:
    reach = Pupil.objects.within_reach_of(request.user, Permission.EVENTS_BOOK)
    found = WaitlistEntry.objects.select_related("event__site", "pupil__person")
    place = found.filter(pk=place_id, pupil__in=reach.values("pk")).first()
    if place is None:
        raise Http404
    return place


def _panel(request: SignedInRequest, event: Event, pupil: Pupil, *, to: str = "") -> HttpResponse:
    panel = queries.seat_panel(event, pupil, request.user, at=timezone.now())
    page = to or reverse("events:event-for-pupil", args=[event.pk, pupil.pk])
    return fragment_or_redirect(request, "events/_seat_panel.html", {"panel": panel}, to=page)


def _page(found: Booking) -> str:
    return reverse("events:booking", args=[found.pk])


def _link_key(found: Booking) -> str:
    return f"approval-link:{found.pk}"
