"""The people of the demo region whom a visitor may enter as."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DemoPerson:
    username: str
    title: Promise | str
    about: Promise | str
    icon: str


PEOPLE = [
    DemoPerson("demo-pupil-12", _("Pupil of 12"), _("Grade 6, a parent decides"), "user"),
    DemoPerson("demo-pupil-15", _("Pupil of 15"), _("Grade 9, decides alone"), "user"),
    DemoPerson("demo-parent", _("Parent"), _("Two children, one asks for approval"), "users"),
    DemoPerson("demo-teacher", _("Teacher-navigator"), _("Two classes"), "clipboard-list"),
    DemoPerson("demo-site", _("Site manager"), _("A college with workshops"), "map-pin"),
    DemoPerson("demo-mentor", _("Mentor"), _("A group today"), "hard-hat"),
    DemoPerson("demo-region", _("Regional operator"), _("The whole region in sums"), "chart-bar"),
    DemoPerson("demo-federal", _("Federal operator"), _("All regions in sums"), "globe"),
]
