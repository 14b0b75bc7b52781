"""A moderator decides on a claim with everything in view."""

import datetime as dt

import pytest
from django.utils import timezone

from owners.actions.claims import submit_claim
from owners.actions.proofs import DoesNotCount, mail_code
from owners.models import Claim, Proof
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import BACKEND, text_of

pytestmark = pytest.mark.django_db


def prove(claim):
    now = timezone.now()
    return Proof.objects.create(claim=claim, kind="call", nonce="n", made_at=now, expires_at=now, given_at=now)


@pytest.fixture
def judge():
    return moderator("moderator")


@pytest.fixture
def admin(judge):
    return signed_in(judge)


def test_those_that_wait_stand_first_the_oldest_at_the_top(admin):
    rows = [submit_claim(clinic=ClinicFactory(name=f"C{n}"), by=UserFactory(), role_said="owner") for n in range(3)]
    Claim.objects.filter(pk=rows[0].pk).update(status="withdrawn")
    Claim.objects.filter(pk=rows[2].pk).update(submitted_at=timezone.now() - dt.timedelta(days=8))
    page = admin.get("/admin/owners/claim/")
    assert [claim.clinic.name for claim in page.context["cl"].result_list] == ["C2", "C1", "C0"]
    late = admin.get("/admin/owners/claim/?late=yes")
    assert [claim.clinic.name for claim in late.context["cl"].result_list] == ["C2"]
    assert "has waited 7 days or more" in text_of(admin.get(f"/admin/owners/claim/{rows[2].pk}/change/"))
    assert "has waited 7 days or more" not in text_of(admin.get(f"/admin/owners/claim/{rows[1].pk}/change/"))


def test_everything_is_in_view(admin, claim, claimant, stood, member):
    manager = member(sign_in=False)
    elsewhere = submit_claim(clinic=ClinicFactory(name="Elsewhere"), by=claimant, role_said="owner")
    rival = submit_claim(clinic=stood, by=UserFactory(email="rival@example.com"), role_said="staff")
    for address in ("dana@bartoncreek.example", "dana@evil.com", "dana@xn--brtoncreek-p7a.example"):
        try:
            mail_code(claim=claim, address=address, by=claimant)
        except DoesNotCount:
            continue
    page = text_of(admin.get(f"/admin/owners/claim/{claim.pk}/change/"))
    wanted = [
        claimant.email, "account 0 days old", "I manage it", manager.email, str(elsewhere.clinic), rival.user.email,
        "becomes an owner of Barton Creek", "The present managers stay", "dana@bartoncreek.example", "evil.com",
        "Not at the website in the listing", "A look-alike", "from another source", "Claim: submitted, by account", "may be called",
    ]  # fmt: skip
    assert [words for words in wanted if words not in page] == []
    assert ("dana@evil.com" in page, "dana@xn--" in page) == (False, False)


def test_the_way_of_a_claim_through_the_admin(admin, judge, claim):
    path = f"/admin/owners/claim/{claim.pk}"
    assert admin.post(f"{path}/decide/take_up/").status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.taken_by) == ("in_review", judge)
    admin.post(f"{path}/decide/let_go/")
    claim.refresh_from_db()
    assert (claim.status, claim.taken_by) == ("submitted", None)
    form = text_of(admin.get(f"{path}/decide/approve/"))
    assert "No code from a call came back." in form
    assert 'name="managers" value="0"' in admin.get(f"{path}/decide/approve/").content.decode()
    said = {"reason": "call", "managers": "0"}
    assert admin.post(f"{path}/decide/approve/", said).status_code == 200
    prove(claim)
    assert admin.post(f"{path}/decide/approve/", said).status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by) == ("approved", judge)
    again = admin.post(f"{path}/decide/refuse/", {"reason": "denied"}, follow=True)
    assert "this claim is “Approved” by now" in text_of(again)


def test_a_claim_that_became_a_dispute_meanwhile_is_looked_at_again(admin, claim, member):
    prove(claim)
    member(sign_in=False)
    path = f"/admin/owners/claim/{claim.pk}/decide/approve/"
    answer = admin.post(path, {"reason": "call", "managers": "0"}, follow=True)
    assert ("who manages this listing has changed" in text_of(answer), Claim.objects.get().status) == (
        True,
        "submitted",
    )
    assert admin.post(path, {"reason": "call", "managers": "1"}).status_code == 302
    assert Claim.objects.get().status == "approved"


def test_only_seniors_are_offered_to_revoke(claim, judge):
    Claim.objects.update(status="approved", reason="call", decided_at=timezone.now())
    path = f"/admin/owners/claim/{claim.pk}"
    junior, senior = signed_in(judge), signed_in(moderator("senior"))
    offers = [f"{path}/decide/revoke/" in client.get(f"{path}/change/").content.decode() for client in (junior, senior)]
    answers = [client.post(f"{path}/decide/revoke/", {"reason": "left"}) for client in (junior, senior)]
    assert (offers, [answer.status_code for answer in answers]) == ([False, True], [302, 302])
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by.pk != judge.pk) == ("revoked", True)


def test_whoever_has_an_interest_is_offered_nothing(stood):
    judge = moderator()
    claim = submit_claim(clinic=stood, by=judge, role_said="owner")
    prove(claim)
    client = signed_in(judge)
    page = client.get(f"/admin/owners/claim/{claim.pk}/change/").content.decode()
    assert ("/decide/" in page, "This is your own claim. Another moderator decides on it." in page) == (False, True)
    for verb, said in (("approve", "call"), ("refuse", "denied"), ("take_up", "")):
        client.post(f"/admin/owners/claim/{claim.pk}/decide/{verb}/", {"reason": said, "managers": "0"})
    client.post(f"/admin/owners/claim/{claim.pk}/call/")
    assert (Claim.objects.get().status, Proof.objects.count()) == ("submitted", 1)


@pytest.mark.parametrize("who", ["claimant", "stranger", "password alone", "no group"])
def test_nobody_else_comes_in(client, claim, claimant, who):
    prove(claim)
    if who == "stranger":
        client.logout()
    if who == "password alone":
        client.force_login(moderator(), BACKEND)
    if who == "no group":
        client = signed_in(UserFactory(is_staff=True))
    paths = [f"/admin/owners/claim/{claim.pk}/{tail}/" for tail in ("change", "decide/approve", "call")]
    answers = [client.get(path) for path in paths]
    answers += [client.post(path, {"reason": "call", "managers": "0"}) for path in paths]
    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert [1 for answer in answers if b"Barton Creek" in answer.content] == []
    assert (Claim.objects.get().status, Proof.objects.count()) == ("submitted", 1)


@pytest.mark.parametrize("number", ["0", "1999999999", "9" * 30])
def test_any_number_is_a_page(admin, number):
    paths = [f"/admin/owners/claim/{number}/{tail}/" for tail in ("decide/approve", "decide/x", "call")]
    assert [admin.get(path).status_code for path in paths] == [404] * 3


def test_a_claim_whose_account_is_gone_can_be_looked_at_and_refused(admin, claim, claimant):
    claimant.delete()
    path = f"/admin/owners/claim/{claim.pk}"
    assert "The account is deleted." in text_of(admin.get(f"{path}/change/"))
    assert admin.post(f"{path}/decide/refuse/", {"reason": "no_proof"}).status_code == 302
    assert Claim.objects.get().status == "refused"
