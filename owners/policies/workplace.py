"""Whether it is known that a person whom the register lists works at the clinic that names them."""

import datetime as dt

from clinics.models import Practitioner
from owners.enums import WorksHere

STANDS_DAYS = 365
"""So long a person's word that they work here may serve for a look-up, which then counts for 90 days."""
NO_DAY = "Say on which day they confirmed it: not in the future, and not more than a year ago."
NO_DAY_HERE = "A day belongs to a new confirmation by mail or document. Choose which it was, or leave the day blank."
NOT_AS_BEFORE = "Nobody has confirmed within a year that this person works here. Ask again."
STANDS = "They have confirmed it within a year. Choose “As confirmed before”, or that they do not work here any more."


def workplace_problem(person: Practitioner, works_here: str, day: dt.date | None, today: dt.date) -> str | None:
    """Why this cannot be said of their workplace, as a sentence; None where it can."""
    if works_here in WorksHere.new:
        return None if day is not None and 0 <= (today - day).days <= STANDS_DAYS else NO_DAY
    if day is not None:
        return NO_DAY_HERE
    stands = may_stand(person, today)
    if works_here == WorksHere.AS_BEFORE and not stands:
        return NOT_AS_BEFORE
    return STANDS if works_here == WorksHere.NOT_YET and stands else None


def may_stand(person: Practitioner, today: dt.date) -> bool:
    """Whether what the person confirmed before may serve once more."""
    said = person.works_here_on
    return said is not None and (today - said).days <= STANDS_DAYS
