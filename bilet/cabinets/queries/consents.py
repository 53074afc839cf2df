"""What families agree to, for many pupils at once."""

from uuid import UUID

from bilet.people.models import Consent, PupilQuerySet


def with_consent(pupils: PupilQuerySet, purpose: str) -> set[UUID]:
    """Pupils whose last decision about `purpose` is yes. One query."""
    last = (
        Consent.objects.filter(pupil__in=pupils, purpose=purpose)
        .order_by("pupil", "-at")
        .distinct("pupil")
    )
    return {
        pupil_id
        for pupil_id, decision in last.values_list("pupil", "decision")
        if decision == Consent.Decision.GIVEN
    }
