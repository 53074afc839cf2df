"""The addresses of the site and, before them, the page of the test that is previewed."""

from django.urls import path

from bilet.assessments.views.preview import preview, start
from bilet.config import urls
from bilet.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("preview/<slug:code>/", preview, name="preview"),
    path("", start),
    *urls.urlpatterns,
]
