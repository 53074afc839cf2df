"""Addresses of advice and of marks on professions."""

from django.urls import path

from bilet.guidance import views

app_name = "guidance"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("advice/", views.advice, name="advice"),
    path("advice/history/", views.history, name="history"),
    path("advice/marks/", views.own_marks, name="own-marks"),
    path("advice/<slug:code>/", views.why, name="why"),
    path("professions/<slug:code>/marks/", views.marks, name="marks"),
    path("professions/<slug:code>/marks/<slug:kind>/removal/", views.mark_removal, name="unmark"),
    path("pupils/<uuid:pupil_id>/advice/", views.pupil_advice, name="pupil-advice"),
    path("pupils/<uuid:pupil_id>/advice/<slug:code>/", views.pupil_why, name="pupil-why"),
]
