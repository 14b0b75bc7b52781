"""Named clinicians, and how far a look-up in a public register carries."""

import datetime as dt
from dataclasses import dataclass

from clinics.domain.facts import Evidence
from clinics.domain.npi import NOT_IN_USE
from clinics.models import Practitioner
from clinics.profile.words import after_comma, sentence, with_article
from clinics.search.cards import day

NPI_RECORD = "https://npiregistry.cms.hhs.gov/provider-view/"


@dataclass(frozen=True, slots=True)
class Person:
    """titles: "Medical director", "Psychiatrist". bars: 2 the clinic says so, 4 register and workplace checked.
    record: the person's page in the NPI register, "" where no number is known."""

    name: str
    titles: str
    board: str
    npi: str
    bars: int
    said: str
    record: str


def person(row: Practitioner, today: dt.date) -> Person:
    titles = ["Medical director"] if row.is_medical_director else []
    titles += [row.get_role_display()] if row.role else []
    return Person(
        name=str(row),
        titles=", ".join([titles[0], *(title[0].lower() + title[1:] for title in titles[1:])] if titles else []),
        board=sentence(f"Board certification, as stated: {row.board_certification}") if row.board_certification else "",
        npi=row.npi,
        bars=Evidence.REGISTER if checked(row, today) else Evidence.STATED,
        said=said(row, today),
        record=record(row),
    )


def record(row: Practitioner | None) -> str:
    return f"{NPI_RECORD}{row.npi}" if row and row.npi else ""


def checked(row: Practitioner, today: dt.date) -> bool:
    until = row.checked_until
    return until is not None and today <= until


def said(row: Practitioner, today: dt.date) -> str:
    """What is known of a person, in sentences that claim no more than was looked at."""
    if row.looked_up_on is None:
        return f"The clinic says so{after_comma(row.as_of)}."
    if not checked(row, today):
        until = row.checked_until
        over = f" Checked until {day(until)}." if until else ""
        return f"The clinic names {row}. {listing(row)}{over}"
    return f"{listing(row)} We checked that this person works here{after_comma(row.works_here_on)}."


def listing(row: Practitioner) -> str:
    """What the register says; it is filled in by the person listed, hence "self-reported"."""
    if row.looked_up_on is None:
        return ""
    looked = day(row.looked_up_on)
    if row.register_says == NOT_IN_USE:
        return f"The federal NPI register says that this number is not in use (looked up on {looked})."
    if not row.register_says:
        return f"We looked up this NPI in the federal register on {looked}."
    role = with_article(row.register_says.removeprefix("an ").removeprefix("a "))
    return f"The federal NPI register lists {row.name} as {role} (self-reported; looked up on {looked})."
