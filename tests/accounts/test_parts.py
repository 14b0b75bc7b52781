"""Parts given and ended, bans set and lifted: who may do it to whom, what is told, and what the log holds."""

import datetime as dt
from contextlib import nullcontext

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.actions import appoint, ban, dismiss, unban
from accounts.exceptions import Refused
from accounts.models import Event, Letter, SignIn, User
from clinics.models import Membership
from directory.groups import GROUPS, ensure_groups
from owners.actions.claims import submit_claim
from owners.models import Invitation
from tests.clinics.views.test_clinic import words
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.team.at_once import at_once, several
from tests.transactions import commits

pytestmark = pytest.mark.django_db

ROLES = ["moderator", "editor", "owner", "staff without a group", "banned senior", "senior", "superuser"]
MAY = {"senior", "superuser"}


def somebody(role, **fields):
    if role == "owner":
        user = UserFactory(**fields)
        Membership.objects.create(user=user, clinic=ClinicFactory(), role="owner", since=dt.date(2026, 1, 1))
        return user
    if role == "staff without a group":
        return UserFactory(is_staff=True, **fields)
    group = {"superuser": "", "banned senior": "senior"}.get(role, role)
    return moderator(group, is_active=role != "banned senior", **fields)


ACTS = {
    "appoint": (lambda user, by: appoint(user=user, by=by, part="senior", reason="knows"), {}),
    "dismiss": (lambda user, by: dismiss(user=user, by=by, part="moderator", reason="left"), {}),
    "ban": (lambda user, by: ban(user=user, by=by, reason="harm"), {}),
    "unban": (lambda user, by: unban(user=user, by=by, reason="cleared"), {"is_active": False}),
}
WHAT = {"appoint": "user.appointed", "dismiss": "user.dismissed", "ban": "user.banned", "unban": "user.unbanned"}


