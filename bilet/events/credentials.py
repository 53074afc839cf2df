"""Open Badges 3.0 credentials as signed JWTs: made, published, and checked.

The credential is the payload itself, as the specification's section 8.2 (VC-JWT) asks; the
signature is Ed25519 with the key of the installation. No name is in it: the subject is a salted
hash of the pupil's random number, which only the pupil's own installation can match.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from joserfc import jws
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
NAME = "Билет"


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a credential says; the texts are those of the programme."""

    certificate: UUID
    program: str
    title: str
    description: str
    criteria: str
    skills: tuple[str, ...]
    subject: UUID
    salt: str
    began_at: datetime
    ended_at: datetime
    issued_at: datetime
    place: str


class EdDSA(JWSRegistry):
    """Ed25519 alone, under the name that checkers of Open Badges know (RFC 9864 has a newer)."""

    def get_alg(self, name: str) -> Any:
        if name != "EdDSA":
            raise UnsupportedAlgorithmError(f"{name!r} is not how certificates are signed")
        return self.algorithms[name]


def sign(achieved: Achieved) -> str:
    """The credential as a signed JWT."""
    key = _key()
    header = {"alg": "EdDSA", "typ": "JWT", "kid": key_address(), "jwk": public_key()}
    payload = json.dumps(_credential(achieved), ensure_ascii=False).encode()
    return jws.serialize_compact(header, payload, key, registry=EdDSA())


def verify(credential: str) -> dict[str, Any] | None:
    """What a JWT of ours says; None when it is not ours or has been changed."""
    try:
        token = jws.deserialize_compact(credential, OKPKey.import_key(public_key()),
                                        registry=EdDSA())  # fmt: skip
        claims = json.loads(token.payload)
    except (JoseError, ValueError):
        return None
    return claims if isinstance(claims, dict) else None


def public_key() -> dict[str, Any]:
    """The public half of the key as a JWK."""
    return dict(_key().as_dict(private=False))


def key_name() -> str:
    """The thumbprint of the key: RFC 7638."""
    return _key().thumbprint()


def key_address() -> str:
    return f"{settings.SITE_URL}/certificates/keys/{key_name()}.json"


def key_set() -> dict[str, Any]:
    return {"keys": [{**public_key(), "kid": key_name(), "use": "sig", "alg": "EdDSA"}]}


def issuer() -> dict[str, Any]:
    """The profile of this installation."""
    return {
        "id": f"{settings.SITE_URL}/certificates/issuer.json",
        "type": ["Profile"],
        "name": f"{NAME}: {settings.OPERATOR}",
        "url": settings.SITE_URL,
    }


def address(certificate: UUID) -> str:
    return f"{settings.SITE_URL}/certificates/{certificate}/"


def identity(subject: UUID, salt: str) -> str:
    """The salted hash that stands for the pupil."""
    return "sha256$" + sha256(f"{subject}{salt}".encode()).hexdigest()


def _credential(achieved: Achieved) -> dict[str, Any]:
    here = address(achieved.certificate)
    return {
        "@context": CONTEXT,
        "id": here,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achieved.title,
        "issuer": issuer(),
        "validFrom": achieved.issued_at.isoformat(timespec="seconds"),
        "credentialSubject": _subject(achieved),
        "credentialStatus": {
            "id": f"{settings.SITE_URL}/certificates/revocations.json",
            "type": "1EdTechRevocationList",
        },
        "iss": issuer()["id"],
        "jti": here,
        "nbf": int(achieved.issued_at.timestamp()),
        "sub": f"urn:uuid:{achieved.certificate}",
    }


def _subject(achieved: Achieved) -> dict[str, Any]:
    return {
        "id": f"urn:uuid:{achieved.certificate}",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityType": "systemId",
                "hashed": True,
                "identityHash": identity(achieved.subject, achieved.salt),
                "salt": achieved.salt,
            }
        ],
        "activityStartDate": achieved.began_at.isoformat(timespec="seconds"),
        "activityEndDate": achieved.ended_at.isoformat(timespec="seconds"),
        "achievement": {
            "id": f"{settings.SITE_URL}/trials/{achieved.program}/",
            "type": ["Achievement"],
            "achievementType": "CoCurricular",
            "name": achieved.title,
            "description": achieved.description,
            "inLanguage": "ru",
            "criteria": {"narrative": achieved.criteria},
            "tag": list(achieved.skills),
        },
        "narrative": achieved.place,
    }


@cache
def _key() -> OKPKey:
    private = settings.SIGNING_KEY.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return OKPKey.import_key(private)
