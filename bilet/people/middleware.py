"""Staff pass a second factor before they see anything of others."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bilet.access.grants import STAFF
from bilet.people.models import Person

OPEN = ("people:second-factor", "people:logout", "core:language", "core:display")


Handler = Callable[[HttpRequest], HttpResponse]


def second_factor(get_response: Handler) -> Handler:
    """Send staff without a checked second factor to its page. The demo has none: no real people."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
            user = request.user
            if settings.DEMO or not isinstance(user, Person) or user.is_verified():  # type: ignore[attr-defined]
                return None
            match = request.resolver_match
            if match is None or match.view_name in OPEN or not user.roles() & STAFF:
                return None
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('people:second-factor')}?{query}")

    return Middleware()
