"""The questions of a page, each with its answer: headings that end in a question mark, and what stands below them."""

import html
import re

_SECTION = re.compile(r"<h2[^>]*>(.*?)</h2>(.*?)(?=<h2|\Z)", re.DOTALL)
_CITE = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def answers(page: str) -> list[tuple[str, str]]:
    """page: HTML as `markdown.render` makes it. Plain words, without the numbers of sources."""
    found = [(_plain(head), _plain(below)) for head, below in _SECTION.findall(page)]
    return [(head, below) for head, below in found if head.endswith("?") and below]


def _plain(part: str) -> str:
    words = " ".join(html.unescape(_TAG.sub(" ", _CITE.sub("", part))).split())
    return re.sub(r" ([.,;:?)])", r"\1", words)
