"""The code on a ticket: who holds which seat, signed, without a name.

20 bytes — the booking's id and the moment of issue — and an Ed25519
signature, in base 64 as it stands in an address. A scanner that knows the public key checks it
without a network.
"""

import binascii
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

PURPOSE = b"bilet ticket 1\0"  # the same key signs certificates: one is never taken for the other
LAYOUT = struct.Struct(">16sI")
MAX_SKEW = timedelta(minutes=5)  # clocks differ; a ticket from the future is forged or misdated


@dataclass(frozen=True, slots=True)
class Ticket:
    booking_id: UUID
    issued_at: datetime


class BadTicketError(Exception):
    """The code is not a ticket of this installation, or bears a date in the future."""


def sign(booking_id: UUID, issued_at: datetime) -> str:
    """The token of `/t/<token>`; 112 signs."""
    payload = LAYOUT.pack(booking_id.bytes, int(issued_at.timestamp()))
    return urlsafe_b64encode(payload + _key().sign(PURPOSE + payload)).decode()


def verify(token: str, at: datetime) -> Ticket:
    """Read a token.

    Raises:
        BadTicketError: it is damaged, forged, or issued after `at`.
    """
    try:
        raw = urlsafe_b64decode(token.encode("ascii"))
        if urlsafe_b64encode(raw).decode() != token:
            raise BadTicketError("signs that do not belong to a ticket")
        payload, signature = raw[: LAYOUT.size], raw[LAYOUT.size :]
        _key().public_key().verify(signature, PURPOSE + payload)
        booking, issued = LAYOUT.unpack(payload)
    except (InvalidSignature, binascii.Error, UnicodeEncodeError, struct.error) as error:
        raise BadTicketError("not a ticket of this installation") from error
    issued_at = datetime.fromtimestamp(issued, UTC)
    if issued_at > at + MAX_SKEW:
        raise BadTicketError("issued in the future")
    return Ticket(UUID(bytes=booking), issued_at)


def public_key() -> bytes:
    """What an offline scanner needs to check tickets; 32 bytes."""
    return _key().public_key().public_bytes_raw()


def address(booking_id: UUID, issued_at: datetime) -> str:
    """What the QR code says: opens in any camera."""
    return f"{settings.SITE_URL}/t/{sign(booking_id, issued_at)}"


def _key() -> Ed25519PrivateKey:
    key: Ed25519PrivateKey = settings.SIGNING_KEY
    return key
