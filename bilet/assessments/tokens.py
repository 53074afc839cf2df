"""The right to answer in one sitting, carried by the page itself: no session, no rows.

A token holds the sitting, its instrument, version and language, and is signed with its time.
"""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.core import signing

from bilet.assessments.errors import PageTooOldError
from bilet.assessments.models import Sitting

TOKEN_LIVES = timedelta(days=14)
CLOCKS_DIFFER = timedelta(minutes=5)
SALT = "assessments.sitting"


class Pass(NamedTuple):
    sitting: UUID
    instrument: str
    version: int
    language: str


def token_for(sitting: Sitting) -> str:
    """A fresh token of the sitting."""
    value = f"{sitting.pk.hex}.{sitting.instrument}.{sitting.version}.{sitting.language}"
    return signing.TimestampSigner(salt=SALT).sign(value)


def read_token(token: str, *, at: datetime) -> Pass:
    """What the token opens.

    Raises:
        PageTooOldError: it is older than 14 days, from the future, or not ours.
    """
    try:
        opened, made = _signed(token)
    except (signing.BadSignature, ValueError) as error:
        raise PageTooOldError from error
    age = at.timestamp() - made
    if not -CLOCKS_DIFFER.total_seconds() <= age <= TOKEN_LIVES.total_seconds():
        raise PageTooOldError
    return opened


@lru_cache(maxsize=8192)  # one token comes with every batch of its sitting
def _signed(token: str) -> tuple[Pass, int]:
    """What a token of ours opens, and the second it was made in."""
    stamped = signing.Signer(salt=SALT).unsign(token)
    value, _, stamp = stamped.rpartition(":")
    sitting, instrument, version, language = value.split(".")
    return Pass(UUID(sitting), instrument, int(version), language), signing.b62_decode(stamp)
