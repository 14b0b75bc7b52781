"""Files that only moderators may see: in a folder of their own that no web address leads to, under random names."""

import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

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
_KEY = re.compile(r"[0-9a-f]{64}")


def write(data: bytes) -> str:
    """Keep it, and return its key. It is whole and on the disk before the key is known, or it is not there at all."""
    key = secrets.token_hex(32)
    coming = _folder() / f"{key}.part"
    handle = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    coming.rename(_folder() / key)
    return key


def read(key: str) -> bytes:
    """Raises FileNotFoundError where the file is gone."""
    return _path(key).read_bytes()


def remove(key: str) -> None:
    _path(key).unlink(missing_ok=True)


@contextmanager
def turn() -> Iterator[None]:
    """One file is read at a time on this machine, or in this folder: each may take a gigabyte of memory.

    A process that ends in the middle gives its turn back. Raises TimeoutError after WAIT_SECONDS.
    """
    handle = os.open(_folder().parent / "turn", os.O_WRONLY | os.O_CREAT, 0o600)
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


def left_longer_than(seconds: float) -> Iterator[Path]:
    """Files, half-written ones too, that were last touched longer ago."""
    for path in _folder().iterdir():
        try:
            old = path.stat().st_mtime < time.time() - seconds
        except FileNotFoundError:  # another sweep was faster
            continue
        if old and path.is_file():
            yield path


def _path(key: str) -> Path:
    if not _KEY.fullmatch(key):
        raise FileNotFoundError(key)
    return _folder() / key


def _folder() -> Path:
    folder = Path(settings.PRIVATE_ROOT) / "documents"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
