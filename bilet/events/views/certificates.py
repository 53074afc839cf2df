"""Certificates: the public page that checks one, and what machines read about all."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from bilet.access.grants import Permission
from bilet.core import documents
from bilet.events import credentials
from bilet.events.actions.certificates import revoke_certificate
from bilet.events.models import Certificate, Event
from bilet.events.queries import certificates as queries
from bilet.people import qr
from bilet.people.models import Person, Pupil
from bilet.people.requests import SignedInRequest


@login_not_required
@require_GET
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Is it real? The signature is checked now. The name is shown to the family alone."""
    found = _found(certificate_id)
    context = {
        "page": queries.check(found),
        "event": found.booking.event,
        "pupil": _own_pupil(request, found),
        "may_revoke": _may_revoke(request, found),
    }
    with timezone.override(found.booking.event.site.zone):
        return render(request, "events/certificate.html", context)


@login_not_required
@require_GET
def credential(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The Open Badges 3.0 credential itself, a signed JWT without a name."""
    found = _found(certificate_id)
    response = HttpResponse(found.credential, content_type="application/vc+jwt")
    response["Content-Disposition"] = 'attachment; filename="credential.jwt"'
    return response


@require_GET
def certificate_pdf(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The sheet for the wall, with the name: for the pupil and the family."""
    found = _found(certificate_id)
    pupil = _own_pupil(request, found)
    page = queries.check(found)
    if pupil is None or not page.holds:
        raise Http404
    with timezone.override(found.booking.event.site.zone):
        data = _sheet(page, pupil)
    response = HttpResponse(documents.pdf("events/certificate.typ", data),
                            content_type="application/pdf")  # fmt: skip
    response["Content-Disposition"] = 'inline; filename="certificate.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def revocation(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The site takes back what it vouched for by mistake."""
    found = _found(certificate_id)
    if not _may_revoke(request, found):
        raise Http404
    revoke_certificate(found)
    return redirect("events:certificate", certificate_id=found.pk)


@login_not_required
@require_GET
@cache_control(public=True, max_age=3600)
def issuer(request: HttpRequest) -> JsonResponse:
    """Who issues the certificates."""
    return _json({"@context": credentials.CONTEXT, **credentials.issuer()})


@login_not_required
@require_GET
@cache_control(public=True, max_age=3600)
def key_set(request: HttpRequest) -> JsonResponse:
    return _json(credentials.key_set())


@login_not_required
@require_GET
@cache_control(public=True, max_age=3600)
def key(request: HttpRequest, name: str) -> JsonResponse:
    """The public key that a credential names as its `kid`."""
    if name != credentials.key_name():
        raise Http404
    return _json(credentials.public_key())


@login_not_required
@require_GET
@cache_control(public=True, max_age=60)
def revocations(request: HttpRequest) -> JsonResponse:
    """Certificates that no longer hold."""
    return _json(queries.revocations())


def _found(certificate_id: UUID) -> Certificate:
    found = Certificate.objects.select_related("booking__event__site", "booking__pupil__person")
    return get_object_or_404(found, pk=certificate_id)


def _own_pupil(request: HttpRequest, found: Certificate) -> Pupil | None:
    """The pupil, when the reader is the pupil or the family."""
    person, pupil = request.user, found.booking.pupil
    if not isinstance(person, Person):
        return None
    if person.pk == pupil.person_id:
        return pupil
    return pupil if pupil.guardianships.active().filter(guardian=person).exists() else None


def _may_revoke(request: HttpRequest, found: Certificate) -> bool:
    if not isinstance(request.user, Person):
        return False
    reach = Event.objects.within_reach_of(request.user, Permission.EVENTS_PLAN)
    return reach.filter(pk=found.booking.event_id).exists()


def _sheet(page: queries.Checked, pupil: Pupil) -> dict[str, Any]:
    address = credentials.address(page.certificate.pk)
    done_at = timezone.localtime(page.done_at) if page.done_at else None
    return {
        "name": str(pupil),
        "title": page.title,
        "skills": list(page.skills),
        "day": date_format(done_at, "j E Y") if done_at else "",
        "place": page.place,
        "operator": settings.OPERATOR,
        "address": address,
        "qr": qr.svg(address),
    }


def _json(data: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"  # checkers are other sites
    return response
