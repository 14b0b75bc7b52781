"""What the directory asks of every clinic, and how answers become the answer in force.

A fact is a yes/no question. Statements answer it, each with its evidence and its
dates. `effective` is the only rule that turns statements into an answer; `spans`
is the same rule for all days at once, so that a search needs no nightly job.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from clinics.domain.clock import months_after


class Evidence(IntEnum):
    """How well an answer is backed; a higher number is stronger."""

    SOURCE = 1
    STATED = 2
    DOCUMENT = 3
    REGISTER = 4

    @property
    def code(self) -> str:
        return self.name.lower()


CHECKED = frozenset({Evidence.DOCUMENT, Evidence.REGISTER})
"""Evidence that a moderator saw; what `checked=1` counts."""


class Polarity(StrEnum):
    """Whether a yes is good for the patient, neither, or a warning sign."""

    PROTECTIVE = "protective"
    NEUTRAL = "neutral"
    ADVERSE = "adverse"

    @property
    def wanted(self) -> bool:
        """The answer that a search for the fact asks for."""
        return self is Polarity.PROTECTIVE

    @property
    def worse(self) -> bool | None:
        """The answer that is worse for the patient; None where neither is."""
        return {Polarity.PROTECTIVE: False, Polarity.ADVERSE: True}.get(self)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: an answer in force from `on` up to and including `until`.

    `order` tells two statements of one day apart: the higher came later.
    """

    answer: bool
    evidence: Evidence
    on: dt.date
    until: dt.date
    order: int = 0

    def live(self, day: dt.date) -> bool:
        return self.on <= day <= self.until

    @property
    def time(self) -> tuple[dt.date, int]:
        return self.on, self.order


@dataclass(frozen=True, slots=True)
class Span:
    """The statement in force on each day from `starts` up to, not including, `ends`."""

    said: Said
    starts: dt.date
    ends: dt.date


def effective(polarity: Polarity, said: Iterable[Said], day: dt.date) -> Said | None:
    """The statement in force on a day, or None where nobody has said.

    The strongest live statement, the newest among equals. A newer answer that is
    worse for the patient takes effect at once whatever its evidence: it voids every
    older better one, and a later better answer counts at its own evidence only.
    An answer that ran out or was taken back counts for nothing, a worse one neither.
    """
    live = [s for s in said if s.live(day)]
    worse = [s.time for s in live if s.answer is polarity.worse]
    if worse:
        last = max(worse)
        live = [s for s in live if s.answer is polarity.worse or s.time > last]
    return max(live, key=lambda s: (s.evidence, s.time), default=None)


def spans(polarity: Polarity, said: Sequence[Said]) -> list[Span]:
    """Who is in force from when to when; gaps are days when nobody has said."""
    one = dt.timedelta(days=1)
    edges = sorted({s.on for s in said} | {s.until + one for s in said})
    found: list[Span] = []
    for starts, ends in itertools.pairwise(edges):
        now = effective(polarity, said, starts)
        if now is None:
            continue
        if found and found[-1].said is now and found[-1].ends == starts:
            found[-1] = Span(now, found[-1].starts, ends)
        else:
            found.append(Span(now, starts, ends))
    return found


def contradicted(said: Iterable[Said], day: dt.date) -> bool:
    """True where live statements answer both yes and no: a task for a moderator."""
    return len({s.answer for s in said if s.live(day)}) > 1


def expires(evidence: Evidence, on: dt.date) -> dt.date:
    """The last day a statement counts where nothing else was written down.

    stated 12 months, register 90 days, source 36 months at most, document 12 months.
    """
    if evidence is Evidence.REGISTER:
        return on + dt.timedelta(days=90)
    return months_after(on, 36 if evidence is Evidence.SOURCE else 12)
