"""Secrets of one installation, made at first need and kept in its folder."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def secret_key(folder: Path) -> str:
    """Django's SECRET_KEY, 64 bytes of chance."""
    return _kept(
        folder / "keys" / "secret_key", lambda: secrets.token_urlsafe(64).encode()
    ).decode()


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs tickets and certificates."""
    raw = _kept(
        folder / "keys" / "ed25519", lambda: Ed25519PrivateKey.generate().private_bytes_raw()
    )
    return Ed25519PrivateKey.from_private_bytes(raw)


def _kept(file: Path, make: Callable[[], bytes]) -> bytes:
    """The content of `file`; made and written first when it is not there, by one process only."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        part = file.with_suffix(f".{os.getpid()}")
        part.write_bytes(make())
        part.chmod(0o600)
        try:
            os.link(part, file)  # fails when another process was first
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_bytes()
