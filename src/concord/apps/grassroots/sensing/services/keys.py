"""One sender's key, one deed at a time."""

from django.db import connection


def alone_with(key: str) -> None:
    """Wait until no other transaction works under this sender's key; the lock ends with this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 61))", [key])
