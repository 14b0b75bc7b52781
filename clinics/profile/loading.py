"""Clinics with all their rows in a fixed number of queries, whatever their number."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from clinics.models import Clinic, ClinicCondition, SourceRecord, Statement


def with_rows(clinics: "QuerySet[Clinic]") -> "QuerySet[Clinic]":
    """Eight queries: the clinics, and each kind of row once."""
    return clinics.select_related("organization", "moved_to").prefetch_related(
        "offerings", "practitioners", "ages", "traits",
        Prefetch("clinic_conditions", ClinicCondition.objects.select_related("condition")),
        Prefetch("statements", Statement.objects.select_related("practitioner", "source")),
        Prefetch("source_records", SourceRecord.objects.select_related("source")),
    )  # fmt: skip


def shown_by_id(ids: Iterable[int]) -> dict[int, Clinic]:
    """The clinics among these ids that have a public page; under a merged one's id the clinic that stands for it."""
    asked = set(ids)
    found = _shown(asked)
    if missing := asked - found.keys():
        merged = Clinic.objects.stand_ins(missing)
        there = found | (_shown(set(merged.values()) - found.keys()) if merged else {})
        found |= {old: there[new] for old, new in merged.items() if new in there}
    return found


def _shown(ids: Iterable[int]) -> dict[int, Clinic]:
    return {clinic.pk: clinic for clinic in with_rows(Clinic.objects.shown().filter(pk__in=list(ids)))}
