"""What the federal register of providers can show: professions by their NUCC Health Care Provider Taxonomy codes."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profession:
    """fact: which a person of this profession answers. words: as a page says it. codes: a pattern of whole codes."""

    fact: str
    words: str
    codes: re.Pattern[str]


PROFESSIONS = {
    one.fact: one
    for one in (
        Profession("anesthesiologist", "anesthesiologist", re.compile(r"207L[0-9A-Z]{5}X")),
        Profession("crna", "nurse anesthetist (CRNA)", re.compile(r"367500000X")),
        Profession("psychiatrist", "psychiatrist", re.compile(r"2084(P0800|P0804|P0805|P0802|F0202|P0015|A0401)X")),
        Profession("psychiatric_np", "psychiatric nurse practitioner", re.compile(r"363LP0808X")),
    )
}
"""By the fact, which is the role of a person, too."""


def shown_by(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Facts that a person with these codes answers."""
    return tuple(fact for fact, one in PROFESSIONS.items() if any(map(one.codes.fullmatch, codes)))
