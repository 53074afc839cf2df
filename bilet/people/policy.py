"""Thresholds and consent documents: content with versions, not code.

`content/policy/policy.yaml` and `content/consents/<purpose>.yaml`.
"""

from functools import cache
from hashlib import sha256

from django.conf import settings
from pydantic import Field

from bilet.content.kinds import ContentKind
from bilet.content.reader import Part, read_part
from bilet.content.text import Text


class ApprovalBelow(Part):
    """Full years below which a guardian approves an event."""

    onsite: int = Field(ge=0, le=18)
    online_mentor: int = Field(ge=0, le=18)


class Levels(Part):
    """The level of the guardian's link (G0–G3) that each thing needs."""

    results: int = Field(ge=0, le=3)
    booking_onsite: int = Field(ge=0, le=3)
    booking_online: int = Field(ge=0, le=3)


class Retention(Part):
    inactive: int = Field(ge=1)  # months
    guest_sittings_days: int = Field(ge=1)


class Policy(Part):
    code: str
    version: int = Field(ge=1)
    own_consent_age: int = Field(ge=0, le=18)
    adult_age: int = Field(ge=14, le=21)
    booking_approval_below: ApprovalBelow
    hold_hours: int = Field(ge=1)
    waitlist_offer_hours: int = Field(ge=1)
    guardian_levels: Levels
    no_show_limit: int = Field(ge=1)
    retention_months: Retention
    small_cell: int = Field(ge=2)  # published numbers hide smaller groups


class ConsentDocument(Part):
    """The text of one consent, for one purpose."""

    code: str = Field(pattern=r"^[a-z_]+$")
    version: int = Field(ge=1)
    title: Text
    summary: Text
    text: Text  # Markdown; `{operator}` is the operator of the installation
    required: bool
    min_level: int = Field(ge=0, le=3)
    ends_with_class: bool = False  # in a new class it is asked for again

    def shown_text(self) -> str:
        """The text as a person sees it here."""
        return self.text.replace("{operator}", settings.OPERATOR)

    def fingerprint(self) -> str:
        """SHA-256 of the shown text: what exactly was agreed to."""
        return sha256(self.shown_text().encode()).hexdigest()


CONSENTS = ContentKind(
    folder="consents", pattern="*.yaml", model=ConsentDocument, key=lambda c: c.code
)
REQUIRED = "account_and_tests"


@cache
def policy() -> Policy:
    """The thresholds in force."""
    return read_part(Policy, settings.CONTENT_DIR / "policy" / "policy.yaml")
