"""Forms of operators."""

from typing import Any

from django import forms

from bilet.orgs.models import Organization
from bilet.reports.models import Plan


class PlanForm(forms.Form):
    """One number for each municipality: pupils with a test."""

    def __init__(self, *args: Any, scope: Organization, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(
            Organization.objects.below(scope)
            .filter(kind=Organization.Kind.MUNICIPALITY)
            .order_by("name")
        )
        planned = dict(
            Plan.objects.filter(
                organization__in=self.places, year=year, metric=Plan.Metric.PUPILS
            ).values_list("organization", "value")
        )
        for place in self.places:
            self.fields[str(place.pk)] = forms.IntegerField(
                label=place.name,
                min_value=0,
                required=False,
                initial=planned.get(place.pk),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def values(self) -> dict[tuple[Organization, str], int]:
        """Only numbers that were given."""
        return {
            (place, Plan.Metric.PUPILS): self.cleaned_data[str(place.pk)]
            for place in self.places
            if self.cleaned_data.get(str(place.pk)) is not None
        }
