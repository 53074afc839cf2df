"""Forms of adults who work here."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bilet.access.grants import Role
from bilet.orgs.models import Organization
from bilet.people.models import Membership


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class OneTimeCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Six digits from the app, or a spare code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class ClassForm(forms.Form):
    grade = forms.TypedChoiceField(
        label=_("Grade"), coerce=int, choices=[(n, str(n)) for n in range(6, 12)]
    )
    letter = forms.CharField(label=_("Letter"), max_length=3)
    seats = forms.IntegerField(
        label=_("How many pupils are in the register"), min_value=1, max_value=45, initial=25
    )


class EvidenceForm(forms.Form):
    """On what the school's confirmation rests."""

    evidence = forms.ChoiceField(
        label=_("How do you know?"),
        choices=[
            ("file", _("Compared with the child's personal file")),
            ("paper", _("There is a signed paper at the school")),
            ("person", _("Know the adult in person")),
        ],
        widget=forms.RadioSelect,
    )


class InviteForm(forms.Form):
    """An adult who is to work in an organisation."""

    email = forms.EmailField(label=_("E-mail"))
    first_name = forms.CharField(label=_("First name"), max_length=100)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=100, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=100)
    role = forms.ChoiceField(label=_("Role"))
    organization = forms.ModelChoiceField(
        label=_("Where"), queryset=Organization.objects.none(), empty_label=None
    )

    def __init__(
        self, *args: Any, places: QuerySet[Organization], roles: list[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = dict(Membership.STAFF_ROLES)
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"), choices=[(role.value, names[role]) for role in roles]
        )
        self.fields["organization"] = forms.ModelChoiceField(
            label=_("Where"), queryset=places, empty_label=None
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place, role = data.get("organization"), data.get("role")
        if place and role and place.kind not in WORKS_IN[Role(role)]:
            self.add_error(
                "organization", _("This role does not work there: choose another place.")
            )
        return data


class OrganizationForm(forms.Form):
    """A school or a site."""

    kind = forms.ChoiceField(
        label=_("What"), choices=[("school", _("School")), ("site", _("Site of events"))]
    )
    name = forms.CharField(label=_("Name of the place"), max_length=200)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Organization.objects.none(), empty_label=None
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    directions = forms.CharField(label=_("How to get there"), max_length=300, required=False)

    def __init__(self, *args: Any, places: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"] = forms.ModelChoiceField(
            label=_("Municipality"), queryset=places.order_by("name"), empty_label=None
        )


Kind = Organization.Kind
# In which kinds of organisations each role works.
WORKS_IN: dict[Role, tuple[str, ...]] = {
    Role.TEACHER: (Kind.SCHOOL,),
    Role.SCHOOL_ADMIN: (Kind.SCHOOL,),
    Role.SITE_MANAGER: (Kind.SITE,),
    Role.MENTOR: (Kind.SITE,),
    Role.MUNICIPAL_OPERATOR: (Kind.MUNICIPALITY,),
    Role.REGIONAL_OPERATOR: (Kind.REGION,),
    Role.FEDERAL_OPERATOR: (Kind.FEDERATION,),
}
