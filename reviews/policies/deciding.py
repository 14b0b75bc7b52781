"""Who decides on reviews, replies and concerns. Raises NotAllowed with a sentence."""

from django.conf import settings
from django.db.models import Q

from accounts.models import User
from clinics.domain.geo import Vector
from clinics.models import Clinic
from clinics.policies import check_no_interest
from reviews.domain.addresses import hashed, normal
from reviews.exceptions import NotAllowed
from reviews.models import Concern, Reply, Review

RIVAL_MILES = 100
"""Beyond the borders of the state."""


def check_may_decide(by: User, clinic: int, permission: str = "reviews.change_review") -> None:
    """A moderator without an interest of their own in the clinic, nor in another one that could gain by it."""
    if not (by.is_active and by.is_staff and by.has_perm(permission)):
        raise NotAllowed("Only a moderator decides on reviews.")
    check_no_interest(by, clinic)
    _check_no_rival(by, clinic)


def check_may_decide_review(by: User, review: Review) -> None:
    """Nor the one who wrote it, as far as a mailbox shows that."""
    check_may_decide(by, review.clinic_id)
    if review.address_hash and review.address_hash == hashed(by.email, secret=settings.SECRET_KEY.encode()):
        raise NotAllowed("This review was sent from your own address. Another moderator decides.")


def check_may_decide_reply(by: User, reply: Reply) -> None:
    """Nor who wrote it, though they manage the clinic no more."""
    check_may_decide(by, reply.clinic_id, "reviews.change_reply")
    if reply.user_id == by.pk:
        raise NotAllowed("You wrote this yourself. Another moderator decides.")


def check_may_decide_concern(by: User, concern: Concern) -> None:
    """Nor the one who raised it, nor who wrote the review."""
    check_may_decide(by, concern.review.clinic_id, "reviews.change_concern")
    check_may_decide_review(by, concern.review)
    if concern.email and normal(concern.email) == normal(by.email):
        raise NotAllowed("You sent this yourself. Another moderator decides.")


def _check_no_rival(by: User, clinic: int) -> None:
    """What the site knows: whoever manages a clinic that patients could go to instead, or asked to manage one."""
    try:
        check_no_interest(by, *_rivals(clinic))
    except NotAllowed as interest:
        raise NotAllowed(
            "You manage another clinic that patients here could go to, or asked to manage one. "
            "Another moderator decides."
        ) from interest


def _rivals(clinic: int) -> list[int]:
    """Of the same state or house, or within 100 miles, whatever their status."""
    here = Clinic.objects.only("state", "organization", "x", "y", "z").get(pk=clinic)
    near = Q(state=here.state)
    if here.organization_id:
        near |= Q(organization=here.organization_id)
    if here.x is not None and here.y is not None and here.z is not None:
        around = Clinic.objects.within(Vector(here.x, here.y, here.z), RIVAL_MILES)
        near |= Q(pk__in=around.values("pk"))
    return list(Clinic.objects.filter(near).exclude(pk=clinic).values_list("pk", flat=True))
