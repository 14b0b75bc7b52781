"""Asking to manage a listing: pages, states, letters, and who learns what."""

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
from owners.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Claim, Invitation, Proof
from owners.workflows import CLAIM
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator
from tests.owners.claims.conftest import BACKEND, letters, text_of

pytestmark = pytest.mark.django_db


def prove(claim):
    """A call that came back; the number has stood in the listing for a year."""
    now = timezone.now()
    return Proof.objects.create(claim=claim, kind="call", nonce="n", made_at=now, expires_at=now, given_at=now)


class TestFinding:
    @pytest.mark.parametrize(
        "query",
        [
            "name=barton",
            "name=KETAMINE+creek",
            "where=78701",
            "where=Austin",
            "where=austin,+tx",
            "name=Bartön&where=Austin+TX",
        ],
    )
    def test_by_name_and_place(self, client, stood, claimant, query):
        ClinicFactory(name="Elsewhere", city="Dallas", zip="75201", slug="elsewhere")
        page = client.get(f"/manage/claim/?{query}").content.decode()
        assert (f"/manage/claim/{stood.pk}/" in page, "Elsewhere" in page) == (True, False)

    @pytest.mark.parametrize("status", ["draft", "withdrawn", "suspended"])
    def test_hidden_listings_are_not_found_and_not_claimed(self, client, stood, claimant, status):
        fields = {"status": status}
        if status == "suspended":
            fields |= {"suspension_reason": "identity", "status_before_suspension": "listed"}
        if status != "draft":
            fields["status_on"] = "2026-01-01"
        type(stood).objects.filter(pk=stood.pk).update(**fields)
        assert "Barton Creek" not in client.get("/manage/claim/?name=barton").content.decode()
        paths = (f"/manage/claim/{stood.pk}/", "/manage/claim/1999999999/", f"/manage/claim/{'9' * 30}/")
        answers = [client.get(path) for path in paths] + [client.post(path, {"role_said": "owner"}) for path in paths]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert Claim.objects.count() == 0

    @pytest.mark.parametrize("value", ["\x00", "a" * 10_000, "\u202e\u200f", "9" * 90, "', --", "%"])
    def test_any_words_get_a_page(self, client, claimant, value):
        answer = client.get("/manage/claim/", {"name": value, "where": value})
        assert answer.status_code == (400 if value == "\x00" else 200)  # the house refuses NUL in any query string

    def test_nothing_found_says_what_to_do(self, client, claimant):
        page = client.get("/manage/claim/?name=nowhere").content.decode()
        assert ("No listing found" in page, "/manage/new/" in page) == (True, True)


class TestAsking:
    def test_the_whole_step(self, client, stood, claimant):
        answer = client.post(f"/manage/claim/{stood.pk}/", {"role_said": "owner"})
        claim = Claim.objects.get()
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/manage/claims/{claim.pk}/")
        assert (claim.user, claim.clinic, claim.status, claim.disputes) == (claimant, stood, "submitted", False)
        assert letters() == [(claimant.email, "Your request to manage a listing")]
        event = Event.objects.get(what="claim.submitted")
        assert (event.actor, event.after["clinic"]) == (f"user:{claimant.pk}", stood.pk)
        assert client.get(answer.headers["Location"]).status_code == 200

    def test_sent_twice_it_is_one(self, client, stood, claimant):
        answers = [client.post(f"/manage/claim/{stood.pk}/", {"role_said": "owner"}) for _ in range(3)]
        assert (Claim.objects.count(), Letter.objects.count()) == (1, 1)
        assert len({answer.headers["Location"] for answer in answers}) == 1

    @pytest.mark.parametrize("role", ["", "king", "\x00", "x" * 10_000])
    def test_without_a_role_nothing_is_sent(self, client, stood, claimant, role):
        answer = client.post(f"/manage/claim/{stood.pk}/", {"role_said": role})
        assert (answer.status_code, Claim.objects.count()) == (200, 0)
        assert 'href="#id_role_said_0"' in answer.content.decode()

    def test_a_member_goes_to_the_desk(self, client, clinic, member):
        member()
        assert client.get(f"/manage/claim/{clinic.pk}/").headers["Location"] == f"/manage/{clinic.pk}/"
        client.post(f"/manage/claim/{clinic.pk}/", {"role_said": "owner"})
        assert Claim.objects.count() == 0

    def test_a_managed_listing_makes_a_dispute_and_tells_the_managers_at_once(self, stood, member, claimant):
        manager = member(sign_in=False)
        member(role="editor", sign_in=False)
        other = ClinicFactory()
        stranger = member(of=other, sign_in=False)
        claim = submit_claim(clinic=stood, by=claimant, role_said="owner")
        told = {to for to, subject in letters() if subject == "Somebody else asks to manage your listing"}
        assert (claim.disputes, len(told), manager.email in told, stranger.email in told) == (True, 2, True, False)
        assert claimant.email not in Letter.objects.get(to=manager.email).text

    def test_ten_a_day(self, claimant):
        for _ in range(10):
            submit_claim(clinic=ClinicFactory(), by=claimant, role_said="owner")
        with pytest.raises(TooMany):
            submit_claim(clinic=ClinicFactory(), by=claimant, role_said="owner")
        assert submit_claim(clinic=ClinicFactory(), by=UserFactory(), role_said="owner").pk

    def test_asking_and_withdrawing_in_turn_does_not_write_to_managers_without_end(self, stood, member, claimant):
        manager = member(sign_in=False)
        for _ in range(3):
            withdraw_claim(claim=submit_claim(clinic=stood, by=claimant, role_said="owner"), by=claimant)
        with pytest.raises(TooMany):
            submit_claim(clinic=stood, by=claimant, role_said="owner")
        assert len(letters(manager.email)) == 6

    def test_no_subject_names_the_clinic(self, claim):
        moderated = moderator("moderator")
        refuse_claim(claim=claim, by=moderated, reason="no_proof")
        assert [subject for _, subject in letters() if "etamine" in subject or "Barton" in subject] == []


class TestWhoSeesAClaim:
    PAGES = ("", "mail/", "code/", "document/", "withdraw/")

    def test_others_learn_nothing_whatever_the_number(self, client, claim, member):
        client.force_login(UserFactory(), BACKEND)
        answers = []
        for number in (str(claim.pk), "1999999999", "9" * 30):
            answers += [client.post(f"/manage/claims/{number}/{page}", {}) for page in self.PAGES[1:]]
            answers.append(client.get(f"/manage/claims/{number}/"))
        assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
        claim.refresh_from_db()
        assert claim.status == "submitted"

    def test_a_manager_of_the_clinic_does_not_see_it(self, client, claim, clinic, member):
        member()
        assert client.get(f"/manage/claims/{claim.pk}/").status_code == 404

    def test_a_stranger_is_asked_to_sign_in(self, client, claim):
        client.logout()
        for number in (claim.pk, 1999999999):
            path = f"/manage/claims/{number}/"
            assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


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
