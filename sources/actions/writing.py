"""Listings written in bulk, with their history: new ones, and the parts of known ones that changed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import Event
from clinics.actions.editing import Address, edited
from clinics.actions.indexing import answers_of, search_text
from clinics.domain.facts import Evidence
from clinics.domain.text import slug
from clinics.enums import Status
from clinics.models import (
    AgeRange,
    Answer,
    Clinic,
    ClinicCondition,
    Condition,
    Offering,
    OldAddress,
    OldKey,
    Organization,
    Practitioner,
    Source,
    SourceRecord,
    Statement,
    Trait,
)  # fmt: skip
from clinics.policies import Authority
from sources.actions.replacing import replace_rows, write_records
from sources.catalog import source_of
from sources.exceptions import Overtaken
from sources.listing import Listing
from sources.steps import Step

BATCH = 300


class Names:
    """Rows that listings name by a word, made where they are missing."""

    def __init__(self) -> None:
        self.conditions = dict(Condition.objects.values_list("key", "pk"))
        self.organizations = {row.name: row for row in Organization.objects.all()}
        self.sources: dict[str, Source] = {}

    def organization(self, name: str) -> Organization | None:
        if name and name not in self.organizations:
            self.organizations[name] = Organization.objects.create(name=name)
        return self.organizations.get(name)

    def source(self, key: str) -> Source:
        if key not in self.sources:
            self.sources[key] = source_of(key)
        return self.sources[key]


def create(steps: Sequence[Step], names: Names) -> None:
    """New clinics with all their parts, in one go a table. Call it in a transaction."""
    pairs = [(step, step.listing) for step in steps if step.listing]
    _free_slugs([listing for _, listing in pairs])
    clinics = [_clinic(listing, names) for _, listing in pairs]
    _bulk(Clinic, clinics)
    parts: dict[type[Any], list[Any]] = defaultdict(list)
    for clinic, (step, listing) in zip(clinics, pairs, strict=True):
        for model, rows in rows_of(clinic, listing, names, step.said).items():
            parts[model] += rows
    for model, rows in parts.items():
        _bulk(model, rows)
    Answer.objects.bulk_create(answers_of(parts[Statement]), batch_size=1000)


def _clinic(listing: Listing, names: Names) -> Clinic:
    clinic = Clinic(key=listing.key, organization=names.organization(listing.organization), **listing.fields)
    if listing.moved_to:  # its target may come later in the file: `moves` settles both
        clinic.status, clinic.moved_to = "closed", None
    clinic.derive()
    clinic.search_text = search_text(clinic, [person["name"] for person in listing.people])
    return clinic


def _free_slugs(listings: Sequence[Listing]) -> None:
    """Give each new clinic an address of its own in its city: name, name-2, name-3, in the file's order."""
    cities = {(v["state"], slug(v["city"])) for v in (listing.fields for listing in listings)}
    states = {state for state, _ in cities}
    taken = set(Clinic.objects.filter(state__in=states).values_list("state", "city_slug", "slug"))
    taken |= set(OldAddress.objects.filter(state__in=states).values_list("state", "city_slug", "slug"))
    for listing in listings:
        values = listing.fields
        wanted, number = values["slug"], 1
        while (values["state"], slug(values["city"]), values["slug"]) in taken:
            number += 1
            values["slug"] = f"{wanted[:80]}-{number}"
        taken.add((values["state"], slug(values["city"]), values["slug"]))


def rows_of(
    clinic: Clinic, listing: Listing, names: Names, said: dict[str, Any] | None = None
) -> dict[type[Any], list[Any]]:
    """The rows of a clinic's parts, not saved; people come before the statements that name them."""
    people = [Practitioner(clinic=clinic, **values) for values in listing.people]
    return {
        ClinicCondition: [
            ClinicCondition(clinic=clinic, condition_id=names.conditions[key]) for key in sorted(listing.conditions)
        ],
        Trait: [Trait(clinic=clinic, kind=kind, code=code) for kind, code in sorted(listing.traits)],
        AgeRange: [AgeRange(clinic=clinic, youngest=a, oldest=b) for a, b in sorted(listing.ages)],
        Offering: [Offering(clinic=clinic, method=m, **values) for m, values in listing.offerings.items()],
        Practitioner: people,
        Statement: [_statement(clinic, values, names, people) for values in listing.statements],
        OldAddress: [
            OldAddress(clinic=clinic, state=state, city_slug=city, slug=old)
            for state, city, old in sorted(listing.addresses)
        ],
        OldKey: [OldKey(clinic=clinic, key=key) for series, key, _ in sorted(listing.merged) if not series],
        SourceRecord: [
            *(_record(clinic, record, names, said) for record in sorted(listing.records)),
            *(_record(clinic, record, names, alias=True) for record in sorted(listing.merged) if record[0]),
        ],
    }


