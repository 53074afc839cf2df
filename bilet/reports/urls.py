"""Addresses of reports."""

from django.urls import path

from bilet.reports import views

app_name = "reports"

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/plans/", views.plans, name="plans"),
    path("reports/<slug:code>/", views.report, name="report"),
    path("summary/<str:region_code>/", views.region_summary, name="summary"),
    path("summary/<str:region_code>/published/", views.published_summary, name="published"),
]
