"""A test on paper: print it, and type in what came back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bilet.access.grants import Permission
from bilet.assessments import actions, errors, paper
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.paper import Paper
from bilet.assessments.paper_form import FindSheetForm, PaperForm, WhoseForm
from bilet.assessments.queries.paper import pupils_of_sheet
from bilet.content.kinds import spoken
from bilet.content.reader import LANGUAGES
from bilet.people.requests import SignedInRequest


@login_not_required
@require_GET
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as PDF, in the language of the page; `?seed=` prints the same one again."""
    instrument = INSTRUMENTS.get(code)
    if instrument is None or not paper.is_printable(instrument):
        raise Http404
    seed = _seed(request.GET.get("seed", "")) or paper.new_seed()
    made = paper.pdf(Paper(instrument, seed, spoken()))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-{seed}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def papers(request: SignedInRequest) -> HttpResponse:
    """For a teacher: what can be printed; and a sheet by the number printed on it."""
    _check_enters(request)
    form = FindSheetForm(request.GET if "seed" in request.GET else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        address = [given["test"], given["version"], given["seed"]]
        return redirect("assessments:paper-entry", *address)
    tests = [test for test in INSTRUMENTS.all().values() if paper.is_printable(test)]
    return render(request, "assessments/papers.html", {"form": form, "tests": tests})


@never_cache
@require_http_methods(["GET", "POST"])
def entry(request: SignedInRequest, code: str, version: int, seed: int) -> HttpResponse:
    """Type in a sheet for a pupil of one's own class. The result stays with the pupil."""
    _check_enters(request)
    typed = _paper(code, version, seed, request.GET.get("language", "ru"))
    posted = request.POST if request.method == "POST" else None
    whose = WhoseForm(pupils_of_sheet(request.user, typed), posted)
    form = PaperForm(typed, posted)
    left_out: list[int] = []
    if posted is not None and all([whose.is_valid(), form.is_valid()]):
        left_out = form.left_out()
        if not left_out or "without" in posted:
            _enter(request, typed, whose, form)
            return redirect(typed.path)
    context: dict[str, Any] = {
        "paper": typed,
        "instrument": typed.instrument,
        "number": paper.grouped(seed),
        "whose": whose,
        "form": form,
        "left_out": left_out,
    }
    return render(request, "assessments/paper_entry.html", context)


def _enter(request: SignedInRequest, typed: Paper, whose: WhoseForm, form: PaperForm) -> None:
    pupil = whose.chosen()
    _sitting, is_new = actions.enter_sheet(
        typed, pupil, form.batch(), by=request.user, at=timezone.now()
    )
    told = {"pupil": f"№ {pupil.number} {pupil}" if pupil.number else str(pupil)}
    if is_new:
        messages.success(request, gettext("Typed in: %(pupil)s.") % told)
    else:
        said = gettext("The sheet of %(pupil)s was typed in before: its answers stay.") % told
        messages.info(request, said)


def _check_enters(request: SignedInRequest) -> None:
    if not request.user.may(Permission.TESTS_ENTER):
        raise Http404


def _paper(code: str, version: int, seed: int, language: str) -> Paper:
    """The sheet at this address.

    Raises:
        Http404: there is no such test, or none that stands on paper.
        SheetStaysError: nobody at school types it in.
        OutdatedSheetError: the test has another version by now.
    """
    instrument = INSTRUMENTS.get(code, language if language in LANGUAGES else "ru")
    if instrument is None or not paper.is_printable(instrument) or seed > paper.MOST_SEED:
        raise Http404
    if not paper.may_be_typed_in(instrument):
        raise errors.SheetStaysError
    if instrument.version != version:
        raise errors.OutdatedSheetError(printed=version, present=instrument.version)
    return Paper(instrument, seed, language if language in LANGUAGES else "ru")


def _seed(text: str) -> int:
    """0 when it is none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if number <= paper.MOST_SEED else 0
