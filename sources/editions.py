"""A newer edition of a public data set over the listing that is held."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from clinics.enums import Evidence
from sources.listing import Listing
from sources.merge import EMPTY_OFFERING, checked, origins


def three_way(old: Listing, before: dict[str, Any], new: Listing) -> Listing:
    """A newer edition over what is held: only what the last edition said and nobody changed since.

    before: what the last edition said (see `said`). The same edition once more names no method anew: whoever has
    none of it now took it away, or had another listing merged into theirs.
    """
    newer = not new.records <= old.records
    fields = {
        name: value
        for name, value in new.fields.items()
        if name in before and jsonable(old.fields[name]) == before[name]
    }
    traits = new.traits if _same(old.traits, before.get("traits")) else old.traits
    ages = new.ages if _same(old.ages, before.get("ages")) else old.ages
    offerings = old.offerings | {
        m: EMPTY_OFFERING | v for m, v in new.offerings.items() if newer and _untouched(m, old)
    }
    merged = replace(
        old,
        fields=old.fields | fields,
        traits=traits,
        ages=ages,
        offerings=dict(sorted(offerings.items())),
        records=origins(old, new),
    )
    return checked(merged)


def beside(old: Listing, new: Listing) -> Listing:
    """What a clinic keeps itself, with what a source says else of it: for a moderator to look at."""
    rough = {"latitude", "longitude", "point_precision"}
    fields = {name: value for name, value in new.fields.items() if name not in rough and value not in {None, ""}}
    offerings = {method: EMPTY_OFFERING | values for method, values in new.offerings.items()}
    return replace(
        old,
        fields=old.fields | fields,
        traits=old.traits | new.traits,
        ages=new.ages or old.ages,
        offerings=dict(sorted((offerings | old.offerings).items())),
        records=origins(old, new),
    )


def _untouched(method: str, old: Listing) -> bool:
    """Whether only a source has spoken of a method so far."""
    held = old.offerings.get(method, EMPTY_OFFERING)
    return (
        held["evidence"] == Evidence.SOURCE
        and all(held[name] == blank for name, blank in EMPTY_OFFERING.items() if name not in {"evidence", "as_of"})
    ) or method not in old.offerings


def _same(held: Iterable[tuple[Any, ...]], said: Any) -> bool:
    return bool(sorted(map(list, held)) == said)


def jsonable(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def said(listing: Listing) -> dict[str, Any]:
    """What an edition said, as JSON, for the next edition to be compared with."""
    return {name: jsonable(value) for name, value in listing.fields.items()} | {
        "traits": sorted(map(list, listing.traits)),
        "ages": sorted(map(list, listing.ages)),
    }
