"""Who may merge what: seniors, without a part in either, and no team is handed what another one manages."""

import pytest

from accounts.models import Event, Letter
from clinics.actions.listing import close, list_clinic, mark_moved, withdraw
from clinics.actions.suspension import suspend
from clinics.enums import ListingReason, Status
from clinics.exceptions import InvalidStep, NotAllowed, Refused
from clinics.models import Clinic, Membership
from directory.merging import merge, seen
from owners.actions.claims import submit_claim
from owners.actions.invitations import accept, invite, key_of
from owners.actions.memberships import join
from owners.models import Invitation
from owners.policies.joining import TWO_TEAMS
from sources.actions.pairs import put_side_by_side, set_apart
from sources.models import DuplicatePair
from tests.factories import ClinicFactory, UserFactory
from tests.merging.conftest import fresh, merged, paired
from tests.moderators import moderator
from tests.owners.team.at_once import at_once, several
from tests.transactions import commits

pytestmark = pytest.mark.django_db


def member(clinic, role="owner", **fields):
    user = UserFactory(**fields)
    join(user=user, clinic=clinic, role=role, by="operator")
    return user


def team(clinic):
    return {(m.user, m.role) for m in Membership.objects.filter(clinic=clinic)}


def refused(problem, goes, into, by, **changed):
    """Nothing at all was written."""
    before = list(Clinic.objects.values_list("pk", "status", "version"))
    paired_ = DuplicatePair.objects.filter(one__in=[goes, into], other__in=[goes, into]).first() or paired(
        goes, into, moderator()
    )
    events = Event.objects.count()
    said = {"reason": "same_place", "gaining": seen(goes=goes, stays=into)} | changed
    with pytest.raises(Refused, match=problem):
        merge(pair=paired_, stays=into, by=by, **said)
    assert (list(Clinic.objects.values_list("pk", "status", "version")), Event.objects.count()) == (before, events)


class TestWho:
    def test_a_moderator_who_is_no_senior_may_not(self, one, other):
        refused("Only a senior moderator may merge", other, one, moderator("moderator"))

    @pytest.mark.parametrize("which", ["goes", "stays"])
    @pytest.mark.parametrize("how", ["manages", "asked"])
    def test_nobody_merges_a_listing_of_their_own(self, senior, one, other, which, how):
        mine = other if which == "goes" else one
        if how == "manages":
            join(user=senior, clinic=mine, role="editor", by="operator")
        else:
            submit_claim(clinic=mine, by=senior, role_said="owner")
        refused("Another moderator decides", other, one, senior)

    def test_nor_says_of_it_that_they_are_two(self, one, other):
        judge = moderator("moderator")
        pair = paired(one, other, judge)
        join(user=judge, clinic=other, role="owner", by="operator")
        with pytest.raises(NotAllowed, match="You manage this clinic"):
            set_apart(pair=pair, by=judge, reason="branches")

    def test_a_reason_is_from_the_list(self, senior, one, other):
        for reason in ("", "branches", "because"):
            refused("Choose a reason", other, one, senior, reason=reason)


