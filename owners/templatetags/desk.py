"""Fields of the facts that the desk asks at once, and those that it only carries along."""

from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from owners.forms.base import SectionForm

register = template.Library()


@register.filter
def unanswered(form: "SectionForm", keys: list[str]) -> list[Any]:
    return [form[key] for key in keys]


@register.filter
def answered(form: "SectionForm", keys: list[str]) -> list[Any]:
    """Sent back as they stand, or saving six answers would take back all others."""
    return [form[name] for name in form.fields if name != "base" and name not in keys]
