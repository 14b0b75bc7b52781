"""Finding a listing, asking to manage it, and who sees the request."""

import pytest

from accounts.models import Event, Letter
from owners.actions.claims import (
    refuse_claim,
    submit_claim,
    withdraw_claim,
)
from owners.actions.memberships import leave_unmanaged
from owners.exceptions import TooMany
from owners.models import Claim
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator
from tests.owners.claims.conftest import BACKEND, letters

pytestmark = pytest.mark.django_db


class TestFinding:
    @pytest.mark.parametrize(
        "query",
        [
            "name=barton",
            "name=KETAMINE+creek",
            "where=78701",
            "where=Austin",
            "where=austin,+tx",
            "where=Austin,+Texas",
            "where=TX",
            "where=texas",
            "name=Bartön&where=Austin+TX",
        ],
    )
    def test_by_name_and_place(self, client, stood, claimant, query):
        ClinicFactory(name="Elsewhere", city="Tulsa", state="OK", zip="74103", slug="elsewhere")
        page = client.get(f"/manage/claim/?{query}").content.decode()
        assert (f"/manage/claim/{stood.pk}/" in page, "Elsewhere" in page) == (True, False)

    @pytest.mark.parametrize(
        ("where", "found"),
        [("New York", {"Hudson", "Buffalo Bill"}), ("new york, ny", {"Hudson"}), ("NY", {"Hudson", "Buffalo Bill"}),
         ("District of Columbia", {"Potomac"}), ("Washington, District of Columbia", {"Potomac"})],
    )  # fmt: skip
    def test_a_name_of_a_city_and_of_a_state_finds_both(self, client, claimant, where, found):
        ClinicFactory(name="Hudson", city="New York", state="NY", zip="10001", slug="hudson")
        ClinicFactory(name="Buffalo Bill", city="Buffalo", state="NY", zip="14201", slug="bill")
        ClinicFactory(name="Potomac", city="Washington", state="DC", zip="20001", slug="potomac")
        page = client.get("/manage/claim/", {"where": where}).content.decode()
        assert {name for name in ("Hudson", "Buffalo Bill", "Potomac") if name in page} == found

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


def test_once_the_managers_are_gone_nobody_is_said_to_manage_it(client, stood, claimant, member):
    """The claim still says that it began as a dispute."""
    manager = member(of=stood, sign_in=False)
    claim = submit_claim(clinic=stood, by=claimant, role_said="owner")
    before = client.get(f"/manage/claims/{claim.pk}/").content.decode()
    leave_unmanaged(clinic=stood, by=manager)
    after = client.get(f"/manage/claims/{claim.pk}/").content.decode()
    assert ["Somebody manages this listing already" in page for page in (before, after)] == [True, False]
