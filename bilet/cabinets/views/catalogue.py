"""The catalogue of professions with what the apps above it know: trials, events, marks."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from bilet.cabinets.forms import WhereForm
from bilet.cabinets.queries import catalogue as shelves
from bilet.core.http import is_htmx
from bilet.guidance.queries.advice import tried_list
from bilet.guidance.queries.evidence import evidence_of
from bilet.guidance.queries.marks import panel
from bilet.people.requests import owner_of
from bilet.professions import queries
from bilet.professions.forms import CatalogueForm
from bilet.professions.library import PROFESSIONS


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def professions_now(request: HttpRequest) -> HttpResponse:
    """Professions that can be tried now or within a month, near the reader."""
    who = shelves.around(owner_of(request).pupil)
    form = WhereForm(request.GET, places=who.places, anywhere=who.anywhere)
    place = form.place()
    until = timezone.localtime(timezone.now() + shelves.MONTH)
    context = {
        "where": form if who.pupil or len(who.places) > 1 else None,
        "place": place,
        "also": f"&where={place.pk}" if place else "",
        "until": until,
        "lead": "cabinets/_until.html",
        "empty": "cabinets/_nothing_to_try.html",
        "tab": "now",
    }
    shelf = shelves.to_try(who, place, at=timezone.now())
    return _shelf(request, "cabinets/professions_now.html", shelf, context)


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def favourites(request: HttpRequest) -> HttpResponse:
    """Professions that the pupil or the guest marked or tried."""
    shelf = shelves.own(owner_of(request), at=timezone.now())
    context = {"empty": "cabinets/_no_favourites.html", "tab": "favourites"}
    return _shelf(request, "cabinets/professions_favourites.html", shelf, context)


def _shelf(
    request: HttpRequest, page: str, shelf: queries.Shelf, context: dict[str, Any]
) -> HttpResponse:
    form = CatalogueForm(request.GET)
    asked = form.asked()
    context |= {
        "form": form,
        "page": queries.catalogue(asked, shelf),
        "is_asked": True,
        "is_filtered": any(asked[name] for name in form.FILTERS),
        "here": request.path,
    }
    return render(request, "professions/_found.html" if is_htmx(request) else page, context)


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def profession_mine(request: HttpRequest, code: str) -> HttpResponse:
    """What the reader did with one profession, and what they can do: a part of its card."""
    profession = PROFESSIONS.get(code)
    if profession is None:
        raise Http404
    owner, at = owner_of(request), timezone.now()
    is_adult = request.user.is_authenticated and owner.pupil is None
    tried = tried_list(evidence_of(owner, at=at))
    context = {
        "panel": panel(owner, profession, at=at, may_mark=not is_adult),
        "tried": [each for each in tried if each.trial.profession == code],
    }
    name = "cabinets/_profession_mine.html" if is_htmx(request) else "cabinets/profession_mine.html"
    return render(request, name, context)
