"""What the clinic writes of itself, whom it treats, and what for."""

from collections.abc import Iterable, Sequence

from clinics.enums import TraitKind
from clinics.models import AgeRange, Clinic
from clinics.policies import Authority
from owners.sections.base import Section, Values, differing
from owners.sections.rows import read_conditions, read_traits, write_conditions, write_traits

NO_END = 120
_KINDS = {"languages": TraitKind.LANGUAGE, "settings": TraitKind.SETTING}


def read(clinic: Clinic) -> Values:
    """ages: one value, since a line of the page alone says nothing: [[18, 64]], both ends included, 120 without end."""
    values: Values = {"description": clinic.description, "conditions": read_conditions(clinic)}
    values |= {name: read_traits(clinic, kind) for name, kind in _KINDS.items()}
    return values | {"ages": joined(AgeRange.objects.filter(clinic=clinic).values_list("youngest", "oldest"))}


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
    if "ages" in changed:
        _write_ages(clinic, after["ages"])


def joined(stretches: Iterable[Sequence[int]]) -> list[list[int]]:
    """In order, those that touch as one: 18 to 25 and 26 to 64 say 18 to 64."""
    found: list[list[int]] = []
    for low, high in sorted((stretch[0], stretch[1]) for stretch in stretches):
        if found and low <= found[-1][1] + 1:
            found[-1][1] = max(high, found[-1][1])
        else:
            found.append([low, high])
    return found


def _write_ages(clinic: Clinic, stretches: list[list[int]]) -> None:
    """One by one, since whatever writes in bulk leaves no history."""
    wanted = {stretch[0]: stretch[1] for stretch in stretches}
    for row in AgeRange.objects.filter(clinic=clinic):
        if wanted.get(row.youngest) == row.oldest:
            del wanted[row.youngest]
        else:
            row.delete()
    for low, high in wanted.items():
        AgeRange.objects.create(clinic=clinic, youngest=low, oldest=high)


ABOUT = Section(
    "about", "About", "A few words of your own, whom you treat, and what for.", read, write,
    worded=frozenset({"description"}),
)  # fmt: skip
