"""Addresses of home pages and of the demo."""

from django.urls import path

from bilet.cabinets.views import catalogue, demo, homes, pages

app_name = "cabinets"

urlpatterns = [
    path("", homes.start, name="start"),
    path("home/", homes.home, name="home"),
    path("home/pupil/", homes.pupil_home, name="pupil"),
    path("home/parent/", homes.parent_home, name="parent"),
    path("home/classes/", homes.classes, name="classes"),
    path("home/classes/<uuid:class_id>/", homes.class_board, name="class"),
    path("professions/now/", catalogue.professions_now, name="professions-now"),
    path("professions/favourites/", catalogue.favourites, name="professions-favourites"),
    path("professions/<slug:code>/mine/", catalogue.profession_mine, name="profession-mine"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("demo/", demo.people, name="demo"),
    path("demo/people/<slug:username>/", demo.entry, name="demo-entry"),
    path("demo/outbox/", demo.outbox, name="demo-outbox"),
    path("demo/look/", demo.look, name="demo-look"),
]
