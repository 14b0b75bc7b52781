"""A file as a reader gets it: its bytes, the name that sentences call it by, and how much of it is read."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sources.exceptions import Unreadable

MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """rows: at most so many of a file are read; None for all. unpacked: bytes of a workbook without its packing.

    marks: tags and attributes of a workbook, in all that is read of it; SAMHSA's has 850,000.
    """

    rows: int | None = None
    unpacked: int = 200 * 1024 * 1024
    marks: int = 20_000_000


SHELL = Limits()
"""For the commands: whoever runs them may wait, and has the machine."""
PAGE = Limits(rows=2000, unpacked=40 * 1024 * 1024, marks=2_000_000)
"""For an upload, whose sender waits for a page. 2,000 rows that all change take 25 seconds on two slow cores."""


@dataclass(frozen=True, slots=True)
class File:
    """Raises Unreadable where the bytes or the name can be no import's."""

    name: str
    data: bytes
    limits: Limits = SHELL

    def __post_init__(self) -> None:
        check_name(self.name)
        if not self.data.strip():
            raise Unreadable(f"{self.name} is empty.")

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def check_rows(self, count: int) -> None:
        """Raises Unreadable for more rows than are read here."""
        if self.limits.rows is not None and count > self.limits.rows:
            raise Unreadable(
                f"{self.name} has more than {self.limits.rows:,} rows, which is the most that a page can carry out. "
                "Split it, or ask the operator to import it with the command."
            )


def check_name(name: str) -> None:
    if not name.isprintable():  # nor could a name in another encoding be kept with the run
        raise Unreadable("The name of this file holds signs that cannot be printed; rename it.")


def at(path: Path) -> File:
    """The file at a path, or Unreadable with the reason."""
    check_name(path.name)
    try:
        if path.is_dir():
            raise Unreadable(f"{path.name} is a folder; give a file.")
        if path.exists() and not path.is_file():
            raise Unreadable(f"{path.name} is no ordinary file.")
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{path.name} is larger than {MOST_BYTES // 2**20} MB; split it.")
        return File(path.name, path.read_bytes())
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {path.name}.") from error
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}.") from error
