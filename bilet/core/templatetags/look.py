"""Made-up examples for the page that shows every component (`core/styleguide.html`)."""

from types import SimpleNamespace

from django import forms
from django.template import Library
from django.utils.translation import gettext as _

from bilet.core import charts

register = Library()
FIELDS = [
    "it", "industry", "city", "transport", "energy", "space", "agro", "health", "edu", "art",
    "service", "business", "law",
]  # fmt: skip
ART = ("hero", "empty-results", "empty-events", "waiting", "door", "offline")


@register.simple_tag
def look_examples() -> SimpleNamespace:
    names = _field_names()
    return SimpleNamespace(
        fields=list(names.items()),
        art=ART,
        bands=_bands(),
        reasons=_reasons(),
        bars=[
            charts.Bar(names[code], value, field=code)
            for code, value in zip(FIELDS, (42, 35, 28, 17, 9), strict=False)
        ],
        lines=[charts.Line(code, name, href=f"#{code}") for code, name in names.items()],
        stations=_stations(),
        tiles=_tiles(),
        trend=[3, 5, 4, 8, 9, 14],
        steps=_steps(),
        tabs=[
            {"title": _("Events"), "href": "#", "current": True, "count": 12},
            {"title": _("Online"), "href": "#", "count": 31},
            {"title": _("My bookings"), "href": "#"},
        ],
        form=_form(),
    )


def _field_names() -> dict[str, str]:
    return dict(
        zip(
            FIELDS,
            (
                _("Information technology"),
                _("Industry"),
                _("Building and city"),
                _("Transport"),
                _("Energy"),
                _("Space and aviation"),
                _("Farming and nature"),
                _("Health"),
                _("Education"),
                _("Art and media"),
                _("Service"),
                _("Business"),
                _("Law and state"),
            ),
            strict=True,
        )
    )


def _bands() -> list[charts.Band]:
    return [
        charts.Band(_("Research"), 16, 14, 18, "16 ± 2"),
        charts.Band(_("Technology"), 15, 13, 17, "15 ± 2"),
        charts.Band(_("Creation"), 9, 6, 12, "9 ± 3"),
        charts.Band(_("People"), 7, 4, 10, "7 ± 3"),
    ]


def _reasons() -> list[charts.Contribution]:
    return [
        charts.Contribution(_("Drawn to technology"), 32),
        charts.Contribution(_("Drawn to research"), 24),
        charts.Contribution(_("Liked the trial “Electronics”"), 16),
        charts.Contribution(_("Dislikes noise and workshops"), -9),
    ]


def _stations() -> list[charts.Station]:
    return [
        charts.Station("it", _("Sort the parcels"), "tried"),
        charts.Station("it", _("Poster in an hour"), "tried"),
        charts.Station("industry", _("A weld that holds"), "booked"),
        charts.Station("agro", _("Soil under a lens"), "not_mine"),
        charts.Station("health", _("First aid"), "tried"),
        charts.Station("health", _("A day in the ambulance"), "open"),
    ]


def _tiles() -> list[charts.Tile]:
    codes = ("СЕР", "ДМТ", "КЛН", "СЛН", "МЫТ", "ХИМ", "БАЛ", "РАМ", "ПОД", "ЧЕХ", "КОЛ", "ЕГО")
    return [
        charts.Tile(code, f"{code}", i % 5, i // 5, None if i == 7 else (i * 37) % 60 + 4, href="#")
        for i, code in enumerate(codes)
    ]


def _steps() -> list[dict[str, str]]:
    return [
        {"title": _("Six directions"), "status": "done", "href": "#"},
        {"title": _("What is easy for you"), "status": "now", "href": "#", "note": _("7 minutes")},
        {"title": _("A trial that clears things up"), "status": "todo"},
        {"title": _("Talk with the mentor"), "status": "wait"},
    ]


class ExampleForm(forms.Form):
    email = forms.EmailField()
    grade = forms.ChoiceField(widget=forms.RadioSelect, choices=[("6", "6"), ("7", "7")])
    about = forms.CharField(widget=forms.Textarea, required=False)
    agree = forms.BooleanField()


def _form() -> forms.Form:
    form = ExampleForm({"email": "anna@", "grade": "7"}, auto_id="example_%s")
    labels = {
        "email": (_("E-mail"), _("Only for letters about the child’s trips")),
        "grade": (_("Grade"), ""),
        "about": (_("What should the mentor know"), ""),
        "agree": (_("I have read the rules"), ""),
    }
    for name, (label, help_text) in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = help_text
    return form
