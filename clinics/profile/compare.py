"""Up to four clinics side by side: where they differ comes first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from clinics.domain.catalog import FACTS, GROUPS, HEADLINE, Fact
from clinics.enums import Evidence, Method
from clinics.profile.facts import FactRow
from clinics.profile.page import Profile
from clinics.profile.prices import TYPICAL, Receipt
from clinics.profile.questions import COST, VISIT

MOST = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """state: yes, no or unknown for a fact, "" for words. said: "document seen". blank: not stated.
    dotted: the part of the note that is ours, not the clinic's."""

    words: str
    note: str = ""
    state: str = ""
    bars: int = 0
    said: str = ""
    dotted: str = ""
    blank: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """ask: the question to put to those who have not said."""

    label: str
    cells: list[Cell]
    ask: str = ""

    @property
    def differs(self) -> bool:
        return len({(cell.state, cell.words) for cell in self.cells}) > 1

    @property
    def rank(self) -> int:
        """Answers that differ come first, then an answer beside a blank, then what is the same."""
        said = {(cell.state, cell.words) for cell in self.cells if not cell.blank}
        return 0 if len(said) > 1 else 1 if self.differs else 2


@dataclass(frozen=True, slots=True)
class Section:
    """silent: questions of which no clinic has said anything, as one line at the end."""

    name: str
    rows: list[Row] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """One clinic at the head of the table. remove_url: the same page without it."""

    page: Profile
    remove_url: str


def sections(pages: Sequence[Profile]) -> list[Section]:
    """Three facts, prices, getting there, then all other facts by group."""
    if not pages:
        return []
    found = [_facts("Three to check first", HEADLINE, pages), _prices(pages), _visit(pages)]
    for group, name in GROUPS.items():
        keys = [key for key, fact in FACTS.items() if fact.group == group and key not in HEADLINE]
        found.append(_facts(name, keys, pages))
    return [section for section in found if section.rows or section.silent]


def _facts(name: str, keys: Sequence[str], pages: Sequence[Profile]) -> Section:
    rows, silent = [], []
    for key in keys:
        row = _fact(FACTS[key], pages)
        if key in HEADLINE or any(cell.state in {"yes", "no"} for cell in row.cells):
            rows.append(row)
        elif any(key in page.rows for page in pages):
            silent.append(FACTS[key].ask)
    ordered = rows if name == "Three to check first" else sorted(rows, key=lambda row: row.rank)
    return Section(name, ordered, silent)


def _fact(fact: Fact, pages: Sequence[Profile]) -> Row:
    cells = [_cell(page.rows.get(fact.key)) for page in pages]
    return Row(fact.wording, cells, fact.ask if any(cell.state == "unknown" for cell in cells) else "")


def _cell(row: FactRow | None) -> Cell:
    """None: the fact concerns only methods that this clinic does not offer."""
    if row is None:
        return Cell("Does not apply")
    if not row.stated:
        return Cell("Not stated", state="unknown", blank=True)
    line = row.lines[0]
    note = "Others differ; see its page" if len(row.lines) > 1 else ""
    return Cell(line.answer, note, row.state, line.bars, Evidence(line.bars).label, warning=row.warning)


def _prices(pages: Sequence[Profile]) -> Section:
    """Two lines a method: one session, and the first course where it can be summed."""
    rows = []
    for method in Method:
        offers = [{receipt.method: receipt for receipt in page.receipts}.get(method.value) for page in pages]
        if any(offers):
            cells = [_price(offer, page) for offer, page in zip(offers, pages, strict=True)]
            rows.append(_asked(method.label, cells, COST[method]))
        if any(offer and offer.course for offer in offers):
            courses = [_course(offer, page) for offer, page in zip(offers, pages, strict=True)]
            rows.append(Row(f"{method.label}, first course", courses))
    return Section("Prices", rows)


def _price(offer: Receipt | None, page: Profile) -> Cell:
    if offer is None:
        return _absent(page)
    return Cell(offer.session, offer.dated) if offer.session else Cell("No price stated", blank=True)


def _absent(page: Profile) -> Cell:
    """A method that is not named is "not offered" only where the list is the clinic's own whole list."""
    return Cell("Not offered") if page.clinic.methods_complete else Cell("Not stated", blank=True)


def _course(offer: Receipt | None, page: Profile) -> Cell:
    if offer is None:
        return _absent(page)
    if not offer.course:
        return Cell("Not known yet", blank=True)
    return Cell(offer.course, offer.sum, dotted=f"a {TYPICAL}, not the clinic’s own figure" if offer.typical else "")


def _visit(pages: Sequence[Profile]) -> Section:
    rows = [_asked("New patients", [_availability(page) for page in pages], VISIT["new_patients"])]
    for place, tag in enumerate(pages[0].tags):
        cells = [Cell(page.tags[place].words, blank=page.tags[place].blank) for page in pages]
        rows.append(_asked(tag.name, cells, VISIT.get(tag.key, "")))
    stated = [row for row in rows if not all(cell.blank for cell in row.cells)]
    silent = [row.ask for row in rows if row not in stated and row.ask]
    return Section("Coming here", sorted(stated, key=lambda row: row.rank), silent)


def _asked(label: str, cells: list[Cell], ask: str) -> Row:
    """The question stands only where somebody has not said."""
    return Row(label, cells, ask if any(cell.blank for cell in cells) else "")


def _availability(page: Profile) -> Cell:
    return Cell(page.availability, page.availability_on) if page.availability else Cell("Not stated", blank=True)
