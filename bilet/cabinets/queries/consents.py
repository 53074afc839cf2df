"""What families agree to, for many pupils at once."""

from uuid import UUID

from bilet.people.models import Consent, PupilQuerySet
from bilet.people.rules import holds


def with_consent(pupils: PupilQuerySet, purpose: str) -> set[UUID]:
    """Pupils whose last decision about `purpose` is yes, and holds. One query."""
    last = (
        Consent.objects.filter(pupil__in=pupils, purpose=purpose)
        .order_by("pupil", "-at")
        .distinct("pupil")
    )
    rows = last.values_list("pupil", "decision", "school_class", "pupil__school_class")
    return {
        pupil_id
        for pupil_id, decision, given_in, now_in in rows
        if holds(purpose, decision, given_in=given_in, now_in=now_in)
    }
