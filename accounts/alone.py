"""Locks that belong to no row: for writers who wait for each other alone."""

from django.db import connection


def alone(number: int) -> None:
    """Until the end of this transaction nobody else goes past the same number. SQLite has one writer in any case."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
