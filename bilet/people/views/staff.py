"""Staff of the organisations below: who works where, invited and parted with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bilet.access.grants import Permission, Role
from bilet.orgs.actions import add_organization
from bilet.orgs.models import Organization
from bilet.people.actions import staff as actions
from bilet.people.actions.guardians import Adult
from bilet.people.forms.staff import InviteForm, OrganizationForm
from bilet.people.models import Membership
from bilet.people.queries import staff as queries
from bilet.people.requests import SignedInRequest


@require_http_methods(["GET", "POST"])
def staff(request: SignedInRequest) -> HttpResponse:
    """Who works below, and a form to invite one more."""
    _check_manages(request)
    places = request.user.works_over(Permission.STAFF_MANAGE)
    roles = queries.invitable(request.user)
    form = InviteForm(request.POST or None, places=places, roles=roles)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        adult = Adult(given["email"], given["first_name"], given["last_name"], given["patronymic"])
        actions.invite(
            adult, role=Role(given["role"]), organization=given["organization"], by=request.user
        )
        messages.success(request, _("Invited: the letter with a sign-in link is on its way."))
        return redirect("people:staff")
    context = {"form": form, "rows": queries.staff_below(request.user, roles)}
    return render(request, "people/staff.html", context, status=422 if form.errors else 200)


@require_POST
def staff_removal(request: SignedInRequest, membership_id: int) -> HttpResponse:
    """This person works here no longer."""
    _check_manages(request)
    reach = Membership.objects.filter(
        organization__in=request.user.works_over(Permission.STAFF_MANAGE),
        role__in=queries.invitable(request.user),
    ).exclude(person=request.user)
    actions.part_with(get_object_or_404(reach, pk=membership_id))
    return redirect("people:staff")


@require_http_methods(["GET", "POST"])
def new_organization(request: SignedInRequest) -> HttpResponse:
    """A school or a site in a municipality of the operator."""
    _check_manages(request)
    places = request.user.works_over(Permission.STAFF_MANAGE).filter(
        kind=Organization.Kind.MUNICIPALITY
    )
    if not places.exists():
        raise Http404
    form = OrganizationForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        add_organization(given.pop("municipality"), **given)
        messages.success(request, _("Added. Now invite the people who work there."))
        return redirect("people:staff")
    context = {"form": form}
    return render(
        request, "people/new_organization.html", context, status=422 if form.errors else 200
    )


def _check_manages(request: SignedInRequest) -> None:
    if not request.user.may(Permission.STAFF_MANAGE):
        raise Http404
