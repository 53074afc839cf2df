"""What a pupil answers before and after, what helps them, and the mentor's sheet."""

from collections import defaultdict
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bilet.events.actions.outcomes import Sheet
from bilet.events.models import Booking, Reflection


class BeforeForm(forms.Form):
    interest = forms.TypedChoiceField(coerce=int, choices=[(n, str(n)) for n in range(1, 6)])


class AfterForm(BeforeForm):
    verdict = forms.ChoiceField(choices=Reflection.Verdict.choices)
    words = forms.CharField(max_length=500, required=False)


class NeedsForm(forms.Form):
    needs = forms.MultipleChoiceField(
        label=_("What helps to take part"),
        required=False,
        choices=Booking.Need.choices,
        widget=forms.CheckboxSelectMultiple,
    )


def reflection_form(moment: str, data: QueryDict) -> BeforeForm:
    return AfterForm(data) if moment == Reflection.Moment.AFTER else BeforeForm(data)


def sheets_in(data: QueryDict) -> list[Sheet]:
    """The rows of a posted sheet: fields `<booking>.<criterion>`, `<booking>.+` (what went
    well) and `<booking>.>` (what to try next). What is not such a field is left out.
    """
    given: dict[UUID, dict[str, str]] = defaultdict(dict)
    for name, value in data.items():
        booking, dot, part = name.partition(".")
        try:
            if dot:
                given[UUID(booking)][part] = str(value)
        except ValueError:
            continue
    return [
        Sheet(booking, strength=parts.pop("+", ""), next_try=parts.pop(">", ""), marks=parts)
        for booking, parts in given.items()
    ]
