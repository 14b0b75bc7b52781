"""What a clinic says and what a file says, in the words that a moderator compares: only the parts that differ."""

from collections.abc import Callable, Iterable
from typing import Any

from clinics.domain.catalog import FACTS
from clinics.domain.prices import Range, dollars
from clinics.enums import Method, TraitKind, Unit
from clinics.models import AgeRange, Clinic, Condition, Offering
from clinics.models.trait import CODES
from sources.columns import CLINIC, MONEY, OFFERING
from sources.listing import Values
from sources.merge import EMPTY_OFFERING
from sources.parts import ADDRESSES, MERGED, statement_cell

Pair = tuple[str, str]
"""What is held, what a file says."""
NOT_STATED = "not stated"
_CODECS: dict[Any, dict[str, Any]] = {
    Clinic: {column.name: column.codec for column in CLINIC},
    Offering: {column.name: column.codec for column in OFFERING},
}


def spoken(name: str, held: Any, offered: Any) -> Pair:
    """Both values of a column in words; blank where nobody has said."""
    if name in _PARTS:
        return _PARTS[name](held, offered)
    if name in _CODECS[Clinic]:
        return _plain(Clinic, name, held), _plain(Clinic, name, offered)
    return held, offered  # organization and moved_to are words already


def _plain(model: Any, name: str, value: Any) -> str:
    """One value as the file writes it, but a code by its label and a no as no."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in MONEY:
        return dollars(value)
    labels = dict(model._meta.get_field(name).flatchoices)
    return str(labels[value] if value in labels else _CODECS[model][name].encode(value))


def _label(model: Any, name: str) -> str:
    """What the admin calls a column; an amount shows itself that it is dollars."""
    return str(model._meta.get_field(name).verbose_name).removesuffix(", dollars")


def _lines(pairs: Iterable[Pair]) -> Pair:
    """A line for each part that differs."""
    unlike = [pair for pair in pairs if pair[0] != pair[1]]
    return "\n".join(held for held, _ in unlike), "\n".join(offered for _, offered in unlike)


def _labeled(label: str, held: str, offered: str) -> Pair:
    return f"{label}: {held or NOT_STATED}.", f"{label}: {offered or NOT_STATED}."


def _traits(held: Iterable[tuple[str, str]], offered: Iterable[tuple[str, str]]) -> Pair:
    return _lines(_labeled(kind.label, _of(kind, held), _of(kind, offered)) for kind in TraitKind)


def _of(kind: str, traits: Iterable[tuple[str, str]]) -> str:
    codes = {code for k, code in traits if k == kind}
    return ", ".join(label for code, label in CODES[kind].items() if code in codes)


def _conditions(held: frozenset[str], offered: frozenset[str]) -> Pair:
    names = dict(Condition.objects.filter(key__in=held | offered).values_list("key", "name"))
    return _list(names[key] for key in names if key in held), _list(names[key] for key in names if key in offered)


def _ages(held: frozenset[tuple[int, int]], offered: frozenset[tuple[int, int]]) -> Pair:
    return _list(map(_range, sorted(held))), _list(map(_range, sorted(offered)))


def _range(ages: tuple[int, int]) -> str:
    return str(AgeRange(youngest=ages[0], oldest=ages[1]))


def _list(words: Iterable[str]) -> str:
    return "; ".join(words)


def _addresses(held: Any, offered: Any) -> Pair:
    return ADDRESSES.encode(held), ADDRESSES.encode(offered)


def _merged(held: Any, offered: Any) -> Pair:
    return MERGED.encode(held), MERGED.encode(offered)


def _statements(held: list[Values], offered: list[Values]) -> Pair:
    """The answers to a fact as a cell of the file writes them."""
    return _lines(_labeled(fact.short, _answers(key, held), _answers(key, offered)) for key, fact in FACTS.items())


def _answers(fact: str, statements: list[Values]) -> str:
    return statement_cell([said for said in statements if said["fact"] == fact])


def _people(held: list[Values], offered: list[Values]) -> Pair:
    """How many people only one of the two names, or describes otherwise: no names.

    What waits for a moderator holds none, since a person may have themself removed.
    """
    there, said = (len([p for p in ours if p not in others]) for ours, others in ((held, offered), (offered, held)))
    return _unlike(there, "the file does not name so"), _unlike(said, "the listing does not name so")


def _unlike(count: int, what: str) -> str:
    return f"{count} {'person' if count == 1 else 'people'} whom {what}" if count else ""


_PRICE = frozenset({"unit", "price_min", "price_max"})
_UNHEARD: Values = EMPTY_OFFERING | {"evidence": None}
"""A method that is not named at all."""


def _offerings(held: dict[str, Values], offered: dict[str, Values]) -> Pair:
    return _lines(_labeled(method.label, *_terms(held.get(method), offered.get(method))) for method in Method)


def _terms(held: Values | None, offered: Values | None) -> Pair:
    """Of one method the columns that differ; nothing for who does not name it."""
    one, other = _UNHEARD | (held or {}), _UNHEARD | (offered or {})
    unlike = [column.name for column in OFFERING if one[column.name] != other[column.name]]
    return (_said(one, unlike) if held else "", _said(other, unlike) if offered else "")


def _said(values: Values, names: list[str]) -> str:
    words = [_price(values)] if _PRICE & set(names) else []
    words += [f"{_label(Offering, name)}: {_plain(Offering, name, values[name]) or NOT_STATED}"
              for name in names if name not in _PRICE]  # fmt: skip
    return "; ".join(words)


def _price(values: Values) -> str:
    """ "$400 to $550 a session"."""
    if values["price_min"] is None:
        return f"price: {NOT_STATED}"
    return f"{dollars(Range(values['price_min'], values['price_max']))} {Unit(values['unit']).label}"


_PARTS: dict[str, Callable[[Any, Any], Pair]] = {
    "conditions": _conditions, "traits": _traits, "ages": _ages, "addresses": _addresses, "merged": _merged,
    "statements": _statements, "people": _people, "offerings": _offerings,
}  # fmt: skip
