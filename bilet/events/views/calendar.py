"""The event as a calendar file."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from bilet.access.grants import Permission
from bilet.events.models import Booking
from bilet.events.views.booking import booking_or_404
from bilet.people.requests import SignedInRequest

REMIND_BEFORE = timedelta(hours=2)


@require_GET
def booking_calendar(request: SignedInRequest, booking_id: UUID) -> HttpResponse:
    """One event with its zone and a reminder, for the phone's calendar."""
    booking = booking_or_404(request.user, booking_id, Permission.EVENTS_BOOK)
    response = HttpResponse(_calendar(booking).to_ical(), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="bilet.ics"'
    return response


def _calendar(booking: Booking) -> Calendar:
    event, zone = booking.event, booking.event.site.zone
    entry = Entry()
    entry.add("uid", f"{booking.pk}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("summary", event.title)
    entry.add("dtstamp", booking.created_at)
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("location", _place(booking))
    entry.add("url", f"{settings.SITE_URL}{reverse('events:booking', args=[booking.pk])}")
    entry.add("status", _status(booking))
    if event.passport:
        bring = "; ".join(event.passport.bring)
        entry.add("description", _("Bring along: %(bring)s") % {"bring": bring} if bring else "")
    entry.add_component(_alarm(event.title))
    calendar = Calendar()
    calendar.add("prodid", "-//Bilet//events//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm


def _place(booking: Booking) -> str:
    event = booking.event
    if event.is_online:
        return event.meeting_url
    return ", ".join(filter(None, [event.site.name, event.site.address, event.room]))


def _status(booking: Booking) -> str:
    if not booking.is_live:
        return "CANCELLED"
    return "CONFIRMED" if booking.is_confirmed else "TENTATIVE"
