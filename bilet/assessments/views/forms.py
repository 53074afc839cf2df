"""The questions of a test as one document that any cache may keep."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from bilet.assessments import form_document
from bilet.content.reader import LANGUAGES

FOR_EVER = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def form(
    request: HttpRequest, code: str, version: int, language: str, seed: int | None = None
) -> HttpResponse:
    """The present version only: what was asked yesterday lies in the browser's cache."""
    if language not in LANGUAGES or (seed or 0) >= 2**63:
        raise Http404
    found = form_document.document(code, version, language, seed)
    if found is None:
        raise Http404
    if request.headers.get("If-None-Match", "").removeprefix("W/") == found.etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(found.body, content_type="application/json; charset=utf-8")
    response["ETag"] = found.etag
    response["Cache-Control"] = FOR_EVER
    return response
