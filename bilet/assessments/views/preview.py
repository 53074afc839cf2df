"""The page of a test for its author; see `bilet preview`."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bilet.assessments.preview import mistakes, page_of, previewed


@login_not_required
@never_cache
@require_GET
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Keys and all: so it exists in the preview alone, for the one test that is previewed."""
    if not code or code != previewed().code:
        raise Http404
    asked = request.GET.get("seed", "1")
    seed = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    context = {"code": code, "page": page_of(code, seed), "mistakes": mistakes(), "seed": seed}
    return render(request, "assessments/preview.html", context)


@login_not_required
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The start page of the site invites to tests that are not here."""
    return redirect("preview", previewed().code)
