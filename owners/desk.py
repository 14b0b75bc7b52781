"""The desk of one listing, finished: what is due, what is missing, what waits, what changed."""

import datetime as dt
from dataclasses import dataclass

from clinics.domain.catalog import HEADLINE
from clinics.enums import Method, Status
from clinics.models import Clinic
from clinics.profile.page import Profile, profile
from clinics.search.cards import aged
from owners.actions.documents import FACTS_BY_DOCUMENT
from owners.enums import ChangeStatus, DocumentStatus
from owners.forms.facts import FactsForm
from owners.forms.sections import change_in_words
from owners.history import Entry, entries, events_of
from owners.models import Change, Document
from owners.sections import SECTIONS

LATEST = 5
ASKED_AT_ONCE = 6
"""Open facts on the desk itself; about three minutes."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something patients ask for. why: what it does that it is missing. section: where it is said."""

    what: str
    why: str
    section: str


@dataclass(frozen=True, slots=True)
class Meter:
    """Answers given of one group of facts."""

    name: str
    given: int
    of: int

    @property
    def pips(self) -> list[bool]:
        return [True] * self.given + [False] * (self.of - self.given)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edit that waits, in words."""

    number: int
    section: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Paper:
    """A fact that a document can back. said: how that stands."""

    fact: str
    wording: str
    said: str


@dataclass(frozen=True, slots=True)
class Desk:
    """hidden: why nobody can see the page, or blank."""

    page: Profile
    aged: str
    hidden: str
    questions: FactsForm | None
    open_facts: list[str]
    missing: list[Missing]
    meters: list[Meter]
    waiting: list[Waiting]
    papers: list[Paper]
    latest: list[Entry]

    @property
    def given(self) -> int:
        return sum(meter.given for meter in self.meters)

    @property
    def of(self) -> int:
        return sum(meter.of for meter in self.meters)


def desk_of(clinic: Clinic, today: dt.date, latest: list[Entry]) -> Desk:
    """clinic: loaded by `clinics.profile.loading.with_rows`."""
    page = profile(clinic, today)
    unsaid = _unsaid(page)
    return Desk(
        page=page,
        aged=aged(clinic, today),
        hidden=_hidden(clinic),
        questions=_questions(clinic) if unsaid else None,
        open_facts=unsaid[:ASKED_AT_ONCE],
        missing=_missing(clinic),
        meters=_meters(page),
        waiting=_waiting(clinic),
        papers=_papers(clinic, page),
        latest=latest,
    )


def latest_of(clinic: Clinic) -> list[Entry]:
    return entries(events_of(clinic)[:LATEST], clinic)


_HIDDEN = {
    Status.DRAFT: "This listing waits for a moderator. Nobody else sees it yet.",
    Status.SUSPENDED: "A moderator has suspended this listing. You can edit it; nothing of it is public.",
    Status.WITHDRAWN: "This listing was taken off the directory. Nobody sees it.",
    Status.TEMPORARILY_CLOSED: "This listing says that you are temporarily closed.",
    Status.CLOSED: "This listing says that the clinic has closed.",
    Status.MOVED: "This listing says that the clinic has moved.",
}


def _hidden(clinic: Clinic) -> str:
    return _HIDDEN.get(Status(clinic.status), "")


def _unsaid(page: Profile) -> list[str]:
    """Facts without an answer: the headline ones first, then in the order of the page."""
    open_facts = [key for key, row in page.rows.items() if not row.stated]
    return sorted(open_facts, key=lambda key: key not in HEADLINE)


def _questions(clinic: Clinic) -> FactsForm:
    section = SECTIONS["facts"]
    return FactsForm(clinic=clinic, section=section, values=section.read(clinic))


def _missing(clinic: Clinic) -> list[Missing]:
    return [*_money(clinic), *_visit(clinic)]


def _money(clinic: Clinic) -> list[Missing]:
    offered = list(clinic.offerings.all())
    found = []
    if not offered:
        found.append(Missing("Which methods you give", "Without it no search for a method finds you.", "methods"))
    for row in offered:
        name = Method(row.method).label
        if row.price is None and row.package_price is None:
            why = "Without it, a search with a price limit leaves you out, and says so."
            found.append(Missing(f"Price of {name}", why, "methods"))
        if row.takes_insurance is None:
            found.append(Missing(f"Insurance for {name}", "Yes or no: either spares you calls.", "methods"))
    if not any(trait.kind == "payment" for trait in clinic.traits.all()):
        found.append(Missing("Ways to pay", "Patients ask this first on the phone.", "methods"))
    return found


def _visit(clinic: Clinic) -> list[Missing]:
    asked = {
        "Opening hours": (clinic.hours, "Patients call when you are closed.", "hours"),
        "Whether you take new patients": (clinic.new_patients is not None, "Patients can search for this.", "hours"),
        "A phone number": (clinic.phone, "Your page shows no way to reach you.", "contact"),
        "Ages you treat": (clinic.ages.all(), "A search by age leaves you out.", "about"),
        "What you treat": (clinic.clinic_conditions.all(), "A search by condition leaves you out.", "about"),
        "A few words about the clinic": (clinic.description, "Patients read it to see what to expect.", "about"),
    }
    return [Missing(what, why, section) for what, (said, why, section) in asked.items() if not said]


def _papers(clinic: Clinic, page: Profile) -> list[Paper]:
    rows = Document.objects.filter(clinic=clinic, status=DocumentStatus.WAITING)
    waiting = set(rows.values_list("fact", flat=True))
    found = []
    for key, fact in FACTS_BY_DOCUMENT.items():
        row = page.rows.get(key)
        said = "A moderator has seen it." if row is not None and row.checked else "Your word alone stands on the page."
        if row is None or not row.stated:
            said = "Not answered yet."
        if key in waiting:
            said = "Waiting for a moderator."
        if row is not None:
            found.append(Paper(key, fact.wording, said))
    return found


def _meters(page: Profile) -> list[Meter]:
    head = [row for key, row in page.rows.items() if key in HEADLINE]
    groups = [("Three headline facts", head)]
    groups += [(g.name, [row for row in g.rows if row.fact.key not in HEADLINE]) for g in page.groups]
    return [Meter(name, sum(row.stated for row in rows), len(rows)) for name, rows in groups if rows]


def _waiting(clinic: Clinic) -> list[Waiting]:
    found = []
    for change in Change.objects.filter(clinic=clinic, status=ChangeStatus.WAITING):
        section = SECTIONS[change.section]
        lines = change_in_words(clinic, section, change.before, change.after)
        found.append(Waiting(change.pk, section.label, lines))
    return found
