"""The search for events: every filter is part of the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bilet.events.models import Event
from bilet.events.models.events import ACCESS_NAMES
from bilet.events.queries.search import Wishes
from bilet.orgs.models import Organization
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS

DATE = {"type": "date"}
ANY = {
    "region": _("All regions"),
    "place": _("The whole region"),
    "profession": _("Any profession"),
}


class SearchForm(forms.Form):
    """A wrong value in the address is a wish not made, never an error."""

    grade = forms.TypedChoiceField(
        label=_("Grade"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any grade")), *((n, str(n)) for n in range(6, 12))],
    )
    format = forms.ChoiceField(
        label=_("Format"), required=False, choices=[("", _("Any format")), *Event.Format.choices]
    )
    field = forms.ChoiceField(
        label=_("Field"), required=False, choices=[("", _("Any field")), *FIELD_NAMES.items()]
    )
    profession = forms.ChoiceField(label=_("Profession"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    place = forms.ChoiceField(label=_("City or district"), required=False)
    since = forms.DateField(
        label=_("From the day"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("To the day"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    free = forms.BooleanField(label=_("Only with free seats"), required=False)
    access = forms.MultipleChoiceField(
        label=_("The place and the programme suit"),
        required=False,
        choices=list(ACCESS_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Any,
        *,
        regions: list[Organization],
        municipalities: list[Organization],
        own_region: Organization | None = None,
    ) -> None:
        super().__init__(data, auto_id="f_%s")
        self.own_region = own_region
        self.regions = {region.path: region for region in regions}
        scope = own_region.path if own_region else ""
        near = [place for place in municipalities if place.path.startswith(scope)]
        self.municipalities = {place.path: place for place in near}
        self._choose("region", [(path, r.name) for path, r in self.regions.items()])
        self._choose("place", [(path, p.name) for path, p in self.municipalities.items()])
        self._choose("profession", _professions())
        if own_region or len(regions) < 2:
            del self.fields["region"]
        if not near:
            del self.fields["place"]

    def wishes(self) -> Wishes:
        self.is_valid()  # what is not valid is not in `cleaned_data`
        asked = self.cleaned_data
        return Wishes(
            region=self.own_region or self.regions.get(asked.get("region", "")),
            place=self.municipalities.get(asked.get("place", "")),
            field=asked.get("field", ""),
            profession=asked.get("profession", ""),
            since=asked.get("since"),
            until=asked.get("until"),
            grade=asked.get("grade"),
            format=asked.get("format", ""),
            access=tuple(asked.get("access", ())),
            free=asked.get("free", False),
        )

    @property
    def first(self) -> list[forms.BoundField]:
        return [self["grade"], self["format"]]

    @property
    def narrow(self) -> list[forms.BoundField]:
        """Filters that lie folded away."""
        names = ("field", "profession", "region", "place", "since", "until", "access")
        return [self[name] for name in names if name in self.fields]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(field.html_name) for field in self.narrow)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 # for the type checker
        field.choices = [("", ANY[name]), *choices]


def _professions() -> list[tuple[str, str]]:
    """Professions that have a programme, by name."""
    cards = PROFESSIONS.all()
    codes = {program.profession for program in PROGRAMS.all().values()}
    named = [(code, cards[code].title) for code in codes if code in cards]
    return sorted(named, key=lambda pair: pair[1])
