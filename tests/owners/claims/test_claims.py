"""Deciding on a claim: states, letters, and who learns what."""

import pytest
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.models import Membership
from owners.actions.claims import (
    approve_claim,
    brought_in,
    let_go,
    refuse_claim,
    revoke_claim,
    submit_claim,
    take_up,
    withdraw_claim,
)
from owners.enums import ClaimReason, ClaimStatus, InvitationStatus
from owners.exceptions import InvalidStep, NotAllowed, Refused
from owners.models import Claim, Invitation, Proof
from owners.workflows import CLAIM
from tests.factories import UserFactory
from tests.moderators import moderator
from tests.owners.claims.conftest import letters, text_of

pytestmark = pytest.mark.django_db


def prove(claim):
    """A call that came back; the number has stood in the listing for a year."""
    now = timezone.now()
    return Proof.objects.create(claim=claim, kind="call", nonce="n", made_at=now, expires_at=now, given_at=now)


class TestDeciding:
    def test_approved_on_a_call(self, claim, claimant, stood):
        prove(claim)
        approve_claim(claim=claim, by=moderator("moderator"), reason="call")
        claim.refresh_from_db()
        stood.refresh_from_db()
        member = Membership.objects.get()
        assert (member.user, member.clinic, member.role) == (claimant, stood, "owner")
        assert (claim.status, claim.reason, stood.managed) == ("approved", "call", True)
        assert [subject for _, subject in letters(claimant.email)] == ["Your request to manage a listing"] * 2

    @pytest.mark.parametrize("reason", [*ClaimReason.approving, *ClaimReason.refusing, "", "x"])
    def test_without_evidence_there_is_no_approval(self, claim, reason):
        with pytest.raises(Refused):
            approve_claim(claim=claim, by=moderator(), reason=reason)
        assert (Membership.objects.count(), Claim.objects.get().status) == (0, "submitted")

    def test_each_reason_needs_its_own_evidence(self, claim):
        prove(claim)
        with pytest.raises(Refused, match="No code came back from an address"):
            approve_claim(claim=claim, by=moderator(), reason="domain")
        with pytest.raises(Refused, match="No document"):
            approve_claim(claim=claim, by=moderator(), reason="document")

    def test_refused_with_the_reason_in_words(self, client, claim, claimant):
        refuse_claim(claim=claim, by=moderator("moderator"), reason="denied")
        words = ClaimReason.DENIED.label
        assert words in Letter.objects.filter(to=claimant.email).last().text
        assert words in text_of(client.get(f"/manage/claims/{claim.pk}/"))
        assert Membership.objects.count() == 0

    def test_nobody_decides_on_their_own_claim_or_clinic(self, stood, member):
        judge = moderator()
        own = submit_claim(clinic=stood, by=judge, role_said="owner")
        prove(own)
        other = submit_claim(clinic=stood, by=UserFactory(), role_said="owner")
        prove(other)
        for claim in (own, other):
            for act in (
                take_up,
                lambda **k: approve_claim(reason="call", **k),
                lambda **k: refuse_claim(reason="denied", **k),
            ):
                with pytest.raises(NotAllowed):
                    act(claim=claim, by=judge)
        assert set(Claim.objects.values_list("status", flat=True)) == {"submitted"}

    def test_a_manager_who_moderates_does_not_decide(self, claim, member):
        manager = member(sign_in=False)
        manager.is_staff = manager.is_superuser = True
        manager.save()
        with pytest.raises(NotAllowed, match="You manage this clinic"):
            refuse_claim(claim=claim, by=manager, reason="denied")

    @pytest.mark.parametrize("who", ["claimant", "stranger", "banned", "no_group"])
    def test_only_moderators_decide(self, claim, claimant, who):
        by = {
            "claimant": lambda: claimant,
            "stranger": UserFactory,
            "banned": lambda: moderator(is_active=False),
            "no_group": lambda: UserFactory(is_staff=True),
        }[who]()
        prove(claim)
        for act in (
            take_up,
            let_go,
            lambda **k: approve_claim(reason="call", **k),
            lambda **k: refuse_claim(reason="denied", **k),
            lambda **k: revoke_claim(reason="left", **k),
        ):
            with pytest.raises(NotAllowed):
                act(claim=claim, by=by)

    def test_the_managers_are_told_how_a_dispute_ended(self, stood, member, claimant):
        manager = member(sign_in=False)
        claim = submit_claim(clinic=stood, by=claimant, role_said="owner")
        refuse_claim(claim=claim, by=moderator(), reason="managed")
        assert letters(manager.email)[-1][1] == "The request to manage your listing was decided"

    def test_an_approval_makes_other_open_claims_disputes(self, claim, stood):
        other = submit_claim(clinic=stood, by=UserFactory(), role_said="owner")
        prove(claim)
        approve_claim(claim=claim, by=moderator(), reason="call")
        other.refresh_from_db()
        claim.refresh_from_db()
        assert (other.disputes, claim.disputes) == (True, False)

    def test_the_new_manager_is_told_of_claims_that_are_open_still(self, claim, claimant, stood):
        submit_claim(clinic=stood, by=UserFactory(), role_said="owner")
        submit_claim(clinic=stood, by=UserFactory(), role_said="owner")
        prove(claim)
        approve_claim(claim=claim, by=moderator(), reason="call")
        told = [subject for _, subject in letters(claimant.email)][1:]
        assert told == ["Your request to manage a listing", "Somebody else asks to manage your listing"]
        last = Letter.objects.filter(to=claimant.email).last().text
        assert "Somebody else has asked to manage the listing of Barton Creek Ketamine" in last

    def test_who_is_banned_is_not_made_an_owner(self, claim, claimant):
        prove(claim)
        claimant.is_active = False
        claimant.save()
        with pytest.raises(Refused, match="closed"):
            approve_claim(claim=claim, by=moderator(), reason="call")
        assert Membership.objects.count() == 0

    def test_the_mailboxes_go_with_the_decision(self, claim):
        now = claim.submitted_at
        Proof.objects.create(
            claim=claim, kind="mail", nonce="n", made_at=now, expires_at=now, address="a@bartoncreek.example"
        )
        Proof.objects.create(
            claim=claim,
            kind="mail",
            nonce="n",
            made_at=now,
            expires_at=now,
            domain="my-own-name.com",
            not_counted="other",
        )
        refuse_claim(claim=claim, by=moderator(), reason="no_proof")
        assert set(claim.proofs.values_list("address", "domain")) == {("", "")}


