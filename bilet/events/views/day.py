"""The list at the door: by camera, by hand, without a network."""

import json
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.core.errors import DomainError
from bilet.events import tickets
from bilet.events.actions import day
from bilet.events.models import Booking, Event
from bilet.events.queries import day as queries
from bilet.events.rules import DESK_OPEN_AFTER
from bilet.people.models import Look, Person
from bilet.people.requests import SignedInRequest


def own_event(
    person: Person, event_id: UUID, permission: Permission = Permission.EVENTS_RUN
) -> Event:
    """The event, when it is this person's work; 404 otherwise, as for one that is not there."""
    reach = Event.objects.within_reach_of(person, permission)
    return get_object_or_404(reach.select_related("site"), pk=event_id)


@require_GET
def checkin(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Who holds a seat, big enough for a thumb; the scanner starts from here."""
    event = own_event(request.user, event_id)
    now = timezone.now()
    guests = queries.guests(event, request.user, at=now)
    day.record_looks(
        request.user, [guest.booking.pupil for guest in guests], Look.What.BOOKING, at=now
    )
    context = {
        "event": event,
        "guests": guests,
        "here": sum(guest.is_here for guest in guests),
        "is_mentor": event.mentors.filter(pk=request.user.pk).exists(),
        "scanner": _for_scanner(event, guests),
    }
    with timezone.override(event.site.zone):
        return render(request, "events/day_checkin.html", context)


@require_POST
def attendances(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Mark that somebody is here: by ticket, short code or booking. Again changes nothing."""
    event = own_event(request.user, event_id)
    by_script = request.content_type == "application/json"
    given = _json(request) if by_script else request.POST.dict()
    try:
        done = _mark(event, given, by=request.user)
    except DomainError as error:
        if by_script:
            return JsonResponse({"error": str(error), "kind": type(error).__name__}, status=422)
        raise
    if by_script:
        answer = {
            "booking": str(done.booking.pk),
            "name": done.booking.pupil.site_name,
            "at": done.attendance.at.isoformat(),
            "new": done.is_new,
        }
        return JsonResponse(answer, status=201 if done.is_new else 200)
    said = _("%(name)s is here.") if done.is_new else _("%(name)s has been marked before.")
    messages.success(request, said % {"name": done.booking.pupil.site_name})
    return redirect("events:checkin", event_id=event.pk)


@require_POST
def attendance_removal(request: SignedInRequest, event_id: UUID, booking_id: UUID) -> HttpResponse:
    """Take back a mark put on the wrong person."""
    event = own_event(request.user, event_id)
    by_script = request.content_type == "application/json"
    try:
        undone = day.undo_check_in(event, booking_id)
    except DomainError as error:
        if by_script:
            return JsonResponse({"error": str(error), "kind": type(error).__name__}, status=422)
        raise
    if by_script:
        return JsonResponse({"undone": undone})
    return redirect("events:checkin", event_id=event.pk)


@login_not_required
@never_cache
@require_GET
def ticket_link(request: HttpRequest, token: str) -> HttpResponse:
    """What any phone shows when it reads a ticket: little to a stranger, the door to the staff."""
    now = timezone.now()
    try:
        ticket = tickets.verify(token, now)
    except tickets.BadTicketError:
        return render(request, "events/day_ticket.html", {"state": "forged"}, status=404)
    found = Booking.objects.select_related("event__site", "pupil__person")
    booking = found.filter(pk=ticket.booking_id).first()
    if booking is None:
        return render(request, "events/day_ticket.html", {"state": "gone"}, status=404)
    if isinstance(request.user, Person):
        if request.user.pk == booking.pupil.person_id:
            return redirect("events:booking", booking_id=booking.pk)
        runs = Event.objects.within_reach_of(request.user, Permission.EVENTS_RUN)
        if runs.filter(pk=booking.event_id).exists():
            return _ticket_for_staff(request, booking, token)
    state = "real" if booking.is_confirmed and booking.event.ends_at > now else "over"
    return render(request, "events/day_ticket.html", {"state": state})


def _ticket_for_staff(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    context = {
        "state": "staff",
        "booking": booking,
        "event": booking.event,
        "attendance": getattr(booking, "attendance", None),
        "token": token,
    }
    with timezone.override(booking.event.site.zone):
        return render(request, "events/day_ticket.html", context)


def _mark(event: Event, given: dict[str, str], *, by: Person) -> day.CheckIn:
    at = _moment(given.get("at", ""))
    if given.get("ticket"):
        return day.scan(event, given["ticket"], by=by, at=at)
    try:
        booking_id = UUID(given.get("booking", ""))
    except ValueError as error:
        raise Http404 from error
    return day.check_in(event, booking_id, by=by, at=at)


def _json(request: HttpRequest) -> dict[str, str]:
    try:
        given = json.loads(request.body)
    except ValueError as error:
        raise Http404 from error
    if not isinstance(given, dict):
        raise Http404
    return {str(key): str(value) for key, value in given.items()}


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None


def _for_scanner(event: Event, guests: list[queries.Guest]) -> dict[str, object]:
    """What the phone keeps to work without a network."""
    removal = reverse("events:attendance-removal", args=[event.pk, event.pk])
    return {
        "event": str(event.pk),
        "address": reverse("events:attendances", args=[event.pk]),
        "removal": removal,  # with the event's number where the booking's belongs
        "key": tickets.public_key().hex(),
        "wasm": static("dist/zxing_reader.wasm"),
        "until": (event.ends_at + DESK_OPEN_AFTER).isoformat(),
        "guests": [
            {
                "booking": str(guest.booking.pk),
                "code": guest.booking.door_code,
                "name": guest.name,
                "here": guest.attendance.at.isoformat() if guest.attendance else "",
            }
            for guest in guests
        ],
    }
