"""What stands at the foot of a page: where its claims come from. Kept as lines: key | what it is | address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_ADDRESS = re.compile(r"https?://[^\s|<>\"]+")
FORM = "Write each source on a line of its own: key | what it is | address. The address may be left out."


@dataclass(frozen=True, slots=True)
class Source:
    """key: how the text names it. url: "" where there is none, as of a book."""

    key: str
    text: str
    url: str = ""

    @property
    def line(self) -> str:
        return " | ".join(part for part in (self.key, self.text, self.url) if part)


def read(lines: str) -> tuple[list[Source], list[str]]:
    """The sources of these lines, and a sentence for each line that is none."""
    found: dict[str, Source] = {}
    faults = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        key, _, rest = (part.strip() for part in line.partition("|"))
        text, _, url = (part.strip() for part in rest.rpartition("|")) if "|" in rest else (rest, "", "")
        if fault := _fault(key, text, url, found):
            faults.append(f"Sources, line {number}: {fault}")
        found.setdefault(key, Source(key, text, url))
    return list(found.values()), faults


def write(sources: Iterable[Source]) -> str:
    return "\n".join(source.line for source in sources)


def _fault(key: str, text: str, url: str, before: dict[str, Source]) -> str:
    if not text:
        return FORM
    if not _KEY.fullmatch(key):
        return f"“{key}” is no key: use small letters, numbers and hyphens."
    if key in before:
        return f"“{key}” is there twice."
    if url and not _ADDRESS.fullmatch(url):
        return f"“{url}” is no web address: it begins with https:// and has no spaces."
    return ""
