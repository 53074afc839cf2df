"""The catalogue, a card, a comparison: open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from bilet.core.http import is_htmx
from bilet.people.models import Person
from bilet.professions import queries
from bilet.professions.forms import CatalogueForm
from bilet.professions.library import PROFESSIONS


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Fields to walk through, or the answers to a question."""
    form = CatalogueForm(request.GET)
    asked = form.asked()
    context = {
        "form": form,
        "page": queries.catalogue(asked),
        "is_asked": any(asked.values()),
        "is_filtered": any(asked[name] for name in form.FILTERS),
        "here": request.path,
    }
    page = "professions/_found.html" if is_htmx(request) else "professions/catalogue.html"
    return render(request, page, context)


@login_not_required
@require_safe
def profession(request: HttpRequest, code: str) -> HttpResponse:
    """The whole card."""
    found = PROFESSIONS.get(code)
    if found is None:
        raise Http404
    regions = queries.regions_of(request.user) if isinstance(request.user, Person) else []
    context = {
        "page": queries.card(found),
        "figures": queries.labour(code, regions, on=timezone.localdate()),
    }
    return render(request, "professions/profession.html", context)


@login_not_required
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Two or three professions side by side."""
    pages = queries.compared([request.GET.get(place, "") for place in "abc"])
    shared, own = queries.shared_and_own(pages)
    context = {
        "pages": pages,
        "chosen": [*(page.profession.code for page in pages), "", "", ""][: queries.MOST_COMPARED],
        "choices": sorted(PROFESSIONS.all().values(), key=lambda card: card.person),
        "interests": queries.interest_table(pages),
        "shared": shared,
        "own": own,
    }
    return render(request, "professions/comparison.html", context)
