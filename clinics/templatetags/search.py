"""What the search page arranges: which options come first, which groups are folded."""

from dataclasses import dataclass

from django import template

from clinics.domain.catalog import HEADLINE
from clinics.search.query import RADII
from clinics.search.results import Facet, Option, SearchPage

register = template.Library()

COMMON = (*HEADLINE, "rems_certified", "prescriber_on_site", "psychiatric_screening", "good_faith_estimate")
"""Facts that stand before the fold; the others are one press away. Choosing one moves nothing."""
FOLDED = ("payment", "condition", "new_patients", "setting", "language", "state")
"""Groups that are folded until they are in use, in the order people ask."""

NUMBERS = dict(enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2))


@dataclass(frozen=True, slots=True)
class Parts:
    """The facts before the fold and behind it; `open` where one behind it is in use."""

    first: list[Option]
    rest: list[Option]
    open: bool


@register.simple_tag
def facts_first(facet: Facet) -> Parts:
    """Headline and common facts before the fold, in that order; all others behind it."""
    by_key = {option.value: option for option in facet.options}
    first = [by_key[key] for key in COMMON if key in by_key]
    rest = [option for option in facet.options if option.value not in COMMON]
    return Parts(first, rest, any(option.chosen for option in rest))


@register.filter
def groups(page: SearchPage) -> list[Facet]:
    """The folded groups, in their order."""
    return [page.facets[name] for name in FOLDED if name in page.facets]


@register.filter
def other_errors(errors: dict[str, str]) -> list[str]:
    """Sentences whose field may be folded away: said above the results too."""
    return [sentence for name, sentence in errors.items() if name not in {"near", "radius", "q"}]


@register.filter
def error_of(errors: dict[str, str], name: str) -> str:
    return errors.get(name, "")


@register.simple_tag
def radii() -> tuple[int, ...]:
    return RADII


@register.filter
def nearest_heading(count: int) -> str:
    return "The nearest clinic" if count == 1 else f"The {NUMBERS.get(count, count)} nearest, by distance"
