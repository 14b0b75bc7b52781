"""When a clinic meets each group of a query, and when it has not said: as SQL conditions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from clinics.domain.catalog import FACTS
from clinics.domain.facts import Evidence
from clinics.domain.geo import chord2_of, latitude_span
from clinics.enums import TraitKind, Unit
from clinics.models import AgeRange, Answer, Clinic, ClinicCondition, Offering, Trait
from clinics.querysets import ClinicQuerySet
from clinics.search.query import Query
from clinics.search.sql import Chord2, Count

_ID = OuterRef("pk")
Test = Q | Exists
"""What filter() and When() take."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group in force. met: the clinic meets it. unknown: it has not said."""

    name: str
    met: Test
    unknown: Test | None = None

    def passes(self, *, unstated: bool) -> Test:
        """What a match must fulfil."""
        return self.met | self.unknown if unstated and self.unknown is not None else self.met


def visible(query: Query) -> ClinicQuerySet:
    """Clinics that may be found at all, by these words: what no group ever lifts, but the place."""
    if not query.words:
        return Clinic.objects.in_results(query.today)
    clinics = Clinic.objects.found_by_name()
    for word in query.words:
        clinics = clinics.filter(search_text__contains=f" {word}")
    return clinics


def around(query: Query) -> ClinicQuerySet:
    """`visible`, within the radius where a place is given."""
    clinics = visible(query)
    if query.place is None:
        return clinics
    # The latitudes are a cheap first cut that an index serves; the chord decides.
    return clinics.annotate(chord2=Chord2(query.place.vector)).filter(
        latitude__range=latitude_span(query.place.latitude, query.radius), chord2__lte=chord2_of(query.radius)
    )


def groups(query: Query) -> Iterator[Group]:
    """Every group in force, but facts."""
    if query.states:
        yield Group("state", Q(state__in=query.states))
    if query.methods:
        yield Group("method", Exists(offers(query.methods)), Q(methods_complete=False) & ~Exists(offers(query.methods)))
    if query.conditions:
        treats = ClinicCondition.objects.filter(clinic=_ID)
        yield Group("condition", Exists(treats.filter(condition__key__in=query.conditions)), ~Exists(treats))
    for kind, codes in traits_asked(query):
        stated = Trait.objects.filter(clinic=_ID, kind=kind)
        yield Group(str(kind.value), Exists(stated.filter(code__in=codes)), ~Exists(stated))
    yield from _numbers(query)


def _numbers(query: Query) -> Iterator[Group]:
    if query.age is not None:
        ages = AgeRange.objects.filter(clinic=_ID)
        yield Group("age", Exists(ages.filter(youngest__lte=query.age, oldest__gte=query.age)), ~Exists(ages))
    if query.price_max is not None:
        yield price(query, query.methods)
    if query.new_patients:
        yield Group("new_patients", Q(new_patients=True), Q(new_patients=None))


def traits_asked(query: Query) -> list[tuple[TraitKind, tuple[str, ...]]]:
    asked = {TraitKind.PAYMENT: query.payments, TraitKind.LANGUAGE: query.languages, TraitKind.SETTING: query.settings}
    return [(kind, codes) for kind, codes in asked.items() if codes]


def offers(methods: tuple[str, ...]) -> "QuerySet[Offering]":
    return Offering.objects.filter(clinic=_ID, method__in=methods)


def price(query: Query, methods: tuple[str, ...]) -> Group:
    """The lowest session price of these methods, of any where none is named."""
    priced = Offering.objects.filter(clinic=_ID, unit=Unit.SESSION)
    if methods:
        priced = priced.filter(method__in=methods)
    return Group("price", Exists(priced.filter(price_min__lte=query.price_max)), ~Exists(priced))


def facts_short(query: Query) -> Combinable:
    """How many of the chosen facts a clinic does not meet."""
    answers = Answer.objects.on(query.today).filter(clinic=_ID, fact__in=query.facts)
    if query.unstated:
        return _count(answers.exclude(_wanted(query)))
    return len(query.facts) - _count(answers.filter(_wanted(query)))


def _wanted(query: Query) -> Q:
    """An answer in force that meets its fact."""
    yes = [key for key in query.facts if FACTS[key].wanted]
    no = [key for key in query.facts if not FACTS[key].wanted]
    wanted = Q(fact__in=yes, answer=True) | Q(fact__in=no, answer=False)
    return wanted & Q(evidence__gte=Evidence.DOCUMENT) if query.checked else wanted


def _count(answers: "QuerySet[Answer]") -> Subquery:
    return Subquery(answers.annotate(n=Count(F("pk"))).values("n"))


def matches(query: Query, clinics: ClinicQuerySet) -> ClinicQuerySet:
    """Those that meet every group."""
    for group in groups(query):
        clinics = clinics.filter(group.passes(unstated=query.unstated))
    if query.facts:
        clinics = clinics.annotate(short=facts_short(query)).filter(short=0)
    return clinics
