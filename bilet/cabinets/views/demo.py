"""The demo: enter as somebody, read the letters. The addresses answer 404 when it is off."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from bilet.cabinets.demo import PEOPLE
from bilet.core.models import OutboxMessage
from bilet.people.models import Person
from bilet.people.views.entry import BACKEND

View = Callable[..., HttpResponse]
LETTERS = 50


def demo_only(view: View) -> View:
    """404 unless BILET_DEMO=1."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@require_GET
@demo_only
def people(request: HttpRequest) -> HttpResponse:
    """One button each."""
    there = set(
        Person.objects.filter(username__in=[p.username for p in PEOPLE]).values_list(
            "username", flat=True
        )
    )
    return render(request, "cabinets/demo.html", {"people": PEOPLE, "there": there})


@login_not_required
@require_POST
@demo_only
def entry(request: HttpRequest, username: str) -> HttpResponse:
    """Enter as one of the demo's people, without a password."""
    if username not in {person.username for person in PEOPLE}:
        raise Http404
    login(request, get_object_or_404(Person, username=username), backend=BACKEND)
    return redirect("cabinets:home")


@login_not_required
@require_GET
@demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters that would have been sent."""
    return render(
        request, "cabinets/outbox.html", {"letters": OutboxMessage.objects.all()[:LETTERS]}
    )


@login_not_required
@require_GET
@demo_only
def look(request: HttpRequest) -> HttpResponse:
    """Every component of the design on one page."""
    return render(request, "core/styleguide.html")
