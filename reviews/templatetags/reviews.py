"""The parts of public pages that are about reviews; those pages know nothing of them but these names."""

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone

from clinics.profile.facts import FactRow
from clinics.profile.page import Profile
from reviews.enums import ReviewReason
from reviews.profile.addresses import all_url, write_url
from reviews.profile.decisions import Quarter, decisions
from reviews.profile.page import Agreement, Said, said

register = template.Library()


@register.simple_tag
def what_patients_say(page: Profile) -> Said:
    """Of one clinic, for the tags below. Four queries."""
    return said(page.clinic, page.today)


@register.inclusion_tag("reviews/_section.html")
def reviews_section(told: Said) -> dict[str, Any]:
    return {"said": told, "all_url": all_url(told.clinic), "write_url": write_url(told.clinic)}


@register.inclusion_tag("reviews/_beside.html")
def patients_beside(row: FactRow, told: Said | str | None) -> dict[str, Any]:
    """Beside one fact, from five answers on; nothing where the page has not asked what patients say."""
    found = told.beside(row) if isinstance(told, Said) else None
    return {"found": found, "paths": dots(found) if found else None}


@register.inclusion_tag("reviews/_beside_group.html")
def patients_beside_all(rows: list[FactRow], told: Said | str | None) -> dict[str, Any]:
    """Beside facts that stand in one line, since nobody has said anything of them: each that patients answer."""
    if not isinstance(told, Said):
        return {"found": []}
    pairs = [(row.fact, told.beside(row)) for row in rows]
    return {"found": [(fact, found, dots(found)) for fact, found in pairs if found]}


@register.simple_tag
def quarters_of_decisions() -> list[Quarter]:
    today: dt.date = timezone.localdate()
    return decisions(today)


@register.simple_tag
def reasons_to_refuse() -> list[str]:
    return [ReviewReason(code).label for code in ReviewReason.refusing]


def dots(found: Agreement) -> dict[str, Any] | None:
    """Two lines of dots, one a patient, ten units apart: solid for those who agree, open for those who do not."""
    if not found.of:
        return None
    solid = f"M5 5h{10 * (found.alike - 1) + 0.01:g}" if found.alike else ""
    ring = f"M{10 * found.alike + 5} 5h{10 * (found.differ - 1) + 0.01:g}" if found.differ else ""
    return {"width": 10 * found.of, "solid": solid, "ring": ring}
