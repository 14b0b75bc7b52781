"""What is wrong with a text, in sentences, before anybody reads it."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from guide.domain import expiry
from guide.domain.markdown import CALL_OUTS, SCHEMES, cites, plain, tokens_of
from guide.domain.sources import Source

_SCHEME = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)([A-Za-z][A-Za-z0-9+.-]*):")
_FENCE = re.compile(r"^ {0,3}:{3,}[ \t]*(.*)$", re.MULTILINE)


def faults(body: str, sources: Sequence[Source]) -> list[str]:
    """One sentence a fault; none where the text may be shown."""
    tokens = tokens_of(body, html=True)
    return [
        *expiry.faults(body),
        *_tags(tokens),
        *_addresses(body),
        *_headings(tokens),
        *_call_outs(body),
        *_sources(body, sources),
    ]


def links(body: str) -> list[str]:
    """The addresses of a text, as it stands with every date."""
    parts = (part for token in tokens_of(body) for part in token.children or [])
    return [str(part.attrGet("href")) for part in parts if part.type == "link_open"]


def _tags(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.type == "html_block":
            yield f"Line {line}: HTML is not read here ({token.content.strip()[:40]}). Write Markdown."
        for part in token.children or []:
            if part.type == "html_inline":
                yield f"Line {line}: HTML is not read here ({part.content[:40]}). Write Markdown."
            elif part.type == "image":
                yield f"Line {line}: pictures are not shown here. Say it in words."


def _addresses(body: str) -> Iterator[str]:
    for found in _SCHEME.finditer(body):
        if found[1].lower() not in SCHEMES:
            yield f"Line {_line(body, found)}: an address may not begin with “{found[1]}:”."


def _headings(tokens: Sequence[Token]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag not in {"h2", "h3"}:
            yield f"“{plain(tokens[at + 1])}”: begin a heading with ## or ###; the title is the only one above."


def _call_outs(body: str) -> Iterator[str]:
    is_open = False
    for found in _FENCE.finditer(body):
        kind = found[1].split(" ", 1)[0]
        if kind and (is_open or kind not in CALL_OUTS):
            yield f"Line {_line(body, found)}: a call-out begins with ::: note or ::: warning, and ends with :::."
        elif not kind and not is_open:
            yield f"Line {_line(body, found)}: this ::: ends a call-out that was not begun."
        is_open = bool(kind)
    if is_open:
        yield "The last call-out has no end: write ::: on a line of its own."


def _sources(body: str, sources: Sequence[Source]) -> Iterator[str]:
    known, cited = {source.key for source in sources}, cites(body)
    for key in dict.fromkeys(cited):
        if key not in known:
            yield f"[^{key}] names a source that is not in the list of sources."
    for source in sources:
        if source.key not in cited:
            yield f"The source “{source.key}” is not named in the text: write [^{source.key}] behind what it says."


def _line(body: str, found: "re.Match[str]") -> int:
    return body.count("\n", 0, found.start()) + 1