def _statement(clinic: Clinic, values: dict[str, Any], names: Names, people: list[Practitioner]) -> Statement:
    plain = {name: value for name, value in values.items() if name not in {"source", "npi"}}
    source = names.source(values["source"]) if values["evidence"] == Evidence.SOURCE else None
    person = next((p for p in people if values["npi"] and p.npi == values["npi"]), None)
    return Statement(clinic=clinic, source=source, practitioner=person, **plain)


def _record(
    clinic: Clinic, record: tuple[str, str, str], names: Names, said: dict[str, Any] | None = None, *,
    alias: bool = False,
) -> SourceRecord:  # fmt: skip
    series, key, edition = record
    return SourceRecord(
        clinic=clinic, series=series, key=key, source=names.source(edition), data=said or {},
        first_seen_on=timezone.localdate(), alias=alias,
    )  # fmt: skip


def _bulk(model: type[Any], rows: list[Any]) -> None:
    if not rows:
        return
    if hasattr(model, "history"):
        bulk_create_with_history(rows, model, batch_size=BATCH)
    else:
        model.objects.bulk_create(rows, batch_size=BATCH)


_PART_MODELS: dict[str, type[Any]] = {
    "conditions": ClinicCondition, "traits": Trait, "ages": AgeRange, "offerings": Offering,
    "statements": Statement, "addresses": OldAddress, "merged": OldKey,
}  # fmt: skip


def update(step: Step, names: Names, *, by: Authority) -> None:
    """Write what changed of one clinic. Its other rows keep their ids and their history."""
    assert step.listing is not None and step.clinic_id is not None  # noqa: S101, PT018 -- an update has both
    listing, clinic = step.listing, Clinic.objects.select_for_update(no_key=True).get(pk=step.clinic_id)
    if clinic.version != step.version:
        raise Overtaken
    before, status = Address.of(clinic), clinic.status
    late = bool(listing.moved_to) and not Clinic.objects.filter(key=listing.moved_to).exists()
    for name in listing.fields.keys() & step.changes.keys() - ({"status"} if late else set()):
        setattr(clinic, name, listing.fields[name])
    if "organization" in step.changes:
        clinic.organization = names.organization(listing.organization)
    if "moved_to" in step.changes and not late:
        clinic.moved_to = Clinic.objects.get(key=listing.moved_to) if listing.moved_to else None
    if clinic.status not in {Status.MOVED, Status.SUSPENDED}:
        clinic.moved_to = None  # where it moved may be hidden, and then no file says that it does so no more
    if step.changes.keys() & (listing.fields.keys() | {"organization", "moved_to"}):
        clinic.save()
    _write_parts(clinic, step, names)
    if clinic.status != status:
        _log_status(clinic, status, by)
    edited(clinic, by=by, fields=step.changes, before=before)


def _log_status(clinic: Clinic, before: str, by: Authority) -> None:
    after = {"status": str(clinic.status)}
    Event.record(by=by, what="clinic.imported_status", subject=clinic, before={"status": before}, after=after)


def _write_parts(clinic: Clinic, step: Step, names: Names) -> None:
    assert step.listing is not None  # noqa: S101 -- an update has one
    changed = set(step.changes)
    rows = rows_of(clinic, step.listing, names, step.said)
    if "people" in changed:
        replace_rows(Practitioner, clinic, rows[Practitioner])
        changed |= {"statements"}  # they name people
    if "statements" in changed:
        held = {person.npi: person for person in clinic.practitioners.exclude(npi="")}
        for row in rows[Statement]:
            row.practitioner = held.get(row.practitioner.npi) if row.practitioner else None
    for name in sorted(changed & _PART_MODELS.keys()):
        replace_rows(_PART_MODELS[name], clinic, rows[_PART_MODELS[name]])
    if {"records", "merged"} & changed or step.said is not None:
        write_records(rows[SourceRecord])


def settle_moves(steps: Sequence[Step], *, by: Authority) -> list[int]:
    """Point clinics that moved to the new place, once both are there."""
    moved: list[int] = []
    for step in steps:
        listing = step.listing
        if listing is None or not listing.moved_to:
            continue
        clinic = Clinic.objects.get(key=listing.key)
        target = Clinic.objects.filter(key=listing.moved_to).first()
        if target is not None and clinic.moved_to_id != target.pk:
            before = clinic.status
            clinic.status, clinic.moved_to = "moved", target
            clinic.save()
            _log_status(clinic, before, by)
            moved.append(clinic.pk)
    return moved
