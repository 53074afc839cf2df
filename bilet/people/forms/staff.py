"""Forms of adults who work here."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
