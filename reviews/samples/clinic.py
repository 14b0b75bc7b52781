"""The invented reviews of one sample clinic."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from clinics.domain.catalog import FACTS
from clinics.domain.clock import months_after
from clinics.models import Clinic
from reviews.actions.forgetting import WRITTEN
from reviews.domain.calendar import appears_on, forgotten_on
from reviews.enums import ReplyStatus, ReviewReason, ReviewStatus, Said
from reviews.models import Concern, Reply, Review
from reviews.samples.words import ANSWERED, BAD, CONCERNS, GOOD, HELD, LONG, MIXED, REFUSED, REPLIES

SEED = 1962
"""As for the clinics."""
HOW_MANY = (0, 0, 0, 1, 2, 4, 5, 6, 9, 15, 31)
STARS = {"good": (4, 5, 5), "mixed": (2, 3, 4), "bad": (1, 2, 2)}
ASKED = [fact.key for fact in FACTS.values() if fact.patients]
BLANK = {name: value for name, value in WRITTEN.items() if name != "nonce"}


@dataclass(slots=True)
class Drawn:
    review: Review
    answers: list[tuple[str, str]] = field(default_factory=list)
    reply: Reply | None = None
    concern: Concern | None = None


def drawn(clinic: Clinic, today: dt.date) -> Iterator[Drawn]:
    """None of some; of the others shown ones, and some in the other states. Every fortieth clinic has all states."""
    maker = Maker(clinic, today)
    number = maker.chance.choice(HOW_MANY)
    yield from (maker.published(ago) for ago in maker.days(number))
    others = list(maker.others())
    every = int(clinic.key.rpartition("-")[2]) % 40 == 1 if clinic.key[-1:].isdigit() else False
    yield from others if every else others[: number // 5]


class Maker:
    """How well it does, and to which questions its patients say no, is drawn first."""

    def __init__(self, clinic: Clinic, today: dt.date) -> None:
        self.clinic, self.today = clinic, today
        self.chance = random.Random(f"{SEED}|{clinic.key}")  # noqa: S311 -- no secret
        self.methods = sorted(offering.method for offering in clinic.offerings.all()) or ["iv"]
        self.tones = self.chance.choice(((8, 2, 0), (6, 3, 1), (2, 4, 3), (1, 2, 6)))
        self.asked = self.chance.sample(ASKED, 10)
        self.yes = {fact: self._wanted(fact, self.chance.choice((1, 0.95, 0.9, 0.9, 0.6, 0.1))) for fact in self.asked}
        self.count = 0

    @staticmethod
    def _wanted(fact: str, share: float) -> float:
        """How many say yes, where so many say what patients look for."""
        return share if FACTS[fact].wanted else 1 - share

    def days(self, number: int) -> list[int]:
        """So many days ago each was confirmed; the oldest first, as rows come to be."""
        return sorted((self.chance.randrange(16, 690) for _ in range(number)), reverse=True)

    def published(self, ago: int) -> Drawn:
        one = self._decided(ago, ReviewStatus.PUBLISHED, ReviewReason.FITS)
        if self.clinic.managed and self.chance.random() < 0.3:
            one.reply = self._reply(one.review)
        if self.chance.random() < 0.03:
            kind, text = self.chance.choice(CONCERNS)
            one.concern = Concern(review=one.review, kind=kind, text=text)
        return one

    def others(self) -> Iterator[Drawn]:
        """Each state that is not shown, once; each reason of a refusal, too."""
        yield self._written(3, ReviewStatus.WAITING)
        yield self._decided(1, ReviewStatus.PUBLISHED, ReviewReason.FITS)
        yield self._written(2, ReviewStatus.HELD, text=HELD)
        yield self._decided(40, ReviewStatus.REFUSED, self.chance.choice(ReviewReason.refusing))
        yield self._gone(self._decided(self.chance.randrange(760, 900), ReviewStatus.EXPIRED, ReviewReason.FITS))
        yield self._decided(20, ReviewStatus.ANSWERED, "private")
        yield self._forgotten(self._decided(90, ReviewStatus.FINAL, "abusive"))
        yield self._gone(self._decided(60, ReviewStatus.WITHDRAWN, ReviewReason.FITS))
        yield self._unconfirmed()
        yield from (self._decided(100 + 7 * n, ReviewStatus.REFUSED, r) for n, r in enumerate(ReviewReason.refusing))

    def _written(self, ago: int, status: str, **fields: Any) -> Drawn:
        tone = self.chance.choices(("good", "mixed", "bad"), self.tones)[0]
        confirmed = self._at(ago)
        month = months_after(confirmed.date().replace(day=1), -self.chance.randrange(1, 7))
        self.count += 1
        written = {
            "month": month, "method": self.chance.choice(self.methods), "text": self._text(tone),
            "relation": self.chance.choice(("self", "self", "self", "family")),
            **{name: self.chance.choice(STARS[tone]) for name in ("care", "safety", "honesty")},
        }  # fmt: skip
        digest = hashlib.sha256(f"{self.clinic.key}|{self.count}".encode()).hexdigest()
        review = Review(
            clinic=self.clinic, status=status, confirmed_at=confirmed, address_hash=digest, **written | fields
        )
        return Drawn(review, self._answers())

    def _decided(self, ago: int, status: str, reason: str) -> Drawn:
        refused = {"text": REFUSED[reason]} if reason in REFUSED else {}
        one = self._written(ago, status, reason=reason, **refused)
        decided = self._at(max(0, ago - self.chance.choice((0, 1, 1, 2, 2, 3, 5, 9))))
        one.review.decided_at = decided
        if status == ReviewStatus.ANSWERED:
            one.review.answer, one.review.confirmed_at = ANSWERED, decided + dt.timedelta(days=2)
        if status in {ReviewStatus.PUBLISHED, ReviewStatus.EXPIRED}:
            one.review.published_on = appears_on(timezone.localdate(decided))
            one.review.expires_on = forgotten_on(one.review.published_on)
        return one

    def _unconfirmed(self) -> Drawn:
        one = self._written(1, ReviewStatus.UNCONFIRMED, nonce="0" * 32)
        one.review.confirmed_at, one.review.address_hash = None, ""
        return one

    def _gone(self, one: Drawn) -> Drawn:
        """Nothing that was written stays."""
        for name, blank in BLANK.items():
            setattr(one.review, name, blank)
        return Drawn(one.review)

    def _forgotten(self, one: Drawn) -> Drawn:
        """The same, but that its writer is still known to have reviewed the clinic."""
        digest = one.review.address_hash
        gone = self._gone(one)
        gone.review.address_hash = digest
        return gone

    def _reply(self, review: Review) -> Reply:
        status = self.chance.choices(ReplyStatus.values, (2, 6, 1, 1))[0]
        reason = {"published": "fits", "refused": "names_a_patient"}.get(status, "")
        decided = review.decided_at if reason else None
        return Reply(review=review, text=self.chance.choice(REPLIES), status=status, reason=reason, decided_at=decided)

    def _answers(self) -> list[tuple[str, str]]:
        return [
            (fact, Said.FORGOTTEN if self.chance.random() < 0.1 else self._one_answer(fact))
            for fact in self.asked
            if self.chance.random() < 0.8
        ]

    def _one_answer(self, fact: str) -> str:
        return Said.YES if self.chance.random() < self.yes[fact] else Said.NO

    def _text(self, tone: str) -> str:
        if self.chance.random() < 0.04:
            return "\n\n".join(LONG)
        pool = {"good": GOOD, "mixed": (*MIXED, *GOOD[:3]), "bad": (*BAD, *MIXED[:2])}[tone]
        told = self.chance.sample(pool, self.chance.choice((1, 2, 2, 3, 4)))
        return " ".join(told[:2]) + ("\n\n" + " ".join(told[2:]) if told[2:] else "")

    def _at(self, ago: int) -> dt.datetime:
        """At noon, so many days ago."""
        noon = dt.datetime.combine(self.today - dt.timedelta(days=ago), dt.time(12))
        return timezone.make_aware(noon)
