"""Give and withdraw consents. Every decision is a row of its own, for ever."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from bilet.people.actions.pupils import unname_pupil
from bilet.people.errors import ConsentMissingError
from bilet.people.models import Consent, Guardianship, Person, Pupil
from bilet.people.policy import CONSENTS, REQUIRED


@transaction.atomic
def decide(
    pupil: Pupil,
    decisions: Mapping[str, bool],
    *,
    by: Person,
    channel: str = Consent.Channel.WEB,
    at: datetime | None = None,
) -> None:
    """Write down decisions about purposes, each with the very text that was shown.

    Raises:
        ConsentMissingError: the purpose that carries the account was refused.
    """
    if decisions.get(REQUIRED) is False and REQUIRED not in _given(pupil):
        raise ConsentMissingError
    rows = written(
        pupil, decisions, by=by, level=_level(pupil, by), channel=channel, at=at or timezone.now()
    )
    Consent.objects.bulk_create(rows)


def written(
    pupil: Pupil,
    decisions: Mapping[str, bool],
    *,
    by: Person,
    level: int,
    at: datetime,
    channel: str = Consent.Channel.WEB,
) -> list[Consent]:
    """The rows of decisions, not saved yet, each with the text in the language of the page."""
    documents = CONSENTS.all()
    return [
        Consent(
            pupil=pupil,
            actor=by,
            actor_name=by.polite_name,
            level=level,
            purpose=purpose,
            school_class_id=pupil.school_class_id,
            decision=Consent.Decision.GIVEN if given else Consent.Decision.REFUSED,
            document_version=documents[purpose].version,
            text_sha256=documents[purpose].fingerprint(),
            language=translation.get_language() or "ru",
            channel=channel,
            at=at,
        )
        for purpose, given in decisions.items()
    ]


@transaction.atomic
def withdraw(pupil: Pupil, purpose: str, *, by: Person, at: datetime | None = None) -> None:
    """Take a consent back. It works at once; what depended on it is released."""
    last = Consent.objects.filter(pupil=pupil, purpose=purpose).order_by("-at").first()
    if last is None or last.decision != Consent.Decision.GIVEN:
        return
    Consent.objects.create(
        pupil=pupil,
        actor=by,
        actor_name=by.polite_name,
        level=_level(pupil, by),
        purpose=purpose,
        school_class_id=pupil.school_class_id,
        decision=Consent.Decision.WITHDRAWN,
        document_version=last.document_version,
        text_sha256=last.text_sha256,
        language=translation.get_language() or "ru",
        channel=Consent.Channel.WEB,
        at=at or timezone.now(),
    )
    for path in settings.CONSENT_LISTENERS:
        import_string(path)(pupil, purpose)
    if purpose == REQUIRED:
        unname_pupil(pupil)


def _given(pupil: Pupil) -> set[str]:
    latest = Consent.objects.latest_decisions(pupil)
    return {p for p, consent in latest.items() if consent.decision == Consent.Decision.GIVEN}


def _level(pupil: Pupil, by: Person) -> int:
    link = Guardianship.objects.active().filter(pupil=pupil, guardian=by).first()
    return link.level if link else 0
