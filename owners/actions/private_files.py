"""Documents that only moderators may see, and the turn of whoever has one read."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from accounts.private import PrivateFolder

WAIT_SECONDS = 5
"""For a turn; longer, and those who wait would hold every process of the site."""
BUSY = (
    "We are reading the file of somebody else. Yours was not taken and does not count as sent; all else that you sent "
    "is kept. Send this file again in a minute."
)
FULL = (
    "We cannot take files just now: too many wait for a moderator. Nothing that you sent is lost. Come back in a day "
    "or two, or use another way to show it."
)
_FOLDER = PrivateFolder("documents")
write, read, remove, left_longer_than = _FOLDER.write, _FOLDER.read, _FOLDER.remove, _FOLDER.left_longer_than


@contextmanager
def turn() -> Iterator[None]:
    """One file is read at a time on this machine, or in this folder: each may take a gigabyte of memory.

    A process that ends in the middle gives its turn back. Raises TimeoutError after WAIT_SECONDS.
    """
    handle = os.open(_FOLDER.path.parent / "turn", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise TimeoutError from None
            time.sleep(0.05)
        else:
            return
