"""What is wrong with a text, in sentences, before anybody reads it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from guide.domain import expiry
from guide.domain.markdown import CALL_OUTS, SCHEMES, cites, parse, plain
from guide.domain.sources import Source

LONGEST, LONGEST_PART = 30_000, 6_000
"""Characters of a text, and of a part of it between two empty lines: readers of Markdown take long for longer ones."""
_SCHEME = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_FENCE = re.compile(r"^ {0,3}:{3,}[ \t]*(.*)$", re.MULTILINE)
_LINE = re.compile(r"^Line [0-9]+: ")


def faults(body: str, sources: Sequence[Source]) -> list[str]:
    """One sentence a fault; none where the text may be shown, on whatever day."""
    if found := [*unreadable(body), *_too_long(body), *expiry.faults(body)]:
        return found
    readings = expiry.readings(body)
    found = [sentence for text in dict.fromkeys([body, *readings]) for sentence in _reading(text)]
    return [*_once(found), *_sources(readings, sources)]


def unreadable(text: str) -> list[str]:
    """Signs that are none: a database may refuse them, and nobody sees them."""
    signs = {sign for sign in text if unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t\r"}
    return [f"There is a sign here that cannot be read (U+{ord(sign):04X})." for sign in sorted(signs)]


def beside_the_text(words: str) -> list[str]:
    """Of a title, a summary or the lines of sources: marks of dates are read in the text alone."""
    marks = ["Dates such as [[until 2026-12-31]] are read in the text alone."] if "[[" in words else []
    return unreadable(words) + marks


def links(body: str) -> list[str]:
    """The addresses of a text, on whatever day. Its marks must be faultless."""
    tokens = (token for text in expiry.readings(body) for token in parse(text, []))
    parts = (part for token in tokens for part in token.children or [])
    return list(dict.fromkeys(str(part.attrGet("href")) for part in parts if part.type == "link_open"))


def _too_long(body: str) -> Iterator[str]:
    if len(body) > LONGEST:
        yield f"The text is too long: {len(body):,} characters. At most {LONGEST:,} fit; split it."
    elif any(len(part) > LONGEST_PART for part in re.split(r"\n[ \t]*\n", body)):
        yield f"One paragraph, list or table is longer than {LONGEST_PART:,} characters: put an empty line into it."


def _reading(text: str) -> Iterator[str]:
    tokens = parse(text, [], html=True)
    yield from _tags(tokens)
    yield from _addresses(text)
    yield from _headings(tokens)
    yield from _call_outs(text)


def _once(sentences: Iterable[str]) -> list[str]:
    """The same fault stands on other lines in another reading; the first one has the lines as they were typed."""
    return list({_LINE.sub("", sentence): sentence for sentence in reversed(list(sentences))}.values())[::-1]


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


def _sources(readings: Sequence[str], sources: Sequence[Source]) -> Iterator[str]:
    """A citation counts where a reader sees it, which is not in code."""
    parts = [part for text in readings for token in parse(text, sources) for part in token.children or []]
    named = dict.fromkeys(key for text in readings for key in cites(text))
    cited = {part.content for part in parts if part.type == "cite"}
    known = {source.key for source in sources}
    for key in named:
        if key not in known:
            yield f"[^{key}] names a source that is not in the list of sources."
    for source in sources:
        if source.key not in cited:
            yield f"The source “{source.key}” is not named in the text: write [^{source.key}] behind what it says."
    for text in dict.fromkeys(part.content.strip() for part in parts if part.type == "text" and "](" in part.content):
        yield f"“{text[:60]}” is no link: write [words](address), and a source behind it, not within."


def _line(body: str, found: "re.Match[str]") -> int:
    return body.count("\n", 0, found.start()) + 1