class TestWhat:
    @pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
    @pytest.mark.parametrize("which", ["goes", "stays"])
    def test_both_are_public(self, senior, one, other, status, which):
        changed = other if which == "goes" else one
        if status == "draft":
            Clinic.objects.filter(pk=changed.pk).update(status="draft")
        elif status == "withdrawn":
            withdraw(changed, by="operator")
        else:
            suspend(changed, by="operator", reason="unsafe")
        expected = "Choose a clinic that has a public page" if which == "stays" else "suspended|cannot become"
        refused(expected, other, one, senior)

    def test_what_was_merged_is_merged_no_more(self, senior, one, other):
        merged(other, into=one, by=senior)
        third = ClinicFactory()
        refused(r"was merged into Barton Creek Ketamine, Austin, TX and is changed no more", other, third, senior)
        refused("Choose a clinic that has a public page", third, other, senior)

    def test_nor_merged_back(self, senior, one, other):
        merged(other, into=one, by=senior)
        pair = DuplicatePair.objects.get()
        for stays in (one, other):
            with pytest.raises(Refused):
                merge(pair=pair, stays=stays, by=senior, reason="same_place", gaining="")

    def test_two_of_which_one_moved_to_the_other_merge_one_way(self, senior, one, other):
        mark_moved(one, to=other, by="operator")
        refused("the two would point at each other", other, one, senior)
        assert merged(one, into=other, by=senior) == other

    def test_nor_by_way_of_a_third(self, senior, one, other):
        third = ClinicFactory()
        mark_moved(one, to=third, by="operator")
        mark_moved(third, to=other, by="operator")
        refused("the two would point at each other", other, one, senior)

    @pytest.mark.parametrize("verb", [close, list_clinic, withdraw])
    def test_it_is_final(self, senior, one, other, verb):
        merged(other, into=one, by=senior)
        with pytest.raises(InvalidStep, match="merged into Barton Creek Ketamine, Austin"):
            verb(other, by="operator", reason=ListingReason.CHECKED)
        with pytest.raises(InvalidStep, match="cannot be suspended"):
            suspend(other, by="operator", reason="unsafe")
        with pytest.raises(Refused, match="public page"):
            mark_moved(ClinicFactory(), to=other, by="operator")
        assert fresh(other).status == Status.MERGED

    def test_a_listing_is_no_pair_with_itself(self, senior, one):
        with pytest.raises(Refused, match="the same listing"):
            put_side_by_side(clinic=one, other=one, by=senior)


class TestTeams:
    def test_a_team_comes_along_where_nobody_manages_the_other(self, senior, one, other):
        owner, editor = member(other), member(other, "editor")
        merged(other, into=one, by=senior)
        assert (team(one), team(other)) == ({(owner, "owner"), (editor, "editor")}, set())
        assert (fresh(one).managed, fresh(other).managed) == (True, False)

    def test_only_where_the_moderator_saw_and_confirmed_them(self, senior, one, other):
        """Whoever manages a fresh look-alike of a known clinic must not get it unseen."""
        attacker = member(other)
        for gaining in ("", f"{attacker.pk}:editor", f"{attacker.pk + 1}:owner"):
            refused("who would manage the listing has changed", other, one, senior, gaining=gaining)
        shown = seen(goes=other, stays=one)
        member(other, "editor")
        refused("who would manage the listing has changed", other, one, senior, gaining=shown)

    def test_nor_the_other_way_round(self, senior, one, other):
        """Merged into the look-alike, a known clinic would fall to the very same people."""
        attacker = member(other)
        assert seen(goes=one, stays=other) == f"{attacker.pk}:owner"
        refused("who would manage the listing has changed", one, other, senior, gaining="")

    def test_two_teams_are_not_made_one(self, senior, one, other):
        member(one)
        member(other)
        refused("Both listings are managed, and nobody owns both", other, one, senior)
        refused("Both listings are managed, and nobody owns both", one, other, senior)

    @pytest.mark.parametrize(("here", "there"), [("editor", "owner"), ("owner", "editor"), ("editor", "editor")])
    def test_an_editor_of_both_is_not_enough(self, senior, one, other, here, there):
        """An editor who made the second listing would own the first; an editor taken on would bring a team along."""
        both = member(one, here)
        join(user=both, clinic=other, role=there, by="operator")
        member(one), member(other)
        refused(TWO_TEAMS[:40], other, one, senior)

    def test_nor_one_who_cannot_sign_in(self, senior, one, other):
        both = member(one, is_active=False)
        join(user=both, clinic=other, role="owner", by="operator")
        refused(TWO_TEAMS[:40], other, one, senior)

    def test_an_owner_of_both_joins_the_two_and_the_stronger_role_stays(self, senior, one, other):
        both, helper = member(one), member(one, "editor")
        join(user=both, clinic=other, role="owner", by="operator")
        join(user=helper, clinic=other, role="owner", by="operator")
        guest = member(other, "editor")
        assert seen(goes=other, stays=one) == f"{helper.pk}:owner,{guest.pk}:editor"
        merged(other, into=one, by=senior)
        assert team(one) == {(both, "owner"), (helper, "owner"), (guest, "editor")}
        assert team(other) == set()

    def test_nobody_joins_later_on_a_word_for_the_other_listing(self, senior, one, other):
        owner, guest = member(other), UserFactory()
        guest.emailaddress_set.create(email=guest.email, verified=True, primary=True)
        invite(clinics=[other], email=guest.email, role="editor", by=owner)
        key = key_of(Invitation.objects.all())
        merged(other, into=one, by=senior)
        with pytest.raises(Refused):
            accept(key=key, by=guest)
        assert team(one) == {(owner, "owner")}

    def test_each_member_of_either_gets_one_letter(self, senior, one, other):
        both, mine = member(one, name="Ana Diaz"), member(one, "editor", name="Bo Lind")
        join(user=both, clinic=other, role="owner", by="operator")
        guest, banned = member(other, "editor", name="Cy Young"), member(other, is_active=False)
        Letter.objects.all().delete()
        merged(other, into=one, by=senior)
        told = {
            letter.to: letter.text
            for letter in Letter.objects.filter(subject="Two listings of your clinic are one now")
        }
        assert told.keys() == {both.email, mine.email, guest.email}
        assert "Your role: editor" in told[guest.email]
        assert ("Cy Young (editor)" in told[mine.email], "Your role" in told[mine.email]) == (True, False)
        assert banned.email not in told


