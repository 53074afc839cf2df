"""Shelves of the catalogue: what can be tried this month, and what somebody marked or tried."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bilet.core.templatetags.words import daytime, minutes
from bilet.events.models import Event
from bilet.events.queries.search import Wishes, matching
from bilet.guidance.engine.reasons import verdict_words
from bilet.guidance.models import ProfessionMark
from bilet.guidance.queries.evidence import evidence_of
from bilet.orgs.models import Organization
from bilet.people.models import Owner, Pupil
from bilet.professions.queries import Note
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program

MONTH = timedelta(days=31)
Kind = ProfessionMark.Kind
MARKS = {
    Kind.FAVOURITE: ("star", gettext_lazy("In favourites")),
    Kind.WISH: ("bookmark", gettext_lazy("You think of this one")),
}


@dataclass(frozen=True)
class Around:
    """Whose month it is, and which places one may look at."""

    pupil: Pupil | None
    places: list[Organization]
    anywhere: Promise | str  # what the whole is called


def around(pupil: Pupil | None) -> Around:
    """A pupil's region, whole or the own municipality; others choose a region. One query."""
    if pupil is None:
        regions = Organization.objects.filter(kind=Organization.Kind.REGION).order_by("name")
        return Around(None, list(regions), gettext_lazy("All regions"))
    own = Pupil.objects.select_related("region", "school__parent").get(pk=pupil.pk)
    town = own.school.parent if own.school else None
    near = [town] if town and town.kind == Organization.Kind.MUNICIPALITY else []
    return Around(own, near, own.region.name)


def to_try(who: Around, place: Organization | None, *, at: datetime) -> dict[str, list[Note]]:
    """Professions with an online trial now, then those with an event soon. One query.

    Events are those with a free seat, whose booking has not closed, within 31 days, of `place`
    or of the pupil's region, and of the pupil's grade.
    """
    shelf: dict[str, list[Note]] = {}
    for program in PROGRAMS.all().values():
        if _runs_online(program, who.pupil):
            shelf.setdefault(program.profession, []).append(_online(program))
    for event in _soonest(who, place, at):
        shelf.setdefault(event.profession, []).append(_event(event))
    return shelf


def _runs_online(program: Program, pupil: Pupil | None) -> bool:
    runs = program.online is not None and "online_self" in program.formats
    return runs and (pupil is None or program.grades.from_ <= pupil.grade <= program.grades.to)


def _soonest(who: Around, place: Organization | None, at: datetime) -> list[Event]:
    """The soonest fitting event of each profession, by date."""
    town = place if place and place.kind == Organization.Kind.MUNICIPALITY else None
    wishes = Wishes(
        region=who.pupil.region if who.pupil else place,
        place=town,
        grade=who.pupil.grade if who.pupil else None,
        free=True,
    )
    found = (
        matching(wishes, at=at)
        .filter(starts_at__lt=at + MONTH)
        .order_by("profession", "starts_at", "pk")
        .distinct("profession")
    )
    return sorted(found, key=lambda event: event.starts_at)


def _online(program: Program) -> Note:
    return Note(
        _("Online now, %(minutes)s")
        % {"minutes": minutes(program.online_minutes or program.minutes)},
        icon="play",
        href=reverse("trials:program", args=[program.code]),
    )


def _event(event: Event) -> Note:
    when = daytime(timezone.localtime(event.starts_at, event.site.zone))
    seats = ngettext("%(n)s seat", "%(n)s seats", event.seats_left) % {"n": event.seats_left}
    return Note(f"{when} · {seats}", icon="ticket", href=reverse("events:event", args=[event.pk]))


def own(owner: Owner, *, at: datetime) -> dict[str, list[Note]]:
    """What the owner marked, the latest first, then what they only tried. At most five queries."""
    evidence = evidence_of(owner, at=at)
    shelf: dict[str, list[Note]] = {}
    for mark in sorted(evidence.marks, key=lambda mark: mark.at, reverse=True):
        if mark.kind in MARKS:
            icon, text = MARKS[Kind(mark.kind)]
            shelf.setdefault(mark.profession, []).append(Note(str(text), icon=icon))
    for trial in sorted(evidence.trials, key=lambda trial: trial.at, reverse=True):
        tried = _("Tried: %(verdict)s") % {"verdict": verdict_words(trial)}
        shelf.setdefault(trial.profession, []).append(Note(tried, icon="check"))
    return shelf
