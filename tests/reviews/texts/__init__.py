"""Reads the texts beside this file: see README.md."""

import re
from pathlib import Path
from typing import NamedTuple


class Text(NamedTuple):
    stop: bool
    words: str
    review: str


def texts_of(name):
    """All texts of one file, in its order."""
    found, review = [], ""
    for line in Path(__file__).with_name(name).read_text().splitlines():
        kind, _, words = line.partition(": ")
        words = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), words.replace("\\n", "\n"))
        if kind == "review":
            review = words
        elif kind in {"stop", "fine"}:
            found.append(Text(kind == "stop", words, review))
            review = ""
    return found
