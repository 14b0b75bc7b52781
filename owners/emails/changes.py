"""Letters on edits that wait."""

from django.conf import settings
from django.urls import reverse

from accounts import post
from accounts.models import User
from clinics.models import Clinic
from owners.models import Change
from owners.sections import SECTIONS


def change_waits(clinic: Clinic, by: User) -> None:
    """To the other members, so that nobody moves a listing away in silence."""
    others = User.objects.filter(memberships__clinic=clinic, is_active=True).exclude(pk=by.pk)
    for user in others.order_by("pk"):
        post.put(
            user.email, "A change of your listing waits", "owners/change_waits",
            clinic=clinic.name, who=by.name or "One of the people who manage it", url=_desk(clinic),
        )  # fmt: skip


def change_decided(change: Change) -> None:
    user = change.user
    if user is None or not user.is_active:
        return
    post.put(
        user.email, "Your change was looked at", "owners/change_decided", clinic=change.clinic.name,
        section=SECTIONS[change.section].label.lower(), approved=change.status == "approved",
        reason=change.get_reason_display(), url=_desk(change.clinic),
    )  # fmt: skip


def _desk(clinic: Clinic) -> str:
    return f"{settings.SITE_URL}{reverse('owners:desk', args=[clinic.pk])}"
