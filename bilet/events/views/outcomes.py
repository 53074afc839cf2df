"""The pupil's word before and after, and the mentor's pages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.core.http import fragment_or_redirect
from bilet.events.actions import day, outcomes
from bilet.events.forms.outcomes import NeedsForm, reflection_form, sheets_in
from bilet.events.models import Booking, Event, Mark, Reflection
from bilet.events.queries import day as queries
from bilet.events.queries.outcomes import reflections_of
from bilet.people.models import Look, Pupil
from bilet.people.requests import SignedInRequest


@require_POST
def reflections(request: SignedInRequest, booking_id: UUID, moment: str) -> HttpResponse:
    """Say how interesting it is: before the trial, and after it."""
    if moment not in Reflection.Moment.values:
        raise Http404
    booking = _booking(request, booking_id, Permission.EVENTS_REFLECT)
    form = reflection_form(moment, request.POST)
    if form.is_valid():
        outcomes.reflect(booking, moment, **form.cleaned_data)
    else:
        messages.error(request, _("Choose a number from 1 to 5, and then what it was like."))
    context = {
        "booking": booking,
        "reflections": reflections_of(booking, request.user, at=timezone.now()),
    }
    page = f"{reverse('events:booking', args=[booking.pk])}#reflection"
    return fragment_or_redirect(request, "events/_reflection.html", context, to=page)


@require_POST
def needs(request: SignedInRequest, booking_id: UUID) -> HttpResponse:
    """Tell the site what helps to take part."""
    booking = _booking(request, booking_id, Permission.EVENTS_BOOK)
    form = NeedsForm(request.POST)
    if form.is_valid():
        day.tell_needs(booking, form.cleaned_data["needs"])
        messages.success(request, _("The site will see it next to the name."))
    return redirect("events:booking", booking_id=booking.pk)


@require_GET
def mentor(request: SignedInRequest) -> HttpResponse:
    """The mentor's own events, today's first."""
    if not request.user.may(Permission.EVENTS_RUN):
        raise Http404
    page = queries.mentor_events(request.user, at=timezone.now())
    return render(request, "events/mentor.html", {"page": page})


@require_GET
def mentor_event(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """The group, the steps minute by minute, and the sheet for what was seen."""
    event = _mentored(request, event_id)
    now = timezone.now()
    guests = queries.guests(event, request.user, at=now)
    pupils = [guest.booking.pupil for guest in guests]
    day.record_looks(request.user, pupils, Look.What.BOOKING, at=now)
    program = event.passport
    begun = event.starts_at <= now
    context = {
        "event": event,
        "program": program,
        "guests": guests,
        "steps": queries.timed_steps(event, program) if program else [],
        "over": event.ends_at <= now,
        "grid": queries.assessment_grid(event, program, guests, at=now)
        if program and begun
        else None,
        "levels": Mark.Level.choices,
    }
    with timezone.override(event.site.zone):
        return render(request, "events/mentor_event.html", context)


@require_POST
def assessments(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Save the whole sheet at once; saving again replaces it."""
    event = _mentored(request, event_id)
    sheets = sheets_in(request.POST)
    unheard = outcomes.assess(event, sheets, by=request.user)
    saved = sum(any(sheet.marks.values()) for sheet in sheets) - len(unheard)
    text = ngettext(
        "Saved for %(n)s pupil. The pupil and the family see it.",
        "Saved for %(n)s pupils. The pupils and their families see it.",
        saved,
    )
    messages.success(request, text % {"n": saved})
    if unheard:
        names = ", ".join(booking.pupil.site_name for booking in unheard)
        messages.info(
            request,
            _("Nothing was written about %(names)s: the family asked so.") % {"names": names},
        )
    return redirect(f"{reverse('events:mentor-event', args=[event.pk])}#sheet")


def _mentored(request: SignedInRequest, event_id: UUID) -> Event:
    """An event that the person leads: running the site is not enough."""
    reach = Event.objects.within_reach_of(request.user, Permission.EVENTS_RUN)
    mine = reach.filter(mentors=request.user).select_related("site")
    return get_object_or_404(mine, pk=event_id)


def _booking(request: SignedInRequest, booking_id: UUID, permission: Permission) -> Booking:
    reach = Pupil.objects.within_reach_of(request.user, permission)
    found = Booking.objects.select_related("event__site", "pupil__person")
    return get_object_or_404(found, pk=booking_id, pupil__in=reach.values("pk"))
