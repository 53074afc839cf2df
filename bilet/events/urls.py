"""Addresses are nouns. What is done to them is the HTTP method."""

from django.urls import include, path

from bilet.events.urls_day import urlpatterns as day_urls
from bilet.events.views import approvals, booking, calendar, search

app_name = "events"

# /events/<event>/pupils/<pupil>/
pupil_urls = [
    path("", search.event_for_pupil, name="event-for-pupil"),
    path("bookings/", booking.bookings, name="bookings"),
    path("places/", booking.places, name="places"),
]

# /bookings/<booking>/
booking_urls = [
    path("", booking.ticket, name="booking"),
    path("cancellation/", booking.cancellation, name="booking-cancellation"),
    path("approval/", approvals.booking_approval, name="booking-approval"),
    path("approval-requests/", booking.approval_requests, name="approval-requests"),
    path("calendar.ics", calendar.booking_calendar, name="booking-calendar"),
]

# /places/<place>/: a pupil's place in the queue for an event
place_urls = [
    path("acceptance/", booking.place_acceptance, name="place-acceptance"),
    path("leaving/", booking.place_leaving, name="place-leaving"),
]

urlpatterns = [
    path("events/", search.search, name="search"),
    path("events/<uuid:event_id>/", search.event, name="event"),
    path("events/<uuid:event_id>/pupils/<uuid:pupil_id>/", include(pupil_urls)),
    path("bookings/<uuid:booking_id>/", include(booking_urls)),
    path("places/<uuid:place_id>/", include(place_urls)),
    path("approvals/<str:token>/", approvals.approval, name="approval"),
    *day_urls,
]
