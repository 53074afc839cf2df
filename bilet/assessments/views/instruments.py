"""The shelf of tests, and the passport of each."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bilet.access.grants import Permission
from bilet.assessments import paper, passport, queries
from bilet.assessments.library import INSTRUMENTS
from bilet.people.models import Owner, Person
from bilet.people.requests import owner_of


@login_not_required
@require_GET
def shelf(request: HttpRequest) -> HttpResponse:
    """All tests, by what one wants to find out."""
    owner, at = owner_of(request), timezone.now()
    groups = queries.shelf(owner, at=at)
    grade = owner.pupil.grade if owner.pupil else None
    routes = [p for p in queries.route_pages(owner, at=at) if queries.suits_grade(p.route, grade)]
    context = {"groups": groups, "next_test": queries.next_test(groups), "routes": routes}
    return render(request, "assessments/shelf.html", context)


@login_not_required
@require_GET
def instrument(request: HttpRequest, code: str) -> HttpResponse:
    """What the test is about, and what is known about it."""
    found = INSTRUMENTS.get(code)
    if found is None:
        raise Http404
    owner = owner_of(request)
    begun, finished = queries.own_sittings(owner, found, at=timezone.now())
    context = {
        "instrument": found,
        "begun": begun,
        "finished": finished,
        "zone": queries.zone_of(owner.pupil),
        "passport": passport.passport(found),
        "is_printable": paper.is_printable(found),
        "may_type_in": _may_type_in(request, owner),
    }
    return render(request, "assessments/instrument.html", context)


def _may_type_in(request: HttpRequest, owner: Owner) -> bool:
    """Whether this is an adult who types in sheets. No query for pupils and guests."""
    person = request.user
    if not isinstance(person, Person) or owner.pupil is not None:
        return False
    return person.may(Permission.TESTS_ENTER)
