"""From an address to a pupil: always through the gate, and leaving a trace when an adult looks."""

from uuid import UUID

from django.http import Http404

from bilet.access.grants import Permission, Role
from bilet.people.models import Look, Person, Pupil


def pupil_or_404(
    person: Person, pupil_id: UUID, permission: Permission, *, look: Look.What | None = None
) -> Pupil:
    """The pupil, when `person` holds `permission` on them.

    Args:
        look: What the page shows of the pupil; written down for the family when somebody else
            than the pupil looks.

    Raises:
        Http404: there is no such pupil, or it is not this person's business: the same answer.
    """
    reach = Pupil.objects.within_reach_of(person, permission)
    pupil = reach.select_related("person", "school", "school_class", "region").filter(pk=pupil_id)
    found = pupil.first()
    if found is None:
        raise Http404
    if look is not None:
        record_look(person, found, look)
    return found


def record_look(person: Person, pupil: Pupil, what: Look.What, *, role: Role | None = None) -> None:
    """Write down that `person` looked. A pupil's own look is nobody's business.

    Args:
        role: As whom, where the page knows it.
    """
    if pupil.person_id == person.pk:
        return
    Look.objects.create(
        pupil=pupil,
        actor=person,
        actor_name=person.polite_name,
        role=role or min(person.roles(), default=""),
        what=what,
    )
