"""The site's own events: plan, print, prepare, cancel."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from bilet.access.grants import Permission
from bilet.core import documents
from bilet.core.errors import DomainError
from bilet.core.templatetags.words import day as day_in_words
from bilet.core.templatetags.words import span
from bilet.events.actions import day, planning
from bilet.events.forms.site import CancelForm, PlanForm
from bilet.events.models import Event
from bilet.events.queries import day as queries
from bilet.events.views.day import own_event
from bilet.orgs.models import Organization
from bilet.people import qr
from bilet.people.models import Look
from bilet.people.requests import SignedInRequest

MOST_PUPILS = 60  # for whom a list of supplies is counted


@require_GET
def site_events(request: SignedInRequest) -> HttpResponse:
    """Coming and past events of the person's sites, with seats and who came."""
    _sites(request)
    page = queries.site_events(request.user, at=timezone.now())
    return render(request, "events/site_events.html", {"page": page})


@require_http_methods(["GET", "POST"])
def new_event(request: SignedInRequest) -> HttpResponse:
    """Plan one event or one every week."""
    sites = _sites(request)
    initial = {name: request.GET[name] for name in ("program", "day") if name in request.GET}
    form = PlanForm(request.POST or None, sites=sites, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _plan(request, form)):
        text = ngettext(
            "The event is on the calendar. Booking is open.",
            "%(n)s events are on the calendar. Booking is open.",
            len(made),
        )
        messages.success(request, text % {"n": len(made)})
        return redirect("events:site-events")
    context = {"form": form, "sites": sites}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/site_new_event.html", context, status=status)


def _plan(request: SignedInRequest, form: PlanForm) -> list[Event]:
    """What was planned; nothing, with the reason at the form, when a rule is against it."""
    try:
        return planning.plan_series(
            program=form.program_chosen(),
            site=form.cleaned_data["site"],
            starts_at=form.starts(),
            by=request.user,
            **form.details(),
        )
    except DomainError as error:  # here and not in the middleware, so that nothing typed is lost
        form.add_error(None, str(error))
        return []


@require_http_methods(["GET", "POST"])
def event_cancellation(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Cancel for everybody, after saying what will happen."""
    event = own_event(request.user, event_id, Permission.EVENTS_PLAN)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.cancel_event(event, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The event is cancelled, the families have been written to."))
        return redirect("events:site-events")
    context = {"event": event, "form": form, "live": event.bookings.live().count()}
    with timezone.override(event.site.zone):
        return render(request, "events/site_cancellation.html", context)


@require_GET
def supplies(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """What to have ready, counted for so many pupils."""
    event = own_event(request.user, event_id)
    program = event.passport
    if program is None:
        raise Http404
    asked = request.GET.get("pupils", "")
    pupils = min(max(int(asked), 1), MOST_PUPILS) if asked.isdecimal() else event.seats_total
    context = {
        "event": event,
        "program": program,
        "pupils": pupils,
        "rows": queries.supply_list(program, pupils),
    }
    with timezone.override(event.site.zone):
        return render(request, "events/site_supplies.html", context)


@require_GET
def sheet(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """The attendance sheet on paper."""
    event = own_event(request.user, event_id)
    now = timezone.now()
    guests = queries.guests(event, request.user, at=now)
    pupils = [guest.booking.pupil for guest in guests]
    day.record_looks(request.user, pupils, Look.What.BOOKING, at=now)
    rows = [
        {
            "name": guest.name,
            "grade": guest.grade,
            "needs": ", ".join(guest.needs),
            "code": guest.booking.door_code,
        }
        for guest in guests
    ]
    return _pdf("events/sheet.typ", {**_about(event), "rows": rows, "words": _sheet_words()})


@require_GET
def door_sign(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """The sign for the door, with a QR of the event's page."""
    event = own_event(request.user, event_id)
    link = f"{settings.SITE_URL}{reverse('events:event', args=[event.pk])}"
    return _pdf("events/sign.typ", {**_about(event), "link": link, "qr": qr.svg(link)})


def _sites(request: SignedInRequest) -> list[Organization]:
    """Sites where the person plans events."""
    sites = list(request.user.workplaces(Permission.EVENTS_PLAN))
    if not sites:
        raise Http404
    return sites


def _about(event: Event) -> dict[str, Any]:
    with timezone.override(event.site.zone):
        starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
        return {
            "title": event.title,
            "site": event.site.name,
            "address": event.site.address,
            "room": event.room,
            "day": day_in_words(starts),
            "time": span(starts, ends),
            "mentors": ", ".join(mentor.polite_name for mentor in event.mentors.all()),
        }


def _sheet_words() -> dict[str, str]:
    return {
        "sheet": _("Attendance sheet"),
        "name": _("Name"),
        "grade": _("Grade"),
        "needs": _("What helps"),
        "code": _("Code"),
        "here": _("Here"),
        "mentor": _("Mentor"),
        "later": _("Mark the same on the site within three days: then certificates come."),
    }


def _pdf(template: str, data: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(documents.pdf(template, data), content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response
