"""What the page of a merge says that it will do, beside what comes along: each sentence, and none for nothing."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Letter
from clinics.models import Clinic
from directory.comparing import effects, rows
from owners.actions.claims import submit_claim
from owners.actions.memberships import join
from owners.models import Change, Claim, Invitation, Proof
from reviews.models import Review
from reviews.policies.signals import signals_of
from sources.models import ImportDifference
from tests.factories import UserFactory
from tests.merging.conftest import merged, paired
from tests.merging.test_rows import filled, review

pytestmark = pytest.mark.django_db
ALWAYS = 6
"""Sentences of any merge."""


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def said(one, other):
    """The counted ones."""
    found = effects(goes=other, stays=one)
    assert found[-1] == "This cannot be undone."
    return [line for line in found if line.rstrip(".")[-1].isdigit()]


def proof(claim, **changed):
    now = timezone.now()
    row = {"kind": "call", "nonce": "x", "made_at": now, "expires_at": now, "given_at": now}
    return Proof.objects.create(claim=claim, **row | changed)


def waiting(clinic, **changed):
    return review(clinic, status="waiting", published_on=None, expires_on=None, decided_at=None, reason="", **changed)


def test_of_two_bare_listings_it_says_nothing_more(one, other):
    assert (len(effects(goes=other, stays=one)), said(one, other)) == (ALWAYS, [])


def test_each_has_a_sentence_and_comes_true(senior, one, other):
    _, claim = filled(other)
    later = timezone.now() + dt.timedelta(minutes=30)
    proof(claim), proof(claim, given_at=None, expires_at=later)
    proof(claim, given_at=None), proof(claim, given_at=None, expires_at=later, not_counted="other")
    twice = UserFactory()
    for clinic in (one, other):
        submit_claim(clinic=clinic, by=twice, role_said="owner")
    assert said(one, other) == [
        "Changes that wait and are refused as overtaken; who asked for each is told: 1.",
        "Open invitations that are taken back: 1.",
        "Claims that wait and are refused, since the same person asked for both: 1.",
        "Codes of open claims that count no more; the claimants are told to ask anew: 2.",
        "Open claims that come along and dispute who manages the listing; the managers are told: 1.",
        f"Differences between {other} and a file that wait and are closed: 1.",
    ]
    merged(other, into=one, by=senior)
    assert (Change.objects.get().status, Invitation.objects.get().status) == ("refused", "withdrawn")
    assert Claim.objects.filter(status="refused").count() == 1
    assert not Proof.objects.filter(given_at__isnull=False).exists()
    assert Letter.objects.filter(subject="Somebody else asks to manage your listing").exists()
    assert ImportDifference.objects.get().status == "merged"


def test_two_reviews_of_one_person_that_wait_are_told_before_and_beside_each(senior, one, other):
    public = [review(clinic, address_hash="b" * 64) for clinic in (one, other)]
    both = [waiting(one, address_hash="a" * 64), waiting(other, address_hash="a" * 64)]
    waiting(other, address_hash="c" * 64)
    assert said(one, other) == [
        "Of patients who reviewed both, the later review is refused as sent before: 1.",
        "Reviews that wait and get a note that the same person has another one of this clinic: 2.",
    ]
    merged(other, into=one, by=senior)
    assert Review.objects.get(pk=public[1].pk).status == "refused"
    for mine, others in (both, both[::-1]):
        words = signals_of(Review.objects.get(pk=mine.pk))
        assert [f"number {others.pk}" in line for line in words if line.startswith("The same person")] == [True]


class TestSides:
    def side(self, one, other, by, label):
        [found] = [row.left for row in rows(paired(one, other, by), by) if row.label == label]
        return found

    def test_a_confirmation_by_nobody_with_an_account_names_nobody(self, senior, one, other):
        Clinic.objects.filter(pk=one.pk).update(confirmed_on="2026-10-16", confirmed_by=None)
        assert self.side(one, other, senior, "Last confirmed") == "Oct. 16, 2026"

    def test_and_by_somebody_says_who(self, senior, one, other):
        dana = UserFactory(name="", email="dana@example.com")
        Clinic.objects.filter(pk=one.pk).update(confirmed_on="2026-10-16", confirmed_by=dana)
        assert self.side(one, other, senior, "Last confirmed") == "Oct. 16, 2026, by dana@example.com"

    def test_banned_is_said_once(self, senior, one, other):
        join(user=UserFactory(name="", email="ned@example.com"), clinic=one, role="editor", by="operator")
        one.memberships.get().user.__class__.objects.filter(email="ned@example.com").update(is_active=False)
        assert self.side(one, other, senior, "Managed by").count("banned") == 1
