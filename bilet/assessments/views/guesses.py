"""Guesses of guardians, and the comparison that the pupil opens and closes."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.access.grants import Permission
from bilet.assessments import actions, queries, rules
from bilet.assessments.forms import GuessForm
from bilet.assessments.instruments import Instrument
from bilet.assessments.models import Guess
from bilet.assessments.views.family import readable_pupil
from bilet.people.gate import pupil_or_404, record_look
from bilet.people.models import Look, Person, Pupil
from bilet.people.requests import SignedInRequest


@never_cache
@require_GET
def guesses(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """For a guardian: what may be guessed; for the pupil: who has guessed, and compare or not."""
    pupil = readable_pupil(request, pupil_id)
    context = {"pupil": pupil, "zone": pupil.region.zone}
    if _is_own(request.user, pupil):
        context["states"] = queries.guesses_of_pupil(pupil)
        return render(request, "assessments/own_guesses.html", context)
    context["states"] = queries.guesses_of_guardian(pupil, request.user)
    return render(request, "assessments/guesses.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def guess(request: SignedInRequest, pupil_id: UUID, code: str) -> HttpResponse:
    """Six questions to a guardian: how would the child answer?"""
    pupil = readable_pupil(request, pupil_id)
    instrument = rules.guessed_test(code)
    if instrument is None or _is_own(request.user, pupil):
        raise Http404
    form = GuessForm(instrument, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.keep_guess(pupil, request.user, instrument, form.steps(), at=timezone.now())
        return redirect("assessments:guesses", pupil.pk)
    return _guess_page(request, pupil, instrument, form)


def _guess_page(
    request: SignedInRequest, pupil: Pupil, instrument: Instrument, form: GuessForm
) -> HttpResponse:
    before = queries.guess_to_replace(pupil, request.user, instrument)
    if before is not None and before.is_fixed:
        return redirect("assessments:guesses", pupil.pk)
    context = {
        "pupil": pupil,
        "instrument": instrument,
        "form": form,
        "is_blind": rules.is_blind(pupil, request.user, instrument),
        "is_again": before is not None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessments/guess.html", context, status=status)


@never_cache
@require_GET
def comparison(request: SignedInRequest, pupil_id: UUID, guess_id: UUID) -> HttpResponse:
    """The child's result and the guess side by side, while the pupil agrees."""
    pupil = readable_pupil(request, pupil_id)
    is_own = _is_own(request.user, pupil)
    found = _guess(pupil, guess_id)
    if not found.is_open or not (is_own or found.guardian_id == request.user.pk):
        raise Http404
    names = (
        (_("your answers"), _("the guess: %(name)s") % {"name": found.guardian.polite_name})
        if is_own
        else (_("the answers: %(name)s") % {"name": pupil.short_name}, _("your guess"))
    )
    page = queries.comparison(found, names=names, for_pupil=is_own)
    if page is None:
        raise Http404
    record_look(request.user, pupil, Look.What.RESULTS)
    context = {"pupil": pupil, "page": page, "is_own": is_own, "zone": pupil.region.zone}
    return render(request, "assessments/comparison.html", context)


@require_POST
def agreement(request: SignedInRequest, pupil_id: UUID, guess_id: UUID) -> HttpResponse:
    """The pupil compares, or does not, or not any more: both answers weigh the same."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.TESTS_TAKE)
    found, agrees = _guess(pupil, guess_id), request.POST.get("agrees")
    if agrees not in ("yes", "no"):
        raise Http404
    actions.compare_guess(found.pk, agrees=agrees == "yes", at=timezone.now())
    if agrees == "yes":
        return redirect("assessments:comparison", pupil.pk, found.pk)
    return redirect("assessments:guesses", pupil.pk)


def _guess(pupil: Pupil, guess_id: UUID) -> Guess:
    """A guess about this pupil by somebody who still is a guardian."""
    rows = Guess.objects.filter(pupil=pupil, guardian__in=_guardians(pupil))
    found: Guess = get_object_or_404(rows.select_related("guardian", "sitting"), pk=guess_id)
    return found


def _guardians(pupil: Pupil) -> list[UUID]:
    return list(pupil.guardianships.active().values_list("guardian", flat=True))


def _is_own(person: Person, pupil: Pupil) -> bool:
    return pupil.person_id == person.pk
