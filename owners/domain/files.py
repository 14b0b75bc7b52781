"""What may be sent as a document, judged by what is in it. The reading is done by a process of its own (reader.py).

A PDF or a picture from a stranger may be made to hang or burst whoever opens it; the child has little memory and little
time, no environment and no secret, and whatever becomes of it is a sentence here.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 20
MOST_PIXELS = 20_000_000
"""Drawn; a JPEG may have twice as many, for it is read at half its width and height then."""
SECONDS = 20
"""For the whole look at one file; the processor's time is limited in reader.py."""

_READER = Path(__file__).with_name("reader.py")
_SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
_SENTENCES = {
    "empty": "This file is empty.",
    "large": "This file has more than 10 MB. Send a smaller one, such as one page or a picture with fewer pixels.",
    "kind": "This is no PDF, JPEG or PNG file, whatever its name says. Save it as one of these, then send it again.",
    "broken": "This file could not be read. Open it yourself, save it anew, then send it again.",
    "pixels": "This picture has more than 20 megapixels, or a JPEG more than 40. Send a smaller one.",
    "pages": "This PDF has more than 20 pages. Send only those that are needed.",
    "locked": "This PDF is locked with a password or against copying. Save it without, then send it again.",
    "active": "This PDF holds scripts or other files. Print it to a new PDF, then send that.",
}


class NotAccepted(Exception):
    """str() is a sentence for whoever sent the file."""

    def __init__(self, why: str) -> None:
        super().__init__(_SENTENCES[why])
        self.why = why


@dataclass(frozen=True, slots=True)
class Clean:
    """A file fit to be kept: a picture drawn anew without anything beside its pixels, or a PDF as it came."""

    kind: str
    data: bytes
    pages: int


def kind_of(data: bytes) -> str:
    """By the first bytes; "" for everything else. A name or a declared type says nothing."""
    return next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), "")


def clean(data: bytes) -> Clean:
    """Raises NotAccepted with a sentence."""
    if not data:
        raise NotAccepted("empty")
    if len(data) > MOST_BYTES:
        raise NotAccepted("large")
    kind = kind_of(data)
    if not kind:
        raise NotAccepted("kind")
    pages, drawn = _read_apart(kind, data)
    if len(drawn) > MOST_BYTES:
        raise NotAccepted("large")
    return Clean(kind, drawn or data, pages)


def _read_apart(kind: str, data: bytes) -> tuple[int, bytes]:
    """What the child found: the number of pages, and a picture's new bytes."""
    command = [sys.executable, "-I", str(_READER), kind, str(MOST_PAGES), str(MOST_PIXELS)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, and no part of the command is anybody's input
            command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as hung:
        raise NotAccepted("broken") from hung
    head, _, drawn = done.stdout.partition(b"\n")
    try:
        found = json.loads(head)
    except ValueError as silent:
        raise NotAccepted("broken") from silent
    if "refused" in found:
        raise NotAccepted(found["refused"])
    if done.returncode != 0:
        raise NotAccepted("broken")
    return int(found["pages"]), drawn
