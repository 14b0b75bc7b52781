"""From a file to its plan: read, compared, not yet carried out."""

from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from clinics.enums import Holds
from clinics.models import SourceRecord, Zip
from sources.actions.ledger import Batch
from sources.authority import left_aside, readable, spoken
from sources.catalog import SAMHSA
from sources.columns import condition_codec
from sources.doubles import taken
from sources.enums import Authority
from sources.exceptions import BadRow, NotThisEdition, Unreadable
from sources.listing import Listing
from sources.models.import_run import Kind
from sources.plan import Row, plan, plan_edition
from sources.readers import samhsa
from sources.readers.csv_file import read_cells
from sources.readers.file import File, at
from sources.rows import Context, Point, read_row
from sources.steps import Step


def csv_plan(
    file: Path | File, authority: str = Authority.OPERATOR, takes: frozenset[int] = frozenset()
) -> tuple[Batch, Iterable[Step], int]:
    """What, how, and how many rows, for our own CSV. takes: lines of duplicates to take all the same.

    Raises Unreadable, and CannotTake for a line that cannot be taken.
    """
    file = file if isinstance(file, File) else at(file)
    columns, found = read_cells(file)
    context = Context(timezone.localdate(), _zips(), condition_codec(), spoken(columns, authority), authority)
    rows: list[Row] = [(line, _listing(cells, context)) for line, cells in found]
    if not rows:
        raise Unreadable(f"{file.name} has a header and no rows.")
    notes = tuple(left_aside(columns)) if authority == Authority.MODERATOR else ()
    batch = Batch(Kind.CSV, file, _holds(rows, file.name), authority, by=authority, notes=notes)
    return batch, taken(plan(rows, context, takes), takes), len(rows)


def samhsa_plan(
    file: Path | File, year: int | None, takes: frozenset[int] = frozenset(), authority: str = Authority.OPERATOR
) -> tuple[Batch, Iterable[Step], int]:
    """The same for a SAMHSA workbook. Raises NotThisEdition too, for an edition older than the last."""
    file = file if isinstance(file, File) else at(file)
    zips = _zips()
    edition = samhsa.read(file, year, zips)
    if not edition.rows:
        raise Unreadable(f"{file.name} names no facility with ketamine infusion ({samhsa.KETAMINE}).")
    last = (
        SourceRecord.objects.filter(series=SAMHSA)
        .order_by("-source__edition")
        .values_list("source__edition", flat=True)
    )
    if (newest := last.first()) and newest > edition.year:
        raise NotThisEdition(f"The edition of {newest} was imported before; {edition.year} is older and would undo it.")
    context = Context(timezone.localdate(), zips, condition_codec(), frozenset())
    batch = Batch(Kind.SAMHSA, file, Holds.REAL, authority, by=authority, series=SAMHSA, edition=edition.year)
    steps = plan_edition(_fuller_first(edition.rows), context, SAMHSA, edition.year, takes)
    return batch, taken(steps, takes), len(edition.rows)


def _fuller_first(rows: list[Row]) -> list[Row]:
    """Of rows that name one facility, the first takes the fuller suite of any."""
    suites: dict[str, str] = {}
    for _, row in rows:
        if isinstance(row, Listing):
            suites[row.key] = max(suites.get(row.key, ""), row.fields["street2"], key=len)
    for _, row in rows:
        if isinstance(row, Listing):
            row.fields["street2"] = suites[row.key]
    return rows


def _listing(cells: dict[str, str] | BadRow, context: Context) -> Listing | BadRow:
    if isinstance(cells, BadRow):
        return cells
    try:
        return read_row(readable(cells, context.authority), context)
    except BadRow as problem:
        return problem


def _zips() -> dict[str, Point]:
    found = {code: (lat, lon) for code, lat, lon in Zip.objects.values_list("zip", "latitude", "longitude")}
    if not found:
        raise Unreadable("The table of ZIP codes is empty. Run load_places first.")
    return found


def _holds(rows: list[Row], name: str) -> Holds:
    kinds = {bool(row.fields.get("is_sample")) for _, row in rows if isinstance(row, Listing)}
    if len(kinds) > 1:
        raise Unreadable(f"{name} mixes sample clinics with real ones; is_sample is the same in every row.")
    return Holds.SAMPLE if kinds == {True} else Holds.REAL
