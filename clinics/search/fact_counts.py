"""The counts beside every fact, in two passes over the answers in force.

One pass counts the answers of the matches, one those of clinics that miss a single chosen
fact. Of the latter, one without an answer to a chosen fact misses that very fact, and one
with a weak answer too: so plain counts by fact, answer and evidence are enough.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count as CountOf

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence
from clinics.models import Answer
from clinics.search.pool import ONE_FACT, Pool
from clinics.search.query import Count, Query
from clinics.search.sql import Among, IdSet, Sql

Answers = Counter[tuple[str, bool, bool]]
"""(fact, answer, seen by a moderator; False where that is not asked) → clinics."""


@dataclass(frozen=True, slots=True)
class FactCounts:
    """inside: of the matches. outside: of the `short` clinics that miss one chosen fact."""

    query: Query
    total: int
    short: int
    inside: Answers
    outside: Answers

    @classmethod
    def of(cls, pool: Pool) -> "FactCounts":
        query = pool.query
        short = IdSet([row.id for row in pool.by_code.get(ONE_FACT, ())])
        outside = _answers(query, short, query.facts) if query.facts else Counter()
        return cls(query, pool.total, len(short), _answers(query, pool.ids(), tuple(FACTS)), outside)

    def counts(self) -> dict[str, Count]:
        return {key: self._chosen(key) if key in self.query.facts else self._added(key) for key in FACTS}

    def without(self) -> dict[str, int]:
        """Chosen fact → the total without it."""
        return {key: self.total + self.short - self._met(self.outside, key, self.short) for key in self.query.facts}

    def _added(self, key: str) -> Count:
        silent = self.total - _said(self.inside, key)
        return Count(self._met(self.inside, key, self.total), silent, self._weak(self.inside, key))

    def _chosen(self, key: str) -> Count:
        silent = self.total - _said(self.inside, key)
        if not self.query.unstated:
            silent += self.short - _said(self.outside, key)
        return Count(self.total, silent, self._weak(self.inside + self.outside, key))

    def _met(self, answers: Answers, key: str, clinics: int) -> int:
        wanted = FACTS[key].wanted
        met = answers[key, wanted, True] + (0 if self.query.checked else answers[key, wanted, False])
        return met + (clinics - _said(answers, key) if self.query.unstated else 0)

    def _weak(self, answers: Answers, key: str) -> int | None:
        """Those that say so without a check; only of interest where a check is asked."""
        return answers[key, FACTS[key].wanted, False] if self.query.checked else None


def _answers(query: Query, ids: IdSet, facts: tuple[str, ...]) -> Answers:
    rows = Answer.objects.on(query.today).filter(Among("clinic_id", ids)).order_by()
    if len(facts) < len(FACTS):
        rows = rows.filter(fact__in=facts)
    # Evidence is told apart only where it is asked: each column more is a third of the time.
    seen = Sql(f"evidence >= {int(Evidence.DOCUMENT)}" if query.checked else "0").number
    grouped = rows.annotate(seen=seen).values_list("fact", "answer", "seen").annotate(n=CountOf("pk"))
    return Counter({(fact, answer, bool(seen)): n for fact, answer, seen, n in grouped})


def _said(answers: Answers, key: str) -> int:
    return sum(answers[key, answer, checked] for answer in (True, False) for checked in (True, False))
