"""Joining, leaving, handing over; no listing loses its last owner by accident."""

import pytest

from accounts.models import Event, Letter
from clinics.models import Clinic
from owners.actions.memberships import change_role, end, hand_over, join, leave_unmanaged
from owners.exceptions import InvalidStep, LastOwner, NotAllowed, Refused
from owners.policies.team import MAY, Act, check_may
from tests.factories import ClinicFactory
from tests.moderators import moderator
from tests.owners.team.at_once import at_once, several
from tests.owners.team.conftest import letters, member_of, membership, person, roles
from tests.transactions import commits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("role", ["owner", "editor", "none", "elsewhere", "banned"])
def test_every_role_may_what_the_table_says_and_no_more(clinic, role, act):
    home = ClinicFactory() if role == "elsewhere" else clinic
    user = person() if role == "none" else member_of(home, "editor" if role == "editor" else "owner")
    if role == "banned":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    allowed = True
    try:
        check_may(user, clinic, act)
    except NotAllowed:
        allowed = False
    assert allowed == (role == "owner" or (role == "editor" and act in {Act.CONFIRM, Act.LEAVE}))
    assert set(MAY) == {"owner", "editor"}


def test_a_member_who_is_made_owner_by_joining_again_is_never_made_less(clinic):
    user = member_of(clinic, "editor")
    join(user=user, clinic=clinic, role="owner", by="operator")
    join(user=user, clinic=clinic, role="editor", by="operator")
    assert roles(clinic) == {user.pk: "owner"}


@pytest.mark.parametrize("what", ["leave", "become_editor"])
def test_the_last_owner_cannot_be_lost_and_the_sentence_names_the_ways_out(clinic, owner, editor, what):
    mine = membership(owner, clinic)
    act, said = (end, {"reason": "left"}) if what == "leave" else (change_role, {"role": "editor"})
    with pytest.raises(LastOwner, match=r"hand it over.*leave the listing without a manager"):
        act(membership=mine, by=owner, **said)
    assert roles(clinic) == {owner.pk: "owner", editor.pk: "editor"}


def test_a_banned_owner_is_no_owner_who_could_stay(clinic, owner):
    banned = member_of(clinic, "owner", is_active=False)
    with pytest.raises(LastOwner):
        end(membership=membership(owner, clinic), by=owner, reason="left")
    end(membership=membership(banned, clinic), by=owner, reason="removed")
    assert roles(clinic) == {owner.pk: "owner"}


def test_who_is_removed_and_the_others_get_a_letter_that_names_no_listing_outside(clinic, owner, editor):
    other = member_of(clinic, "owner")
    end(membership=membership(editor, clinic), by=owner, reason="removed")
    assert letters(editor) == ["Your access to a listing has ended"]
    assert (letters(owner), letters(other)) == (["Your team has changed"], ["Your team has changed"])
    event = Event.objects.filter(what="member.ended").get()
    assert (event.actor, event.subject, event.reason) == (f"user:{owner.pk}", f"clinic:{clinic.pk}", "removed")
    assert event.before == {"user": editor.pk, "role": "editor"}


def test_an_editor_removes_nobody_but_may_leave(clinic, owner, editor):
    other = member_of(clinic, "editor")
    with pytest.raises(NotAllowed):
        end(membership=membership(other, clinic), by=editor, reason="removed")
    end(membership=membership(editor, clinic), by=editor, reason="left")
    assert roles(clinic) == {owner.pk: "owner", other.pk: "editor"}


def test_an_owner_of_another_listing_removes_nobody(clinic, owner, editor):
    stranger = member_of(ClinicFactory(), "owner")
    with pytest.raises(NotAllowed):
        end(membership=membership(editor, clinic), by=stranger, reason="removed")
    assert roles(clinic) == {owner.pk: "owner", editor.pk: "editor"}


def test_a_moderator_who_may_not_revoke_ends_nothing(clinic, owner, editor):
    with pytest.raises(NotAllowed, match="Only a senior moderator"):
        end(membership=membership(editor, clinic), by=moderator("moderator"), reason="not_there")
    assert roles(clinic) == {owner.pk: "owner", editor.pk: "editor"}


