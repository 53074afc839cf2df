"""An adult becomes a guardian, adds a child, decides about data."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import login as sign_in
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bilet.access.grants import Permission
from bilet.core.throttle import count_try
from bilet.people import errors, privacy, rules
from bilet.people.actions import codes, consents, guardians, pupils
from bilet.people.forms.family import (
    AdultForm,
    ChildForm,
    ConsentsForm,
    NewChildForm,
    OwnNameForm,
)
from bilet.people.gate import pupil_or_404
from bilet.people.models import AccessCode, Consent, Guardianship, Look, Person, Pupil
from bilet.people.policy import CONSENTS
from bilet.people.queries import family as queries
from bilet.people.requests import SignedInRequest
from bilet.people.views.entry import BACKEND, typed_code

Kind = AccessCode.Kind


@login_not_required
@require_http_methods(["GET", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    """Type the code of a guardian's slip."""
    return typed_code(request, "people/slip.html", Kind.GUARDIAN_SLIP)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def guardian_slip(request: HttpRequest, code: str) -> HttpResponse:
    """The whole way of a guardian on one page: who you are, who the child is, what you allow."""
    count_try(f"code:{code[:40]}", limit=30, within=timedelta(minutes=10))
    found = codes.find_code(code, Kind.GUARDIAN_SLIP)
    if found.pupil is None:
        raise Http404
    known = request.user if isinstance(request.user, Person) else None
    data = request.POST or None
    adult, child = (None if known else AdultForm(data)), ChildForm(data)
    decided = ConsentsForm(data)
    if data and _all_valid(adult, child, decided):
        known = known or _new_adult(request, adult)
        if known is None:
            return _sign_in_first(request, adult)
        return _accept(found, child, decided, known)
    context = {
        "pupil": found.pupil,
        "documents": CONSENTS.all().values(),
        "adult": adult,
        "child": child,
        "consents": decided,
    }
    return render(request, "people/guardian_slip.html", context, status=422 if data else 200)


def _accept(
    code: AccessCode, child: ChildForm, decided: ConsentsForm, known: Person
) -> HttpResponse:
    pupil = code.pupil
    if pupil is None:
        raise Http404
    try:
        with transaction.atomic():
            made = guardians.accept_slip(code, known, birth_date=child.cleaned_data["birth_date"])
            consents.decide(pupil, decided.decisions(), by=known)
            pupils.name_pupil(pupil, **child.cleaned_data)
    except errors.WrongBirthDateError:
        guardians.refuse_wrong_birth_date(code)
        raise
    guardians.tell_family(pupil, made)
    return redirect("cabinets:home")


def _all_valid(*forms: Form | None) -> bool:
    """Every form is asked, so that all mistakes are shown at once."""
    return all([form is None or form.is_valid() for form in forms])  # noqa: C419


def _new_adult(request: HttpRequest, form: AdultForm | None) -> Person | None:
    """The adult of the form, signed in; None when the address belongs to somebody already."""
    if form is None or Person.objects.filter(email__iexact=form.cleaned_data["email"]).exists():
        return None
    given = form.cleaned_data
    adult = guardians.Adult(
        email=given["email"],
        first_name=given["own_name"],
        last_name=given["own_last_name"],
        patronymic=given["own_patronymic"],
    )
    person = guardians.adult_by_email(adult)
    sign_in(request, person, backend=BACKEND)
    return person


def _sign_in_first(request: HttpRequest, form: AdultForm | None) -> HttpResponse:
    """Somebody has this address already: prove it by a letter, then come back."""
    email = form.cleaned_data["email"] if form else ""
    return render(request, "people/sign_in_first.html", {"email": email}, status=409)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def new_child(request: HttpRequest) -> HttpResponse:
    """A parent comes first and adds a child; the card shown next is for the child."""
    known = request.user if isinstance(request.user, Person) else None
    if known and hasattr(known, "pupil"):
        raise errors.OwnGuardianError
    data = request.POST or None
    adult, child = (None if known else AdultForm(data)), NewChildForm(data)
    decided = ConsentsForm(data)
    if data and _all_valid(adult, child, decided):
        known = known or _new_adult(request, adult)
        if known is None:
            return _sign_in_first(request, adult)
        pupil, code = _add_child(child, decided, known)
        return render(request, "people/child_added.html", {"pupil": pupil, "code": code})
    context = {
        "adult": adult,
        "child": child,
        "consents": decided,
        "documents": CONSENTS.all().values(),
    }
    return render(request, "people/new_child.html", context, status=422 if data else 200)


