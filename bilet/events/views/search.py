"""Find an event and look at it. Guests may look too."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from bilet.access.grants import Permission
from bilet.core.http import is_htmx
from bilet.events.forms.search import SearchForm
from bilet.events.models import Event
from bilet.events.queries import booking as seats
from bilet.events.queries import search as found
from bilet.people.gate import pupil_or_404
from bilet.people.models import Person, Pupil
from bilet.people.policy import policy
from bilet.people.requests import SignedInRequest


@login_not_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Events by wishes; the wishes are the address. htmx swaps the list alone."""
    pupil = found.reader(request.user) if isinstance(request.user, Person) else None
    regions, municipalities = found.places()
    asked = request.GET.copy()
    if pupil and "grade" not in asked:
        asked["grade"] = str(pupil.grade)
    form = SearchForm(
        asked,
        regions=regions,
        municipalities=municipalities,
        own_region=pupil.region if pupil else None,
    )
    number = asked.get("page", "")
    page = int(number) if number.isdecimal() and len(number) < 6 else 1
    result = found.search(form.wishes(), pupil, page=page, at=timezone.now())
    wishes = [(key, value) for key, value in asked.lists() if key != "page"]
    context = {
        "form": form,
        "found": result,
        "pupil": pupil,
        "query": urlencode([(k, v) for k, values in wishes for v in values if v]),
    }
    template = "events/_found.html" if is_htmx(request) else "events/search.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_GET
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One event: for a pupil with their seat, for an adult with the choice of a child."""
    shown = _event_or_404(event_id)
    context: dict[str, object] = {"event": shown, "policy": policy()}
    if isinstance(request.user, Person):
        pupil = Pupil.objects.select_related("person").filter(person=request.user).first()
        if pupil:
            context["panel"] = seats.seat_panel(shown, pupil, request.user, at=timezone.now())
        else:
            context["pupils"] = seats.bookable_pupils(request.user)
    return render(request, "events/event.html", context)


@require_GET
def event_for_pupil(request: SignedInRequest, event_id: UUID, pupil_id: UUID) -> HttpResponse:
    """One event, with the seat panel of one pupil."""
    shown = _event_or_404(event_id)
    pupil = pupil_or_404(request.user, pupil_id, Permission.EVENTS_BOOK)
    panel = seats.seat_panel(shown, pupil, request.user, at=timezone.now())
    return render(
        request, "events/event.html", {"event": shown, "panel": panel, "policy": policy()}
    )


def _event_or_404(event_id: UUID) -> Event:
    """A draft is nobody's but the site's."""
    visible = Event.objects.exclude(status=Event.Status.DRAFT)
    return get_object_or_404(
        visible.select_related("site__parent").prefetch_related("mentors"), pk=event_id
    )
