"""What the clinic writes of itself, whom it treats, and what for."""

from clinics.enums import TraitKind
from clinics.models import AgeRange, Clinic
from clinics.policies import Authority
from owners.sections.base import Section, Values, differing
from owners.sections.rows import read_conditions, read_traits, write_conditions, write_traits

RANGES = 3
"""Stretches of ages that the page has room for."""
NO_END = 120
_KINDS = {"languages": TraitKind.LANGUAGE, "settings": TraitKind.SETTING}


def read(clinic: Clinic) -> Values:
    values: Values = {"description": clinic.description, "conditions": read_conditions(clinic)}
    values |= {name: read_traits(clinic, kind) for name, kind in _KINDS.items()}
    stretches = _joined(clinic)
    for n in range(RANGES):
        low, high = stretches[n] if n < len(stretches) else (None, None)
        values |= {f"youngest{n}": low, f"oldest{n}": None if high == NO_END else high}
    return values


def write(clinic: Clinic, before: Values, after: Values, by: Authority) -> None:
    changed = differing(before, after)
    if "description" in changed:
        clinic.description = after["description"]
        clinic.save()
    if "conditions" in changed:
        write_conditions(clinic, after["conditions"])
    for name, kind in _KINDS.items():
        if name in changed:
            write_traits(clinic, kind, after[name])
    if any(path.startswith(("youngest", "oldest")) for path in changed):
        _write_ages(clinic, after)


def stretches_of(values: Values) -> list[tuple[int, int]]:
    """What was typed: a blank start is 0, a blank end has none; a line without both says nothing."""
    lines = [(values.get(f"youngest{n}"), values.get(f"oldest{n}")) for n in range(RANGES)]
    said = [line for line in lines if line != (None, None)]
    return sorted((low or 0, NO_END if high is None else high) for low, high in said)


def _joined(clinic: Clinic) -> list[tuple[int, int]]:
    """Stretches that touch are one: 18 to 25 and 26 to 64 say 18 to 64."""
    found: list[tuple[int, int]] = []
    for low, high in AgeRange.objects.filter(clinic=clinic).order_by("youngest").values_list("youngest", "oldest"):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _write_ages(clinic: Clinic, after: Values) -> None:
    for row in AgeRange.objects.filter(clinic=clinic):
        row.delete()
    for low, high in stretches_of(after):
        AgeRange.objects.create(clinic=clinic, youngest=low, oldest=high)


ABOUT = Section(
    "about", "About", "A few words of your own, whom you treat, and what for.", read, write,
    worded=frozenset({"description"}),
)  # fmt: skip
