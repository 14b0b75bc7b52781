"""What a page says of itself to search engines, in the words of schema.org.

Each builder takes what the page shows and nothing else, so that the data can say no more than the page does.
`{% json_ld nodes %}` prints them; `tests/data/schema_org.json` holds every type and property that may be used.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page; the last one is the page itself. is_name: stays as it is in a translation."""

    label: str
    url: str
    is_name: bool = False


def absolute(path: str) -> str:
    """The one address of a page, from its path."""
    return f"{settings.SITE_URL}{path}"


def breadcrumbs(crumbs: Sequence[Crumb]) -> Node:
    """The same list that `clinics/_crumbs.html` shows; the last step is no link there, and has no address here."""
    steps = [_step(number, crumb) for number, crumb in enumerate(crumbs, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": [*_linked(steps[:-1], crumbs), *steps[-1:]]}


def _step(number: int, crumb: Crumb) -> Node:
    return {"@type": "ListItem", "position": number, "name": crumb.label}


def _linked(steps: Iterable[Node], crumbs: Sequence[Crumb]) -> list[Node]:
    return [{**step, "item": absolute(crumb.url)} for step, crumb in zip(steps, crumbs, strict=False)]


def medical_page(title: str, summary: str, url: str, reviewed_on: dt.date | None = None, reviewer: str = "") -> Node:
    """A page of health facts. url: its path. reviewer: who read it, where the page names somebody."""
    return stated(
        {
            "@type": "MedicalWebPage",
            "name": title,
            "description": summary,
            "url": absolute(url),
            "lastReviewed": reviewed_on.isoformat() if reviewed_on else "",
            "reviewedBy": {"@type": "Person", "name": reviewer} if reviewer else "",
        }
    )


def faq(pairs: Iterable[tuple[str, str]]) -> Node:
    """Questions with their answers, in the words of the page."""
    return {"@type": "FAQPage", "mainEntity": [_question(asked, answer) for asked, answer in pairs]}


def _question(asked: str, answer: str) -> Node:
    return {"@type": "Question", "name": asked, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def stated(node: Node) -> Node:
    """The node without what nobody has said: a blank is left out, never sent as one."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}
