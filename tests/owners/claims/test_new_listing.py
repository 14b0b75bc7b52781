"""A clinic that is not listed: a draft, its likely doubles, and a claim that its own website cannot prove."""

import pytest

from accounts.models import Event
from clinics.models import Clinic, Zip
from owners.actions.claims import approve_claim
from owners.actions.new_listing import likely_doubles
from owners.actions.proofs import DoesNotCount, mail_code, start_call
from owners.enums import ClaimReason
from owners.exceptions import Refused
from owners.models import Claim
from tests.factories import ClinicFactory, UserFactory
from tests.moderators import moderator, signed_in
from tests.owners.claims.conftest import BACKEND, text_of

pytestmark = pytest.mark.django_db
WORDS = {
    "name": "Lakeside Infusion", "street": "9 Shore Road", "street2": "", "city": "Austin", "state": "TX",
    "zip": "78702", "phone": "512-555-0177", "website": "https://lakeside-infusion.com/", "role_said": "owner",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _place(db):
    Zip.objects.create(zip="78702", city="Austin", state="TX", latitude=30.26, longitude=-97.71)


def test_it_becomes_a_draft_with_a_claim(client, claimant):
    answer = client.post("/manage/new/", WORDS)
    claim = Claim.objects.get()
    clinic = claim.clinic
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/manage/claims/{claim.pk}/")
    assert (claim.added_clinic, clinic.status, clinic.phone, clinic.slug) == (
        True,
        "draft",
        "+15125550177",
        "lakeside-infusion",
    )
    assert (clinic.latitude, clinic.point_precision, clinic.listed_on, clinic.managed) == (30.26, "zip", None, False)
    assert clinic.history.get().history_user == claimant
    assert client.get("/clinics/tx/austin/lakeside-infusion/").status_code == 404
    client.force_login(UserFactory(), BACKEND)
    assert "Lakeside" not in client.get("/manage/claim/?name=lakeside").content.decode()
    assert "Lakeside" not in str(list(Event.objects.values("before", "after")))


def test_its_own_website_and_phone_prove_nothing(client, claimant):
    client.post("/manage/new/", WORDS)
    claim = Claim.objects.get()
    with pytest.raises(DoesNotCount, match="people who manage it or asked to"):
        mail_code(claim=claim, address="dana@lakeside-infusion.com", by=claimant)
    with pytest.raises(Refused):
        start_call(claim=claim, by=moderator())
    for reason in ClaimReason.approving:
        with pytest.raises(Refused):
            approve_claim(claim=claim, by=moderator(), reason=reason)


def test_sent_twice_it_is_one(client, claimant):
    answers = [client.post("/manage/new/", WORDS) for _ in range(3)]
    assert (Clinic.objects.count(), Claim.objects.count()) == (1, 1)
    assert len({answer.headers["Location"] for answer in answers}) == 1


@pytest.mark.parametrize(
    "there",
    [
        {"name": "LAKESIDE infusión", "zip": "78702"},
        {"phone": "+15125550177", "zip": "10001"},
        {"intake_phone": "+15125550177", "zip": "10001"},
        {"website": "http://www.lakeside-infusion.com/austin", "zip": "10001"},
    ],
)
def test_likely_doubles_are_shown_first_and_whoever_has_seen_them_may_go_on(client, claimant, there):
    other = ClinicFactory(**{"phone": "+15125550111", **there})
    first = client.post("/manage/new/", WORDS)
    assert (first.status_code, f"/manage/claim/{other.pk}/" in first.content.decode()) == (200, True)
    assert Clinic.objects.count() == 1
    assert f'name="seen" value="{other.pk}"' in first.content.decode()
    assert 'value="Lakeside Infusion"' in first.content.decode()
    assert client.post("/manage/new/", WORDS | {"seen": str(other.pk)}).status_code == 303
    assert Clinic.objects.count() == 2


@pytest.mark.parametrize("seen", ["", "x", "0", "9" * 5000, "\x00"])
def test_doubles_that_were_not_shown_are_not_waved_through(client, claimant, seen):
    ClinicFactory(name="Lakeside Infusion", zip="78702")
    assert client.post("/manage/new/", WORDS | {"seen": seen}).status_code == 200
    assert Clinic.objects.count() == 1


def test_hidden_doubles_are_for_the_moderator_alone(client, claimant):
    ClinicFactory(name="Lakeside Infusion", zip="78702", status="withdrawn", status_on="2026-01-01", slug="old-one")
    answer = client.post("/manage/new/", WORDS)
    assert (answer.status_code, Claim.objects.count()) == (303, 1)
    page = text_of(signed_in(moderator()).get(f"/admin/owners/claim/{Claim.objects.get().pk}/change/"))
    assert "Withdrawn at the clinic's wish" in page


@pytest.mark.parametrize(
    "website",
    ["https://lakeside-infusion.com.evil.com/", "https://notlakeside-infusion.com/", "https://a.wixsite.com/x"],
)
def test_another_website_is_no_double(website):
    ClinicFactory(website=website, phone="+15125550111")
    assert likely_doubles(name="X", zip_code="1", phone="", website="https://lakeside-infusion.com") == []
    assert likely_doubles(name="X", zip_code="1", phone="", website="https://b.wixsite.com/y") == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("name", "", "Write the clinic's name."),
        ("name", "\x00", "Write the clinic's name."),
        ("name", "a" * 10_000, "10,000 characters"),
        ("name", "Dr AB1234563", "DEA number"),
        ("zip", "7870", "five digits"),
        ("zip", "７８７０２", "five digits"),
        ("zip", "00000", "We know no ZIP code 00000. Look at its digits."),
        ("state", "OH", "ZIP code 78702 is in Texas, not in Ohio. Mend the one that is wrong."),
        ("state", "ZZ", "from the list"),
        ("phone", "call me", "not a US phone number"),
        ("website", "javascript:alert(1)", "whole address"),
        ("website", "https://clinic.com@evil.com", "user name"),
        ("role_said", "", "Choose what you are"),
    ],
)  # fmt: skip
def test_bad_input_is_a_sentence_and_nothing_typed_is_lost(client, claimant, name, value, said):
    answer = client.post("/manage/new/", WORDS | {name: value})
    assert (answer.status_code, said in text_of(answer), Clinic.objects.count()) == (200, True, 0)
    kept = "9 Shore Road"
    assert kept in answer.content.decode()


def test_a_zip_code_that_is_none_is_told_beside_the_field_that_still_holds_it(client, claimant):
    html = client.post("/manage/new/", WORDS | {"zip": "00000"}).content.decode()
    wanted = ('id="id_zip_error"', 'name="zip" value="00000"', 'value="Lakeside Infusion"')
    assert [words for words in wanted if words not in html] == []


def test_an_address_of_its_own_in_the_city(client, claimant):
    ClinicFactory(name="Lakeside Infusion", zip="78799", slug="lakeside-infusion", phone="+15125550111")
    client.post("/manage/new/", WORDS)
    assert Claim.objects.get().clinic.slug == "lakeside-infusion-2"


def test_three_a_day(client, claimant):
    names = ["One", "Two", "Three", "Four"]
    phones = [f"512-555-018{number}" for number in range(4)]
    sites = [f"https://{name.lower()}-clinic.com" for name in names]
    answers = [
        client.post("/manage/new/", WORDS | {"name": name, "phone": phone, "website": site})
        for name, phone, site in zip(names, phones, sites, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert Clinic.objects.count() == 3
