"""A sitting: begin it, answer, finish. The player talks to `answers` and `completion`."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.assessments import actions, errors, form_document, inbox, plain_pages, queries
from bilet.assessments.forms import PlainForm
from bilet.assessments.instruments import Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import PlayerSettings, Sitting
from bilet.assessments.tokens import Pass, token_for
from bilet.core.errors import DomainError
from bilet.people.requests import owner_of, remember_guest, with_guest


@login_not_required
@require_POST
def sittings(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a test, or go on with it."""
    instrument = INSTRUMENTS.get(code)
    if instrument is None:
        raise Http404
    owner, guest = with_guest(request)
    begun = actions.start_sitting(owner, instrument, at=timezone.now())
    response = redirect("assessments:sitting", begun.pk)
    if guest is not None:
        remember_guest(response, guest)
    return response


@login_not_required
@never_cache
@require_GET
def sitting(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The page of the player."""
    found = own_sitting(request, sitting_id)
    if found.finished_at is not None:
        return redirect("assessments:result", found.pk)
    instrument = instrument_of(found)
    context = {
        "sitting": found,
        "instrument": instrument,
        "player_data": _player_data(found, instrument, queries.settings_of(owner_of(request))),
        "has_plain": instrument.is_questionnaire,
    }
    return render(request, "assessments/sitting.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def plain(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The questions on ordinary pages, for a browser without scripts.

    Every button keeps the answers of the page first: on, back, later, to the result. Tasks against
    the clock need the player.
    """
    found = own_sitting(request, sitting_id)
    if found.finished_at is not None:
        return redirect("assessments:result", found.pk)
    instrument = instrument_of(found)
    if not instrument.is_questionnaire:
        raise Http404
    test = form_document.form(instrument, found.seed, found.language)
    page = plain_pages.page_of(test, found.answers, request.GET.get("page"))
    form = PlainForm(page.questions, found.answers, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.save_answers(found.pk, form.batch())
        return _after_plain(request, found, page)
    context = {"sitting": found, "instrument": instrument, "form": form, "page": page}
    return render(request, "assessments/plain.html", context)


def _after_plain(request: HttpRequest, sitting: Sitting, page: plain_pages.Page) -> HttpResponse:
    """Where the button leads that was pressed under a page of questions."""
    if "later" in request.POST:
        return redirect("assessments:shelf")
    wanted = request.POST.get("to", "")
    if wanted.isdecimal():
        address = reverse("assessments:plain", args=[sitting.pk])
        return redirect(f"{address}?page={page.clamped(wanted)}")
    actions.finish(sitting.pk, at=timezone.now())
    return redirect("assessments:result", sitting.pk)


PlayerView = Callable[[HttpRequest, UUID], HttpResponseBase]


def for_the_player(view: PlayerView) -> PlayerView:
    """An address that the player calls by itself: authorised by a token, errors as JSON.

    No cookie counts here, so there is nothing that another site could forge.
    """

    @wraps(view)
    def handle(request: HttpRequest, sitting_id: UUID) -> HttpResponseBase:
        try:
            response = view(request, sitting_id)
        except DomainError as error:
            status, said = inbox.refusal(error)
            response = JsonResponse(said, status=status)
        response["Cache-Control"] = "no-store"
        return response

    open_view: PlayerView = csrf_exempt(login_not_required(require_POST(handle)))
    return open_view


@for_the_player
def answers(request: HttpRequest, sitting_id: UUID) -> HttpResponseBase:
    """Save a batch of answers: one SQL statement."""
    opened = _pass(request, sitting_id)
    batch = inbox.answers_in(request.body, opened)
    return JsonResponse(inbox.receipt(actions.save_answers(sitting_id, batch)))


@for_the_player
def completion(request: HttpRequest, sitting_id: UUID) -> HttpResponseBase:
    """Score the sitting and say where the result is."""
    _pass(request, sitting_id)
    try:
        actions.finish(sitting_id, at=timezone.now())
    except Sitting.DoesNotExist as error:
        raise errors.SittingGoneError from error
    return JsonResponse({"result": reverse("assessments:result", args=[sitting_id])})


def own_sitting(request: HttpRequest, sitting_id: UUID) -> Sitting:
    """The sitting, when it is this pupil's or this guest's own."""
    return get_object_or_404(Sitting.objects.of(owner_of(request)), pk=sitting_id)


def instrument_of(sitting: Sitting) -> Instrument:
    """The instrument in the language in which the sitting was begun.

    Raises:
        OutdatedSittingError: it has a new version by now.
    """
    instrument = INSTRUMENTS.get(sitting.instrument, sitting.language)
    if instrument is None or instrument.version != sitting.version:
        raise errors.OutdatedSittingError
    return instrument


def _pass(request: HttpRequest, sitting_id: UUID) -> Pass:
    authorization = request.headers.get("Authorization", "")
    opened = inbox.opened_by(authorization, sitting_id, at=timezone.now())
    # No cookie comes with the player's requests, so the page's language is the sitting's.
    translation.activate(opened.language)
    return opened


def _player_data(
    sitting: Sitting, instrument: Instrument, settings: PlayerSettings
) -> dict[str, Any]:
    page = reverse("assessments:sitting", args=[sitting.pk])
    address = [instrument.code, instrument.version, sitting.language]
    form_url = (
        reverse("assessments:seeded-form", args=[*address, sitting.seed])
        if instrument.is_seeded
        else reverse("assessments:form", args=address)
    )
    return {
        "sitting": str(sitting.pk),
        "token": token_for(sitting),
        "form_url": form_url,
        "save_url": reverse("assessments:answers", args=[sitting.pk]),
        "finish_url": reverse("assessments:completion", args=[sitting.pk]),
        "result_url": reverse("assessments:result", args=[sitting.pk]),
        "leave_url": reverse("assessments:shelf"),
        "settings_url": f"{reverse('assessments:settings')}?back={page}",
        "pictures_url": static("dist/pictures.svg"),
        "settings": settings.as_data(),
        "answers": sitting.answers,
        "language": sitting.language,
    }
