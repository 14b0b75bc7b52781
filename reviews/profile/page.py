"""What patients say of one clinic, as its page shows it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clinics.domain.facts import Evidence
from clinics.enums import Method
from clinics.models import Clinic
from clinics.profile.facts import FactRow
from clinics.search.query import RATED_FROM
from reviews.domain.agreeing import spoken
from reviews.domain.calendar import quarter
from reviews.domain.numbers import RATINGS, Alike, Spread, by_method, spread_of
from reviews.models import Review
from reviews.profile import rows
from reviews.profile.addresses import all_url, report_url

NEWEST = 10
"""So many stand on the clinic's own page."""
SHORT = 1000
"""So many characters of a text stand there; the whole text is a press away."""
DOTS = 30
"""More patients than that are not drawn one by one."""
BY = {"self": "by the patient", "family": "by somebody in the family"}


@dataclass(frozen=True, slots=True)
class Bar:
    """So many gave so many stars. width: of 100, the share of all reviews."""

    stars: int
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Rating:
    """One of the three. average: "4.7"; "" under five reviews."""

    name: str
    average: str
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class OfMethod:
    """What those say who had one method. words: "care 4.7, safety 4.6, …"; "" under five of them."""

    name: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One review. rest: the address of the whole text, where this is only its beginning."""

    pk: int
    stars: str
    about: str
    text: str
    rest: str
    reply: str
    report: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """count: published and shown today. average: of all three ratings, "" under five reviews."""

    count: int
    refused: int
    average: str
    ratings: list[Rating]
    methods: list[OfMethod]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What patients say beside one fact. alike and differ: one dot a patient; 0 where they are too many to draw."""

    words: str
    alike: int
    differ: int

    @property
    def of(self) -> int:
        return self.alike + self.differ


@dataclass(frozen=True, slots=True)
class Said:
    """What patients say of one clinic. answers: fact → how many say yes, and no."""

    clinic: Clinic
    numbers: Numbers
    answers: Mapping[str, tuple[int, int]]
    newest: list[Told]

    @property
    def more(self) -> bool:
        return self.numbers.count > len(self.newest)

    def beside(self, row: FactRow) -> Agreement | None:
        """None under five answers."""
        yes, no = self.answers.get(row.fact.key, (0, 0))
        own_word = row.stated and row.lines[0].bars == Evidence.STATED
        words = spoken(row.state, own_word=own_word, yes=yes, no=no)
        if not words:
            return None
        alike, differ = (no, yes) if row.state == "no" else (yes, no)
        return Agreement(words, alike, differ) if yes + no <= DOTS else Agreement(words, 0, 0)


def said(clinic: Clinic, today: dt.date) -> Said:
    """Four queries."""
    return Said(
        clinic,
        numbers(clinic, today),
        rows.answers(clinic.pk, today),
        [told(review, clinic, short=True) for review in rows.newest(clinic.pk, today)[:NEWEST]],
    )


def numbers(clinic: Clinic, today: dt.date) -> Numbers:
    """Two queries."""
    alike = rows.ratings(clinic.pk, today)
    spread = spread_of(alike)
    enough = spread.count >= RATED_FROM
    return Numbers(
        count=spread.count,
        refused=rows.refused(clinic.pk, today),
        average=str(spread.overall) if enough else "",
        ratings=[_rating(spread, key, name) for key, name in RATINGS.items()],
        methods=_methods(alike),
    )


def told(review: Review, clinic: Clinic, *, short: bool = False) -> Told:
    text = _beginning(review.text) if short else review.text
    return Told(
        pk=review.pk,
        stars=", ".join(f"{_lower(name, key)} {getattr(review, key)} of 5" for key, name in RATINGS.items()),
        about=", ".join([_quarter(review), *_method(review.method), *_by(review)]),
        text=text,
        rest=f"{all_url(clinic)}#review-{review.pk}" if text != review.text else "",
        reply=review.reply or "",  # type: ignore[attr-defined] # from rows.newest
        report=report_url(review.pk),
    )


def _rating(spread: Spread, key: str, name: str) -> Rating:
    average = str(spread.average(key)) if spread.count >= RATED_FROM else ""
    most = spread.count or 1
    return Rating(
        name, average, [Bar(stars, count, round(100 * count / most)) for stars, count in spread.spread[key].items()]
    )


def _methods(alike: Iterable[Alike]) -> list[OfMethod]:
    return [
        OfMethod(
            "".join(_method(method)) or "Method not said",
            spread.count,
            ", ".join(f"{name.lower()} {spread.average(key)}" for key, name in RATINGS.items())
            if spread.count >= RATED_FROM
            else "",
        )
        for method, spread in by_method(alike).items()
    ]


def _lower(name: str, key: str) -> str:
    """The first begins the sentence."""
    return name if key == next(iter(RATINGS)) else name.lower()


def _quarter(review: Review) -> str:
    return quarter(review.month) if review.month else "Time not said"


def _method(method: str) -> list[str]:
    return [Method(method).label] if method in Method.values else []


def _by(review: Review) -> list[str]:
    return [BY[review.relation]] if review.relation in BY else []


def _beginning(text: str) -> str:
    """Whole where it is short or nearly so; else up to a word's end."""
    if len(text) <= SHORT + SHORT // 4:
        return text
    return f"{text[:SHORT].rsplit(None, 1)[0]} …"
