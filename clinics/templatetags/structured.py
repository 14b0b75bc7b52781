"""Data for search engines in a page. A data block is not run, so the content security policy has no say in it."""

import json
from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from clinics.profile.structured import Node

register = template.Library()

_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""Without these signs no text can end the block, and no old reader takes one for the end of a line."""


@register.simple_tag
def json_ld(nodes: Iterable[Node]) -> str:
    """All nodes of a page in one graph; nothing where there are none. Once a page."""
    graph = list(nodes)
    if not graph:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    words = mark_safe(text.translate(_ESCAPES))  # noqa: S308 -- every sign that HTML reads was escaped above
    return format_html('<script type="application/ld+json">{}</script>', words)
