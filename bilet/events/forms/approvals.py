"""Who the adult is, when a link came to somebody we do not know; whom to ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bilet.people.actions.guardians import Adult
from bilet.people.models import Guardianship


class UnknownAdultForm(forms.Form):
    """Asked only with a yes; a no asks for nothing."""

    first_name = forms.CharField(
        label=_("Your first name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    patronymic = forms.CharField(label=_("Your patronymic"), max_length=100, required=False)
    last_name = forms.CharField(
        label=_("Your last name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    relation = forms.ChoiceField(
        label=_("Who are you to the child?"),
        choices=Guardianship.Relation.choices,
        widget=forms.RadioSelect,
        initial=Guardianship.Relation.PARENT,
    )
    birth_date = forms.DateField(
        label=_("The child's birth date"),
        help_text=_("This is how we see that you know the child."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("If the date or the place changes, we will write there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def adult(self) -> Adult:
        data: dict[str, Any] = self.cleaned_data
        return Adult(
            email=data["email"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            patronymic=data["patronymic"],
        )


class AskByMailForm(forms.Form):
    email = forms.EmailField(
        label=_("A parent's e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