@transaction.atomic
def _add_child(child: NewChildForm, decided: ConsentsForm, by: Person) -> tuple[Pupil, str]:
    given = dict(child.cleaned_data)
    pupil = pupils.create_child(grade=given.pop("grade"), region=given.pop("region"))
    guardians.link(pupil, by, level=Guardianship.Level.CODES, evidence="added by the parent", by=by)
    consents.decide(pupil, decided.decisions(), by=by)
    pupils.name_pupil(pupil, **given)
    return pupil, codes.issue_card(pupil, by=by)


@require_http_methods(["GET", "POST"])
def own_name(request: SignedInRequest) -> HttpResponse:
    """A pupil of 14 and older consents alone and tells the name; a younger one asks a parent."""
    pupil = getattr(request.user, "pupil", None)
    if pupil is None:
        raise Http404
    data = request.POST or None
    form, decided = OwnNameForm(data), ConsentsForm(data)
    if data and form.is_valid() and decided.is_valid():
        pupil.birth_date = form.cleaned_data["birth_date"]
        if not rules.consents_alone(pupil, queries.today(pupil)):
            return render(request, "people/ask_parent.html", {"pupil": pupil}, status=422)
        with transaction.atomic():
            consents.decide(pupil, decided.decisions(), by=request.user)
            pupils.name_pupil(pupil, **form.cleaned_data)
        return redirect("cabinets:home")
    context = {"pupil": pupil, "child": form, "consents": decided,
               "documents": CONSENTS.all().values()}  # fmt: skip
    return render(request, "people/own_name.html", context, status=422 if data else 200)


@require_POST
def guardian_invites(request: SignedInRequest) -> HttpResponse:
    """The pupil calls a parent: a link and a QR to show or send."""
    pupil = getattr(request.user, "pupil", None)
    if pupil is None:
        raise Http404
    count_try(f"invites:{pupil.pk}", limit=10, within=timedelta(days=1))
    code = codes.issue_guardian_slip(pupil, by=request.user)
    path = reverse("people:guardian-slip", args=[code])
    return render(request, "people/guardian_invite.html", {"code": code, "path": path})


@require_GET
def pupil_data(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """What is kept about the pupil, who looked, who decides; take it along or delete it."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.DATA_EXPORT)
    page = queries.data_page(pupil)
    may_erase = Pupil.objects.within_reach_of(request.user, Permission.DATA_ERASE)
    context = {"page": page, "may_erase": may_erase.filter(pk=pupil.pk).exists()}
    return render(request, "people/pupil_data.html", context)


@require_GET
def pupil_export(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """Everything that points at the pupil, as one file; for a guardian, what is open to them."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.DATA_EXPORT, look=Look.What.EXPORT)
    response = JsonResponse(
        privacy.export_pupil(pupil, reader=request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response["Content-Disposition"] = 'attachment; filename="bilet.json"'
    return response


@require_http_methods(["GET", "POST"])
def pupil_erasure(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """Delete everything, after typing the name."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.DATA_ERASE)
    wrong = request.method == "POST" and request.POST.get("name", "").strip() != pupil.short_name
    if request.method == "GET" or wrong:
        context = {"pupil": pupil, "wrong": wrong}
        return render(request, "people/erasure.html", context, status=422 if wrong else 200)
    pupils.erase_pupil(pupil)
    return redirect("cabinets:home")


@require_http_methods(["GET", "POST"])
def pupil_consents(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """Read every consent, give it or take it back: at once."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.CONSENT_GIVE)
    latest = Consent.objects.latest_decisions(pupil)
    given = {purpose for purpose, last in latest.items() if rules.allows(last, pupil)}
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        if purpose not in CONSENTS.all():
            raise Http404
        if request.POST.get("decision") == "withdraw":
            consents.withdraw(pupil, purpose, by=request.user)
        else:
            consents.decide(pupil, {purpose: True}, by=request.user)
        return redirect("people:pupil-consents", pupil_id=pupil.pk)
    rows = [
        (document, latest.get(code), code in given) for code, document in CONSENTS.all().items()
    ]
    return render(request, "people/consents.html", {"pupil": pupil, "rows": rows})


@require_POST
def pupil_card(request: SignedInRequest, pupil_id: UUID) -> HttpResponse:
    """A new login card for one pupil; the old one dies."""
    pupil = pupil_or_404(request.user, pupil_id, Permission.CARD_PRINT, look=Look.What.CARD)
    code = codes.issue_card(pupil, by=request.user)
    return render(request, "people/child_added.html", {"pupil": pupil, "code": code})
