"""Letters that a clock asks for. They say what is true on the day they are written."""

import datetime as dt

from accounts.links import link
from accounts.models import User
from accounts.post import put
from clinics.models import Clinic
from owners.domain.freshness import Freshness


def still_correct(user: User, clinic: Clinic, *, fresh: Freshness, key: str) -> None:
    url = link("owners:confirm_by_link", key=key)
    put(user.email, "Is your listing still correct?", "owners/confirm_due", clinic=clinic, fresh=fresh, url=url)


def documents_end(user: User, clinic: Clinic, *, facts: list[tuple[str, dt.date]]) -> None:
    """facts: a fact's wording, and the last day its document counts."""
    put(user.email, "A document of your listing runs out", "owners/confirm_document", clinic=clinic, facts=facts)


def claims_wait(address: str, *, how_many: int, days: int) -> None:
    put(address, "Requests are waiting", "owners/claims_wait", how_many=how_many, days=days)
