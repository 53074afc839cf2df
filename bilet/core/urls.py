"""Addresses that belong to no domain."""

from django.urls import path

from bilet.core import views

app_name = "core"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("language/", views.chosen_language, name="language"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("offline/", views.offline, name="offline"),
    path("display/", views.display, name="display"),
]
