"""Forms of a site: plan an event, cancel it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bilet.access.grants import Role
from bilet.events.actions.planning import FORMATS, Details
from bilet.events.models import Event
from bilet.events.rules import weekly
from bilet.orgs.models import Organization
from bilet.people.models import Person
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program

MOST_WEEKS = 20


class PolitePerson(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Person) -> str:
        return obj.get_full_name() or obj.username


class PlanForm(forms.Form):
    """One run of a programme, or a run every week."""

    site = forms.ModelChoiceField(
        label=_("Site"), queryset=Organization.objects.none(), empty_label=None
    )
    program = forms.ChoiceField(label=_("Programme"))
    format = forms.ChoiceField(
        label=_("How it runs"),
        choices=Event.Format.choices,
        initial=Event.Format.ONSITE,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    time = forms.TimeField(
        label=_("Start, by the clock of the site"),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    times = forms.IntegerField(
        label=_("How many weeks in a row"),
        help_text=_("1 is a single event; 4 means the same hour for four weeks."),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
    )
    room = forms.CharField(
        label=_("Room or workshop"),
        help_text=_("For an event on site."),
        max_length=100,
        error_messages={"required": _("Say where pupils come: a room, a workshop, a hall.")},
    )
    meeting_url = forms.URLField(
        label=_("Address of the video meeting"),
        help_text=_("For an event online."),
        assume_scheme="https",
        error_messages={"required": _("Pupils come by this address: put it here.")},
    )
    mentors = PolitePerson(
        label=_("Mentors"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seats_total = forms.IntegerField(
        label=_("Seats"),
        help_text=_("Empty means as many as the programme allows."),
        min_value=1,
        max_value=12,
        required=False,
    )

    def __init__(self, data: Any, *, sites: list[Organization], **rest: Any) -> None:
        super().__init__(data, **rest)
        site, mentors, program = (self.fields[name] for name in ("site", "mentors", "program"))
        assert isinstance(site, forms.ModelChoiceField)  # noqa: S101 # for the type checker
        assert isinstance(mentors, forms.ModelMultipleChoiceField)  # noqa: S101
        assert isinstance(program, forms.ChoiceField)  # noqa: S101
        site.queryset = Organization.objects.filter(pk__in=[place.pk for place in sites])
        mentors.queryset = mentors_of(sites)
        program.choices = [(code, _said(part)) for code, part in plannable().items()]
        if len(sites) == 1:
            self.initial["site"] = sites[0]
            site.widget = site.hidden_widget()

        online = self.data.get("format") == Event.Format.ONLINE
        self.fields["meeting_url"].required = online
        self.fields["room"].required = not online

    def program_chosen(self) -> Program:
        return plannable()[self.cleaned_data["program"]]

    def starts(self) -> list[datetime]:
        """Every start, by the clock of the site."""
        given = self.cleaned_data
        zone = given["site"].zone
        first = datetime.combine(given["day"], given["time"], zone)
        return weekly(first, given["times"], zone)

    def details(self) -> Details:
        given = self.cleaned_data
        online = given["format"] == Event.Format.ONLINE
        details = Details(
            format=given["format"],
            mentors=given["mentors"],
            room="" if online else given["room"],
            meeting_url=given["meeting_url"] if online else "",
        )
        if given["seats_total"]:
            details["seats_total"] = given["seats_total"]
        return details


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, in a sentence that families will read"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


def plannable() -> dict[str, Program]:
    """Programmes that run with a mentor, by title."""
    with_mentor = set(FORMATS.values())
    found = [
        part
        for part in PROGRAMS.all().values()
        if part.status != "draft" and with_mentor & set(part.formats)
    ]
    return {part.code: part for part in sorted(found, key=lambda part: part.title)}


def mentors_of(sites: list[Organization]) -> Any:
    """Mentors who work at these sites, by name."""
    found = Person.objects.filter(
        memberships__organization__in=sites, memberships__role=Role.MENTOR
    )
    return found.order_by("last_name", "first_name").distinct()


def _said(part: Program) -> str:
    return _("%(title)s — %(minutes)s min, up to %(seats)s") % {
        "title": part.title,
        "minutes": part.minutes,
        "seats": part.max_pupils,
    }
