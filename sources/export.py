"""Our own CSV, written: every public listing, in the order of the keys, the same bytes for the same listings."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from django.db import connection, transaction

from sources.columns import cells, condition_codec, header
from sources.listing import Listing
from sources.readers.csv_file import guard
from sources.snapshot import public_listings


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment of the database, however long it takes, and nobody waits for it.

    SQLite's transactions are set to take the write lock at once; this one only reads.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def write(target: TextIO) -> int:
    """Write all public listings; returns how many. `target` is opened with newline=""."""
    return write_listings(public_listings(), target)


def write_listings(listings: Iterable[Listing], target: TextIO) -> int:
    """Write these listings in the order given; returns how many."""
    writer = csv.writer(target, lineterminator="\n")
    names = header()
    writer.writerow(names)
    conditions = condition_codec()
    count = 0
    for listing in listings:
        row = cells(listing, conditions)
        writer.writerow([guard(row[name]) for name in names])
        count += 1
    return count
