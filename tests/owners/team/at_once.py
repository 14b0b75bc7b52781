"""Two who act in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from owners.exceptions import Refused

several = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")


def at_once(*acts):
    """What each of them came to; "refused" where it was."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
