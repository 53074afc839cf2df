"""Where to begin with a pupil: readiness in words for adults. A hint of help, never a label."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.queries import RoutePage, route_pages
from bilet.guidance.engine.readiness import Change, Group, Readiness, Side, Sureness
from bilet.guidance.queries.guided import matching_route
from bilet.guidance.queries.readiness import readiness_of_pupils
from bilet.people.models import Owner, Pupil

MOST_ACTIONS = 3
YOUNG_TO = 7  # the last grade for which R01 is worded
Words = Promise | str

TITLES: dict[Group, tuple[Words, Words]] = {
    "checking": (
        gettext_lazy("Checks a choice"),
        gettext_lazy(
            "Something is in view, and there is readiness to choose. Real work can test it now."
        ),
    ),
    "choosing": (
        gettext_lazy("Chooses among several"),
        gettext_lazy(
            "There is readiness to choose, but no one direction has come forward. Unlike trials "
            "side by side help."
        ),
    ),
    "keen": (
        gettext_lazy("Drawn, but the way is not in sight yet"),
        gettext_lazy(
            "One direction comes up again and again. What people do there and where they learn "
            "it is still hazy."
        ),
    ),
    "searching": (
        gettext_lazy("Looks around"),
        gettext_lazy(
            "Nothing has come forward yet, and that is usual. Short and different tries tell most."
        ),
    ),
}
FOR_FAMILY: dict[Group, Words] = {
    "checking": gettext_lazy(
        "What helps most now: a deeper trial, or a talk with somebody who does this work."
    ),
    "choosing": gettext_lazy(
        "What helps most now: two or three unlike trials, and a talk after each."
    ),
    "keen": gettext_lazy(
        "What helps most now: learning about this work from inside, and one trial of it."
    ),
    "searching": gettext_lazy(
        "What helps most now: short and different tries, such as games, online trials, a festival."
    ),
}
SURE: dict[Sureness, Words] = {
    "guess": gettext_lazy("a guess so far"),
    "likely": gettext_lazy("likely"),
    "tried": gettext_lazy("likely, and trials stand behind it"),
}
FOR_SIDE: dict[Side, Words] = {
    "inner": gettext_lazy("Begin with what is done gladly, and ask which work is like it."),
    "information": gettext_lazy(
        "Read one card of a profession together to the end, the hard part too."
    ),
    "decision": gettext_lazy("Agree on one small step with a date, and ask how it went."),
    "independence": gettext_lazy("Offer two trials to choose from, and keep to the choice made."),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an adult can do next."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an adult is told, with how sure it is and how old."""

    is_known: bool
    title: str
    about: str
    actions: list[Action]
    sure: str
    at: datetime | None
    notes: list[str]
    change: Change | None


@dataclass(frozen=True, slots=True)
class FamilyHint:
    """One sentence for the parent's page."""

    text: str
    sure: str
    at: datetime | None


def beginning_page(pupil: Pupil, *, at: datetime) -> Beginning:
    """Where to begin with one pupil, whose region is at hand. Three queries."""
    found = readiness_of_pupils([pupil], at=at)[pupil.pk]
    pages = route_pages(Owner(pupil=pupil), at=at)
    return beginning(found, pages, grade=pupil.grade, at=at)


def beginning(
    found: Readiness, pages: Iterable[RoutePage], *, grade: int, at: datetime
) -> Beginning:
    group = found.group
    if group is None:
        return _unknown(found, grade)
    title, about = TITLES[group]
    route = matching_route(group, pages, grade)
    return Beginning(
        is_known=True,
        title=str(title),
        about=str(about),
        actions=_actions(group, found, route),
        sure=str(SURE[found.sureness]),
        at=found.at,
        notes=_notes(found, at),
        change=found.change,
    )


def family_hint(found: Readiness | None) -> FamilyHint | None:
    """None while the group is not known: then there is nothing to say."""
    if found is None or found.group is None:
        return None
    return FamilyHint(str(FOR_FAMILY[found.group]), str(SURE[found.sureness]), found.at)