class TestTold:
    def test_they_are_two_is_remembered(self, one, other):
        judge = moderator("moderator")
        pair = set_apart(pair=paired(one, other, judge), by=judge, reason="one_building")
        assert (pair.status, pair.reason, pair.decided_by) == ("apart", "one_building", judge)
        assert put_side_by_side(clinic=other, other=one, by=judge).status == "apart"
        with pytest.raises(InvalidStep, match="“Two clinics” by now"):
            set_apart(pair=pair, by=judge, reason="branches")

    def test_a_senior_may_see_it_otherwise_later(self, senior, one, other):
        set_apart(pair=paired(one, other, senior), by=senior, reason="one_building")
        merged(other, into=one, by=senior)
        assert DuplicatePair.objects.get().status == "merged"


@commits
@several
def test_of_two_moderators_at_once_one_is_too_late():
    """Each keeps another listing: one merge is done, the other is refused, and nothing is lost."""
    one, other = ClinicFactory(), ClinicFactory()
    judges = [moderator("senior"), moderator("senior")]
    pair = put_side_by_side(clinic=one, other=other, by=judges[0])
    acts = [
        lambda stays=stays, by=by: merge(pair=pair, stays=stays, by=by, reason="same_place", gaining="").pk
        for stays, by in zip((one, other), judges, strict=True)
    ]
    assert at_once(*acts).count("refused") == 1
    assert sorted(Clinic.objects.values_list("status", flat=True)) == ["listed", "merged"]
    assert Event.objects.filter(what="clinic.merged").count() == 1


@commits
@several
def test_while_one_merges_another_says_they_are_two():
    one, other = ClinicFactory(), ClinicFactory()
    judges = [moderator("senior"), moderator("senior")]
    pair = put_side_by_side(clinic=one, other=other, by=judges[0])
    at_once(
        lambda: merge(pair=pair, stays=one, by=judges[0], reason="same_place", gaining=""),
        lambda: set_apart(pair=pair, by=judges[1], reason="branches"),
    )
    assert (DuplicatePair.objects.get().status, Clinic.objects.get(pk=other.pk).status) == ("merged", "merged")
