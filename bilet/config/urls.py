"""Every address of the site, in the order a visitor meets them."""

from importlib.util import find_spec

from django.urls import include, path

APPS = ["cabinets", "assessments", "guidance", "professions", "trials", "events", "courses",
        "people", "reports", "core"]  # fmt: skip

# Each app says its own addresses in full.
urlpatterns = [
    path("", include(f"bilet.{app}.urls")) for app in APPS if find_spec(f"bilet.{app}.urls")
]

handler400 = "bilet.core.views.bad_request"
handler403 = "bilet.core.views.forbidden"
handler404 = "bilet.core.views.not_found"
handler500 = "bilet.core.views.server_error"
