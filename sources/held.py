"""What the database holds, by everything that a row of a file may be recognized by."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from clinics.domain.text import fold
from clinics.enums import Status
from clinics.models import Clinic, OldAddress, SourceRecord
from sources.exceptions import BadRow
from sources.listing import Listing
from sources.merge import address
from sources.snapshot import CHUNK

Address = tuple[str, str, str]


@dataclass
class Held:
    """Filled once a plan; rows of the file that take an address are noted in it too."""

    by_key: dict[str, int] = field(default_factory=dict)
    by_record: dict[tuple[str, str], int] = field(default_factory=dict)
    before: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    state: dict[int, tuple[str, bool]] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    likeness: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Of two that are alike the withdrawn one: its wish counts for whatever else has its name."""
    names: dict[int, str] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    pages: dict[Address, int | None] = field(default_factory=dict)
    """Addresses of pages; None where a row of this file is about to get it."""
    former: dict[Address, int | None] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Held":
        held = cls()
        for clinic in Clinic.objects.order_by("pk").only(*_KNOWN_BY).iterator(CHUNK):
            held.by_key[clinic.key] = clinic.pk
            held.state[clinic.pk] = (clinic.status, clinic.managed)
            held.versions[clinic.pk] = clinic.version
            held.names[clinic.pk] = str(clinic)
            held.keys[clinic.pk] = clinic.key
            held.pages[clinic.state, clinic.city_slug, clinic.slug] = clinic.pk
            for like in likeness_of(clinic.name_folded, clinic.zip, clinic.phone, clinic.street):
                if like not in held.likeness or clinic.status == Status.WITHDRAWN:
                    held.likeness[like] = clinic.pk
        for state, city, slug, clinic_id in OldAddress.objects.values_list("state", "city_slug", "slug", "clinic_id"):
            held.former[state, city, slug] = clinic_id
        held.moves = dict(Clinic.objects.filter(moved_to__isnull=False).values_list("key", "moved_to__key"))
        for series, key, clinic_id, data in SourceRecord.objects.values_list("series", "key", "clinic_id", "data"):
            held.by_record[series, key] = clinic_id
            held.before[series, key] = data
        return held

    def find(self, listing: Listing) -> int | None:
        """The clinic by its key, else by a record of where it came from: the alias that outlives a merge."""
        if listing.key in self.by_key:
            return self.by_key[listing.key]
        found = (self.by_record.get(record[:2]) for record in sorted(listing.records))
        return next((pk for pk in found if pk), None)

    def withdrawn(self, listing: Listing) -> int | None:
        """A clinic that was taken down at its wish, by whichever of its names the row has."""
        names = [self.by_key.get(listing.key), *(self.by_record.get(r[:2]) for r in sorted(listing.records))]
        return next((pk for pk in names if pk and self.state[pk][0] == Status.WITHDRAWN), None)


_KNOWN_BY = (
    "key", "status", "managed", "version", "name", "name_folded", "zip", "phone", "street", "city", "city_slug",
    "state", "slug",
)  # fmt: skip


def likeness_of(folded: str, zip_code: str, phone: str, street: str) -> Iterator[tuple[str, ...]]:
    """Two clinics that share one of these are probably one."""
    yield "name and ZIP code", folded, zip_code
    if phone:
        yield "name and phone", folded, phone
        if street:
            yield "phone and street", phone, fold(street)


def check_records(row: Listing, pk: int | None, held: Held) -> None:
    for series, key, _ in sorted(row.records):
        other = held.by_record.get((series, key), pk)
        if other != pk:
            raise BadRow(f"records names {series} {key}, which is the origin of {held.names[other or 0]}")


def addressed(listing: Listing, pk: int | None, held: Held) -> Listing:
    """The listing at an address of its own, in its city: name, name-2, name-3, in the order of the file."""
    state, city, wanted = address(listing.fields)
    slug, number = wanted, 1
    while _taken((state, city, slug), pk, held):
        number += 1
        slug = f"{wanted[:80]}-{number}"
    held.pages[state, city, slug] = pk
    for former in sorted(listing.addresses):
        if held.former.get(former, -1) != pk and _taken(former, pk, held):
            raise BadRow(f"old_addresses names {'/'.join(former).lower()}, which is the page of another clinic")
        held.former[former] = pk
    return replace(listing, fields=listing.fields | {"slug": slug})


def _taken(page: Address, pk: int | None, held: Held) -> bool:
    """Whether a page is, was or is about to be another clinic's."""
    if pk is not None and held.pages.get(page) == pk:
        return False
    return any(page in pages and (pk is None or pages[page] != pk) for pages in (held.pages, held.former))
