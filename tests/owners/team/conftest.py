import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Letter
from clinics.enums import MemberRole
from clinics.models import Membership
from owners.actions.invitations import invite
from owners.actions.memberships import join
from tests.factories import UserFactory
from tests.moderators import signed_in


@pytest.fixture
def owner(clinic):
    """An owner and their client, second factor given."""
    return member_of(clinic, MemberRole.OWNER)


@pytest.fixture
def editor(clinic):
    return member_of(clinic, MemberRole.EDITOR)


def member_of(clinic, role, **fields):
    user = person(**fields)
    join(user=user, clinic=clinic, role=role, by="operator")
    return user


def person(**fields):
    user = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def membership(user, clinic):
    return Membership.objects.get(user=user, clinic=clinic)


def roles(clinic):
    return dict(Membership.objects.filter(clinic=clinic).values_list("user", "role"))


def asked(owner, clinic, email="new@example.com", role="editor"):
    """Sends an invitation; returns the path of its link."""
    invite(email=email, role=role, clinics=[clinic], by=owner)
    return link_to(email)


def link_to(email):
    link = urlsplit(re.search(r"https?://\S+\?key=\S+", Letter.objects.filter(to=email).last().text)[0])
    return f"{link.path}?{link.query}"


def letters(user):
    return list(Letter.objects.filter(to=user.email).values_list("subject", flat=True))


def body(answer):
    return answer.content.decode()


__all__ = ["asked", "body", "letters", "link_to", "member_of", "membership", "person", "roles", "signed_in"]
