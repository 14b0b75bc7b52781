"""Files that no web address leads to, under random names in a folder that the site's own user alone may read."""

import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_KEY = re.compile(r"[0-9a-f]{64}")


class PrivateFolder:
    """One folder below PRIVATE_ROOT for one kind of file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, data: bytes) -> str:
        """Keep it, and return its key. It is whole and on the disk before the key is known, or it is not there."""
        key = secrets.token_hex(32)
        coming = self.path / f"{key}.part"
        handle = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        coming.rename(self.path / key)
        return key

    def read(self, key: str) -> bytes:
        """Raises FileNotFoundError where the file is gone."""
        return self._path(key).read_bytes()

    def remove(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def left_longer_than(self, seconds: float) -> Iterator[Path]:
        """Files, half-written ones too, that were last touched longer ago."""
        for path in self.path.iterdir():
            try:
                old = path.stat().st_mtime < time.time() - seconds
            except FileNotFoundError:  # another sweep was faster
                continue
            if old and path.is_file():
                yield path

    @property
    def path(self) -> Path:
        folder = Path(settings.PRIVATE_ROOT) / self._name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise FileNotFoundError(key)
        return self.path / key
