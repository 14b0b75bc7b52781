"""A clinic that is not listed yet: a draft with a claim on it, which waits for a moderator."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Event, User
from accounts.rates import once_more
from clinics.actions.indexing import reindex
from clinics.domain.hosts import is_platform, registrable, web_host
from clinics.domain.text import fold, slug
from clinics.enums import Holds, PointPrecision, Status
from clinics.models import Clinic, OldAddress, SiteState, Zip
from owners.actions.claims import submit_claim
from owners.enums import ClaimStatus
from owners.exceptions import Refused, TooMany
from owners.models import Claim

NEW_A_DAY = 3
"""By one account."""
MOST_DOUBLES = 10


def likely_doubles(*, name: str, zip_code: str, phone: str, website: str) -> list[Clinic]:
    """Listings, hidden ones too, that share name and ZIP code, the phone, or a web address of their own."""
    alike = Q(name_folded=fold(name)[:200], zip=zip_code)
    if phone:
        alike |= Q(phone=phone) | Q(intake_phone=phone)
    host = web_host(website)
    domain = "" if not host or is_platform(host) else registrable(host)
    if domain:
        alike |= Q(website__icontains=domain)
    rows = Clinic.objects.filter(alike).order_by("pk")[: MOST_DOUBLES * 5]
    sure = [row.survivor for row in rows if not _by_website_alone(row, domain, name, zip_code, phone)]
    return list(dict.fromkeys(sure))[:MOST_DOUBLES]


def _by_website_alone(row: Clinic, domain: str, name: str, zip_code: str, phone: str) -> bool:
    """The letters of the domain stand in its website, yet it is at another one, and nothing else is alike."""
    if (row.name_folded, row.zip) == (fold(name)[:200], zip_code) or (phone and phone in (row.phone, row.intake_phone)):
        return False
    return registrable(web_host(row.website)) != domain


def public_doubles(**like: str) -> list[Clinic]:
    """Those that a stranger may know of."""
    return [clinic for clinic in likely_doubles(**like) if clinic.status in Status.shown]


@transaction.atomic
def add_listing(*, by: User, role_said: str, **fields: Any) -> Claim:
    """A draft that nobody else sees, and the claim on it. Its website and phone prove nothing: they are the claimant's.

    Sent twice, the same draft: their open claim on a draft of this name and ZIP code is given back. Raises TooMany.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two of the same at once, in turn
    if again := _same(by, fields):
        return again
    if not once_more("listing", who=f"user:{by.pk}", at_most=NEW_A_DAY):
        raise TooMany(f"You have added {NEW_A_DAY} listings today, which is the most we take. Go on tomorrow.")
    clinic = _save(Clinic(**fields, status=Status.DRAFT, is_sample=_holds_samples()), by)
    Event.record(by=by, what="clinic.added", subject=clinic, after={"fields": sorted(fields)})
    claim = submit_claim(clinic=clinic, by=by, role_said=role_said, added_clinic=True)
    reindex([clinic.pk])
    return claim


def _same(by: User, fields: dict[str, Any]) -> Claim | None:
    mine = Claim.objects.filter(user=by, added_clinic=True, status__in=ClaimStatus.open, clinic__zip=fields["zip"])
    return mine.filter(clinic__name_folded=fold(fields["name"])[:200]).order_by("pk").last()


def _save(clinic: Clinic, by: User) -> Clinic:
    """At the middle of its ZIP code, under an address of its own in its city: name, name-2, name-3."""
    clinic.point_precision = PointPrecision.ZIP
    clinic.latitude, clinic.longitude = Zip.point_of(clinic.zip)
    clinic._history_user = by  # type: ignore[attr-defined]
    wanted, number = slug(clinic.name)[:80], 1
    for _ in range(200):
        clinic.slug = wanted if number == 1 else f"{wanted}-{number}"
        number += 1
        if _taken(clinic):
            continue
        try:
            with transaction.atomic():
                clinic.save()
        except IntegrityError:  # somebody took this address in the same moment
            clinic.pk = None
            continue
        return clinic
    raise Refused("There are too many clinics of this name in this city. Write the name as it stands on your door.")


def _taken(clinic: Clinic) -> bool:
    here = {"state": clinic.state, "city_slug": slug(clinic.city), "slug": clinic.slug}
    return Clinic.objects.filter(**here).exists() or OldAddress.objects.filter(**here).exists()


def _holds_samples() -> bool:
    """A database holds samples or real clinics; the first listing of all makes it one of real ones."""
    holds = SiteState.now().holds
    if holds == Holds.NOTHING:
        SiteState.objects.update_or_create(pk=1, defaults={"holds": Holds.REAL})
    return bool(holds == Holds.SAMPLE)
