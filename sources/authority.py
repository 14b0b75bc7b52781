"""What a file may set, by the authority in whose name it is imported.

The operator sets all columns. A clinic's own file sets what its section pages set (`columns.clinic_may_set`), and is
refused for the rest. A moderator's uploaded file sets what the form of a listing sets. What stands for an act of
somebody else is not read from it at all, and the preview says so; a status, and evidence that somebody looked, are
refused with the row, since left out in silence they would change what the row means.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from clinics.domain.facts import Evidence as Rank
from clinics.enums import Evidence, Status
from sources.columns import clinic_may_set
from sources.enums import Authority
from sources.exceptions import BadRow
from sources.listing import Listing, Values

_WHY_NOT = {
    "managed": "who manages a listing follows from claims",
    "confirmed_on": "only the clinic itself confirms",
    "rating_average": "ratings follow from reviews",
    "rating_count": "ratings follow from reviews",
    "evidence": "what an uploaded file says of a method counts as stated",
}
_ALSO = frozenset(
    {"key", "slug", "is_sample", "latitude", "longitude", "point_precision", "as_of"}
    | {"status", "status_on", "moved_to", "records"}
)
"""What a moderator's file may hold besides a clinic's columns; of the second line only what `settled` lets through."""
CHECKED = ("looked_up_on", "register_says", "works_here_on")
"""What moderators wrote beside a person."""
_STATUS = ("status", "status_on")
_NOT_TERMS = {"evidence", "as_of"}


def spoken(columns: Iterable[str], authority: str) -> frozenset[str]:
    """What the file speaks of. A blank in a column that is not its to fill takes nothing back."""
    if authority == Authority.CLINIC:
        return frozenset(filter(clinic_may_set, columns))
    return frozenset(name for name in columns if authority != Authority.MODERATOR or not _aside(name))


def _aside(column: str) -> bool:
    """Whether an uploaded file may have the column, as every export has, though it is not read from it."""
    return not clinic_may_set(column) and _part(column) not in _ALSO


def _part(column: str) -> str:
    """A method's column without the method."""
    return column.partition(".")[2] or column


def left_aside(columns: Iterable[str]) -> list[str]:
    """A sentence for each reason why columns of an uploaded file are not read."""
    found: dict[str, list[str]] = {}
    for name in columns:
        if _aside(name):
            found.setdefault(_WHY_NOT.get(_part(name), "the site keeps it itself"), []).append(name)
    return [f"Not read from this file: {', '.join(names)}. {why[0].upper()}{why[1:]}." for why, names in found.items()]


def readable(cells: dict[str, str], authority: str) -> dict[str, str]:
    """The cells of a row without what is not read."""
    if authority != Authority.MODERATOR:
        return cells
    return {name: cell for name, cell in cells.items() if not _aside(name)}


def people(named: list[Values], held: list[Values], authority: str) -> list[Values]:
    """People named afresh: what a moderator found of each stays with the one it was found of.

    Raises BadRow where an uploaded file says that somebody was looked up whom nobody looked up.
    """
    if authority == Authority.OPERATOR:
        return named
    known = {(person["npi"], person["name"]): person for person in held}
    if authority == Authority.MODERATOR:
        for person in named:
            _check_not_looked_up({} if (person["npi"], person["name"]) in known else person)
    return [p | {name: known.get((p["npi"], p["name"]), p)[name] for name in CHECKED} for p in named]


def _check_not_looked_up(person: Values) -> None:
    for name in CHECKED:
        if person.get(name):
            raise BadRow(f"people has {name}; who looked somebody up says so at the person, not in an uploaded file")


def kept_answers(said: list[Values], authority: str) -> list[Values]:
    """Of held answers to a fact that the file answers, those that it cannot take back by not naming them."""
    return [] if authority == Authority.OPERATOR else [one for one in said if one["evidence"] != Evidence.STATED]


def settled(old: Listing | None, new: Listing, authority: str, today: Any) -> Listing:
    """The listing as this authority may write it. old: as it is held. Raises BadRow for what is somebody else's."""
    if authority != Authority.MODERATOR:
        return new
    _check_status(old, new)
    for said in new.statements:
        if said["evidence"] != Evidence.STATED and said not in (old.statements if old else []):
            code = Rank(said["evidence"]).code
            raise BadRow(f"fact.{said['fact']} has the evidence {code}; an uploaded file says only what is stated")
    held = old.records if old else frozenset()
    if {record[:2] for record in new.records} - {record[:2] for record in held}:
        raise BadRow("records names a public data set; import the data set itself, or leave it blank")
    return replace(new, records=held, offerings=_stated(old, new, today))


def _check_status(old: Listing | None, new: Listing) -> None:
    """Of a listing that waits for a moderator, or was withdrawn, no file changes the status anyway."""
    if old is None:
        if new.fields["status"] not in {Status.LISTED, Status.DRAFT} or new.moved_to:
            raise BadRow(f"status is {new.fields['status']}; an uploaded file makes listings that are listed or draft")
    elif old.fields["status"] in Status.shown:
        unlike = [name for name in _STATUS if old.fields[name] != new.fields[name]]
        if unlike or old.moved_to != new.moved_to:
            raise BadRow(f"{(*unlike, 'moved_to')[0]} would change; that is done on the listing's own page")


def _stated(old: Listing | None, new: Listing, today: Any) -> dict[str, Values]:
    """Methods whose terms the file changes are stated, and today unless it gives a day: no source said the new ones."""
    held = old.offerings if old else {}
    return {method: _said(held.get(method), values, today) for method, values in new.offerings.items()}


def _said(held: Values | None, values: Values, today: Any) -> Values:
    if held is None or all(held[name] == value for name, value in values.items() if name not in _NOT_TERMS):
        return values
    day = values["as_of"] if values["as_of"] != held["as_of"] else today
    return values | {"evidence": Evidence.STATED.value, "as_of": day}
