"""A page of the guide as a reader sees it: finished things for the templates."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from clinics.profile.structured import Crumb, Node, breadcrumbs, faq, medical_page
from guide.domain.answers import answers
from guide.domain.crisis import speaks_of_it
from guide.domain.markdown import Rendered
from guide.domain.path import PATH, QUESTIONS, Stage, beside, stage_of
from guide.models import Page
from guide.models.text import Text


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stage of the path with what belongs to it."""

    title: str
    pages: list[Link]
    tools: list[Link]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text, finished. crisis: it speaks of suicide, so 988 stands above it."""

    row: Text
    text: Rendered
    crisis: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A page of the path. overdue: since its review fell due."""

    row: Page
    shown: Shown
    stage: str
    before: Link | None
    after: Link | None
    tools: list[Link]
    overdue: bool


def shown(row: Text, day: dt.date) -> Shown:
    text = row.rendered(day)
    return Shown(row, text, speaks_of_it(f"{row.title} {row.summary} {row.body}"))


def reading(row: Page, day: dt.date, others: Iterable[Page]) -> Reading:
    """others: every page that is there, for their titles."""
    titles = {other.slug: Link(other.title, page_url(other.slug), other.summary) for other in others}
    before, after = beside(row.slug)
    stage = stage_of(row.slug)
    return Reading(
        row, shown(row, day), stage.title, titles.get(before), titles.get(after), _tools(stage), overdue=row.is_due(day)
    )


def path(rows: Iterable[Page]) -> list[Part]:
    """The whole guide in the order in which people ask."""
    found = {row.slug: Link(row.title, page_url(row.slug), row.summary) for row in rows}
    return [Part(stage.title, [found[slug] for slug in stage.slugs if slug in found], _tools(stage)) for stage in PATH]


def way(*steps: Crumb) -> list[Crumb]:
    """From the index on."""
    return [Crumb("Guide", reverse("guide:index")), *steps]


def page_data(page: Reading, crumbs: list[Crumb]) -> list[Node]:
    """What search engines are told: what the page shows."""
    row = page.row
    # The day is that of the check against the sources; beside a name it would say that the clinician read it then.
    reviewed_on = None if row.clinical_reviewer else row.reviewed_on
    found = [
        breadcrumbs(crumbs),
        medical_page(row.title, row.summary, page_url(row.slug), reviewed_on, row.clinical_reviewer),
    ]
    asked = answers(page.shown.text.html) if row.slug == QUESTIONS else []
    return [*found, faq(asked)] if asked else found


def page_url(slug: str) -> str:
    return reverse("guide:page", args=[slug])


def _tools(stage: Stage) -> list[Link]:
    return [Link(label, reverse(name)) for name, label in stage.tools]
