"""What the database holds, by everything that a row of a file may be recognized by."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from clinics.domain.text import fold
from clinics.enums import Status
from clinics.models import Clinic, OldAddress, OldKey, SourceRecord
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
    old_keys: dict[str, int] = field(default_factory=dict)
    """Keys of merged listings → the clinic that stands for them."""
    aliases: set[tuple[str, str]] = field(default_factory=set)
    """Records of merged listings that change nothing; they stand in `by_record` too."""
    formerly: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What only a merged listing was like → its name."""
    moves: dict[str, str] = field(default_factory=dict)
    pages: dict[Address, int | None] = field(default_factory=dict)
    """Addresses of pages; None where a row of this file is about to get it."""
    former: dict[Address, int | None] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Held":
        held, merged = cls(), []
        for clinic in Clinic.objects.order_by("pk").only(*_KNOWN_BY).iterator(CHUNK):
            held.pages[clinic.state, clinic.city_slug, clinic.slug] = clinic.pk
            if clinic.status == Status.MERGED:
                merged.append(clinic)
            else:
                held._note(clinic)
        held._note_merged(merged)
        for state, city, slug, clinic_id in OldAddress.objects.values_list("state", "city_slug", "slug", "clinic_id"):
            held.former[state, city, slug] = clinic_id
        for series, key, clinic_id, data, alias in SourceRecord.objects.values_list(*_RECORD):
            held.by_record[series, key] = clinic_id
            held.before[series, key] = data
            held.aliases |= {(series, key)} if alias else set()
        return held

    def _note(self, clinic: Clinic) -> None:
        self.by_key[clinic.key] = clinic.pk
        self.state[clinic.pk] = (clinic.status, clinic.managed)
        self.versions[clinic.pk] = clinic.version
        self.names[clinic.pk] = str(clinic)
        self.keys[clinic.pk] = clinic.key
        for like in _likes(clinic):
            if like not in self.likeness or clinic.status == Status.WITHDRAWN:
                self.likeness[like] = clinic.pk

    def _note_merged(self, merged: list[Clinic]) -> None:
        """A merged listing is known by all that it was known by; what it is known as is the one that stands for it."""
        ends = {clinic.pk: clinic.moved_to_id for clinic in merged}
        for clinic in merged:
            for like in _likes(clinic):
                if like not in self.likeness:
                    self.likeness[like] = _end(clinic.pk, ends)
                    self.formerly[like] = str(clinic)
        self.old_keys = dict(OldKey.objects.values_list("key", "clinic_id"))
        moved = Clinic.objects.filter(moved_to__isnull=False).exclude(status=Status.MERGED)
        self.moves = {key: self.keys[_end(to, ends)] for key, to in moved.values_list("key", "moved_to_id")}

    def find(self, listing: Listing) -> int | None:
        """The clinic by its key, else by a record of where it came from: both outlive a merge."""
        for keys in (self.by_key, self.old_keys):
            if listing.key in keys:
                return keys[listing.key]
        found = (self.by_record.get(record[:2]) for record in sorted(listing.records))
        return next((pk for pk in found if pk), None)

    def merged_into(self, listing: Listing) -> int | None:
        """The clinic whose second listing a row of our own CSV is; such a row changes nothing."""
        return None if listing.key in self.by_key else self.old_keys.get(listing.key) or self._alias(listing)

    def alias_of(self, listing: Listing) -> int | None:
        """The same for a row of an edition: its key is made from its record, which may be the clinic's own by now."""
        own = any(record[:2] in self.by_record and record[:2] not in self.aliases for record in listing.records)
        return None if own else self.merged_into(listing)

    def _alias(self, listing: Listing) -> int | None:
        found = (self.by_record[r[:2]] for r in sorted(listing.records) if r[:2] in self.aliases)
        return next(found, None)

    def settled(self, listing: Listing) -> Listing:
        """A row that points at a merged listing points at the one that stands for it."""
        there = self.old_keys.get(listing.moved_to)
        return replace(listing, moved_to=self.keys[there]) if there else listing

    def called(self, like: tuple[str, ...]) -> str:
        """The clinic that is like this, and as which listing it was so."""
        name = self.names[self.likeness[like]]
        return f"{self.formerly[like]}, which was merged into {name}" if like in self.formerly else name

    def withdrawn(self, listing: Listing) -> int | None:
        """A clinic that was taken down at its wish, by whichever of its names the row has."""
        names = [self.by_key.get(listing.key), *(self.by_record.get(r[:2]) for r in sorted(listing.records))]
        return next((pk for pk in names if pk and self.state[pk][0] == Status.WITHDRAWN), None)


_KNOWN_BY = (
    "key", "status", "managed", "version", "name", "name_folded", "zip", "phone", "street", "city", "city_slug",
    "state", "slug", "moved_to",
)  # fmt: skip
_RECORD = ("series", "key", "clinic_id", "data", "alias")


def _likes(clinic: Clinic) -> Iterator[tuple[str, ...]]:
    return likeness_of(clinic.name_folded, clinic.zip, clinic.phone, clinic.street)


def _end(pk: int, ends: dict[int, Any]) -> int:
    """Where the way of merged listings ends; the actions let none lead back."""
    while pk in ends:
        pk = ends[pk]
    return pk


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
    for series, key, _ in sorted(row.merged):
        _check_merged(series, key, pk, held)


def _check_merged(series: str, key: str, pk: int | None, held: Held) -> None:
    if not series and key in held.by_key and held.by_key[key] != pk:
        raise BadRow(f"merged names {key}, which is a listing of its own here: {held.names[held.by_key[key]]}")
    other = held.by_record.get((series, key), pk) if series else held.old_keys.get(key, pk)
    if other != pk:
        raise BadRow(f"merged names {series} {key}".rstrip() + f", which belongs to {held.names[other or 0]}")


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
