"""Make and compare codes: long, random, for one purpose, kept as a hash only.

60 bits: at a million guesses a day against a million live codes the chance of a hit in a day is
about one in a million. A fast hash is enough for a secret that long.
"""

import hashlib
import re
import secrets

# Crockford's base 32: no I, L, O, U; what looks alike is read as one sign.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS = 12  # 60 bits
_LOOKALIKES = str.maketrans("OILОАВЕКМНРСТХУ", "011" + "0ABEKMHPCTXY")


def new_code() -> str:
    """A fresh code as it is printed: `7K2M-Q4TX-90PB`."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return "-".join(signs[i : i + 4] for i in range(0, SIGNS, 4))


def new_token() -> str:
    """A fresh secret for a link, 128 bits."""
    return secrets.token_urlsafe(16)


def code_hash(code: str) -> str:
    """The hash under which `code` is kept. Typing mistakes of look-alike signs do not matter."""
    plain = re.sub(r"[\s\-–—.]+", "", code).upper().translate(_LOOKALIKES)
    return hashlib.sha256(plain.encode()).hexdigest()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