def state(user):
    user = User.objects.get(pk=user.pk)
    return user.is_staff, user.is_active, user.is_superuser, sorted(group.name for group in user.groups.all())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_each_act_by_each_role(act, role):
    run, fields = ACTS[act]
    user, by = moderator("moderator", **fields), somebody(role)
    before = state(user)
    if role in MAY:
        run(user, by)
        event = Event.objects.get()
        assert (event.what, event.actor, event.subject) == (WHAT[act], f"user:{by.pk}", f"user:{user.pk}")
        assert (Letter.objects.get().to, state(user) == before) == (user.email, False)
    else:
        with pytest.raises(Refused, match="Only a senior moderator"):
            run(user, by)
        assert (state(user), Event.objects.count(), Letter.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_decides_on_themself(act):
    for by in (moderator("senior"), moderator()):
        before = state(by)
        with pytest.raises(Refused, match="Nobody decides on their own account"):
            ACTS[act][0](by, by)
        assert state(by) == before


@pytest.mark.parametrize(
    ("by", "act", "done"),
    [("senior", "appoint", False), ("senior", "dismiss", False), ("senior", "ban", False), ("senior", "unban", False),
     ("superuser", "appoint", False), ("superuser", "dismiss", False), ("superuser", "ban", True),
     ("superuser", "unban", True)],
)  # fmt: skip
def test_a_superuser_is_appointed_by_nobody_and_banned_by_their_like_alone(by, act, done):
    run, fields = ACTS[act]
    boss = moderator(**fields)
    before = state(boss)
    with nullcontext() if done else pytest.raises(Refused, match="superuser"):
        run(boss, somebody(by))
    assert (state(boss) != before) == done


@pytest.mark.parametrize("part", GROUPS)
def test_a_part_is_given_and_ended_and_told(part):
    ensure_groups()
    user, by = UserFactory(), moderator("senior")
    appoint(user=user, by=by, part=part, reason="joins")
    assert state(user) == (True, True, False, [part.value])
    dismiss(user=user, by=by, part=part, reason="other_work")
    assert state(user) == (False, True, False, [])
    given, ended = Event.objects.filter(subject=f"user:{user.pk}").order_by("pk")
    assert (given.before, given.after, given.reason) == (
        {"is_staff": False, "groups": []}, {"is_staff": True, "groups": [part.value]}, "joins",
    )  # fmt: skip
    assert (ended.before, ended.after) == (given.after, given.before)
    first, last = Letter.objects.order_by("pk")
    assert (part.label in first.text, "New on the team" in first.text, "/admin/" in first.text) == (True, True, True)
    assert (part.label in last.text, "Does other work now" in last.text, "/admin/" in last.text) == (True, True, False)
    said = f"{first.subject} {last.subject} {first.text} {last.text}".lower()
    assert [word for word in ("ketamine", "clinic", by.email) if word in said] == []


def test_who_has_two_parts_and_loses_one_still_moderates():
    user, by = moderator("moderator"), moderator("senior")
    appoint(user=user, by=by, part="senior", reason="knows")
    dismiss(user=user, by=by, part="senior", reason="mistake")
    assert state(user) == (True, True, False, ["moderator"])


@pytest.mark.parametrize(
    ("act", "said"),
    [(appoint, {"part": "moderator", "reason": "joins"}), (appoint, {"part": "king", "reason": "joins"}),
     (appoint, {"part": "senior", "reason": "left"}), (appoint, {"part": "senior", "reason": ""}),
     (dismiss, {"part": "senior", "reason": "left"}), (dismiss, {"part": "moderator", "reason": "joins"}),
     (ban, {"reason": "cleared"}), (ban, {"reason": ""}), (unban, {"reason": "cleared"})],
    ids=["has it", "no part", "ending reason", "no reason", "has it not", "giving reason", "lifting reason", "none",
         "is not banned"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(act, said):
    user, by = moderator("moderator"), moderator("senior")
    with pytest.raises(Refused):
        act(user=user, by=by, **said)
    assert (state(user), Event.objects.count()) == ((True, True, False, ["moderator"]), 0)


def test_no_power_for_an_account_that_may_be_in_wrong_hands():
    by, moved, banned = moderator("senior"), UserFactory(), UserFactory(is_active=False)
    Event.record(by=moved, what="email.changed", subject=moved)
    for user, why in ((moved, "address of this account was changed"), (banned, "Lift the ban first")):
        with pytest.raises(Refused, match=why):
            appoint(user=user, by=by, part="senior", reason="joins")
        assert state(user)[0] is False


def test_a_ban_ends_every_session_at_once_and_none_comes_back_with_the_account():
    user, by = moderator("moderator"), moderator("senior")
    browsers = [signed_in(user), Client()]
    browsers[1].force_login(user, "django.contrib.auth.backends.ModelBackend")
    assert browsers[0].get("/admin/").status_code == 200
    ban(user=user, by=by, reason="stolen")
    assert (Session.objects.count(), SignIn.objects.filter(user=user).count()) == (0, 0)
    assert browsers[0].get("/admin/").status_code == 302
    unban(user=user, by=by, reason="cleared")
    assert {browser.get("/accounts/email/").status_code for browser in browsers} == {302}
    assert [letter.subject for letter in Letter.objects.order_by("pk")] == [
        "Your account was closed", "Your account is open again",
    ]  # fmt: skip
    assert "Somebody else may have it" in Letter.objects.earliest("pk").text


class TestPages:
    def page(self, user, verb=""):
        return f"/admin/accounts/user/{user.pk}/{f'decide/{verb}' if verb else 'change'}/"

    def test_a_senior_appoints_with_everything_in_view(self):
        user, senior = UserFactory(name="Ann Lee"), moderator("senior")
        desk = signed_in(senior)
        assert self.page(user, "appoint") in desk.get(self.page(user)).content.decode()
        shown = words(desk.get(self.page(user, "appoint")))
        assert ["Ann Lee" in shown, "second factor" in shown, "[the part that you choose]" in shown] == [True] * 3
        answer = desk.post(self.page(user, "appoint"), {"part": "moderator", "reason": "joins"}, follow=True)
        assert ("Done: “Give a part”." in words(answer), state(user)[3]) == (True, ["moderator"])
        again = desk.post(self.page(user, "appoint"), {"part": "moderator", "reason": "joins"})
        assert (again.status_code, Event.objects.filter(what="user.appointed").count()) == (200, 1)

    @pytest.mark.parametrize("role", [role for role in ROLES if role != "banned senior"])
    @pytest.mark.parametrize("act", ACTS)
    def test_pages_of_each_act_for_each_role(self, act, role):
        user, by = moderator("moderator", **ACTS[act][1]), somebody(role)
        before, desk = state(user), signed_in(by)
        said = {"part": {"appoint": "senior", "dismiss": "moderator"}.get(act, ""),
                "reason": {"appoint": "knows", "dismiss": "left", "ban": "harm", "unban": "cleared"}[act]}  # fmt: skip
        assert (desk.get(self.page(user, act)).status_code == 200) == (role in MAY)
        desk.post(self.page(user, act), said)
        assert (state(user) != before) == (role in MAY)

    @pytest.mark.parametrize("target", ["self", "superuser"])
    def test_a_senior_gets_no_page_on_themself_or_a_superuser(self, target):
        senior = moderator("senior")
        user = senior if target == "self" else moderator()
        desk, before = signed_in(senior), state(user)
        assert "/decide/" not in desk.get(self.page(user)).content.decode()
        for act in ACTS:
            desk.post(self.page(user, act), {"part": "editor", "reason": "joins"})
            desk.post(self.page(user, act), {"reason": "harm"})
        assert state(user) == before

    def test_the_form_gives_no_part_and_no_ban(self):
        user, senior, boss = UserFactory(), moderator("senior"), moderator()
        group = str(senior.groups.get().pk)
        said = {"name": "Ann", "is_staff": "on", "is_active": "", "groups": [group], "is_superuser": "on"}
        states = []
        for by in (senior, boss):
            signed_in(by).post(self.page(user), said | {"initial-name": User.objects.get(pk=user.pk).name})
            states.append(state(user))
        # By the superuser alone; who is one comes in without a part.
        assert states == [(False, True, False, []), (True, True, True, [])]
        assert [e.actor for e in Event.objects.filter(what="user.roles_changed")] == [f"user:{boss.pk}"]

    def test_claims_and_invitations_of_the_banned_are_shown_as_such_and_come_to_nothing(self):
        owner, claimant, senior = somebody("owner"), UserFactory(name="Kim Rowe"), moderator("senior")
        claim = submit_claim(clinic=ClinicFactory(), by=claimant, role_said="owner")
        invitation = Invitation.objects.create(
            clinic=owner.memberships.get().clinic, email="new@example.com", role="editor", invited_by=owner,
            expires_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC),
        )  # fmt: skip
        desk = signed_in(senior)
        for user, row in ((claimant, claim), (owner, invitation)):
            assert f"{row}" in words(desk.get(self.page(user, "ban")))
            assert "lies still: banned" not in words(desk.get(self.page(user)))
            ban(user=user, by=senior, reason="deceit")
            assert "lies still: banned" in words(desk.get(self.page(user)))
        assert "Kim Rowe, " in (shown := words(desk.get(f"/admin/owners/claim/{claim.pk}/change/")))
        assert ("banned" in shown, "Banned" in words(desk.get("/admin/owners/claim/"))) == (True, True)
        assert Invitation.objects.live().count() == 0

    def test_a_new_account_leads_to_where_it_is_given_a_part(self):
        desk = signed_in(moderator("senior"))
        answer = desk.post("/admin/accounts/user/add/", {"email": "New@Example.com", "name": "", "is_staff": "on"})
        user = User.objects.get(email="new@example.com")
        assert (answer.url, state(user)) == (self.page(user), (False, True, False, []))

    def test_an_editor_enters_and_sees_no_work_of_moderators(self):
        desk = signed_in(moderator("editor"))
        assert desk.get("/admin/").status_code == 200
        for path in (
            "clinics/report",
            "clinics/clinic",
            "owners/claim",
            "reviews/review",
            "accounts/user",
            "accounts/event",
        ):
            assert desk.get(f"/admin/{path}/").status_code == 403, path


@several
@commits
def test_two_seniors_at_once_give_a_part_once():
    user, seniors = UserFactory(), [moderator("senior"), moderator("senior")]
    acts = [lambda by=by: appoint(user=user, by=by, part="moderator", reason="joins") for by in seniors]

    def tried(act):
        try:
            return act().pk
        except Refused:
            return "refused"

    assert "refused" in at_once(*(lambda act=act: tried(act) for act in acts))
    assert (Event.objects.filter(what="user.appointed").count(), Letter.objects.count()) == (1, 1)
