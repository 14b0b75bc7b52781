"""Our own CSV, written: every public listing, in the order of the keys, the same bytes for the same listings."""

import csv
from collections.abc import Iterable
from typing import TextIO

from sources.columns import cells, condition_codec, header
from sources.listing import Listing
from sources.readers.csv_file import guard
from sources.snapshot import public_listings


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
