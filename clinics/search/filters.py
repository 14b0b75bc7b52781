"""The only door to a search: the query string, validated, one sentence for each mistake."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from clinics.domain.catalog import FACTS
from clinics.domain.languages import ASKED
from clinics.domain.states import STATES
from clinics.domain.text import words
from clinics.enums import Method, Payment, Setting
from clinics.models import Clinic, Condition
from clinics.search.engine import matching
from clinics.search.fields import Choice, Flag, Many, One, Whole, quoted
from clinics.search.places import Resolution, resolve
from clinics.search.query import DEFAULT_RADIUS, RADII, Query, Sort

MOST_WORDS = 12


class SearchForm(forms.Form):
    """The fields, and what they mean together. Its `data` shows what was understood."""

    data: QueryDict
    resolution = Resolution()
    words: tuple[str, ...] = ()
    unmet = ""
    """What the chosen order needs and has not: on the page it can come about by clearing a field."""

    def clean(self) -> dict[str, Any]:
        for name, field in self.fields.items():
            if isinstance(field, Many):
                self._say(name, field.problem(self.data.getlist(name)))
            elif len({text.strip() for text in self.data.getlist(name)}) > 1:
                self.cleaned_data[name] = None
                self._say(name, f"{field.label} was given more than once: give it once.")
        self._clean_words()
        self._clean_place()
        self._clean_sort()
        return self.cleaned_data

    def _say(self, name: str, sentence: str) -> None:
        """One sentence a parameter; what is valid of it stays."""
        if sentence and name not in self.errors:
            kept = self.cleaned_data.get(name)
            self.add_error(name, sentence)
            self.cleaned_data[name] = kept

    def _clean_words(self) -> None:
        typed = self.cleaned_data.get("q")
        if not typed:
            return
        found = tuple(words(typed))
        if not found:
            self._say("q", f"We cannot search for {quoted(typed)}: write letters or numbers of a name.")
        elif len(found) > MOST_WORDS:
            self._say("q", f"Write {MOST_WORDS} words at most.")
        else:
            self.words = found

    def _clean_place(self) -> None:
        typed = self.cleaned_data.get("near")
        if not typed:
            return
        self.resolution = found = resolve(typed)
        self._say("near", found.sentence)
        if found.place:
            self.data["near"] = found.place.label
        elif found.state:
            self.data["near"] = ""
            if found.state not in self.cleaned_data["state"]:
                self.data.appendlist("state", found.state)
                self.cleaned_data["state"] = (*self.cleaned_data["state"], found.state)

    def _clean_sort(self) -> None:
        sort = self.cleaned_data.get("sort")
        if sort == Sort.DISTANCE and not self.resolution.place:
            self.unmet = "Sorting by distance needs a place: write a ZIP code or a city."
        elif sort == Sort.PRICE and len(self.cleaned_data["method"]) != 1:
            self.unmet = "Sorting by price needs exactly one method: choose one."
        else:
            return
        self._say("sort", self.unmet)
        self.cleaned_data["sort"] = None


class _Filter(django_filters.Filter):
    """A filter whose field is given whole; the engine does the filtering, for all at once."""

    def __init__(self, field: forms.Field) -> None:
        super().__init__(label=str(field.label))
        self._whole = field

    @property
    def field(self) -> forms.Field:
        return self._whole


class ClinicFilter(django_filters.FilterSet):
    """A search as it was asked.

    `query` holds what is valid, `sentences` one sentence for each parameter that is not,
    `notes` what a reader should know of how it was understood.
    """

    q = _Filter(One("The name"))
    near = _Filter(One("The place"))
    radius = _Filter(Choice("The distance", map(str, RADII)))
    state = _Filter(Many("The state", STATES, upper=True))
    method = _Filter(Many("The method", dict(Method.choices)))
    condition = _Filter(Many("The condition", dict))
    price_max = _Filter(Whole("The price", 1, 1_000_000, "write whole dollars, such as 400."))
    fact = _Filter(Many("The safety fact", FACTS))
    checked = _Filter(Flag("“Only what we have checked”"))
    unstated = _Filter(Flag("“Keep clinics that have not said”"))
    payment = _Filter(Many("The payment", dict(Payment.choices)))
    age = _Filter(Whole("The age", 0, 120, "write years from 0 to 120."))
    language = _Filter(Many("The language", ASKED))
    setting = _Filter(Many("The setting", dict(Setting.choices)))
    new_patients = _Filter(Flag("“Taking new patients”"))
    sort = _Filter(Choice("The order", Sort))
    page = _Filter(Whole("The page", 1, 999_999_999, "write a number from 1 up."))

    class Meta:
        model = Clinic
        fields: tuple[str, ...] = ()
        form = SearchForm

    def __init__(self, data: Mapping[str, Any] | QueryDict, *, today: dt.date) -> None:
        self.today = today
        super().__init__(data=self._known(data), queryset=Clinic.objects.all())
        cast("Many", self.filters["condition"].field).names = self._condition_names

    @cached_property
    def conditions(self) -> list[Condition]:
        """The vocabulary, in its order; read once."""
        return list(Condition.objects.all())

    def _condition_names(self) -> dict[str, str]:
        return {condition.key: condition.name for condition in self.conditions}

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Parameter → what is wrong with it, in the order of the fields."""
        return {name: str(self.errors[name][0]) for name in self.filters if name in self.errors}

    @cached_property
    def form(self) -> SearchForm:
        """Validated; what is wrong with it stands in `sentences`."""
        form = cast("SearchForm", super().form)
        form.is_valid()
        return form

    @property
    def resolution(self) -> Resolution:
        """What was understood by `near`."""
        return self.form.resolution

    @cached_property
    def notes(self) -> list[str]:
        state = self.resolution.state
        return [f"The search is for all of {STATES[state]}."] if state else []

    @cached_property
    def query(self) -> Query:
        given: dict[str, Any] = self.form.cleaned_data
        return Query(
            today=self.today,
            words=self.form.words,
            place=self.form.resolution.place,
            radius=int(given.get("radius") or DEFAULT_RADIUS),
            states=given["state"], methods=given["method"], conditions=given["condition"],
            payments=given["payment"], languages=given["language"], settings=given["setting"],
            facts=given["fact"], checked=bool(given.get("checked")), unstated=bool(given.get("unstated")),
            price_max=given.get("price_max"), age=given.get("age"), new_patients=bool(given.get("new_patients")),
            sort=Sort(given.get("sort") or Sort.BEST),
            page=given.get("page") or 1,
        )  # fmt: skip

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """All matches, on every page, for whoever asks for `qs`: the engine knows the rules, not the single filters."""
        return queryset.filter(pk__in=matching(self.query).values("pk"))

    @classmethod
    def _known(cls, data: Mapping[str, Any] | QueryDict) -> QueryDict:
        """The parameters we know, to be written to; all others are dropped."""
        known = QueryDict(mutable=True)
        for name in cls.base_filters:
            values = data.getlist(name) if isinstance(data, QueryDict) else _listed(data.get(name))
            # A blank parameter is no parameter.
            if written := [value for value in values if value.strip()]:
                known.setlist(name, written)
        return known


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values]
