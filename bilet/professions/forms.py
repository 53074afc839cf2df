"""What one may ask the catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bilet.professions import words
from bilet.professions.fields import FIELD_NAMES


class CatalogueForm(forms.Form):
    FILTERS = ("subject", "klimov", "online")  # what lies under the line of the search

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": _("Treat animals, welder, physics"),
                "enterkeyhint": "search",
            }
        ),
    )
    field = forms.ChoiceField(
        label=_("Field of work"),
        required=False,
        choices=[("", _("Any field")), *FIELD_NAMES.items()],
    )
    subject = forms.ChoiceField(
        label=_("A school subject you like"),
        required=False,
        choices=[("", _("Any subject")), *words.SUBJECTS.items()],
    )
    klimov = forms.ChoiceField(
        label=_("What to work with"),
        required=False,
        choices=[("", _("Anything")), *words.KLIMOV.items()],
    )
    online = forms.BooleanField(label=_("Only what a computer is enough to try"), required=False)

    def asked(self) -> dict[str, str | bool]:
        """What was asked for; a filter that does not exist counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
