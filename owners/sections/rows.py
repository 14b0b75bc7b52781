"""Rows of a listing that are only there or not."""

from collections.abc import Iterable

from clinics.models import Clinic, ClinicCondition, Condition, Trait


def read_traits(clinic: Clinic, kind: str) -> list[str]:
    return sorted(Trait.objects.filter(clinic=clinic, kind=kind).values_list("code", flat=True))


def write_traits(clinic: Clinic, kind: str, codes: Iterable[str]) -> None:
    """One by one, since whatever writes in bulk leaves no history."""
    held = {row.code: row for row in Trait.objects.filter(clinic=clinic, kind=kind)}
    wanted = set(codes)
    for code in held.keys() - wanted:
        held[code].delete()
    for code in sorted(wanted - held.keys()):
        Trait.objects.create(clinic=clinic, kind=kind, code=code)


def read_conditions(clinic: Clinic) -> list[str]:
    return sorted(ClinicCondition.objects.filter(clinic=clinic).values_list("condition__key", flat=True))


def write_conditions(clinic: Clinic, keys: Iterable[str]) -> None:
    held = {row.condition.key: row for row in ClinicCondition.objects.filter(clinic=clinic).select_related("condition")}
    wanted = set(keys)
    for key in held.keys() - wanted:
        held[key].delete()
    for condition in Condition.objects.filter(key__in=wanted - held.keys()):
        ClinicCondition.objects.create(clinic=clinic, condition=condition)
