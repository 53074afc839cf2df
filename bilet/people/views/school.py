"""The teacher-navigator's class: seats, codes, cards, guardians to confirm."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bilet.access.grants import Permission
from bilet.core import documents
from bilet.people.actions import classes, codes, guardians
from bilet.people.forms.staff import ClassForm, EvidenceForm
from bilet.people.models import Guardianship, Pupil, SchoolClass
from bilet.people.queries import school as queries
from bilet.people.requests import SignedInRequest


@require_http_methods(["GET", "POST"])
def new_class(request: SignedInRequest) -> HttpResponse:
    """Make a class with a seat for every number of the register."""
    school = request.user.workplaces(Permission.CLASS_MANAGE).first()
    if school is None:
        raise Http404
    form = ClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        school_class = classes.make_class(
            school,
            grade=given["grade"],
            letter=given["letter"],
            year=queries.school_year(timezone.localdate(timezone=school.zone)),
            teacher=request.user,
        )
        classes.prepare_seats(school_class, given["seats"])
        return redirect("cabinets:class", class_id=school_class.pk)
    return render(request, "people/new_class.html", {"form": form, "school": school})


@require_POST
def class_code(request: SignedInRequest, class_id: UUID) -> HttpResponse:
    """A new class code, large enough for the board, with its QR. The old one dies."""
    school_class = _own_class(request, class_id)
    code = codes.issue_class_code(school_class, by=request.user)
    path = reverse("people:join-class", args=[code])
    context = {"school_class": school_class, "code": code, "path": path}
    return render(request, "people/class_code.html", context)


@require_POST
def class_cards(request: SignedInRequest, class_id: UUID) -> HttpResponse:
    """Login cards of the class as PDF, eight to a page. Cards printed before stop working."""
    pupils = list(_own_class(request, class_id).pupils.order_by("number").select_related("person"))
    cards = classes.print_cards(pupils, by=request.user)
    return _pdf("people/cards.typ", "people:card-login", cards, "cards.pdf")


@require_POST
def class_slips(request: SignedInRequest, class_id: UUID) -> HttpResponse:
    """Guardian's slips as PDF: one for each pupil, to take home."""
    pupils = list(_own_class(request, class_id).pupils.order_by("number").select_related("person"))
    slips = classes.print_slips(pupils, by=request.user)
    return _pdf("people/slips.typ", "people:guardian-slip", slips, "slips.pdf")


@require_http_methods(["GET", "POST"])
def guardian_confirmation(request: SignedInRequest, guardianship_id: UUID) -> HttpResponse:
    """The school confirms that this adult is the guardian: level G2."""
    reach = Pupil.objects.within_reach_of(request.user, Permission.GUARDIAN_CONFIRM)
    guardianship = get_object_or_404(
        Guardianship.objects.active().select_related(
            "guardian", "pupil__person", "pupil__school_class"
        ),
        pk=guardianship_id,
        pupil__in=reach,
    )
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guardians.confirm_by_school(
            guardianship, by=request.user, evidence=f"school: {form.cleaned_data['evidence']}"
        )
        return redirect("cabinets:class", class_id=guardianship.pupil.school_class_id)
    context = {"form": form, "guardianship": guardianship}
    return render(request, "people/guardian_confirmation.html", context)


def _own_class(request: SignedInRequest, class_id: UUID) -> SchoolClass:
    return get_object_or_404(queries.classes_of(request.user).select_related("school"), pk=class_id)


def _pdf(template: str, address: str, cards: list[tuple[Pupil, str]], name: str) -> HttpResponse:
    from bilet.people.qr import svg

    rows = []
    for pupil, code in cards:
        link = f"{settings.SITE_URL}{reverse(address, args=[code])}"
        rows.append(
            {
                "number": pupil.number,
                "name": str(pupil),
                "class": str(pupil.school_class or ""),
                "school": str(pupil.school or ""),
                "code": code,
                "link": link,
                "qr": svg(link),
            }
        )
    response = HttpResponse(
        documents.pdf(template, {"rows": rows, "site": settings.SITE_URL,
                                 "operator": settings.OPERATOR}),
        content_type="application/pdf",
    )  # fmt: skip
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
