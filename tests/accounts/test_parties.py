"""Nobody decides on the account of somebody with whom they share a clinic, nor on who moderates while they have one."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actions import appoint, ban, dismiss, reset_factors, unban
from accounts.exceptions import Refused
from accounts.models import Event, Letter, User
from accounts.policies import check_decides_on, check_may_appoint
from clinics.models import Membership
from owners.actions.claims import submit_claim, withdraw_claim
from owners.actions.invitations import accept, invite, key_of
from owners.actions.memberships import end, join
from owners.models import Invitation
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import SECRET, moderator, signed_in

pytestmark = pytest.mark.django_db

SHARED = "You have a part in a clinic of theirs"
OWN = "You have a clinic of your own"


@pytest.fixture
def clinic():
    """With an owner, who invites."""
    made = ClinicFactory()
    join(user=UserFactory(email="boss@example.com"), clinic=made, role="owner", by="operator")
    return made


def invited(user, clinic):
    boss = User.objects.get(email="boss@example.com")
    return invite(email=user.email, role="editor", clinics=[clinic], by=boss)


def joined(user, clinic):
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    accept(key=key_of(invited(user, clinic)), by=user)


def left(user, clinic):
    joined(user, clinic)
    end(membership=Membership.objects.get(user=user, clinic=clinic), by=user, reason="left")


def by_another_address(user, clinic):
    EmailAddress.objects.create(user=user, email=f"second-{user.email}", verified=True)
    boss = User.objects.get(email="boss@example.com")
    invite(email=f"Second-{user.email}", role="editor", clinics=[clinic], by=boss)


TIES = {
    "owner": lambda user, clinic: join(user=user, clinic=clinic, role="owner", by="operator"),
    "editor": lambda user, clinic: join(user=user, clinic=clinic, role="editor", by="operator"),
    "claimant": lambda user, clinic: submit_claim(clinic=clinic, by=user, role_said="owner"),
    "invited": invited,
    "invited elsewhere": by_another_address,
    "left": left,
}
ACTS = {
    "ban": lambda user, by: ban(user=user, by=by, reason="deceit"),
    "unban": lambda user, by: unban(user=user, by=by, reason="cleared"),
    "reset": lambda user, by: reset_factors(user, by=by),
}


def why(check, *people):
    try:
        check(*people)
    except Refused as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("theirs", TIES)
@pytest.mark.parametrize("mine", TIES)
def test_whoever_shares_a_clinic_by_any_tie(clinic, mine, theirs):
    by, user = moderator("senior"), UserFactory()
    TIES[mine](by, clinic)
    assert why(check_decides_on, by, user) == ""
    TIES[theirs](user, clinic)
    assert why(check_decides_on, by, user).startswith(SHARED)
    assert why(check_decides_on, moderator("senior"), user) == ""


@pytest.mark.parametrize("tie", TIES)
def test_a_superuser_too_though_no_invitation_keeps_them_out(clinic, tie):
    by, boss = moderator(), User.objects.get(email="boss@example.com")
    TIES[tie](by, clinic)
    assert why(check_decides_on, by, boss).startswith(SHARED) == (not tie.startswith("invited"))


@pytest.mark.parametrize("tie", TIES)
def test_two_clinics_are_not_shared(clinic, tie):
    by, user = moderator("senior"), UserFactory()
    TIES[tie](by, clinic)
    join(user=user, clinic=ClinicFactory(), role="owner", by="operator")
    assert why(check_decides_on, by, user) == ""


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_refused_and_leaves_nothing_behind(clinic, act):
    by, user = moderator("senior"), UserFactory(is_active=act != "unban")
    TOTP.activate(user, SECRET)
    for person in (by, user):
        join(user=person, clinic=clinic, role="editor", by="operator")
    events, letters = Event.objects.count(), Letter.objects.count()
    with pytest.raises(Refused, match=SHARED):
        ACTS[act](user, by)
    assert (Event.objects.count(), Letter.objects.count(), Authenticator.objects.count()) == (events, letters, 1)
    assert User.objects.get(pk=user.pk).is_active == (act != "unban")
    ACTS[act](user, moderator("senior"))
    assert Event.objects.count() > events


def test_an_invitation_that_is_over_ties_nobody(clinic):
    by, user = moderator("senior"), UserFactory()
    join(user=by, clinic=clinic, role="owner", by="operator")
    invited(user, clinic)
    assert why(check_decides_on, by, user).startswith(SHARED)
    Invitation.objects.update(expires_at=timezone.now())
    assert why(check_decides_on, by, user) == ""


@pytest.mark.parametrize("tie", ["owner", "editor", "claimant", "left"])
@pytest.mark.parametrize("rank", ["senior", ""], ids=["senior", "superuser"])
def test_who_has_a_clinic_gives_and_ends_no_parts(clinic, rank, tie):
    by, judge = moderator(rank), moderator("moderator")
    TIES[tie](by, clinic)
    acts = [
        lambda: appoint(user=judge, by=by, part="senior", reason="knows"),
        lambda: dismiss(user=judge, by=by, part="moderator", reason="left"),
    ]
    for act in acts:
        if rank:
            with pytest.raises(Refused, match=OWN):
                act()
        else:
            act()
    assert User.objects.get(pk=judge.pk).groups.filter(name="moderator").exists() == bool(rank)
    assert why(check_decides_on, by, judge) == ""  # a ban of a stranger is theirs still


def test_who_takes_a_request_back_to_dismiss_its_judge_is_too_late(clinic):
    by = moderator("senior")
    withdraw_claim(claim=submit_claim(clinic=clinic, by=by, role_said="owner"), by=by)
    assert why(check_may_appoint, by, moderator("moderator")).startswith(OWN)


def test_an_invitation_takes_no_seniors_part_away_and_a_year_gives_it_back(clinic):
    by, judge = moderator("senior"), moderator("moderator")
    invited(by, clinic)
    assert why(check_may_appoint, by, judge) == ""
    left(by, clinic)
    assert why(check_may_appoint, by, judge).startswith(OWN)
    QuerySet(Event).update(at=timezone.now() - dt.timedelta(days=366))
    assert why(check_may_appoint, by, judge) == ""


def test_the_pages_offer_none_of_it(clinic):
    by, user = moderator("senior"), moderator("moderator")
    for person in (by, user):
        join(user=person, clinic=clinic, role="editor", by="operator")
    desk, page = signed_in(by), f"/admin/accounts/user/{user.pk}"
    assert "/decide/" not in desk.get(f"{page}/change/").content.decode()
    for act, said in {
        "ban": {"reason": "deceit"},
        "dismiss": {"part": "moderator", "reason": "left"},
        "appoint": {"part": "senior", "reason": "knows"},
    }.items():
        desk.post(f"{page}/decide/{act}/", said)
    now = User.objects.get(pk=user.pk)
    assert (now.is_active, [group.name for group in now.groups.all()]) == (True, ["moderator"])
    TOTP.activate(user, SECRET)
    answer = desk.post("/admin/accounts/user/", {"action": "reset_factors", "_selected_action": [user.pk]}, follow=True)
    assert (SHARED in answer.content.decode(), Authenticator.objects.filter(user=user).count()) == (True, 1)