def test_a_moderator_may_revoke_the_last_owner_but_not_of_their_own_listing(clinic, owner):
    end(membership=membership(owner, clinic), by=moderator("senior"), reason="misuse")
    assert (roles(clinic), Clinic.objects.get().managed) == ({}, False)
    own = moderator()
    join(user=own, clinic=clinic, role="owner", by="operator")
    with pytest.raises(LastOwner):
        end(membership=membership(own, clinic), by=own, reason="left")


def test_removing_twice_is_said(clinic, owner, editor):
    gone = membership(editor, clinic)
    end(membership=gone, by=owner, reason="removed")
    with pytest.raises(InvalidStep):
        end(membership=gone, by=owner, reason="removed")
    assert Event.objects.filter(what="member.ended").count() == 1


def test_handing_over_is_one_step(clinic, owner, editor):
    hand_over(to=membership(editor, clinic), by=owner)
    assert roles(clinic) == {owner.pk: "editor", editor.pk: "owner"}
    with pytest.raises(NotAllowed):
        hand_over(to=membership(owner, clinic), by=owner)
    assert roles(clinic) == {owner.pk: "editor", editor.pk: "owner"}


@pytest.mark.parametrize("to", ["self", "banned"])
def test_handing_over_needs_somebody_who_can_own(clinic, owner, to):
    banned = member_of(clinic, "editor", is_active=False)
    with pytest.raises(Refused):
        hand_over(to=membership(owner if to == "self" else banned, clinic), by=owner)
    assert roles(clinic)[owner.pk] == "owner"


def test_leaving_without_a_manager_is_an_act_of_its_own(clinic, owner, editor):
    leave_unmanaged(clinic=clinic, by=owner)
    assert (roles(clinic), Clinic.objects.get().managed) == ({}, False)
    assert (letters(owner), letters(editor)) == (["You have left a listing"], ["Your access to a listing has ended"])
    assert set(Event.objects.filter(what="member.ended").values_list("reason", flat=True)) == {"unmanaged"}


def test_leaving_without_a_manager_is_not_for_one_of_two_owners_or_an_editor(clinic, owner, editor):
    second = member_of(clinic, "owner")
    with pytest.raises(Refused, match="Another owner stays"):
        leave_unmanaged(clinic=clinic, by=second)
    with pytest.raises(NotAllowed):
        leave_unmanaged(clinic=clinic, by=editor)
    assert len(roles(clinic)) == 3


def test_no_letter_says_a_drug_in_its_subject(clinic, owner, editor):
    change_role(membership=membership(editor, clinic), role="owner", by=owner)
    hand_over(to=membership(editor, clinic), by=owner)
    end(membership=membership(owner, clinic), by=editor, reason="removed")
    found = " ".join(Letter.objects.values_list("subject", flat=True)).lower()
    assert found.count("your") > 3
    assert [word for word in ("ketamine", "barton") if word in found] == []


def test_of_two_owners_who_remove_each_other_the_second_is_no_owner_any_more(clinic, owner):
    second = member_of(clinic, "owner")
    first, other = membership(owner, clinic), membership(second, clinic)
    end(membership=other, by=owner, reason="removed")
    with pytest.raises(Refused):
        end(membership=first, by=second, reason="removed")
    assert roles(clinic) == {owner.pk: "owner"}


@several
@commits
def test_two_owners_who_remove_each_other_in_one_moment_leave_one():
    for _ in range(5):
        clinic = ClinicFactory()
        one, other = member_of(clinic, "owner"), member_of(clinic, "owner")
        first, second = membership(one, clinic), membership(other, clinic)
        said = at_once(
            lambda row=second, by=one: end(membership=row, by=by, reason="removed"),
            lambda row=first, by=other: end(membership=row, by=by, reason="removed"),
        )
        assert sorted(said, key=str) == [None, "refused"]
        assert list(roles(clinic).values()) == ["owner"]


@several
@commits
def test_two_owners_who_leave_in_one_moment_leave_one():
    for _ in range(5):
        clinic = ClinicFactory()
        pair = [member_of(clinic, "owner") for _ in range(2)]
        rows = [membership(user, clinic) for user in pair]
        acts = [
            lambda row=row, by=by: end(membership=row, by=by, reason="left") for row, by in zip(rows, pair, strict=True)
        ]
        assert sorted(at_once(*acts), key=str) == [None, "refused"]
        assert list(roles(clinic).values()) == ["owner"]
