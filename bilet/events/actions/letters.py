"""Letters around bookings: to guardians, to the pupil, to the class teacher.

Each goes to the outbox in the transaction of the change it tells about.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from bilet.core import mail
from bilet.events.models import Booking, Event, WaitlistEntry
from bilet.people.models import Guardianship, Person, Pupil

FOLDER = "events/mail"


def guardian_links(pupil: Pupil) -> list[Guardianship]:
    """Guardians who can be written to. One query."""
    links = pupil.guardianships.active().exclude(guardian__email="")
    return list(links.select_related("guardian"))


def ask_for_approval(booking: Booking, *, to: str, language: str, token: str) -> None:
    _send("approval_request", booking, to=to, language=language, link=_page_of(token))


def tell_guardian(booking: Booking, guardian: Person, *, token: str) -> None:
    """A pupil old enough has booked; the link lets the guardian object."""
    _send(
        "guardian_told",
        booking,
        to=guardian.email,
        language=guardian.language,
        link=_page_of(token),
    )


def confirmed(booking: Booking) -> None:
    _to_family("confirmed", booking)


def declined(booking: Booking) -> None:
    _to(_pupil(booking.pupil), "declined", booking)


def cancelled(booking: Booking, *, by: Person | None) -> None:
    _to_family("cancelled", booking, but=by)


def expired(booking: Booking) -> None:
    _to_family("expired", booking)


def reminder(booking: Booking) -> None:
    _to_family("reminder", booking)


def event_cancelled(booking: Booking, alternatives: Iterable[Event]) -> None:
    _to_family("event_cancelled", booking, alternatives=list(alternatives))


def seat_offered(entry: WaitlistEntry) -> None:
    """To the pupil and the guardians: whoever is first to answer takes the seat."""
    pupil, event = entry.pupil, entry.event
    page = reverse("events:event-for-pupil", args=[event.pk, pupil.pk])
    for person in _family(pupil):
        mail.send(
            to=person.email,
            template=f"{FOLDER}/seat_offered.txt",
            context={"event": event, "pupil": pupil, "entry": entry},
            link=page,
            language=person.language,
        )


def ask_school(booking: Booking, guardian: Guardianship) -> None:
    """The class teacher confirms that the adult who agreed is the parent."""
    school_class = booking.pupil.school_class
    if school_class is None:
        return
    for teacher in school_class.teachers.exclude(email=""):
        _to([teacher], "ask_school", booking, guardian=guardian.guardian, link="/home/")


def _family(pupil: Pupil) -> list[Person]:
    return [*_pupil(pupil), *(link.guardian for link in guardian_links(pupil))]


def _pupil(pupil: Pupil) -> list[Person]:
    return [pupil.person] if pupil.person.email else []


def _to_family(name: str, booking: Booking, *, but: Person | None = None, **context: Any) -> None:
    people = [person for person in _family(booking.pupil) if but is None or person.pk != but.pk]
    _to(people, name, booking, **context)


def _to(
    people: Iterable[Person], name: str, booking: Booking, *, link: str = "", **context: Any
) -> None:
    ticket = link or reverse("events:booking", args=[booking.pk])
    for person in people:
        own = person.pk == booking.pupil.person_id
        words = {"own": own, "person": person, **context}
        _send(name, booking, to=person.email, language=person.language, link=ticket, **words)


def _send(  # one letter: what, about, to, in which language, with which link
    name: str, booking: Booking, *, to: str, language: str, link: str, **context: Any
) -> None:
    mail.send(
        to=to,
        template=f"{FOLDER}/{name}.txt",
        context={"booking": booking, "event": booking.event, "pupil": booking.pupil, **context},
        link=link,
        language=language,
    )


def _page_of(token: str) -> str:
    return reverse("events:approval", args=[token])
