"""Small helpers between HTTP and our fragments."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from bilet.core.errors import DomainError


def is_htmx(request: HttpRequest) -> bool:
    """True when htmx asked for a fragment rather than a page."""
    return request.headers.get("HX-Request") == "true"


def fragment_or_redirect(
    request: HttpRequest, template: str, context: dict[str, Any], *, to: str
) -> HttpResponse:
    """Answer htmx with a fragment, and a plain form with post-redirect-get.

    Every form therefore works without JavaScript.
    """
    return render(request, template, context) if is_htmx(request) else redirect(to)


def own_address(request: HttpRequest, address: str | None, *, otherwise: str = "/") -> str:
    """`address` when it leads to this site, `otherwise` when it leads elsewhere or nowhere."""
    # A NUL byte in a redirect is an error of its own.
    address = (address or "").replace("\x00", "")
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if safe else otherwise


class DomainErrorMiddleware:
    """Show a DomainError to the person; a bug still becomes a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if is_htmx(request):
            response = render(request, "core/_error.html", {"error": error}, status=422)
            response["HX-Retarget"] = "#messages"
            response["HX-Reswap"] = "innerHTML"
            response["HX-Trigger"] = "refused"  # what stands on the page may be out of date
            return response
        back = own_address(request, request.headers.get("Referer"), otherwise="")
        if not back or request.method == "GET":
            return render(request, "core/refusal.html", {"error": error}, status=422)
        messages.error(request, str(error))
        return redirect(back)
