"""What the page of a certificate says, read from the signed credential itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from bilet.events import credentials
from bilet.events.models import Certificate


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate whose signature has just been checked."""

    certificate: Certificate
    is_real: bool  # signed by this installation, unchanged, and about this very certificate
    title: str
    task: str
    watched: tuple[str, ...]  # what the mentor looks at
    skills: tuple[str, ...]
    place: str
    done_at: datetime | None

    @property
    def holds(self) -> bool:
        return self.is_real and self.certificate.revoked_at is None


def check(certificate: Certificate) -> Checked:
    """Verify the signature, and that the credential is the one of this page and this pupil."""
    claims = credentials.verify(certificate.credential)
    said = _achievement(claims)
    narrative = said.get("criteria", {}).get("narrative", "").splitlines()
    return Checked(
        certificate=certificate,
        is_real=claims is not None and _belongs(claims, certificate),
        title=said.get("name", ""),
        task="\n".join(line for line in narrative if not line.startswith("- ")),
        watched=tuple(line[2:] for line in narrative if line.startswith("- ")),
        skills=tuple(said.get("tag", ())),
        place=_subject(claims).get("narrative", ""),
        done_at=parse_datetime(_subject(claims).get("activityStartDate", "")),
    )


def revocations() -> dict[str, Any]:
    """The list that checkers of Open Badges read. One query."""
    revoked = Certificate.objects.exclude(revoked_at=None).order_by("revoked_at")
    return {
        "id": f"{settings.SITE_URL}/certificates/revocations.json",
        "issuer": credentials.issuer()["id"],
        "revokedCredential": [
            {"id": credentials.address(pk), "revoked": True}
            for pk in revoked.values_list("pk", flat=True)
        ],
    }


def _belongs(claims: dict[str, Any], certificate: Certificate) -> bool:
    """Nobody has put another pupil's credential into this row."""
    if claims.get("sub") != f"urn:uuid:{certificate.pk}":
        return False
    who = _subject(claims).get("identifier", [{}])[0]
    mine = credentials.identity(certificate.booking.pupil_id, who.get("salt", ""))
    return bool(who.get("identityHash") == mine)


def _subject(claims: dict[str, Any] | None) -> dict[str, Any]:
    return dict((claims or {}).get("credentialSubject", {}))


def _achievement(claims: dict[str, Any] | None) -> dict[str, Any]:
    return dict(_subject(claims).get("achievement", {}))
