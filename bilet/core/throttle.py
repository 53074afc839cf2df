"""Count tries, so that a code or a password cannot be guessed.

A whole school sits behind one address: count by what is tried, not by where from.
"""

from datetime import timedelta

from django.db import connection

from bilet.core.errors import TooManyTriesError


def count_try(key: str, *, limit: int, within: timedelta) -> None:
    """Count one more try of `key`; one SQL statement.

    Raises:
        TooManyTriesError: `key` was tried more than `limit` times within the time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_trycount AS t (key, since, tries) VALUES (%(key)s, now(), 1)
            ON CONFLICT (key) DO UPDATE SET
                tries = CASE WHEN t.since < now() - %(within)s::interval
                             THEN 1 ELSE t.tries + 1 END,
                since = CASE WHEN t.since < now() - %(within)s::interval
                             THEN now() ELSE t.since END
            RETURNING tries
            """,
            {"key": key[:100], "within": f"{within.total_seconds()} seconds"},
        )
        (tries,) = cursor.fetchone()
    if tries > limit:
        raise TooManyTriesError(minutes=max(1, round(within.total_seconds() / 60)))


def forget_tries(key: str) -> None:
    """After a success the count starts anew."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_trycount WHERE key = %s", [key[:100]])
