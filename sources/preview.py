"""A plan as a page shows it: finished words, the problems first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from sources.models.import_run import called
from sources.parts import RECORDS
from sources.steps import ORIGIN, Act, Step
from sources.wording import NOT_STATED, spoken

PER_PAGE = 100
ORDER = (
    Act.ERROR, Act.DUPLICATE, Act.WITHDRAWN, Act.DIFFERS, Act.MISSING, Act.CREATE, Act.UPDATE, Act.UNCHANGED,
)  # fmt: skip
MEANING = {
    Act.ERROR: "left out, for the reason given",
    Act.DUPLICATE: "left out, since it is probably there already",
    Act.WITHDRAWN: "left out: the clinic asked not to be listed",
    Act.DIFFERS: "not overwritten: the clinic keeps its listing itself, and a moderator looks at the difference",
    Act.MISSING: "in an older edition and not in this one: noted, and nothing is taken away",
    Act.CREATE: "made as new listings",
    Act.UPDATE: "changed",
    Act.UNCHANGED: "the same already",
}


@dataclass(frozen=True, slots=True)
class Change:
    """written: the listing would say so; else the clinic's own words stay, and a moderator looks at both."""

    label: str
    now: str
    then: str
    written: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """step: as planned. facts: a new listing in a few words. changes: what would be written, or is not overwritten."""

    step: Step
    facts: list[str]
    changes: list[Change]

    @property
    def tickable(self) -> bool:
        return self.step.takeable or self.step.taken


@dataclass(frozen=True, slots=True)
class Preview:
    """counts: of the whole plan; act: the one that is shown alone, or ""."""

    counts: list[tuple[Act, int, str]]
    act: str
    page: Page[Step]
    rows: list[Row]

    @property
    def writes(self) -> bool:
        return any(act not in {Act.UNCHANGED, *_LEFT_OUT} for act, _, _ in self.counts)


_LEFT_OUT = {Act.ERROR, Act.DUPLICATE, Act.WITHDRAWN}


def preview(steps: Sequence[Step], act: str, page: str) -> Preview:
    """One page of it. An act that is none shows all; a page that is none is the first or the last."""
    found = Counter(step.act for step in steps)
    act = act if act in found else ""
    shown = sorted((s for s in steps if act in {"", s.act}), key=lambda s: (ORDER.index(s.act), s.line))
    part = Paginator(shown, PER_PAGE).get_page(page)
    counts = [(one, found[one], MEANING[one]) for one in ORDER if found[one]]
    return Preview(counts, act, part, [Row(step, _facts(step), _changes(step)) for step in part.object_list])


def _facts(step: Step) -> list[str]:
    if step.act is not Act.CREATE or step.listing is None:
        return []
    values, listing = step.listing.fields, step.listing
    place = " ".join(filter(None, (values["street"], values["city"], values["state"], values["zip"])))
    parts = {"method": len(listing.offerings), "answer": len(listing.statements), "person": len(listing.people)}
    many = ", ".join(f"{count} {name if count == 1 else _MANY[name]}" for name, count in parts.items() if count)
    return [line for line in (place, spoken("phone", "", values["phone"])[1], values["website"], many) if line]


_MANY = {"method": "methods", "answer": "answers", "person": "people"}


def _changes(step: Step) -> list[Change]:
    return [
        _change(name, *pair, written=step.act is not Act.DIFFERS or name in step.origin)
        for name, pair in sorted(step.changes.items())
    ]


def _change(name: str, now: Any, then: Any, *, written: bool) -> Change:
    if name == ORIGIN:
        held, offered = RECORDS.encode(now), RECORDS.encode(then)
    else:
        held, offered = spoken(name, now, then)
    return Change(called(name), held or NOT_STATED, offered or NOT_STATED, written)
