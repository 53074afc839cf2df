"""Trials that can really be had: in the browser now, or an event with a free seat."""

from datetime import datetime

from bilet.events.models import Booking, Event
from bilet.guidance.engine.facts import Evidence
from bilet.guidance.engine.next_trial import Candidate
from bilet.people.models import Owner, Pupil
from bilet.professions.library import PROFESSIONS
from bilet.trials.library import PROGRAMS
from bilet.trials.program import Program


def candidates(owner: Owner, evidence: Evidence, *, at: datetime) -> list[Candidate]:
    """Every trial the owner can have and has not had. One query, for pupils only.

    Events are those of the pupil's own region and grade; a guest tries online.
    """
    done = {trial.program for trial in evidence.trials}
    grade = owner.pupil.grade if owner.pupil else None
    found = online(grade)
    found += _events(owner.pupil, at) if owner.pupil else []
    return [each for each in found if each.program not in done]


def online(grade: int | None = None) -> list[Candidate]:
    """Every trial that runs in the browser, for anybody when no grade is given. No query."""
    return [_online(program) for program in PROGRAMS.all().values() if _fits(program, grade)]


def _fits(program: Program, grade: int | None) -> bool:
    runs = program.online is not None and "online_self" in program.formats
    return runs and (grade is None or program.grades.from_ <= grade <= program.grades.to)


def _online(program: Program) -> Candidate:
    card = PROFESSIONS.get(program.profession)
    return Candidate(
        kind="online",
        program=program.code,
        title=program.title,
        profession=program.profession,
        field=str(card.field) if card else "",
        minutes=program.online_minutes or program.minutes,
    )


def _events(pupil: Pupil, at: datetime) -> list[Candidate]:
    """The soonest event of each programme with a free seat, not clashing with own bookings."""
    taken = Booking.objects.live().filter(pupil=pupil)
    events = (
        Event.objects.open_for_booking(at)
        .with_free_seats()
        .for_grade(pupil.grade)
        .filter(region=pupil.region_id)
        .exclude(pk__in=taken.values("event"))
        .exclude(program__in=taken.filter(event__ends_at__gt=at).values("event__program"))
        .order_by("program", "starts_at")
        .distinct("program")
        .select_related("site")
    )
    return [
        Candidate(
            kind="event",
            program=event.program,
            title=event.title,
            profession=event.profession,
            field=event.field,
            minutes=event.minutes,
            event=str(event.pk),
            starts_at=event.starts_at,
            place="" if event.is_online else event.site.name,
            zone=event.site.time_zone,
            seats_left=event.seats_left,
        )
        for event in events
    ]
