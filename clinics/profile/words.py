"""Dates and lists in words, the same everywhere on a clinic's page."""

import datetime as dt
from collections.abc import Sequence

from clinics.search.cards import day


def after_comma(date: dt.date | None) -> str:
    """ ", Sep 2, 2026"; "" where there is no date."""
    return f", {day(date)}" if date else ""


def listed(words: Sequence[str], joiner: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


_NAMES = ("Medicare", "Medicaid", "Veterans")


def running(labels: Sequence[str]) -> str:
    """Labels as one sentence part: "Self-pay, Medicare and private insurance"; names and capitals stay."""
    later = [_lower(label) for label in labels[1:]]
    return listed([*labels[:1], *later])


def _lower(label: str) -> str:
    keep = label.startswith(_NAMES) or label[1:2].isupper()
    return label if keep else label[:1].lower() + label[1:]


def sentence(text: str) -> str:
    """With a capital at the start and one full stop at the end; "" stays ""."""
    text = text.strip()
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""


def with_article(words: str) -> str:
    """ "an anesthesiologist", "a psychiatrist"."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"