def _notes(found: Readiness, at: datetime) -> list[str]:
    notes = []
    if found.is_talk_only:
        notes.append(_("It rests on tests to talk about: their accuracy is not proved."))
    if found.is_old(at):
        notes.append(_("The test is older than half a year: it is worth taking again."))
    return notes


def _actions(group: Group, found: Readiness, route: RoutePage | None) -> list[Action]:
    """Two by the group, the third by the side that clearly stands behind, if any does."""
    own = _OF_GROUP[group](found, route)
    third = Action(str(FOR_SIDE[found.weakest])) if found.weakest else own[-1]
    return [*own[: MOST_ACTIONS - 1], third]


def _checking(found: Readiness, route: RoutePage | None) -> list[Action]:
    events = reverse("events:search")
    first = (
        Action(_("Offer a deeper trial, or one at a site after one online."), events)
        if found.told_trials
        else Action(_("Begin with an ordinary trial: a deeper one tells more after it."), events)
    )
    return [
        first,
        Action(_("Help to meet somebody who does this work, with three questions ready.")),
        Action(_("Write into the plan together what is to be checked by May.")),
    ]


def _choosing(found: Readiness, route: RoutePage | None) -> list[Action]:
    return [
        Action(
            _("Offer two or three short trials from different fields."), reverse("trials:programs")
        ),
        Action(_("After each ask what was dull and when the time flew.")),
        Action(_("Put two cards of professions side by side."), reverse("professions:comparison")),
    ]


def _keen(found: Readiness, route: RoutePage | None) -> list[Action]:
    read = Action(
        _("Open three cards of this field and read how a day goes there."),
        reverse("professions:catalogue"),
    )
    return [
        _suggest(route) or read,
        Action(
            _("Offer one trial for beginners from the field that draws."),
            reverse("trials:programs"),
        ),
        Action(_("Find out where it is taught: an open day of a college or a university.")),
    ]


def _searching(found: Readiness, route: RoutePage | None) -> list[Action]:
    play = Action(_("Offer short tests that are like games."), reverse("assessments:shelf"))
    return [
        _suggest(route) or play,
        Action(
            _("Offer an online trial of 15–30 minutes, any of them."), reverse("trials:programs")
        ),
        Action(_("Visit a festival or a workshop: look, and decide nothing.")),
    ]


_OF_GROUP = {
    "checking": _checking,
    "choosing": _choosing,
    "keen": _keen,
    "searching": _searching,
}


def _suggest(route: RoutePage | None) -> Action | None:
    if route is None:
        return None
    text = _("Suggest the route “%(title)s”: a few short tests in one go.")
    href = reverse("assessments:route", args=[route.route.code])
    return Action(text % {"title": route.route.title}, href)


def _unknown(found: Readiness, grade: int) -> Beginning:
    """What is missing, and how it comes to be known."""
    actions = []
    if found.is_high is None:
        actions.append(_readiness_test(found, grade))
    if found.is_clear is None:
        actions.append(
            Action(
                _("One more test of interests: so far they are seen from one side at most."),
                reverse("assessments:routes"),
            )
        )
    actions.append(
        Action(
            _("An online trial of any kind: it tells something too."), reverse("trials:programs")
        )
    )
    return Beginning(
        is_known=False,
        title=_("Not known yet"),
        about=_("There are too few answers to say more, and nothing is made up."),
        actions=actions,
        sure="",
        at=found.at,
        notes=[],
        change=found.change,
    )


def _readiness_test(found: Readiness, grade: int) -> Action:
    code = "r01_readiness_young" if grade <= YOUNG_TO else "r02_choice_readiness"
    test = INSTRUMENTS.get(code)
    names = {"title": test.title if test else ""}
    href = reverse("assessments:instrument", args=[code])
    if found.is_hasty:
        return Action(_("The test “%(title)s” was done in haste: suggest it again.") % names, href)
    return Action(_("The test “%(title)s”: it asks how the choosing goes.") % names, href)
