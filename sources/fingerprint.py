"""A plan as one short word: two plans have the same where every row meets the same end by the same change."""

import hashlib
from collections.abc import Iterable
from typing import Any

from sources.listing import Listing
from sources.steps import Step


def fingerprint(steps: Iterable[Step]) -> str:
    """SHA-256 over lines, acts and what each would write, in every process the same."""
    digest = hashlib.sha256()
    for step in steps:
        digest.update(repr(_plain(_told(step))).encode())
    return digest.hexdigest()


def _told(step: Step) -> list[Any]:
    """Without the version of the clinic: what somebody changed beside the plan leaves the plan as it was."""
    made = _whole(step.listing) if step.listing is not None and step.clinic_id is None else None
    return [step.line, step.act.value, step.name, step.reason, step.clinic_id, step.taken, step.changes, made]


def _whole(listing: Listing) -> dict[str, Any]:
    return {name: getattr(listing, name) for name in listing.__dataclass_fields__}


def _plain(value: Any) -> Any:
    """Without the order of sets and dictionaries, which no two processes share."""
    if isinstance(value, dict):
        return sorted((key, _plain(one)) for key, one in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value), key=repr)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if value is not None else None
