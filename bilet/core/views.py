"""Health, language, display settings, and the pages of errors."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bilet.core.context import DISPLAY_CHOICES, DISPLAY_COOKIE, display_of
from bilet.core.http import own_address

YEAR = 365 * 24 * 3600


@login_not_required
@require_GET
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_GET
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, migrations and the queue of jobs: 200 when all are ready, 503 otherwise."""
    checks = {"database": False, "migrations": False, "jobs": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            checks["database"] = True
            executor = MigrationExecutor(connection)
            checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
            # A job that has waited for ten minutes means that no worker runs.
            cursor.execute(
                "SELECT count(*) = 0 FROM procrastinate_jobs WHERE status = 'todo' AND "
                "coalesce(scheduled_at, '-infinity') < now() - interval '10 minutes'"
                " AND id IN (SELECT job_id FROM procrastinate_events WHERE type = 'deferred'"
                " AND at < now() - interval '10 minutes')"
            )
            checks["jobs"] = bool(cursor.fetchone()[0])
    except DatabaseError:
        pass
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@login_not_required
@require_POST
def chosen_language(request: HttpRequest) -> HttpResponse:
    """Remember the language of the pages."""
    response = redirect(own_address(request, request.POST.get("next")))
    if request.POST.get("language") in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


@login_not_required
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember text size, colours and spacing."""
    current = display_of(request.COOKIES.get(DISPLAY_COOKIE, ""))
    chosen = {name: request.POST.get(name, current[name]) for name in DISPLAY_CHOICES}
    response = redirect(own_address(request, request.POST.get("next")))
    if "reset" in request.POST:
        response.delete_cookie(DISPLAY_COOKIE)
    else:
        value = ".".join(f"{k}={v}" for k, v in chosen.items() if v in DISPLAY_CHOICES[k])
        _remember(response, DISPLAY_COOKIE, value)
    return response


@login_not_required
@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root of the site: it may hand out pages of any address."""
    path = finders.find("dist/sw.worker.js")
    if path is None:
        raise Http404("The front end is not built.")
    script = Path(str(path)).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows when there is no network; it asks for it without cookies."""
    return render(request, "core/offline.html")


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an old page: said in words, with what to do."""
    return render(request, "core/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "core/500.html", status=500)
