"""Addresses of searches: known parameters only, in one order, the page dropped when a filter changes."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from clinics.search.query import DEFAULT_RADIUS, Query, Sort

Params = dict[str, tuple[str, ...]]
_ORDER = (
    "q", "near", "radius", "state", "method", "condition", "price_max", "fact", "checked", "unstated", "payment",
    "age", "language", "setting", "new_patients", "sort", "page",
)  # fmt: skip


def params(query: Query, near: str = "", *, paged: bool = False) -> Params:
    """A query as parameters. near: what was typed, where it could not be resolved."""
    given: dict[str, tuple[str, ...]] = {
        "q": (" ".join(query.words),),
        "near": (query.place.label if query.place else near,),
        "radius": (str(query.radius) if query.radius != DEFAULT_RADIUS else "",),
        "state": query.states,
        "method": query.methods,
        "condition": query.conditions,
        "price_max": ("" if query.price_max is None else str(query.price_max),),
        "fact": query.facts,
        "checked": ("1" if query.checked else "",),
        "unstated": ("1" if query.unstated else "",),
        "payment": query.payments,
        "age": ("" if query.age is None else str(query.age),),
        "language": query.languages,
        "setting": query.settings,
        "new_patients": ("1" if query.new_patients else "",),
        "sort": (query.sort.value if query.sort is not Sort.BEST else "",),
        "page": (str(query.page) if paged and query.page > 1 else "",),
    }
    return {name: values for name, values in given.items() if any(values)}


@dataclass(frozen=True, slots=True)
class Links:
    """The searches one step away from this one."""

    base: Params
    path: str = ""

    @classmethod
    def of(cls, query: Query, near: str = "") -> "Links":
        return cls(params(query, near), reverse("clinics:search"))

    def to(self, **changes: str | tuple[str, ...]) -> str:
        """The address with some parameters set; "" and () leave one out."""
        changed: Params = {name: (value,) if isinstance(value, str) else value for name, value in changes.items()}
        merged = {**self.base, **changed}
        pairs = [(name, value) for name in _ORDER for value in merged.get(name, ()) if value]
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def without(self, name: str, value: str = "") -> str:
        """The address without a parameter, or without one value of it."""
        left = tuple(v for v in self.base.get(name, ()) if value and v != value)
        changes: dict[str, str | tuple[str, ...]] = {name: left}
        if name == "near":
            changes["radius"] = ""
        return self.to(**changes, **self.sort_left(name, left))

    def sort_left(self, name: str, left: tuple[str, ...] = ()) -> dict[str, str | tuple[str, ...]]:
        """An order that the change makes impossible goes with it."""
        sort = self.base.get("sort", ("",))[0]
        lost = (sort == Sort.DISTANCE and name == "near") or (
            sort == Sort.PRICE and name == "method" and len(left) != 1
        )
        return {"sort": ""} if lost else {}