class TestRevoking:
    @pytest.fixture
    def approved(self, claim):
        prove(claim)
        approve_claim(claim=claim, by=moderator(), reason="call")
        claim.refresh_from_db()
        return claim

    def test_only_a_senior_moderator_revokes(self, approved, stood, claimant):
        with pytest.raises(NotAllowed, match="senior"):
            revoke_claim(claim=approved, by=moderator("moderator"), reason="left")
        assert Membership.objects.count() == 1
        revoke_claim(claim=approved, by=moderator("senior"), reason="left")
        stood.refresh_from_db()
        assert (Membership.objects.count(), stood.managed, Claim.objects.get().status) == (0, False, "revoked")
        assert ClaimReason.LEFT.label in Letter.objects.filter(to=claimant.email).last().text

    @pytest.mark.parametrize(("reason", "left"), [("misuse", 1), ("denied", 1), ("left", 3)])
    def test_whom_a_misleader_brought_in_goes_too(self, approved, stood, member, reason, left):
        first, second, rightful = (member("editor", sign_in=False) for _ in range(3))
        for host, guest in ((approved.user, first), (first, second)):
            Invitation.objects.create(
                clinic=stood, role="editor", status=InvitationStatus.ACCEPTED, invited_by=host, accepted_by=guest,
                expires_at="2027-01-01T00:00Z",
            )  # fmt: skip
        assert brought_in(approved) == {first.pk, second.pk}
        revoke_claim(claim=approved, by=moderator("senior"), reason=reason)
        assert (Membership.objects.count(), Membership.objects.filter(user=rightful).count()) == (left, 1)


ACTS = {
    "take_up": take_up,
    "let_go": let_go,
    "approve_claim": lambda **k: approve_claim(reason="call", **k),
    "refuse_claim": lambda **k: refuse_claim(reason="denied", **k),
    "withdraw_claim": withdraw_claim,
    "revoke_claim": lambda **k: revoke_claim(reason="left", **k),
}


@pytest.mark.parametrize("status", ClaimStatus.values)
@pytest.mark.parametrize("verb", ACTS)
def test_every_act_in_every_state(claim, claimant, status, verb):
    prove(claim)
    Claim.objects.filter(pk=claim.pk).update(status=status, decided_at=timezone.now(), reason="call")
    by = claimant if verb == "withdraw_claim" else moderator("senior")
    if CLAIM.takes(verb, status):
        ACTS[verb](claim=claim, by=by)
        after = {step.verb: step.after for step in CLAIM.steps}[verb]
        assert Claim.objects.get().status in after
    else:
        with pytest.raises(InvalidStep, match="by now"):
            ACTS[verb](claim=claim, by=by)
        assert Claim.objects.get().status == status


def test_withdrawing_from_the_page(client, claim, claimant):
    assert client.post(f"/manage/claims/{claim.pk}/withdraw/").status_code == 303
    claim.refresh_from_db()
    assert (claim.status, len(letters(claimant.email))) == ("withdrawn", 2)
    again = client.post(f"/manage/claims/{claim.pk}/withdraw/")
    assert "this claim is “Withdrawn” by now" in text_of(again)
    assert Event.objects.filter(what="claim.withdraw").count() == 1


def test_no_event_holds_a_mailbox(claim, claimant):
    withdraw_claim(claim=claim, by=claimant)
    assert Event.objects.count() > 1
    assert [event for event in Event.objects.all() if "@" in f"{event.before}{event.after}{event.actor}"] == []
