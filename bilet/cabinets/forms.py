"""Where something can be tried: the only wish that the catalogue itself cannot know."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.orgs.models import Organization


class WhereForm(forms.Form):
    """A choice among `places`; a wrong value in the address is a wish not made."""

    where = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(
        self, data: Any, *, places: Sequence[Organization], anywhere: Promise | str
    ) -> None:
        super().__init__(data)
        self.places = {str(place.pk): place for place in places}
        choices = [(key, place.name) for key, place in self.places.items()]
        self.fields["where"].choices = [("", anywhere), *choices]  # type: ignore[attr-defined]

    def place(self) -> Organization | None:
        self.is_valid()
        return self.places.get(self.cleaned_data.get("where", ""))
