"""What every request passes through, besides Django's own."""

import logging
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger(__name__)
# What gets shorter; files of pictures, films and documents are compressed already.
WORDS = ("text/", "application/json", "image/svg")


def compressed(get_response: Handler) -> Handler:
    """Pages and data go out gzipped. Streams do not: a film is asked for by ranges of its bytes.

    Django makes the length random, so that nobody guesses a secret of the page by it.
    """
    gzip = GZipMiddleware(get_response)

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith(WORDS):
            return response
        return cast(HttpResponse, gzip.process_response(request, response))

    return handle


def language(get_response: Handler) -> Handler:
    """Russian first: another language only for those who chose it."""
    known = dict(settings.LANGUAGES)

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle


def private_pages_are_not_stored(get_response: Handler) -> Handler:
    """A page made for a signed-in person stays in no cache."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        signed_in = hasattr(request, "user") and request.user.is_authenticated
        if signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return handle


def database_down(get_response: Handler) -> Handler:
    """A database that cannot be reached is said in words, with 503 and when to come again."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            try:
                return get_response(request)
            except (OperationalError, InterfaceError):
                return _unavailable()

        def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
            if not isinstance(error, OperationalError | InterfaceError):
                return None
            _log.error("The database does not answer: %s", error)
            return _unavailable()

    return Middleware()


def _unavailable() -> HttpResponse:
    with translation.override(translation.get_language() or settings.LANGUAGE_CODE):
        page = render_to_string("core/503.html")
    response = HttpResponse(page, status=503)
    response["Retry-After"] = "10"
    return response
