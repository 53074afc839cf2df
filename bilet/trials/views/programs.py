"""The catalogue of programmes and their passports: open to everybody."""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from bilet.core import documents
from bilet.people.requests import owner_of
from bilet.professions.library import PROFESSIONS
from bilet.trials import passports, queries
from bilet.trials.forms import StartForm
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program
from bilet.trials.wording import ACCESS, WAYS


@login_not_required
@require_GET
def programs(request: HttpRequest) -> HttpResponse:
    """Programmes by the way they are done, by field of work."""
    way = request.GET.get("way", "online_self")
    page = queries.catalogue(way if way in WAYS else "online_self")
    return render(request, "trials/programs.html", {"page": page})


@login_not_required
@require_GET
def program(request: HttpRequest, code: str) -> HttpResponse:
    """The passport of one programme, in the order in which one asks."""
    return program_page(request, program_or_404(code), StartForm())


def program_page(
    request: HttpRequest, found: Program, form: StartForm, *, status: int = 200
) -> HttpResponse:
    owner = owner_of(request)
    adult = request.user.is_authenticated and owner.pupil is None
    does, gives = queries.online_words(found.online) if found.online else ("", "")
    context = {
        "program": found,
        "profession": PROFESSIONS.get(found.profession),
        "field": queries.field_of(found),
        "grades": (found.grades.from_, found.grades.to),
        "ways": [WAYS[way] for way in found.formats],
        "access": [ACCESS[need] for need in found.access],
        "total": sum(step.minutes for step in found.steps),
        "online_task": does,
        "online_result": gives,
        "form": form,
        "begun": queries.open_run(found, owner),
        "adult": adult,
    }
    return render(request, "trials/program.html", context, status=status)


@login_not_required
@require_GET
def passport(request: HttpRequest, code: str) -> HttpResponse:
    """The passport on paper, with the shopping list for so many pupils."""
    found = program_or_404(code)
    address = request.build_absolute_uri(reverse("trials:program", args=[code]))
    made = _passport(found.code, found.version, get_language() or "ru", _pupils(request, found),
                     address)  # fmt: skip
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return response


@lru_cache(maxsize=64)
def _passport(code: str, version: int, language: str, pupils: int, address: str) -> bytes:
    """One document per programme, version, language and number: made once."""
    found = program_or_404(code)
    data = passports.passport(found, pupils=pupils, address=address)
    return documents.pdf("trials/passport.typ", data)


def _pupils(request: HttpRequest, found: Program) -> int:
    asked = request.GET.get("pupils", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    return min(number, passports.MOST_PUPILS) or found.max_pupils


def program_or_404(code: str) -> Program:
    found = PROGRAMS.get(code)
    if found is None:
        raise Http404(gettext("No such programme"))
    return found
