"""From what a file says to a whole listing: for a new clinic, or laid over the one that is held."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from clinics.domain.evidence import Person, too_long
from clinics.domain.evidence import problem as overclaim
from clinics.domain.facts import Evidence as Rank
from clinics.domain.text import slug
from clinics.enums import Evidence, PointPrecision, Status
from sources import authority
from sources.columns import CLINIC, FACT_COLUMNS, OFFERING
from sources.exceptions import BadRow
from sources.listing import Listing, Values
from sources.rows import TRAITS, Context

_REQUIRED = ("name", "city", "state", "zip")


def whole(new: Listing, context: Context) -> Listing:
    """A new clinic: every column is there, unsaid where the file says nothing."""
    fields = {column.name: column.codec.blank for column in CLINIC} | new.fields
    given = fields["latitude"] is not None and fields["longitude"] is not None
    withheld = fields["point_precision"] == PointPrecision.WITHHELD
    if not given or withheld:  # where a street is withheld, a point given with it would tell the street
        _check_exact(fields["point_precision"])
        fields["latitude"], fields["longitude"] = context.zips.get(fields["zip"], (None, None))
    defaults = {
        "point_precision": PointPrecision.EXACT.value if given else PointPrecision.ZIP.value,
        "status": Status.LISTED.value,
        "listed_on": context.today,
        "slug": slug(fields["name"]),
    }
    fields |= {name: value for name, value in defaults.items() if not fields[name]}
    people = authority.people(new.people, [], context.authority)
    _check_claims(new.statements, people, context)
    offerings = {method: _priced(EMPTY_OFFERING | values) for method, values in new.offerings.items()}
    addresses = new.addresses - {address(fields)}
    made = checked(replace(new, fields=fields, offerings=offerings, addresses=addresses))
    return authority.settled(None, made, context.authority, context.today)


def over(old: Listing, new: Listing, context: Context) -> Listing:
    """What is held, changed by what the file speaks of; its other columns stay."""
    parts = {name: getattr(new if name in context.columns else old, name) for name in _PLAIN_PARTS}
    if "people" in context.columns:
        parts["people"] = authority.people(new.people, old.people, context.authority)
    kinds = {kind for name, kind in TRAITS.items() if name in context.columns}
    if old.fields["point_precision"] != PointPrecision.EXACT and "latitude" not in new.fields:
        _check_exact(new.fields.get("point_precision", ""))
    fields = old.fields | new.fields | _moved_point(old, new, context)
    _check_claims([said for said in new.statements if said not in old.statements], parts["people"], context)
    merged = replace(
        old,
        fields=fields,
        traits=frozenset(t for t in old.traits if t[0] not in kinds) | new.traits,
        offerings=_offerings(old, new, context.columns),
        statements=_statements(old, new, parts["people"], context),
        # An address redirects for ever and an origin stays known: a file adds to these and takes none away.
        addresses=(old.addresses | new.addresses) - {address(fields)},
        records=origins(old, new),
        merged=_merged(old, new),
        **parts,
    )
    return authority.settled(old, checked(merged), context.authority, context.today)


def _check_claims(said: list[Values], people: list[Values], context: Context) -> None:
    """No answer claims more than its evidence shows; a later look-up that moved the person's day takes nothing back."""
    named = {person["npi"]: person for person in people if person["npi"]}
    for values in said:
        found = named.get(values["npi"])
        looked_up = values["as_of"] if found and found["looked_up_on"] else None
        claim = overclaim(
            fact=values["fact"], answer=values["answer"], evidence=Rank(values["evidence"]), as_of=values["as_of"],
            today=context.today, address_matched=values["address_matched"],
            person=Person(looked_up, found["works_here_on"]) if found else None,
        )  # fmt: skip
        claim = claim or too_long(Rank(values["evidence"]), values["as_of"], values["expires_on"])
        if claim:
            raise BadRow(f"fact.{values['fact']}: {claim}")


def _check_exact(precision: str) -> None:
    if precision == PointPrecision.EXACT:
        raise BadRow("point_precision is exact, so latitude and longitude must be given")


def origins(old: Listing, new: Listing) -> frozenset[tuple[str, str, str]]:
    """Where a clinic came from: the edition that names it now; its other origins stay.

    The origin of a listing that was merged into it is none of its own.
    """
    named, merged = {record[:2] for record in new.records}, {record[:2] for record in old.merged}
    kept = frozenset(record for record in old.records if record[:2] not in named)
    return kept | {record for record in new.records if record[:2] not in merged}


def _merged(old: Listing, new: Listing) -> frozenset[tuple[str, str, str]]:
    """A file adds to these and takes none away, nor what is the clinic's own."""
    own = {record[:2] for record in old.records} | {("", old.key)}
    return old.merged | {one for one in new.merged if one[:2] not in own}


def address(fields: Values) -> tuple[str, str, str]:
    """Where the page of a clinic is: state, city and last part."""
    return fields["state"], slug(fields["city"]), fields["slug"]


