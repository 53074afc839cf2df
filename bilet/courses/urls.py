"""Addresses of courses."""

from django.urls import path

from bilet.courses import views

app_name = "courses"

urlpatterns = [
    path("courses/", views.courses, name="courses"),
    path("courses/films/<str:name>", views.film_file, name="film"),
    path("courses/<slug:code>/", views.course, name="course"),
    path("courses/<slug:code>/checks/<slug:module_id>/", views.check, name="check"),
    path("courses/<slug:code>/checks/<slug:module_id>/tries/", views.check_tries, name="tries"),
    path("courses/<slug:code>/<slug:lesson_id>/", views.lesson, name="lesson"),
    path("courses/<slug:code>/<slug:lesson_id>/captions.vtt", views.captions, name="captions"),
    path("courses/<slug:code>/<slug:lesson_id>/done/", views.lesson_done, name="lesson-done"),
]
