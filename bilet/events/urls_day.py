"""Addresses of the day itself and of what comes of it."""

from django.urls import URLPattern, URLResolver, include, path

from bilet.events.views import certificates, day, outcomes, site

# /events/<event>/
event_urls = [
    path("checkin/", day.checkin, name="checkin"),
    path("attendances/", day.attendances, name="attendances"),
    path(
        "attendances/<uuid:booking_id>/removal/", day.attendance_removal, name="attendance-removal"
    ),
    path("sheet.pdf", site.sheet, name="event-sheet"),
    path("sign.pdf", site.door_sign, name="event-sign"),
    path("supplies/", site.supplies, name="event-supplies"),
    path("cancellation/", site.event_cancellation, name="event-cancellation"),
    path("assessments/", outcomes.assessments, name="assessments"),
]

# /bookings/<booking>/
booking_urls = [
    path("needs/", outcomes.needs, name="booking-needs"),
    path("reflections/<str:moment>/", outcomes.reflections, name="reflections"),
]

# /certificates/<certificate>/
certificate_urls = [
    path("", certificates.certificate, name="certificate"),
    path("credential.jwt", certificates.credential, name="certificate-credential"),
    path("certificate.pdf", certificates.certificate_pdf, name="certificate-pdf"),
    path("revocation/", certificates.revocation, name="certificate-revocation"),
]

# What checkers of Open Badges read.
issuer_urls = [
    path(".well-known/jwks.json", certificates.key_set, name="key-set"),
    path("certificates/issuer.json", certificates.issuer, name="issuer"),
    path("certificates/revocations.json", certificates.revocations, name="revocations"),
    path("certificates/keys/<str:name>.json", certificates.key, name="signing-key"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<uuid:event_id>/", include(event_urls)),
    path("bookings/<uuid:booking_id>/", include(booking_urls)),
    # As short as a QR code wants it; a camera's browser may add the stroke.
    path("t/<str:token>", day.ticket_link, name="ticket-link"),
    path("t/<str:token>/", day.ticket_link),
    path("sites/events/", site.site_events, name="site-events"),
    path("sites/events/new/", site.new_event, name="new-event"),
    path("mentor/", outcomes.mentor, name="mentor"),
    path("mentor/events/<uuid:event_id>/", outcomes.mentor_event, name="mentor-event"),
    *issuer_urls,
    path("certificates/<uuid:certificate_id>/", include(certificate_urls)),
]