def _statements(old: Listing, new: Listing, people: list[Values], context: Context) -> list[Values]:
    """The file's statements in the place of the held ones; all but the operator's takes back only what was stated."""
    said = {fact for name, fact in FACT_COLUMNS.items() if name in context.columns}
    outlive = authority.kept_answers(old.statements, context.authority)
    kept = [s for s in old.statements if s["fact"] not in said or (s in outlive and s not in new.statements)]
    known = {person["npi"] for person in people} | {""}
    kept = [s if s["npi"] in known else _ended(s, context) for s in kept]
    order = {fact: place for place, fact in enumerate(FACT_COLUMNS.values())}
    return sorted(kept + new.statements, key=lambda s: order[s["fact"]])


def _ended(said: Values, context: Context) -> Values:
    """An answer that rested on somebody who is not named any more: not stated from now on, and without their name."""
    last = said["ended_on"] or max(context.today, said["as_of"])
    return said | {"npi": "", "detail": "", "ended_on": last}


_PERSON_DAYS = ("as_of", "looked_up_on", "works_here_on")
_PLAIN_PARTS = ("organization", "moved_to", "conditions", "ages", "people")
EMPTY_OFFERING: Values = {column.name: column.codec.blank for column in OFFERING} | {"evidence": Evidence.STATED.value}
"""A method of which nothing is said but that it is given."""


def _offerings(old: Listing, new: Listing, columns: Iterable[str]) -> dict[str, Values]:
    """With the column methods a file names them all; without it, only what its other columns say changes."""
    methods = set(new.offerings) if "methods" in columns else old.offerings.keys() | new.offerings.keys()
    found = {}
    for method in sorted(methods):
        spoken = {c.name: EMPTY_OFFERING[c.name] for c in OFFERING if f"{method}.{c.name}" in columns}
        held = EMPTY_OFFERING | old.offerings.get(method, {})
        found[method] = _priced(held | new.offerings.get(method, spoken))
    return found


def _priced(values: Values) -> Values:
    """One price alone is both the lowest and the highest."""
    return values if values["price_max"] is not None else values | {"price_max": values["price_min"]}


def _moved_point(old: Listing, new: Listing, context: Context) -> Values:
    """A rough point is its ZIP code's: it follows a new one, and takes the place of an exact point that is withheld."""
    fields = old.fields | new.fields
    if fields["point_precision"] == PointPrecision.EXACT:
        return {}
    given = new.fields.get("latitude") is not None and fields["point_precision"] != PointPrecision.WITHHELD
    unlike = [name for name in ("zip", "point_precision") if fields[name] != old.fields[name]]
    if given or (not unlike and fields["point_precision"] != PointPrecision.WITHHELD):
        return {}
    latitude, longitude = context.zips.get(fields["zip"], (None, None))
    return {"latitude": latitude, "longitude": longitude}


def checked(listing: Listing) -> Listing:
    """The listing, or BadRow for what the database would refuse."""
    for name in _REQUIRED:
        if not listing.fields[name]:
            raise BadRow(f"{name} is blank, and every clinic needs one")
    for problem in _problems(listing):
        raise BadRow(problem)
    return listing


def _problems(listing: Listing) -> Iterable[str]:
    fields = listing.fields
    if fields["point_precision"] == PointPrecision.WITHHELD and (fields["street"] or fields["street2"]):
        yield "point_precision is withheld, so street and street2 must be blank"
    if fields["status"] not in {Status.LISTED, Status.DRAFT} and fields["status_on"] is None:
        yield f"status is {fields['status']}, so status_on must say since when"
    stated = fields["wait_days"] is not None or fields["new_patients"] is not None
    if stated and fields["availability_on"] is None:
        yield "new_patients or wait_days is given, so availability_on must say of which day"
    if {record[:2] for record in listing.records} & {one[:2] for one in listing.merged}:
        yield "merged names an origin that stands under records too"
    yield from _days_to_come(listing)
    if fields["status"] != Status.SUSPENDED and bool(listing.moved_to) != (fields["status"] == Status.MOVED):
        yield "moved_to and the status moved go together"
    known = {person["npi"] for person in listing.people} | {""}
    for said in listing.statements:
        if said["npi"] not in known:
            yield f"fact.{said['fact']} rests on the NPI {said['npi']}, which nobody under people has"
    for method, values in listing.offerings.items():
        yield from _price_problems(method, values)


def _days_to_come(listing: Listing) -> Iterable[str]:
    """What was done or said was so on a day that has been; a slip of the year would rank first for ever."""
    today = timezone.localdate()
    days = {name: listing.fields[name] for name in ("status_on", "availability_on", "confirmed_on", "listed_on")}
    days |= {f"{method}.as_of": values["as_of"] for method, values in listing.offerings.items()}
    for person in listing.people:
        days |= {f"people {name} of {person['name']}": person[name] for name in _PERSON_DAYS}
    for name, day in days.items():
        if day is not None and day > today:
            yield f"{name} is {day}, a day to come"


def _price_problems(method: str, values: Values) -> Iterable[str]:
    low, high, unit = values["price_min"], values["price_max"], values["unit"]
    if low is None and (high is not None or unit):
        yield f"{method}.price_min is blank, though a unit or a highest price is given"
    if low is not None and not unit:
        yield f"{method}.unit is blank; say if the price is for a session, a month or a package"
    if low is not None and high is not None and high < low:
        yield f"{method}.price_min is {low} dollars and price_max {high}; the lower one comes first"
    if values["oral_place"] and method != "oral":
        yield f"{method}.oral_place is for the method oral only"
