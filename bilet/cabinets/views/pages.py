"""Pages about the site itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bilet.people.policy import CONSENTS, policy


@login_not_required
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What this is and who runs it."""
    return render(request, "cabinets/about.html")


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a child, in plain words, with the full texts of the consents."""
    context = {"documents": CONSENTS.all().values(), "policy": policy()}
    return render(request, "cabinets/privacy.html", context)


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """What helps, and what does not work yet."""
    return render(request, "cabinets/accessibility.html")
