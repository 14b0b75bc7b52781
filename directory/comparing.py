"""Two listings side by side, finished for the page on which a moderator decides whether they are one clinic."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format

import owners.actions.carrying
import reviews.actions.carrying
import sources.actions.carrying
from accounts.admin_decisions import called
from accounts.models import User
from clinics.admin.decisions import place_of
from clinics.domain.geo import spoken_miles
from clinics.domain.phone import spoken_phone
from clinics.enums import MemberRole, ReportStatus
from clinics.models import Clinic, Membership
from owners.enums import ClaimStatus
from owners.models import Claim
from owners.policies.joining import gains
from reviews.enums import ReviewStatus
from reviews.models import Review
from sources.finder import distance
from sources.models import DuplicatePair

NOTHING = "not stated"


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        return self.left != self.right


def rows(pair: DuplicatePair, by: User) -> list[Row]:
    """Every field that tells two clinics apart, and how much hangs on each. by: who looks; seniors see who manages."""
    sides = [_side(clinic, by) for clinic in pair.clinics]
    return [Row(label, left, sides[1][label]) for label, left in sides[0].items()]


def apart(pair: DuplicatePair) -> str:
    """How far the two are from each other, in words; "" where nobody can tell."""
    found = distance(*pair.clinics)
    rough = any(clinic.place_is_rough for clinic in pair.clinics)
    return "" if found is None else spoken_miles(found, rough=rough)


def effects(*, goes: Clinic, stays: Clinic) -> list[str]:
    """What merging will do, a sentence each."""
    found = [
        f"{stays} stays as it is: its own words, prices and answers stand.",
        f"{goes} is shown no more. Its page and its old addresses lead to the other page for good.",
        "What only the one that goes says is kept in the log and shown nowhere: copy what is missing before you merge.",
        f"{_amounts(goes)} go along.",
        "A file that names it again makes nothing.",
        *(f"{called(one.user)}, becomes {MemberRole(one.after).label.lower()} of {stays}."
          for one in gains(goes=goes, stays=stays)),
    ]  # fmt: skip
    for room in (owners.actions.carrying, reviews.actions.carrying, sources.actions.carrying):
        found += room.effects(goes=goes, stays=stays)
    return [*found, "This cannot be undone."]


def _amounts(clinic: Clinic) -> str:
    amounts = {
        "review": Review.objects.filter(clinic=clinic).count(), "claim": Claim.objects.filter(clinic=clinic).count(),
        "report": clinic.reports.count(), "internal note": clinic.internal_notes.count(),
        "old address": clinic.old_addresses.count() + 1, "source record": clinic.source_records.count(),
    }  # fmt: skip
    words = [f"{n} {_many(what) if n != 1 else what}" for what, n in amounts.items()]
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _many(what: str) -> str:
    return f"{what}es" if what.endswith("s") else f"{what}s"


def _side(clinic: Clinic, by: User) -> dict[str, str]:
    return {label: say(clinic) or NOTHING for label, say in _PLAIN.items()} | {
        "Managed by": _team(clinic, by), "Last confirmed": _confirmed(clinic, by), **_counted(clinic)
    }  # fmt: skip


def _since(clinic: Clinic) -> str:
    return f", since {date_format(clinic.status_on)}" if clinic.status_on else ""


def _methods(clinic: Clinic) -> str:
    rows = clinic.offerings.order_by("method")
    return "; ".join(
        f"{row.get_method_display()} {f'${row.price_min:,}' if row.price_min else ''}".strip() for row in rows
    )


_PLAIN: dict[str, Callable[[Clinic], str]] = {
    "Name": lambda clinic: clinic.name,
    "Organization": lambda clinic: clinic.organization.name if clinic.organization else "",
    "Address": place_of,
    "Phone": lambda clinic: spoken_phone(clinic.phone) if clinic.phone else "",
    "Second phone": lambda clinic: spoken_phone(clinic.intake_phone) if clinic.intake_phone else "",
    "Website": lambda clinic: clinic.website,
    "Hours": lambda clinic: clinic.hours,
    "Methods, price from": _methods,
    "In its own words": lambda clinic: clinic.description[:300],
    "Status": lambda clinic: f"{clinic.get_status_display()}{_since(clinic)}",
    "Listed since": lambda clinic: date_format(clinic.listed_on) if clinic.listed_on else "",
    "Page": lambda clinic: clinic.get_absolute_url(),
    "From": lambda clinic: "; ".join(str(row.source) for row in clinic.source_records.select_related("source")),
    "People": lambda clinic: ", ".join(clinic.practitioners.values_list("name", flat=True)),
}


def _team(clinic: Clinic, by: User) -> str:
    team = Membership.objects.filter(clinic=clinic).select_related("user")
    if not by.has_perm("clinics.view_membership"):
        return str(len(team)) if team else "nobody"
    lines = [f"{called(one.user)} ({_role(one)})" for one in team]
    return "; ".join(lines) or "nobody"


def _role(member: Membership) -> str:
    return f"{member.get_role_display().lower()} since {date_format(member.since)}"


def _confirmed(clinic: Clinic, by: User) -> str:
    """By whom, where somebody with an account did it; a file confirms, too."""
    if clinic.confirmed_on is None:
        return "never"
    known = clinic.confirmed_by is not None and by.has_perm("clinics.view_membership")
    who = f", by {called(clinic.confirmed_by)}" if known else ""
    return f"{date_format(clinic.confirmed_on)}{who}"


def _counted(clinic: Clinic) -> dict[str, str]:
    reviews = Review.objects.filter(clinic=clinic)
    claims = Claim.objects.filter(clinic=clinic)
    numbers = {
        "Reviews published": reviews.filter(status=ReviewStatus.PUBLISHED).count(),
        "Reviews that wait": reviews.filter(status__in=ReviewStatus.queued).count(),
        "Claims that wait": claims.filter(status__in=ClaimStatus.open).count(),
        "Claims decided": claims.exclude(status__in=ClaimStatus.open).count(),
        "Reports that wait": clinic.reports.filter(status=ReportStatus.OPEN).count(),
        "Answers to safety facts": clinic.answers.values("fact").distinct().count(),
        "Old addresses": clinic.old_addresses.count(),
    }
    return {label: str(number) for label, number in numbers.items()}
