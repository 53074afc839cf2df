"""Who comes home, and what waits there."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from bilet.access.grants import Permission, Role
from bilet.assessments.library import INSTRUMENTS
from bilet.cabinets.queries import parent, pupil, teacher
from bilet.people.models import Person
from bilet.people.queries.school import classes_of
from bilet.people.requests import SignedInRequest
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS

FIRST_TEST = "i02_interests_short"
# Where each role is at home, in the order in which a person with several is led.
HOMES = [
    (Role.PUPIL, "cabinets:pupil", _("My page")),
    (Role.PARENT, "cabinets:parent", _("My children")),
    (Role.TEACHER, "cabinets:classes", _("My classes")),
    (Role.SCHOOL_ADMIN, "cabinets:classes", _("Classes of the school")),
    (Role.MENTOR, "events:mentor", _("My groups")),
    (Role.SITE_MANAGER, "events:site-events", _("Events of the site")),
    (Role.MUNICIPAL_OPERATOR, "reports:reports", _("Reports")),
    (Role.REGIONAL_OPERATOR, "reports:reports", _("Reports")),
    (Role.FEDERAL_OPERATOR, "reports:reports", _("Reports")),
]


@login_not_required
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What this is, in one screen, and the first step."""
    first = INSTRUMENTS.get(FIRST_TEST)
    context = {
        "test": first,
        "professions": len(PROFESSIONS.all()),
        "tests": len(INSTRUMENTS.all()),
        "trials": sum(program.online is not None for program in PROGRAMS.all().values()),
    }
    return render(request, "cabinets/start.html", context)


@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """To the page of the person's role; a choice for those with several."""
    homes = _homes(request.user)
    if not homes:
        return render(request, "cabinets/nobody.html")
    if len(homes) == 1:
        return redirect(str(homes[0]["href"]))
    return render(request, "cabinets/home.html", {"homes": homes})


def _homes(person: Person) -> list[dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for role, address, title in HOMES:
        if role in person.roles():
            found.setdefault(address, {"href": reverse(address), "title": title})
    return list(found.values())


@require_GET
def pupil_home(request: SignedInRequest) -> HttpResponse:
    """The pupil's page."""
    own = getattr(request.user, "pupil", None)
    if own is None:
        raise Http404
    page = pupil.pupil_home(own, at=timezone.now())
    return render(request, "cabinets/pupil.html", {"page": page})


@require_GET
def parent_home(request: SignedInRequest) -> HttpResponse:
    """The parent's page. A parent without children is shown how to add one."""
    if hasattr(request.user, "pupil"):
        raise Http404
    page = parent.parent_home(request.user, at=timezone.now())
    return render(request, "cabinets/parent.html", {"page": page})


@require_GET
def classes(request: SignedInRequest) -> HttpResponse:
    """The teacher's classes."""
    if not request.user.may(Permission.CLASS_MANAGE):
        raise Http404
    found = list(teacher.classes_with_counts(request.user))
    context = {"classes": found, "may_invite": request.user.may(Permission.STAFF_MANAGE)}
    return render(request, "cabinets/classes.html", context)


@require_GET
def class_board(request: SignedInRequest, class_id: UUID) -> HttpResponse:
    """One class: who has done what, who waits for approval."""
    school_class = get_object_or_404(classes_of(request.user).select_related("school"), pk=class_id)
    page = teacher.board(school_class, request.user, at=timezone.now())
    return render(request, "cabinets/class.html", {"page": page})
