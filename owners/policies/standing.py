"""What the history of a listing says of its website and phone: who wrote them, and since when they are public."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from clinics.domain.hosts import mail_host, registrable, web_host
from clinics.domain.phone import dialed_phone
from clinics.enums import Setting, Status, TraitKind
from clinics.models import Clinic, Trait
from owners.domain.domains import STOOD_DAYS, Standing, Verdict, judge
from owners.enums import ChangeStatus
from owners.models import Change, Claim

LARGE = (Setting.HOSPITAL, Setting.VA)
Likeness = Callable[[str], str]


def verdict(address: str, clinic: Clinic, today: dt.date | None = None) -> Verdict:
    """Whether a code to this address may count for this listing today."""
    domain = registrable(mail_host(address))
    return judge(
        address=address, website=clinic.website, standing=website_standing(clinic), sharing=sharing(domain),
        large_house=is_large_house(clinic), today=today or timezone.localdate(),
    )  # fmt: skip


def website_standing(clinic: Clinic) -> Standing:
    """By the whole host: below a hospital's domain and at its top are two different things."""
    return _standing(clinic, "website", lambda website: web_host(website).removeprefix("www."))


def phone_counts(clinic: Clinic, today: dt.date | None = None) -> bool:
    """A call proves something only where others than the claimants wrote the number, long enough ago."""
    found, day = _standing(clinic, "phone", dialed_phone), today or timezone.localdate()
    return found.by_others and found.since is not None and found.since <= day - dt.timedelta(days=STOOD_DAYS)


def is_large_house(clinic: Clinic) -> bool:
    """Whether it ever said so: who edits the listing can take the setting off it, but not off its history."""
    found = {"clinic": clinic.pk, "kind": TraitKind.SETTING, "code__in": LARGE}
    return Trait.objects.filter(**found).exists() or Trait.history.filter(**found).exists()


def sharing(domain: str) -> int:
    """How many listings of different organizations have their website at this domain; a draft is nobody's word."""
    if not domain:
        return 0
    found = Clinic.objects.filter(website__icontains=domain).exclude(status__in=[Status.DRAFT, Status.MERGED])
    rows = found.values_list("pk", "organization_id", "website")
    return len({org or -pk for pk, org, website in rows if registrable(web_host(website)) == domain})


def _standing(clinic: Clinic, field: str, likeness: Likeness) -> Standing:
    """Walks back over the listing's history as long as the value means the same as now.

    A history that does not reach back shows nothing: then nobody else is known to have written it.
    """
    now = likeness(getattr(clinic, field))
    first = None
    for row in clinic.history.order_by("-history_date", "-history_id").values(
        field, "history_date", "history_user_id", "history_user__is_staff", "history_type"
    ):
        if likeness(row[field]) != now:
            break
        first = row
    if first is None or not now:
        return Standing(None, by_others=False)
    written = timezone.localdate(first["history_date"])
    public = max(written, clinic.listed_on) if clinic.listed_on else None
    return Standing(public, by_others=_by_others(clinic, first, field, now, likeness))


def _by_others(clinic: Clinic, first: dict[str, Any], field: str, now: str, likeness: Likeness) -> bool:
    """An import, the operator or a moderator of their own accord.

    Not a person without that office, nor a moderator who let a manager's change pass, nor whoever added the
    listing to claim it: their accounts may be gone by now, the rows of what they asked for are not.
    """
    if first["history_user_id"] and not first["history_user__is_staff"]:
        return False
    if first["history_type"] == "+" and Claim.objects.filter(clinic=clinic, added_clinic=True).exists():
        return False
    asked = Change.objects.filter(clinic=clinic, status=ChangeStatus.APPROVED).values_list("before", "after")
    return not any(likeness(_of(after, field)) == now != likeness(_of(before, field)) for before, after in asked)


def _of(values: dict[str, Any], field: str) -> str:
    """The field among the paths of a change, such as "website" or "contact.website"."""
    return next((str(value or "") for path, value in values.items() if path.rpartition(".")[2] == field), "")
