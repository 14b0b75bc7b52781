"""Reads the data that a page gives search engines, and holds it against schema.org's words and the page itself."""

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from clinics.domain.hours import clock
from clinics.search.cards import day

_TYPES = json.loads((Path(__file__).parent / "data" / "schema_org.json").read_text())["types"]
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def nodes(page: str) -> list[dict]:
    """What stands in the one block of a page; none where there is no block."""
    blocks = [json.loads(block) for block in _BLOCK.findall(page)]
    assert len(blocks) <= 1
    for block in blocks:
        assert (block.keys(), block["@context"]) == ({"@context", "@graph"}, "https://schema.org")
    return [node for block in blocks for node in block["@graph"]]


def one(page: str, type_: str) -> dict:
    [node] = [node for node in nodes(page) if node["@type"] == type_]
    return node


def strange(page: str) -> list[str]:
    """Types and properties that the vocabulary does not have, or has of another type."""
    return [name for node in _all(nodes(page)) for name in _strange(node)]


def _strange(node: dict) -> Iterator[str]:
    type_ = node.get("@type", "")
    if type_ not in _TYPES:
        yield f"no type: {type_}"
        return
    known = _properties(type_)
    yield from (f"{type_}.{name}" for name in node if name != "@type" and name not in known)


def _properties(type_: str) -> set[str]:
    found = set(_TYPES[type_]["properties"])
    return found.union(*(_properties(parent) for parent in _TYPES[type_]["parents"]))


def _all(value) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from _all(part)


def unseen(page: str) -> list[str]:
    """Values of the data that stand neither in the words nor in the links of the page."""
    words, links = _words(page), _links(page)
    return [
        f"{name}: {value}"
        for node in _all(nodes(page))
        for name, value in node.items()
        if name not in {"@type", "position"} and isinstance(value, str | int | float)
        if not (_shown(name, str(value)) in words or str(value) in links)
    ]


def _shown(name: str, value: str) -> str:
    """The value as a page writes it."""
    if name in {"opens", "closes"}:
        return clock(dt.time.fromisoformat(value))
    if name == "lastReviewed":
        return day(dt.date.fromisoformat(value))
    return value.rpartition("/")[2] if name == "dayOfWeek" else " ".join(value.split())


def _words(page: str) -> str:
    body = re.sub(r"<script.*?</script>", "", page[page.index("<body") :], flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def _links(page: str) -> set[str]:
    """Whole addresses, and the numbers behind tel:."""
    found = {html.unescape(link) for link in re.findall(r'<(?:a|link)\s[^>]*href="([^"]*)"', page)}
    whole = {settings.SITE_URL + link if link.startswith("/") else link for link in found}
    return whole | {link.removeprefix("tel:") for link in found}
