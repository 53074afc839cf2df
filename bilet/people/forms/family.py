"""Forms of a family."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization
from bilet.people import rules
from bilet.people.errors import WrongAgeError
from bilet.people.policy import CONSENTS, REQUIRED


class CodeForm(forms.Form):
    """A code typed by hand."""

    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        help_text=_("Twelve signs, for example 7K2M-Q4TX-90PB. Dashes and capitals do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class NumberForm(forms.Form):
    """The seat a child takes in a class."""

    number = forms.IntegerField(
        label=_("Your number in the class register"),
        min_value=1,
        max_value=45,
        help_text=_("Ask the teacher. We need no name."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ChildForm(forms.Form):
    """What is kept about a child after the consent."""

    first_name = forms.CharField(label=_("Child's first name"), max_length=100)
    last_name = forms.CharField(label=_("Child's last name"), max_length=100)
    birth_date = forms.DateField(
        label=_("Child's birth date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_birth_date(self) -> Any:
        birth_date = self.cleaned_data["birth_date"]
        try:
            rules.check_plausible_age(birth_date, timezone.now().date())
        except WrongAgeError as error:
            raise ValidationError(str(error)) from error
        return birth_date


class NewChildForm(ChildForm):
    """A child outside any class here."""

    grade = forms.TypedChoiceField(
        label=_("Grade"), coerce=int, choices=[(n, str(n)) for n in range(6, 12)]
    )
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Organization.objects.filter(kind="region"), empty_label=None
    )


class AdultForm(forms.Form):
    """An adult who has no account yet."""

    own_name = forms.CharField(
        label=_("Your first name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    own_patronymic = forms.CharField(label=_("Your patronymic"), max_length=100, required=False)
    own_last_name = forms.CharField(
        label=_("Your last name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("We send sign-in links and questions about events there. Nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ConsentsForm(forms.Form):
    """One yes or no for each purpose; nothing is ticked beforehand, and both weigh the same."""

    def __init__(self, *args: Any, given: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, document in sorted(CONSENTS.all().items(), key=lambda kv: not kv[1].required):
            known = None if given is None else ("yes" if code in given else "no")
            self.fields[code] = forms.ChoiceField(
                label=document.title,
                help_text=document.summary,
                choices=[("yes", _("I agree")), ("no", _("I do not agree"))],
                widget=forms.RadioSelect,
                initial=known,
            )

    def decisions(self) -> dict[str, bool]:
        """Purpose → agreed."""
        return {code: self.cleaned_data[code] == "yes" for code in CONSENTS.all()}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get(REQUIRED) == "no":
            self.add_error(
                REQUIRED,
                _(
                    "Without this consent we may not keep the name and results. "
                    "Agree, or close the page: nothing has been saved."
                ),
            )
        return data


class OwnNameForm(ChildForm):
    """The same, told by a pupil of 14 and older about themself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].label = _("First name")
        self.fields["last_name"].label = _("Last name")
        self.fields["birth_date"].label = _("Your birth date")
