"""Addresses of the catalogue."""

from django.urls import path

from bilet.professions import views

app_name = "professions"

urlpatterns = [
    path("professions/", views.catalogue, name="catalogue"),
    path("professions/compare/", views.comparison, name="comparison"),
    path("professions/<slug:code>/", views.profession, name="profession"),
]
