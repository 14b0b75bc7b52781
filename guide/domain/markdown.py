"""Markdown to HTML: what the guide may use, and nothing else. No HTML, no pictures, no address that runs code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin

from guide.domain.sources import Source

CALL_OUTS = {"note": "Note", "warning": "Take care"}
"""Kinds of call-outs, and their heads where none is written."""
SCHEMES = {"https", "http", "mailto", "tel", "sms"}
_CITE = re.compile(r"\[\^([a-z0-9][a-z0-9-]{0,59})\]")
_ALLOWED = {
    "a", "blockquote", "br", "code", "div", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "rel", "aria-label"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}, "sup": {"class"},
    "div": {"class", "role"}, "th": {"scope"}, "td": {"data-label"}, "p": {"class"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """cited: the sources that the text names, in the order in which it does; the number at the foot is their place."""

    html: str
    contents: list[Heading] = field(default_factory=list)
    cited: list[Source] = field(default_factory=list)


def render(body: str, sources: Sequence[Source]) -> Rendered:
    env = _env(sources)
    tokens = _parser().parse(body, env)
    contents = _heads(tokens)
    _mend_tables(tokens)
    _mark_links_out(tokens)
    html = _parser().renderer.render(tokens, _parser().options, env)
    return Rendered(_clean(html), contents, [env["keys"][key] for key in env["cited"]])


def parse(body: str, sources: Sequence[Source], *, html: bool = False) -> list[Token]:
    """For whoever looks for what may not stand there. html: tags are tokens of their own, never shown."""
    return _parser(html=html).parse(body, _env(sources))


def _env(sources: Sequence[Source]) -> dict[str, Any]:
    """What the parser carries with it: the sources by key, and the keys in the order in which the text names them."""
    return {"keys": {source.key: source for source in sources}, "cited": []}


def cites(body: str) -> list[str]:
    return _CITE.findall(body)


@cache
def _parser(*, html: bool = False) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html, "typographer": True}).enable(["table", "smartquotes"])
    parser.inline.ruler.before("link", "cite", _cite)
    parser.add_render_rule("cite", _render_cite)
    for kind in CALL_OUTS:
        container_plugin(parser, kind, validate=_named(kind), render=_render_call_out)
    return parser


def _named(kind: str) -> Any:
    return lambda params, markup: params.strip().split(" ", 1)[0] == kind


def _cite(state: StateInline, silent: bool) -> bool:
    """[^key] of a source that the page has."""
    found = _CITE.match(state.src, state.pos)
    if not found or found[1] not in state.env["keys"]:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _render_cite(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    key, cited = tokens[idx].content, env["cited"]
    if key not in cited:
        cited.append(key)
    number = cited.index(key) + 1
    return f'<sup class="cite"><a href="#source-{number}" aria-label="Source {number}">{number}</a></sup>'


def _render_call_out(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[idx]
    if token.nesting != 1:
        return "</div>\n"
    kind, _, title = token.info.strip().partition(" ")
    head = nh3.clean_text(title.strip() or CALL_OUTS[kind])
    return f'<div class="call-out {kind}" role="note">\n<p class="head">{head}</p>\n'


def _heads(tokens: Sequence[Token]) -> list[Heading]:
    """Give every heading an id of its own; those of the second level are the table of contents.

    The prefix keeps them apart from the ids of the page around.
    """
    taken: set[str] = set()
    found = []
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        title = plain(tokens[at + 1])
        token.attrSet("id", _free(f"on-{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')}", taken))
        if token.tag == "h2":
            found.append(Heading(str(token.attrGet("id")), title))
    return found


def _free(name: str, taken: set[str]) -> str:
    found = next(one for one in chain([name], (f"{name}-{n}" for n in count(2))) if one not in taken)
    taken.add(found)
    return found


def plain(inline: Token) -> str:
    """The words of a line without its signs."""
    return "".join(part.content for part in inline.children or [] if part.type in {"text", "code_inline"}).strip()


def _mend_tables(tokens: Sequence[Token]) -> None:
    """The first cell of a row is its head, and each cell knows the head of its column: a phone shows it beside it."""
    heads: list[str] = []
    column, in_head = 0, False
    for at, token in enumerate(tokens):
        if token.type == "thead_open":
            heads, in_head = [], True
        elif token.type == "tbody_open":
            in_head = False
        elif token.type == "tr_open":
            column = 0
        elif token.type in {"th_open", "td_open"}:
            token.attrs = {}
            if in_head:
                heads.append(plain(tokens[at + 1]))
                _as_column_head(tokens, at, heads[-1])
            elif column == 0:
                _as_row_head(tokens, at)
            else:
                token.attrSet("data-label", heads[column])
            column += 1


def _as_column_head(tokens: Sequence[Token], at: int, title: str) -> None:
    """An empty corner heads nothing."""
    if title:
        tokens[at].attrSet("scope", "col")
    else:
        tokens[at].tag = tokens[at + 2].tag = "td"


def _as_row_head(tokens: Sequence[Token], at: int) -> None:
    tokens[at].tag = tokens[at + 2].tag = "th"
    tokens[at].attrSet("scope", "row")


def _mark_links_out(tokens: Sequence[Token]) -> None:
    for token in tokens:
        for part in token.children or []:
            if part.type == "link_open" and str(part.attrGet("href")).startswith("http"):
                part.attrSet("rel", "noreferrer external")


def _clean(html: str) -> str:
    """A second fence: the parser lets none of it through."""
    return nh3.clean(html, tags=_ALLOWED, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
