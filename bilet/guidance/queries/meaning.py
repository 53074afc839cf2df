"""What a scale of a test speaks of, when other tests speak of the same."""

from bilet.assessments.instruments import Instrument, Scale
from bilet.guidance.engine.profile import Kind
from bilet.professions.fields import FIELD_NAMES


def meaning_of(instrument: Instrument, scale: Scale) -> tuple[Kind, str] | None:
    """Its kind and key: a direction, an object of work, or a field in a test of interests."""
    if scale.riasec:
        return "direction", scale.riasec
    if scale.klimov:
        return "object", scale.klimov
    if instrument.group == "interests" and scale.code in FIELD_NAMES:
        return "field", scale.code
    return None
