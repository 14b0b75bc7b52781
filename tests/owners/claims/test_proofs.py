"""A code to any address the claimant types: the attack to beat, and its neighbours."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Event, Letter
from clinics.models import Clinic, Organization, Trait
from owners.actions.claims import approve_claim, refuse_claim, submit_claim
from owners.actions.proofs import WRONG, DoesNotCount, code, give_code, live, mail_code, start_call
from owners.enums import ChangeStatus
from owners.exceptions import InvalidStep, NotAllowed, Refused, TooMany
from owners.models import Change, Claim, Proof
from owners.policies.standing import phone_counts, sharing, verdict, website_standing
from owners.sections.rows import write_traits
from tests.days import days_ago
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import BACKEND, letters, mailed_code, text_of
from tests.transactions import commits

pytestmark = pytest.mark.django_db
OURS = "dana@bartoncreek.example"


def age(clinic, days, **fields):
    """Let the newest row of history be of so many days ago."""
    row = clinic.history.latest("history_id")
    clinic.history.filter(history_id=row.history_id).update(history_date=days_ago(days), **fields)


class TestMailing:
    def test_the_whole_way(self, client, claim, claimant):
        answer = client.post(f"/manage/claims/{claim.pk}/mail/", {"address": OURS})
        assert answer.status_code == 303
        assert client.post(f"/manage/claims/{claim.pk}/code/", {"code": mailed_code()}).status_code == 303
        proof = Proof.objects.get()
        assert (proof.given_at is not None, proof.domain, claim.status) == (True, "bartoncreek.example", "submitted")
        approve_claim(claim=claim, by=moderator("moderator"), reason="domain")
        assert Claim.objects.get().status == "approved"

    def test_evidence_alone_decides_nothing(self, claim, claimant):
        mail_code(claim=claim, address=OURS, by=claimant)
        give_code(claim=claim, typed=mailed_code(), by=claimant)
        assert (Claim.objects.get().status, claimant.memberships.count()) == ("submitted", 0)

    @pytest.mark.parametrize(
        "address",
        ["dana@evil.com", "dana@gmail.com", "dana@bartoncreek.example.evil.com", "dana@xn--brtoncreek-p7a.example"],
    )
    def test_no_mail_goes_to_an_address_that_does_not_count(self, client, claim, address):
        page = text_of(client.post(f"/manage/claims/{claim.pk}/mail/", {"address": address}))
        assert "No mail was sent." in page
        assert [to for to, _ in letters() if to == address] == []
        proof = Proof.objects.get()
        assert (proof.not_counted != "", proof.address, live(claim)) == (True, "", [])
        assert Event.objects.filter(what="proof.not_counted").count() == 1

    def test_what_was_tried_never_counts_even_with_its_own_code(self, claim, claimant):
        with pytest.raises(DoesNotCount):
            mail_code(claim=claim, address="dana@evil.com", by=claimant)
        with pytest.raises(Refused, match="not right"):
            give_code(claim=claim, typed=code(Proof.objects.get()), by=claimant)

    @pytest.mark.parametrize(
        "address", ["", "x", "\x00@a.com", "a@" + "b" * 10_000, "a@b\r\nBcc: c@d.com", "\u202ea@b.com"]
    )
    def test_bad_input_is_a_sentence(self, client, claim, address):
        answer = client.post(f"/manage/claims/{claim.pk}/mail/", {"address": address})
        assert (answer.status_code, len(letters("dana@elsewhere.example")), Letter.objects.count()) == (200, 1, 1)

    def test_not_for_somebody_elses_claim(self, claim):
        with pytest.raises(NotAllowed):
            mail_code(claim=claim, address=OURS, by=UserFactory())

    def test_not_for_a_claim_that_is_over(self, claim, claimant):
        refuse_claim(claim=claim, by=moderator(), reason="denied")
        with pytest.raises(InvalidStep):
            mail_code(claim=claim, address=OURS, by=claimant)

    def test_limits_a_mailbox_a_clinic_and_an_account(self, claim, claimant):
        for _ in range(3):
            mail_code(claim=claim, address=OURS, by=claimant)
        with pytest.raises(TooMany):
            mail_code(claim=claim, address=OURS.upper(), by=claimant)
        for number in range(7):
            mail_code(claim=claim, address=f"d{number}@bartoncreek.example", by=claimant)
        with pytest.raises(TooMany):
            mail_code(claim=claim, address="d9@bartoncreek.example", by=claimant)
        assert len([1 for _, subject in letters() if subject == "Your code"]) == 10


class TestGiving:
    @pytest.fixture
    def sent(self, claim, claimant):
        return mail_code(claim=claim, address=OURS, by=claimant)

    def test_someone_elses_old_replayed_and_wrong_codes_get_one_sentence(self, claim, claimant, sent, stood):
        other_user = UserFactory()
        other = submit_claim(clinic=stood, by=other_user, role_said="owner")
        old = code(sent)
        newer = mail_code(claim=claim, address=OURS, by=claimant)
        found = []
        for by, where, typed in ((other_user, other, code(newer)), (claimant, claim, old), (claimant, claim, "x")):
            with pytest.raises(Refused) as refusal:
                give_code(claim=where, typed=typed, by=by)
            found.append(str(refusal.value))
        give_code(claim=claim, typed=code(newer), by=claimant)
        with pytest.raises(Refused) as refusal:
            give_code(claim=claim, typed=code(newer), by=claimant)
        assert {*found, str(refusal.value)} == {WRONG}

    def test_after_thirty_minutes(self, claim, claimant, sent):
        Proof.objects.update(expires_at=timezone.now())
        with pytest.raises(Refused) as refusal:
            give_code(claim=claim, typed=code(sent), by=claimant)
        assert (str(refusal.value), (sent.expires_at - sent.made_at).seconds) == (WRONG, 1800)

    def test_the_sixth_try_is_none_even_if_right(self, claim, claimant, sent):
        for _ in range(5):
            with pytest.raises(Refused):
                give_code(claim=claim, typed="00000000", by=claimant)
        with pytest.raises(Refused):
            give_code(claim=claim, typed=code(sent), by=claimant)
        assert (Proof.objects.get().given_at, Proof.objects.get().tries) == (None, 5)

    def test_the_code_is_kept_nowhere(self, sent):
        digits = code(sent)
        kept = [str(vars(row)) for row in (*Proof.objects.all(), *Event.objects.all())]
        assert [row for row in kept if digits in row] == []

    def test_nobody_elses_hands(self, claim, sent):
        with pytest.raises(NotAllowed):
            give_code(claim=claim, typed=code(sent), by=UserFactory())
        assert Proof.objects.get().given_at is None

    @pytest.mark.parametrize("typed", ["", "\x00", "9" * 10_000, "１２３４５６７８", "<script>"])
    def test_bad_input_is_a_sentence(self, client, claim, sent, typed):
        answer = client.post(f"/manage/claims/{claim.pk}/code/", {"code": typed})
        assert (answer.status_code, Proof.objects.get().given_at) == (200, None)


class TestStanding:
    """Who wrote the website, and since when."""

    def test_an_imported_website_of_long_ago(self, stood):
        assert verdict(OURS, stood).counts

    def test_a_website_of_yesterday(self, clinic):
        age(clinic, 1)
        assert verdict(OURS, clinic).why == "young"

    def test_a_history_that_does_not_reach_back_shows_nothing(self, stood):
        stood.history.all().delete()
        assert verdict(OURS, stood).why == "claimant"

    def test_a_listing_public_since_yesterday_is_young_however_old_its_draft(self, stood):
        Clinic.objects.filter(pk=stood.pk).update(listed_on=timezone.localdate())
        stood.refresh_from_db()
        assert verdict(OURS, stood).why == "young"
        Clinic.objects.filter(pk=stood.pk).update(listed_on=None)
        stood.refresh_from_db()
        assert verdict(OURS, stood).why == "young"

    def test_written_by_a_person_who_is_no_moderator(self, stood):
        stood.history.update(history_user=UserFactory())
        assert verdict(OURS, stood).why == "claimant"
        stood.history.update(history_user=moderator())
        assert verdict(OURS, stood).counts

    def test_a_change_that_a_manager_asked_for_and_a_moderator_let_pass(self, stood):
        stood.website = "https://other.example/"
        stood.save()
        age(stood, 200, history_user=moderator())
        assert verdict("a@other.example", stood).counts
        Change.objects.create(
            clinic=stood, user=None, section="contact", held="sensitive", status=ChangeStatus.APPROVED,
            before={"website": "https://bartoncreek.example/"}, after={"website": "https://www.other.example"},
        )  # fmt: skip
        assert verdict("a@other.example", stood).why == "claimant"
        assert verdict(OURS, stood).why == "other"

    def test_a_change_of_the_path_alone_takes_nothing_away(self, stood):
        stood.website = "https://bartoncreek.example/austin"
        stood.save()
        Change.objects.create(
            clinic=stood, section="contact", held="sensitive", status=ChangeStatus.APPROVED,
            before={"website": "https://bartoncreek.example/"}, after={"website": stood.website},
        )  # fmt: skip
        assert verdict(OURS, stood).counts

    def test_a_website_that_came_back_counts_from_its_return(self, stood):
        for site, days in (("https://other.example", 100), ("https://bartoncreek.example", 5)):
            stood.website = site
            stood.save()
            age(stood, days, history_user=None)
        assert verdict(OURS, stood).why == "young"
        assert website_standing(stood).since == timezone.localdate() - dt.timedelta(days=5)

    def test_a_listing_that_came_with_a_claim_even_if_the_account_is_gone(self, stood):
        user = UserFactory()
        Claim.objects.create(clinic=stood, user=user, role_said="owner", added_clinic=True)
        user.delete()
        assert (verdict(OURS, stood).why, phone_counts(stood)) == ("claimant", False)

    def test_a_domain_of_many_organizations(self, stood):
        owner = Organization.objects.create(name="One house")
        for _ in range(5):
            ClinicFactory(website="https://www.bartoncreek.example/x", organization=owner)
        ClinicFactory(website="https://notbartoncreek.example")
        ClinicFactory(website="https://bartoncreek.example", status="draft", listed_on=None)
        assert (sharing("bartoncreek.example"), verdict(OURS, stood).counts) == (2, True)
        for _ in range(2):
            ClinicFactory(website="https://bartoncreek.example")
        assert (sharing("bartoncreek.example"), verdict(OURS, stood).why) == (4, "shared")

    def test_a_hospital(self, stood):
        Trait.objects.create(clinic=stood, kind="setting", code="hospital")
        assert verdict(OURS, stood).why == "shared"

    @pytest.mark.parametrize("code", ["hospital", "va"])
    def test_a_hospital_whose_editor_says_that_it_is_none(self, stood, code):
        assert verdict(OURS, stood).counts is True
        write_traits(stood, "setting", [code])
        write_traits(stood, "setting", ["outpatient"])
        assert (stood.traits.get().code, verdict(OURS, stood).why) == ("outpatient", "shared")

    def test_a_website_that_was_below_a_larger_houses_starts_anew(self, stood):
        for site, days in (("https://ketamine.bartoncreek.example", 100), ("https://bartoncreek.example", 5)):
            stood.website = site
            stood.save()
            age(stood, days, history_user=None)
        assert verdict(OURS, stood).why == "young"

    def test_a_proof_stops_counting_with_its_website(self, claim, claimant, stood):
        mail_code(claim=claim, address=OURS, by=claimant)
        give_code(claim=claim, typed=mailed_code(), by=claimant)
        stood.refresh_from_db()
        stood.website = "https://other.example"
        stood.save()
        with pytest.raises(Refused, match="No code came back from an address"):
            approve_claim(claim=claim, by=moderator(), reason="domain")


class TestCalling:
    def test_the_whole_way(self, client, claim, claimant):
        judge = moderator("moderator")
        desk = signed_in(judge)
        path = f"/admin/owners/claim/{claim.pk}/call/"
        assert (Proof.objects.count(), "512-555-0100" in text_of(desk.get(path))) == (0, True)
        page = text_of(desk.post(path))
        digits = code(Proof.objects.get())
        assert f"{digits[:4]} {digits[4:]}" in page
        assert client.post(f"/manage/claims/{claim.pk}/code/", {"code": digits}).status_code == 303
        approve_claim(claim=claim, by=judge, reason="call")
        assert Claim.objects.get().status == "approved"

    def test_the_claimant_never_sees_the_code(self, client, claim):
        digits = code(start_call(claim=claim, by=moderator()))
        page = text_of(client.get(f"/manage/claims/{claim.pk}/"))
        assert (digits in page, f"{digits[:4]} {digits[4:]}" in page, "started a call" in page) == (False, False, True)
        away = client.post(f"/admin/owners/claim/{claim.pk}/call/")
        assert (away.status_code, away.headers["Location"].partition("?")[0]) == (302, "/admin/login/")

    def test_a_number_of_yesterday_is_not_called(self, claim, stood):
        stood.phone = "+15125550199"
        stood.save()
        with pytest.raises(Refused, match="younger than 30 days"):
            start_call(claim=claim, by=moderator())

    def test_no_number_no_call(self, claim, stood):
        Clinic.objects.filter(pk=stood.pk).update(phone="")
        with pytest.raises(Refused, match="no phone"):
            start_call(claim=claim, by=moderator())

    def test_nobody_calls_for_their_own_claim(self, stood):
        judge = moderator()
        own = submit_claim(clinic=stood, by=judge, role_said="owner")
        with pytest.raises(NotAllowed):
            start_call(claim=own, by=judge)


several = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway")


@several
@commits
def test_parallel_guesses_never_exceed_five(clinic):
    clinic.history.update(history_date=timezone.now() - dt.timedelta(days=365), history_user=None)
    user = UserFactory()
    claim = submit_claim(clinic=clinic, by=user, role_said="owner")
    proof = mail_code(claim=claim, address=OURS, by=user)
    started, told = threading.Barrier(12), []

    def guess():
        try:
            started.wait()
            give_code(claim=claim, typed="00000000", by=user)
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    proof.refresh_from_db()
    assert (proof.tries, proof.given_at, told) == (5, None, [WRONG] * 12)


@several
@commits
def test_the_same_claim_approved_by_two_at_once_is_approved_once(clinic):
    user, judges = UserFactory(), [moderator("senior"), moderator("senior")]
    claim = submit_claim(clinic=clinic, by=user, role_said="owner")
    now = timezone.now()
    clinic.history.update(history_date=now - dt.timedelta(days=365), history_user=None)
    Proof.objects.create(claim=claim, kind="call", nonce="n", made_at=now, expires_at=now, given_at=now)
    started, told = threading.Barrier(2), []

    def approve(judge):
        try:
            started.wait()
            approve_claim(claim=claim, by=judge, reason="call")
            told.append("done")
        except InvalidStep as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=(judge,)) for judge in judges]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["Nothing was done: this claim is “Approved” by now.", "done"]
    assert Event.objects.filter(what="claim.approve").count() == 1
    assert len(letters(user.email)) == 2


def test_another_users_session_gets_404_for_the_code_page(client, claim):
    client.force_login(UserFactory(), BACKEND)
    assert client.post(f"/manage/claims/{claim.pk}/code/", {"code": "12345678"}).status_code == 404
